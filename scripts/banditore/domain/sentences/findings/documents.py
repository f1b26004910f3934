"""A file that cannot be read as YAML."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "file-too-big": Sentence(
        it=("il file è troppo grande: {size} KiB", "il massimo è {limit} KiB"),
        fr=("le fichier est trop gros : {size} KiB", "le maximum est de {limit} KiB"),
        en=("the file is too big: {size} KiB", "the limit is {limit} KiB"),
    ),
    "not-utf8": Sentence(
        it=(
            "il file non è in UTF-8: da qui in poi non si può leggere",
            "salvalo di nuovo con la codifica UTF-8",
        ),
        fr=(
            "le fichier n'est pas en UTF-8 : illisible à partir d'ici",
            "enregistrez-le à nouveau avec l'encodage UTF-8",
        ),
        en=("the file is not UTF-8: it cannot be read from here on", "save it again as UTF-8"),
    ),
    "control-character": Sentence(
        it=(
            "c'è un carattere invisibile che non può stare in un testo ({name})",
            "cancella questo punto della riga e riscrivilo",
        ),
        fr=(
            "il y a un caractère invisible qui n'a pas sa place dans un texte ({name})",
            "effacez cet endroit de la ligne et réécrivez-le",
        ),
        en=(
            "there is an invisible character that no text may hold ({name})",
            "delete this spot of the line and write it again",
        ),
    ),
    "tab": Sentence(
        it=("c'è una tabulazione", "usa gli spazi: due per ogni livello di rientro"),
        fr=("il y a une tabulation", "utilisez des espaces : deux par niveau de retrait"),
        en=("there is a tab", "use spaces: two for each level of indentation"),
    ),
    "yaml-colon": Sentence(
        it=(
            "la riga ha un «:» di troppo o un rientro sbagliato",
            "se i due punti fanno parte del testo, metti il testo tra virgolette",
        ),
        fr=(
            "la ligne a un « : » de trop ou un retrait erroné",
            "si les deux-points font partie du texte, mettez le texte entre guillemets droits",
        ),
        en=(
            "the line has one “:” too many, or a wrong indentation",
            "if the colon belongs to the text, put the text in quotes",
        ),
    ),
    "yaml-key-without-colon": Sentence(
        it=(
            "la riga non è nella forma «voce: testo»",
            "manca il «:», oppure il testo continua senza rientro",
        ),
        fr=(
            "la ligne n'a pas la forme « clé: texte »",
            "il manque le « : », ou le texte continue sans retrait",
        ),
        en=(
            "the line does not read “key: text”",
            "the “:” is missing, or the text goes on without indentation",
        ),
    ),
    "yaml-unclosed-quote": Sentence(
        it=(
            "le virgolette aperte alla riga {line} non sono chiuse",
            "chiudile alla fine del testo",
        ),
        fr=(
            "les guillemets ouverts à la ligne {line} ne sont pas fermés",
            "fermez-les à la fin du texte",
        ),
        en=("the quotes opened on line {line} are not closed", "close them where the text ends"),
    ),
    "yaml-unclosed-bracket": Sentence(
        it=(
            "la parentesi aperta alla riga {line} non è chiusa, o manca una virgola",
            "se è parte del testo, metti il testo tra virgolette",
        ),
        fr=(
            "la parenthèse ouverte à la ligne {line} n'est pas fermée, ou il manque une virgule",
            "si elle fait partie du texte, mettez le texte entre guillemets droits",
        ),
        en=(
            "the bracket opened on line {line} is not closed, or a comma is missing",
            "if it belongs to the text, put the text in quotes",
        ),
    ),
    "yaml-indentation": Sentence(
        it=(
            "il rientro di questa riga non corrisponde a quello delle righe sopra",
            "allinea le voci dello stesso livello alla stessa colonna",
        ),
        fr=(
            "le retrait de cette ligne ne correspond pas à celui des lignes précédentes",
            "alignez les clés d'un même niveau sur la même colonne",
        ),
        en=(
            "the indentation of this line does not match the lines above",
            "align the keys of one level in the same column",
        ),
    ),
    "yaml-special-start": Sentence(
        it=(
            "un testo non può cominciare con questo carattere",
            "metti il testo tra virgolette",
        ),
        fr=(
            "un texte ne peut pas commencer par ce caractère",
            "mettez le texte entre guillemets droits",
        ),
        en=("a text cannot begin with this character", "put the text in quotes"),
    ),
    "yaml-escape": Sentence(
        it=(
            "tra virgolette doppie la barra «\\» ha un significato speciale",
            "scrivi «\\\\», oppure usa gli apici semplici",
        ),
        fr=(
            "entre guillemets doubles la barre « \\ » a un sens spécial",
            "écrivez « \\\\ », ou utilisez des apostrophes simples",
        ),
        en=(
            "inside double quotes the “\\” has a special meaning",
            "write “\\\\”, or use single quotes",
        ),
    ),
    "yaml-malformed": Sentence(
        it=(
            "il file non si può leggere da qui in poi ({problem})",
            "confronta la riga, e quella sopra, con un file che funziona",
        ),
        fr=(
            "le fichier est illisible à partir d'ici ({problem})",
            "comparez cette ligne, et la précédente, avec un fichier qui fonctionne",
        ),
        en=(
            "the file cannot be read from here on ({problem})",
            "compare this line, and the one above, with a file that works",
        ),
    ),
    "duplicate-key": Sentence(
        it=(
            "«{key}» è scritto due volte: la prima volta alla riga {line}",
            "lascia una sola delle due",
        ),
        fr=(
            "« {key} » est écrit deux fois : la première à la ligne {line}",
            "n'en gardez qu'une",
        ),
        en=("“{key}” is written twice: first on line {line}", "keep only one of them"),
    ),
    "key-not-text": Sentence(
        it=(
            "qui si aspetta il nome di una voce, non un elenco",
            "se il testo comincia con una parentesi, mettilo tra virgolette",
        ),
        fr=(
            "ici on attend le nom d'une clé, pas une liste",
            "si le texte commence par une parenthèse, mettez-le entre guillemets droits",
        ),
        en=(
            "a key is expected here, not a list",
            "if the text begins with a bracket, put it in quotes",
        ),
    ),
    "yaml-reference": Sentence(
        it=(
            "i rimandi di YAML («&», «*», «<<») non sono ammessi",
            "riscrivi il testo per intero; se comincia così, mettilo tra virgolette",
        ),
        fr=(
            "les renvois de YAML (« & », « * », « << ») ne sont pas admis",
            "réécrivez le texte en entier ; s'il commence ainsi, mettez-le entre guillemets droits",
        ),
        en=(
            "YAML's references (“&”, “*”, “<<”) are not permitted",
            "write the text out; if it begins like this, put it in quotes",
        ),
    ),
    "yaml-tag": Sentence(
        it=(
            "le etichette di YAML («{tag}») non sono ammesse",
            "se il testo comincia con «!», mettilo tra virgolette",
        ),
        fr=(
            "les étiquettes de YAML (« {tag} ») ne sont pas admises",
            "si le texte commence par « ! », mettez-le entre guillemets droits",
        ),
        en=(
            "YAML's tags (“{tag}”) are not permitted",
            "if the text begins with “!”, put it in quotes",
        ),
    ),
    "several-documents": Sentence(
        it=("il file contiene più documenti", "togli la riga «---» e fai un file per ciascuno"),
        fr=(
            "le fichier contient plusieurs documents",
            "enlevez la ligne « --- » et faites un fichier pour chacun",
        ),
        en=(
            "the file holds several documents",
            "remove the line “---” and make a file for each",
        ),
    ),
    "too-deep": Sentence(
        it=("troppi livelli uno dentro l'altro", "bastano {limit} livelli"),
        fr=("trop de niveaux imbriqués", "{limit} niveaux suffisent"),
        en=("too many levels inside each other", "{limit} levels are enough"),
    ),
    "empty-file": Sentence(
        it=("il file è vuoto", "copia un file che funziona e cambiane i testi"),
        fr=("le fichier est vide", "copiez un fichier qui fonctionne et changez ses textes"),
        en=("the file is empty", "copy a file that works and change its texts"),
    ),
}
