"""What was sent, and must stay as it was."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "sent-edited": Sentence(
        it=(
            "questa comunicazione è già stata inviata: cambiarla non cambia i telefoni",
            (
                "ripristina il file; per correggere, scrivi una nuova comunicazione con la riga "
                "«corrects: {id}»"
            ),
        ),
        fr=(
            "cette communication a déjà été envoyée : la modifier ne change pas les téléphones",
            (
                "rétablissez le fichier ; pour corriger, écrivez une nouvelle communication avec "
                "la ligne « corrects: {id} »"
            ),
        ),
        en=(
            "this broadcast was already sent: editing it changes no phone",
            (
                "restore the file; to correct it, write a new broadcast with the line “corrects: "
                "{id}”"
            ),
        ),
    ),
    "sent-added-again": Sentence(
        it=(
            "«{id}» è già stata inviata: aggiungerla ancora non la fa ripartire",
            (
                "togli il file; per dire ancora qualcosa, scrivi una nuova comunicazione con la "
                "riga «corrects: {id}»"
            ),
        ),
        fr=(
            "« {id} » a déjà été envoyée : l'ajouter une seconde fois ne la renvoie pas",
            (
                "enlevez le fichier ; pour ajouter quelque chose, écrivez une nouvelle "
                "communication avec la ligne « corrects: {id} »"
            ),
        ),
        en=(
            "“{id}” was already sent: adding it again does not send it again",
            (
                "remove the file; to say something more, write a new broadcast with the line "
                "“corrects: {id}”"
            ),
        ),
    ),
    "sent-renamed": Sentence(
        it=(
            (
                "è la comunicazione «{id}», già inviata, con un altro nome: partirebbe una "
                "seconda volta"
            ),
            (
                "rimetti il nome di prima; per correggere, scrivi una nuova comunicazione con la "
                "riga «corrects: {id}»"
            ),
        ),
        fr=(
            (
                "c'est la communication « {id} », déjà envoyée, sous un autre nom : elle "
                "partirait une seconde fois"
            ),
            (
                "remettez l'ancien nom ; pour corriger, écrivez une nouvelle communication avec "
                "la ligne « corrects: {id} »"
            ),
        ),
        en=(
            (
                "this is the broadcast “{id}”, already sent, under another name: it would go out "
                "again"
            ),
            (
                "put the old name back; to correct it, write a new broadcast with the line "
                "“corrects: {id}”"
            ),
        ),
    ),
    "sent-copied": Sentence(
        it=(
            (
                "è la copia esatta della comunicazione «{id}», già inviata: partirebbe due volte "
                "lo stesso testo"
            ),
            (
                "cambia il testo, oppure togli il file; per correggere, scrivi una nuova "
                "comunicazione con la riga «corrects: {id}»"
            ),
        ),
        fr=(
            (
                "c'est la copie exacte de la communication « {id} », déjà envoyée : le même "
                "texte partirait deux fois"
            ),
            (
                "changez le texte, ou enlevez le fichier ; pour corriger, écrivez une nouvelle "
                "communication avec la ligne « corrects: {id} »"
            ),
        ),
        en=(
            (
                "this is an exact copy of the broadcast “{id}”, already sent: the same text "
                "would go out twice"
            ),
            (
                "change the text or remove the file; to correct it, write a new broadcast with "
                "the line “corrects: {id}”"
            ),
        ),
    ),
    "sent-deleted": Sentence(
        it=(
            (
                "«{id}» è già stata inviata: il file non si può togliere, è la memoria di ciò "
                "che il Comune ha detto"
            ),
            (
                "rimetti il file; per correggere, scrivi una nuova comunicazione con la riga "
                "«corrects: {id}»"
            ),
        ),
        fr=(
            (
                "« {id} » a déjà été envoyée : le fichier ne peut être enlevé, c'est la mémoire "
                "de ce que la commune a dit"
            ),
            (
                "remettez le fichier ; pour corriger, écrivez une nouvelle communication avec la "
                "ligne « corrects: {id} »"
            ),
        ),
        en=(
            (
                "“{id}” was already sent: its file cannot be removed, it is the record of what "
                "the town said"
            ),
            "put it back; to correct it, write a new broadcast with the line “corrects: {id}”",
        ),
    ),
    "receipt-changed": Sentence(
        it=(
            "la ricevuta di «{id}» è stata scritta o cambiata a mano",
            "le ricevute le scrive solo il programma: annulla la modifica",
        ),
        fr=(
            "le reçu de « {id} » a été écrit ou modifié à la main",
            "seul le programme écrit les reçus : annulez la modification",
        ),
        en=(
            "the receipt of “{id}” was written or changed by hand",
            "only the software writes receipts: undo the change",
        ),
    ),
    "receipt-missing": Sentence(
        it=(
            "manca la ricevuta di «{id}»: senza, la comunicazione potrebbe partire di nuovo",
            "aggiorna il tuo ramo con main; se la ricevuta è stata tolta, rimettila",
        ),
        fr=(
            "il manque le reçu de « {id} » : sans lui, la communication pourrait repartir",
            "mettez votre branche à jour avec main ; si le reçu a été enlevé, remettez-le",
        ),
        en=(
            "the receipt of “{id}” is missing: without it the broadcast might go out again",
            "bring your branch up to date with main; if the receipt was removed, put it back",
        ),
    ),
    "behind-main": Sentence(
        it=(
            (
                "«{id}» è stata inviata e qui non c'è: il ramo è indietro rispetto a main, o il "
                "file è stato tolto"
            ),
            "aggiorna il ramo con main",
        ),
        fr=(
            (
                "« {id} » a été envoyée et n'est pas ici : la branche est en retard sur main, ou "
                "le fichier a été enlevé"
            ),
            "mettez la branche à jour avec main",
        ),
        en=(
            "“{id}” was sent and is not here: the branch is behind main, or the file was removed",
            "bring the branch up to date with main",
        ),
    ),
    "corrects-unsent": Sentence(
        it=(
            "«{id}» non è ancora stata inviata: si può ancora cambiare direttamente",
            "correggi quel file invece di scriverne un altro",
        ),
        fr=(
            "« {id} » n'a pas encore été envoyée : on peut encore la modifier directement",
            "corrigez ce fichier au lieu d'en écrire un autre",
        ),
        en=(
            "“{id}” was not sent yet: it can still be edited itself",
            "correct that file instead of writing another",
        ),
    ),
    "corrects-nothing": Sentence(
        it=(
            "non esiste una comunicazione «{id}» da correggere",
            "scrivi il nome di una comunicazione inviata, senza «.yaml»",
        ),
        fr=(
            "il n'existe pas de communication « {id} » à corriger",
            "écrivez le nom d'une communication envoyée, sans « .yaml »",
        ),
        en=(
            "there is no broadcast “{id}” to correct",
            "write the name of a sent broadcast, without “.yaml”",
        ),
    ),
}
