"""Sentences on what stands around a template's text, and on WhatsApp's finer rules."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "template-part-too-long": Sentence(
        it=(
            "«{part}» è lungo {length} caratteri: WhatsApp ne accetta {limit}",
            "accorcialo; il valore di un segnaposto conta a parte",
        ),
        fr=(
            "« {part} » compte {length} caractères : WhatsApp en accepte {limit}",
            "raccourcissez-le ; la valeur d'un emplacement compte en plus",
        ),
        en=(
            "“{part}” has {length} characters: WhatsApp takes {limit}",
            "shorten it; the value of a placeholder comes on top",
        ),
    ),
    "template-part-lines": Sentence(
        it=(
            "«{part}» va a capo: WhatsApp lo vuole su una riga sola",
            "togli gli a capo",
        ),
        fr=(
            "« {part} » contient un retour à la ligne : WhatsApp le veut sur une seule ligne",
            "enlevez les retours à la ligne",
        ),
        en=(
            "“{part}” has a line break: WhatsApp wants it in one line",
            "remove the line breaks",
        ),
    ),
    "template-part-plain": Sentence(
        it=(
            "in «{part}» c'è «{sign}»: lì WhatsApp accetta solo testo semplice",
            "togli emoji e segni come *, _, ~: restano possibili nel testo",
        ),
        fr=(
            "« {part} » contient « {sign} » : WhatsApp n'y accepte que du texte simple",
            "enlevez les emojis et les signes comme *, _, ~ : le texte peut les garder",
        ),
        en=(
            "“{part}” holds “{sign}”: WhatsApp takes plain text only there",
            "remove emoji and marks such as *, _, ~: the text may keep them",
        ),
    ),
    "template-part-variable": Sentence(
        it=(
            "in «{part}» c'è un segnaposto: lì WhatsApp non lo accetta",
            "spostalo nel testo, nell'intestazione o alla fine di un indirizzo",
        ),
        fr=(
            "« {part} » contient un emplacement : WhatsApp ne l'y accepte pas",
            "déplacez-le dans le texte, l'en-tête ou à la fin d'une adresse",
        ),
        en=(
            "“{part}” holds a placeholder: WhatsApp takes none there",
            "move it to the text, the header or the end of an address",
        ),
    ),
    "template-part-filter": Sentence(
        it=(
            "in «{part}» il filtro «{filter}» non serve",
            "togli «| {filter}»",
        ),
        fr=(
            "dans « {part} » le filtre « {filter} » ne sert pas",
            "enlevez « | {filter} »",
        ),
        en=(
            "in “{part}” the filter “{filter}” is of no use",
            "remove “| {filter}”",
        ),
    ),
    "template-header-variables": Sentence(
        it=(
            "l'intestazione ha più di un segnaposto ({names}): WhatsApp ne accetta uno",
            "lasciane uno e metti gli altri nel testo",
        ),
        fr=(
            "l'en-tête a plusieurs emplacements ({names}) : WhatsApp en accepte un",
            "gardez-en un et mettez les autres dans le texte",
        ),
        en=(
            "the header has several placeholders ({names}): WhatsApp takes one",
            "keep one and move the others to the text",
        ),
    ),
    "template-said-twice": Sentence(
        it=(
            "«{phrase}» ({language}) sta nel testo e anche nel piè di pagina",
            "dillo una volta sola: nel piè di pagina, o nel testo",
        ),
        fr=(
            "« {phrase} » ({language}) est dans le texte et aussi dans le pied de page",
            "dites-le une seule fois : dans le pied de page, ou dans le texte",
        ),
        en=(
            "“{phrase}” ({language}) stands in the text and in the footer, too",
            "say it once: in the footer, or in the text",
        ),
    ),
    "template-empty-lines": Sentence(
        it=(
            "nel modello ci sono più righe vuote di seguito: WhatsApp potrebbe rifiutarlo",
            "lasciane una",
        ),
        fr=(
            "le modèle contient plusieurs lignes vides de suite : WhatsApp pourrait le refuser",
            "gardez-en une",
        ),
        en=(
            "the template has several empty lines in a row: WhatsApp may refuse it",
            "leave one",
        ),
    ),
    "template-many-emojis": Sentence(
        it=(
            "il modello ha {count} emoji: oltre {limit} WhatsApp potrebbe rifiutarlo",
            "toglili quasi tutti: chi usa un lettore di schermo li ascolta uno per uno",
        ),
        fr=(
            "le modèle a {count} emojis : au-delà de {limit}, WhatsApp pourrait le refuser",
            "enlevez-les presque tous : un lecteur d'écran les lit un par un",
        ),
        en=(
            "the template has {count} emoji: beyond {limit} WhatsApp may refuse it",
            "remove most: a screen reader reads them out one by one",
        ),
    ),
    "header-too-long": Sentence(
        it=(
            "in «{language}» l'intestazione diventa lunga {length} caratteri: il massimo è {limit}",
            "accorcia il valore che vi entra",
        ),
        fr=(
            "en « {language} » l'en-tête atteint {length} caractères : le maximum est de {limit}",
            "raccourcissez la valeur qui y entre",
        ),
        en=(
            "in “{language}” the header becomes {length} characters long: the most is {limit}",
            "shorten the value that goes into it",
        ),
    ),
    "language-not-at-whatsapp": Sentence(
        it=(
            "WhatsApp non accetta modelli nella lingua «{language}»",
            "usa un codice che conosce, come it, fr, de: i testi possono restare gli stessi",
        ),
        fr=(
            "WhatsApp n'accepte pas de modèles dans la langue « {language} »",
            "utilisez un code qu'il connaît, comme it, fr, de : les textes peuvent rester",
        ),
        en=(
            "WhatsApp takes no templates in the language “{language}”",
            "use a code that it knows, such as it, fr, de: the texts may stay as they are",
        ),
    ),
}
