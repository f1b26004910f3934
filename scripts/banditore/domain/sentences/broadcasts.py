"""Sentences on what a broadcast says and when it goes out."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "no-such-moment": Sentence(
        it=(
            "la data e l'ora «{value}» non esistono",
            "scrivi così: 2026-11-23 18:00",
        ),
        fr=(
            "la date et l'heure « {value} » n'existent pas",
            "écrivez ainsi : 2026-11-23 18:00",
        ),
        en=(
            "“{value}” is no date and time that exists",
            "write it like this: 2026-11-23 18:00",
        ),
    ),
    "clock-skips": Sentence(
        it=(
            "l'ora «{value}» non esiste: quella notte gli orologi vanno avanti di un'ora",
            "scegli un'ora prima o dopo",
        ),
        fr=(
            "l'heure « {value} » n'existe pas : cette nuit-là on avance les montres d'une heure",
            "choisissez une heure avant ou après",
        ),
        en=(
            "the hour “{value}” does not exist: that night clocks go forward",
            "choose an hour before or after",
        ),
    ),
    "clock-repeats": Sentence(
        it=(
            (
                "l'ora «{value}» ricorre due volte: quella notte gli orologi tornano indietro. "
                "Vale la prima"
            ),
            "se non va bene, scegli un'ora prima o dopo",
        ),
        fr=(
            (
                "l'heure « {value} » revient deux fois : cette nuit-là on recule les montres. La "
                "première compte"
            ),
            "si cela ne convient pas, choisissez une heure avant ou après",
        ),
        en=(
            "the hour “{value}” comes twice: that night clocks go back. The first counts",
            "if that will not do, choose an hour before or after",
        ),
    ),
    "expires-before-send": Sentence(
        it=(
            "la scadenza viene prima dell'invio: la comunicazione non partirebbe mai",
            "correggi expires_at o send_at",
        ),
        fr=(
            "l'expiration précède l'envoi : la communication ne partirait jamais",
            "corrigez expires_at ou send_at",
        ),
        en=(
            "it expires before it is sent: it would never go out",
            "correct expires_at or send_at",
        ),
    ),
    "template-unusable": Sentence(
        it=(
            "il modello «{name}» della categoria manca o ha errori",
            "correggi prima i file in messages/templates/{name}/",
        ),
        fr=(
            "le modèle « {name} » de la catégorie manque ou contient des erreurs",
            "corrigez d'abord les fichiers dans messages/templates/{name}/",
        ),
        en=(
            "the category's template “{name}” is missing or has errors",
            "first correct the files in messages/templates/{name}/",
        ),
    ),
    "empty-text": Sentence(
        it=(
            "«{key}» non contiene testo",
            "scrivi il testo dopo il «:»",
        ),
        fr=(
            "« {key} » ne contient pas de texte",
            "écrivez le texte après le « : »",
        ),
        en=(
            "“{key}” holds no text",
            "write the text after the “:”",
        ),
    ),
    "short-link": Sentence(
        it=(
            "«{link}» è un link abbreviato: chi lo riceve non vede dove porta",
            "scrivi l'indirizzo completo",
        ),
        fr=(
            "« {link} » est un lien raccourci : on ne voit pas où il mène",
            "écrivez l'adresse complète",
        ),
        en=(
            "“{link}” is a shortened link: nobody sees where it leads",
            "write the full address",
        ),
    ),
    "hanging-mark": Sentence(
        it=(
            "un segno «{mark}» si apre e non si chiude: il telefono lo mostra così com'è",
            "chiudilo (per esempio *grassetto*) o toglilo",
        ),
        fr=(
            "un signe « {mark} » s'ouvre et ne se ferme pas : le téléphone le montre tel quel",
            "fermez-le (par exemple *gras*) ou enlevez-le",
        ),
        en=(
            "a “{mark}” opens and never closes: the phone shows it as it is",
            "close it (such as *bold*) or remove it",
        ),
    ),
    "too-many-paragraphs": Sentence(
        it=(
            "«{key}» ha {count} paragrafi; il massimo è {limit}",
            "unisci qualche paragrafo; ogni riga di un elenco conta come un paragrafo",
        ),
        fr=(
            "« {key} » compte {count} paragraphes ; le maximum est de {limit}",
            "réunissez des paragraphes ; chaque ligne d'une liste compte pour un paragraphe",
        ),
        en=(
            "“{key}” has {count} paragraphs; the limit is {limit}",
            "join some of them; each line of a list counts as a paragraph",
        ),
    ),
    "one-paragraph-only": Sentence(
        it=(
            "«{key}» può avere un solo paragrafo",
            "togli le righe vuote e gli elenchi",
        ),
        fr=(
            "« {key} » ne peut avoir qu'un paragraphe",
            "enlevez les lignes vides et les listes",
        ),
        en=(
            "“{key}” can have one paragraph only",
            "remove empty lines and lists",
        ),
    ),
    "too-long": Sentence(
        it=(
            "il messaggio in «{language}» ha {length} caratteri: {over} di troppo",
            "il massimo è {limit}, modello compreso; accorcia il testo",
        ),
        fr=(
            "le message en « {language} » compte {length} caractères : {over} de trop",
            "le maximum est de {limit}, modèle compris ; raccourcissez le texte",
        ),
        en=(
            "the message in “{language}” has {length} characters: {over} too many",
            "the limit is {limit}, template included; shorten the text",
        ),
    ),
    "too-short": Sentence(
        it=(
            "il testo in «{language}» è molto corto ({length} caratteri): sembra una prova",
            "se va bene così, non serve fare nulla; di solito servono almeno {least} caratteri",
        ),
        fr=(
            (
                "le texte en « {language} » est très court ({length} caractères) : on dirait un "
                "essai"
            ),
            "s'il convient, rien à faire ; d'ordinaire il faut au moins {least} caractères",
        ),
        en=(
            "the text in “{language}” is very short ({length} characters): it looks like a test",
            "if it is meant so, do nothing; usually at least {least} characters are needed",
        ),
    ),
    "languages-differ": Sentence(
        it=(
            "«{written}» si trova nel testo in «{has}» ma non in quello in «{lacks}»",
            "date, ore, numeri e link devono essere gli stessi in ogni lingua; scrivili in cifre",
        ),
        fr=(
            "« {written} » est dans le texte en « {has} » mais pas dans celui en « {lacks} »",
            (
                "dates, heures, nombres et liens doivent être les mêmes dans chaque langue ; "
                "écrivez-les en chiffres"
            ),
        ),
        en=(
            "“{written}” is in the text in “{has}” but not in the one in “{lacks}”",
            (
                "dates, times, numbers and links must be the same in every language; write them "
                "in digits"
            ),
        ),
    ),
    "broadcast-expired": Sentence(
        it=(
            "la comunicazione è scaduta ({until}): non verrà inviata",
            "se serve ancora, sposta la scadenza expires_at o dai al file una nuova data",
        ),
        fr=(
            "la communication a expiré ({until}) : elle ne sera pas envoyée",
            "si elle sert encore, reportez expires_at ou donnez au fichier une nouvelle date",
        ),
        en=(
            "the broadcast has expired ({until}): it will not be sent",
            "if it is still needed, move expires_at or give the file a new date",
        ),
    ),
    "send-in-the-past": Sentence(
        it=(
            "l'invio è previsto nel passato ({when})",
            "correggi send_at, o togli la riga per inviare appena approvata",
        ),
        fr=(
            "l'envoi est prévu dans le passé ({when})",
            "corrigez send_at, ou enlevez la ligne pour envoyer dès l'approbation",
        ),
        en=(
            "it is to be sent in the past ({when})",
            "correct send_at, or remove the line to send at merge",
        ),
    ),
    "send-too-far": Sentence(
        it=(
            "l'invio è previsto tra più di {days} giorni ({when})",
            "si può programmare al massimo {days} giorni prima",
        ),
        fr=(
            "l'envoi est prévu dans plus de {days} jours ({when})",
            "on peut programmer au plus {days} jours à l'avance",
        ),
        en=(
            "it is to be sent in more than {days} days ({when})",
            "a broadcast can be scheduled {days} days ahead at most",
        ),
    ),
    "expires-very-soon": Sentence(
        it=(
            "la comunicazione scade tra pochi minuti ({until}): rischia di non partire",
            "sposta expires_at più avanti",
        ),
        fr=(
            (
                "la communication expire dans quelques minutes ({until}) : elle risque de ne pas "
                "partir"
            ),
            "reportez expires_at",
        ),
        en=(
            "the broadcast expires within minutes ({until}): it may not go out",
            "move expires_at further ahead",
        ),
    ),
    "schema-outdated": Sentence(
        it=(
            "lo schema per gli editor non corrisponde più a modelli e categorie",
            "rifallo: scripts/run check --schema > .github/schemas/broadcast.schema.json",
        ),
        fr=(
            "le schéma pour les éditeurs ne correspond plus aux modèles et catégories",
            "refaites-le : scripts/run check --schema > .github/schemas/broadcast.schema.json",
        ),
        en=(
            "the schema for editors no longer matches templates and categories",
            "make it anew: scripts/run check --schema > .github/schemas/broadcast.schema.json",
        ),
    ),
}
