"""Sentences on a file of numbers from elsewhere: rows and columns, never what stands there."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

_CORRECT_ROW = (
    "correggi la riga, o lascia che la persona si iscriva da sé",
    "corrigez la ligne, ou laissez la personne s'inscrire elle-même",
    "correct the row, or let the person join by text",
)


def _row(it: str, fr: str, en: str, hints: tuple[str, str, str] = _CORRECT_ROW) -> Sentence:
    where = (
        "riga {row}, colonna {column}: ",
        "ligne {row}, colonne {column} : ",
        "row {row}, column {column}: ",
    )
    return Sentence(
        it=(where[0] + it, hints[0]), fr=(where[1] + fr, hints[1]), en=(where[2] + en, hints[2])
    )


ROWS: dict[str, Sentence] = {
    "import-unreadable": Sentence(
        it=("il file non si può aprire", "controlla il nome e i permessi"),
        fr=("le fichier ne peut être ouvert", "vérifiez son nom et vos droits"),
        en=("the file cannot be opened", "check its name and your rights"),
    ),
    "import-empty": Sentence(
        it=("il file è vuoto", "esporta di nuovo l'elenco"),
        fr=("le fichier est vide", "exportez la liste à nouveau"),
        en=("the file is empty", "export the list again"),
    ),
    "import-too-large": Sentence(
        it=("il file supera {limit} MiB", "dividilo in più file"),
        fr=("le fichier dépasse {limit} Mio", "divisez-le en plusieurs fichiers"),
        en=("the file is larger than {limit} MiB", "split it into several files"),
    ),
    "import-not-csv": Sentence(
        it=(
            "il file non è un CSV ({kind})",
            "aprilo nel programma che lo ha scritto e salvalo come CSV, una persona per riga",
        ),
        fr=(
            "le fichier n'est pas un CSV ({kind})",
            "ouvrez-le dans son programme et enregistrez-le en CSV, une personne par ligne",
        ),
        en=(
            "the file is no CSV ({kind})",
            "open it in the program that wrote it and save it as CSV, a person a row",
        ),
    ),
    "import-quote-open": Sentence(
        it=(
            "da questa riga in poi il file non si può leggere: una virgoletta non è chiusa",
            "togli la virgoletta in più, poi ripeti",
        ),
        fr=(
            "à partir de cette ligne le fichier est illisible : un guillemet n'est pas fermé",
            "enlevez le guillemet en trop, puis recommencez",
        ),
        en=(
            "from this row on the file cannot be read: a quotation mark is not closed",
            "remove the extra quotation mark and try again",
        ),
    ),
    "import-no-numbers": Sentence(
        it=(
            "nessuna colonna contiene numeri di cellulare",
            "dai alla colonna il titolo «cellulare», oppure indicala: --column B",
        ),
        fr=(
            "aucune colonne ne contient de numéros de portable",
            "donnez à la colonne le titre « portable », ou indiquez-la : --column B",
        ),
        en=(
            "no column holds mobile numbers",
            "call the column “mobile”, or name it: --column B",
        ),
    ),
    "import-no-such-column": Sentence(
        it=("non c'è una colonna con questo nome", "indica la lettera: --column B"),
        fr=("aucune colonne ne porte ce nom", "indiquez sa lettre : --column B"),
        en=("there is no column of that name", "name its letter: --column B"),
    ),
    "import-two-columns": Sentence(
        it=(
            "più colonne contengono numeri ({columns})",
            "indica quella giusta, per esempio: --column B",
        ),
        fr=(
            "plusieurs colonnes contiennent des numéros ({columns})",
            "indiquez la bonne, par exemple : --column B",
        ),
        en=("several columns hold numbers ({columns})", "name the right one: --column B"),
    ),
    "import-ignored": Sentence(
        it=("colonne non lette e non conservate: {columns}", ""),
        fr=("colonnes ni lues ni conservées : {columns}", ""),
        en=("columns that are neither read nor kept: {columns}", ""),
    ),
    "import-number-missing": _row("manca il numero", "il manque le numéro", "there is no number"),
    "import-number-letters": _row(
        "nel numero ci sono lettere",
        "le numéro contient des lettres",
        "there are letters in the number",
    ),
    "import-number-several": _row(
        "più di un numero",
        "plus d'un numéro",
        "more than one number",
        (
            "lascia quello che ha WhatsApp",
            "laissez celui qui a WhatsApp",
            "leave the one that has WhatsApp",
        ),
    ),
    "import-number-rounded": _row(
        "il foglio di calcolo ha arrotondato il numero, e le ultime cifre sono perse",
        "le tableur a arrondi le numéro, et les derniers chiffres sont perdus",
        "the spreadsheet has rounded the number, and its last digits are lost",
        (
            "nel foglio dai alla colonna il formato «Testo», poi salva di nuovo il CSV",
            "dans le tableur, donnez à la colonne le format « Texte » et enregistrez à nouveau",
            "format the column as “Text” in the spreadsheet, then save the CSV again",
        ),
    ),
    "import-number-short": _row(
        "il numero è troppo corto", "le numéro est trop court", "the number is too short"
    ),
    "import-number-long": _row(
        "il numero è troppo lungo", "le numéro est trop long", "the number is too long"
    ),
    "import-number-foreign-or-wrong": _row(
        "non è un numero del paese del Comune",
        "ce n'est pas un numéro du pays de la commune",
        "no number of the town's country",
        (
            "se è straniero scrivi il prefisso: +41 …; altrimenti correggilo",
            "s'il est étranger, écrivez l'indicatif : +41 … ; sinon corrigez-le",
            "if it is foreign, write its prefix: +41 …; else correct it",
        ),
    ),
    "import-number-not-mobile": _row(
        "non è un cellulare",
        "ce n'est pas un portable",
        "not a mobile number",
        (
            "WhatsApp arriva solo ai cellulari: chiedi alla persona di iscriversi dal suo",
            "WhatsApp n'arrive que sur un portable : que la personne s'inscrive depuis le sien",
            "WhatsApp is on mobiles: ask the person to join from theirs",
        ),
    ),
    "import-number-own": _row(
        "è il numero del Comune",
        "c'est le numéro de la commune",
        "this is the town's own number",
        ("", "", ""),
    ),
    "import-number-again": _row(
        "lo stesso numero della riga {first}",
        "le même numéro qu'à la ligne {first}",
        "the same number as in row {first}",
        ("", "", ""),
    ),
    "import-number-foreign": _row(
        "numero di un altro paese; viene preso così com'è",
        "numéro d'un autre pays ; il est pris tel quel",
        "a number of another country; taken as it is",
        ("", "", ""),
    ),
    "import-language": _row(
        "lingua non riconosciuta, o non offerta: vale la prima del servizio",
        "langue non reconnue, ou non offerte : la première du service vaut",
        "a language that we do not know or offer: the service's first one is taken",
        ("", "", ""),
    ),
}
