"""What citizens are answered: the notice's files and the replies."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "notice-without-head": Sentence(
        it=(
            "l'informativa non comincia con la sua versione",
            "le prime righe sono: «---», «version: …», «short: …», «---»",
        ),
        fr=(
            "la notice ne commence pas par sa version",
            "les premières lignes sont : « --- », « version: … », « short: … », « --- »",
        ),
        en=(
            "the privacy notice does not begin with its version",
            "its first lines are: “---”, “version: …”, “short: …”, “---”",
        ),
    ),
    "notice-empty": Sentence(
        it=("l'informativa non ha testo", "scrivila sotto la seconda riga «---»"),
        fr=("la notice n'a pas de texte", "écrivez-la sous la seconde ligne « --- »"),
        en=("the privacy notice has no text", "write it below the second line “---”"),
    ),
    "notice-versions-differ": Sentence(
        it=(
            "questa informativa ha la versione «{version}», quella in «{language}» «{other}»",
            "le informative in ogni lingua portano la stessa versione",
        ),
        fr=(
            "cette notice porte la version « {version} », celle en « {language} » « {other} »",
            "les notices de toutes les langues portent la même version",
        ),
        en=(
            "this notice has version “{version}”, the one in “{language}” has “{other}”",
            "the notices in all languages carry the same version",
        ),
    ),
    "reply-malformed": Sentence(
        it=(
            "il modello della risposta non si può leggere ({problem})",
            "i valori si scrivono così: {{{{ town }}}}",
        ),
        fr=(
            "le modèle de la réponse est illisible ({problem})",
            "les valeurs s'écrivent ainsi : {{{{ town }}}}",
        ),
        en=(
            "the reply's template cannot be read ({problem})",
            "values are written like this: {{{{ town }}}}",
        ),
    ),
    "reply-not-simple": Sentence(
        it=(
            "una risposta contiene solo testo e valori; qui c'è altro ({construct})",
            "valori possibili: {permitted}",
        ),
        fr=(
            (
                "une réponse ne contient que du texte et des valeurs ; ici il y a autre chose "
                "({construct})"
            ),
            "valeurs possibles : {permitted}",
        ),
        en=(
            "a reply holds text and values only; there is something else here ({construct})",
            "possible values: {permitted}",
        ),
    ),
    "reply-unknown-value": Sentence(
        it=("il valore «{name}» non esiste", "valori possibili: {permitted}"),
        fr=("la valeur « {name} » n'existe pas", "valeurs possibles : {permitted}"),
        en=("there is no value “{name}”", "possible values: {permitted}"),
    ),
    "reply-unknown-value-similar": Sentence(
        it=("il valore «{name}» non esiste", "forse volevi scrivere «{similar}»?"),
        fr=("la valeur « {name} » n'existe pas", "vouliez-vous écrire « {similar} » ?"),
        en=("there is no value “{name}”", "did you mean “{similar}”?"),
    ),
    "reply-empty": Sentence(
        it=("la risposta è vuota", "scrivi che cosa deve leggere il cittadino"),
        fr=("la réponse est vide", "écrivez ce que le citoyen doit lire"),
        en=("the reply is empty", "write what the citizen should read"),
    ),
    "reply-too-long": Sentence(
        it=(
            "la risposta è troppo lunga: {length} caratteri con i valori veri",
            "il massimo è {limit} caratteri",
        ),
        fr=(
            "la réponse est trop longue : {length} caractères avec les vraies valeurs",
            "le maximum est de {limit} caractères",
        ),
        en=(
            "the reply is too long: {length} characters with the real values",
            "the limit is {limit} characters",
        ),
    ),
    "reply-too-long-for-buttons": Sentence(
        it=(
            "la domanda arriva senza pulsanti: è di {length} caratteri",
            "con i pulsanti WhatsApp ne permette {limit}; la parola si può sempre scrivere",
        ),
        fr=(
            "la question arrive sans boutons : elle compte {length} caractères",
            "avec des boutons WhatsApp en permet {limit} ; on peut toujours écrire le mot",
        ),
        en=(
            "the question comes without buttons: it has {length} characters",
            "with buttons WhatsApp takes {limit}; citizens can always write the word",
        ),
    ),
    "button-too-long": Sentence(
        it=(
            "la domanda arriva senza pulsanti: «{label}» è di {length} caratteri",
            "su un pulsante ne stanno {limit}: in service.yaml metti prima una frase più corta",
        ),
        fr=(
            "la question arrive sans boutons : « {label} » compte {length} caractères",
            "un bouton en contient {limit} : dans service.yaml, mettez d'abord un mot plus court",
        ),
        en=(
            "the question comes without buttons: “{label}” has {length} characters",
            "a button holds {limit}: name a shorter one first in service.yaml",
        ),
    ),
    "confirmation-without-notice": Sentence(
        it=(
            "la conferma non contiene l'informativa né il suo indirizzo",
            "aggiungi {{{{ notice_url }}}} o {{{{ notice }}}}: chi si iscrive deve riceverla",
        ),
        fr=(
            "la confirmation ne contient ni la notice ni son adresse",
            "ajoutez {{{{ notice_url }}}} ou {{{{ notice }}}} : qui s'inscrit doit la recevoir",
        ),
        en=(
            "the confirmation holds neither the privacy notice nor its address",
            "add {{{{ notice_url }}}} or {{{{ notice }}}}: who joins must receive it",
        ),
    ),
    "confirmation-without-leaving": Sentence(
        it=(
            "la conferma non dice come cancellarsi",
            "aggiungi {{{{ leave }}}}: è la frase da inviare ({phrase})",
        ),
        fr=(
            "la confirmation ne dit pas comment se désinscrire",
            "ajoutez {{{{ leave }}}} : c'est la phrase à envoyer ({phrase})",
        ),
        en=(
            "the confirmation does not say how to leave",
            "add {{{{ leave }}}}: it is the phrase to send ({phrase})",
        ),
    ),
    "reply-without-value": Sentence(
        it=(
            "in questa risposta manca il valore «{name}», che il cittadino deve leggere",
            "aggiungi {{{{ {name} }}}}",
        ),
        fr=(
            "il manque dans cette réponse la valeur « {name} », que le citoyen doit lire",
            "ajoutez {{{{ {name} }}}}",
        ),
        en=(
            "this reply lacks the value “{name}”, which the citizen must read",
            "add {{{{ {name} }}}}",
        ),
    ),
}
