"""Keys and values that a file of ours does not know, lacks or cannot hold."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "not-a-mapping": Sentence(
        it=("il file deve essere fatto di righe «voce: testo»", "manca forse un «:»"),
        fr=("le fichier doit se composer de lignes « clé: texte »", "il manque peut-être un « : »"),
        en=("the file must consist of lines “key: text”", "perhaps a “:” is missing"),
    ),
    "unknown-key": Sentence(
        it=("la voce «{key}» non esiste qui", "voci possibili: {permitted}"),
        fr=("la clé « {key} » n'existe pas ici", "clés possibles : {permitted}"),
        en=("there is no key “{key}” here", "possible keys: {permitted}"),
    ),
    "unknown-key-similar": Sentence(
        it=("la voce «{key}» non esiste qui", "forse volevi scrivere «{similar}»?"),
        fr=("la clé « {key} » n'existe pas ici", "vouliez-vous écrire « {similar} » ?"),
        en=("there is no key “{key}” here", "did you mean “{similar}”?"),
    ),
    "wrong-key": Sentence(
        it=("«{key}» non può stare qui come nome", "esempi: {example}"),
        fr=("« {key} » ne peut pas servir de nom ici", "exemples : {example}"),
        en=("“{key}” cannot be a name here", "examples: {example}"),
    ),
    "missing-key": Sentence(
        it=("manca la voce «{key}»", "aggiungila: {example}"),
        fr=("il manque la clé « {key} »", "ajoutez-la : {example}"),
        en=("the key “{key}” is missing", "add it: {example}"),
    ),
    "expected-text": Sentence(
        it=(
            "«{key}» deve essere un testo, non un elenco né un gruppo di voci",
            "scrivilo sulla stessa riga, dopo il «:»; se contiene «:» o parentesi, tra virgolette",
        ),
        fr=(
            "« {key} » doit être un texte, pas une liste ni un groupe de clés",
            (
                "écrivez-le sur la même ligne, après le « : » ; "
                "s'il contient « : » ou des parenthèses, entre guillemets droits"
            ),
        ),
        en=(
            "“{key}” must be a text, not a list nor a group of keys",
            "write it on the same line, after the “:”; in quotes if it holds “:” or brackets",
        ),
    ),
    "expected-mapping": Sentence(
        it=(
            "«{key}» deve contenere altre voci, ciascuna su una riga propria",
            "vai a capo dopo il «:» e rientra di due spazi",
        ),
        fr=(
            "« {key} » doit contenir d'autres clés, chacune sur sa propre ligne",
            "passez à la ligne après le « : », avec un retrait de deux espaces",
        ),
        en=(
            "“{key}” must hold other keys, each on a line of its own",
            "start a new line after the “:” and indent it by two spaces",
        ),
    ),
    "expected-list": Sentence(
        it=("«{key}» deve essere un elenco", "un elemento per riga, ciascuno preceduto da «- »"),
        fr=("« {key} » doit être une liste", "un élément par ligne, chacun précédé de « - »"),
        en=("“{key}” must be a list", "one item a line, each after “- ”"),
    ),
    "not-permitted": Sentence(
        it=("«{value}» non va bene per «{key}»", "valori possibili: {permitted}"),
        fr=("« {value} » ne convient pas pour « {key} »", "valeurs possibles : {permitted}"),
        en=("“{value}” does not fit “{key}”", "possible values: {permitted}"),
    ),
    "not-permitted-similar": Sentence(
        it=(
            "«{value}» non va bene per «{key}»",
            "forse volevi scrivere «{similar}»? Valori possibili: {permitted}",
        ),
        fr=(
            "« {value} » ne convient pas pour « {key} »",
            "vouliez-vous écrire « {similar} » ? Valeurs possibles : {permitted}",
        ),
        en=(
            "“{value}” does not fit “{key}”",
            "did you mean “{similar}”? Possible values: {permitted}",
        ),
    ),
    "wrong-form": Sentence(
        it=("«{value}» non ha la forma giusta per «{key}»", "esempio: {example}"),
        fr=("« {value} » n'a pas la bonne forme pour « {key} »", "exemple : {example}"),
        en=("“{value}” has not the right form for “{key}”", "example: {example}"),
    ),
    "empty-value": Sentence(
        it=("«{key}» è vuoto", "scrivi il testo dopo il «:», oppure togli la riga"),
        fr=("« {key} » est vide", "écrivez le texte après le « : », ou enlevez la ligne"),
        en=("“{key}” is empty", "write the text after the “:”, or remove the line"),
    ),
    "value-too-short": Sentence(
        it=("«{key}» è troppo corto: {length}", "servono almeno {limit} caratteri"),
        fr=("« {key} » est trop court : {length}", "il faut au moins {limit} caractères"),
        en=("“{key}” is too short: {length}", "at least {limit} characters are needed"),
    ),
    "value-too-long": Sentence(
        it=("«{key}» è troppo lungo: {length} caratteri", "il massimo è {limit} caratteri"),
        fr=(
            "« {key} » est trop long : {length} caractères",
            "le maximum est de {limit} caractères",
        ),
        en=("“{key}” is too long: {length} characters", "the limit is {limit} characters"),
    ),
    "too-few-items": Sentence(
        it=("in «{key}» ci sono troppo pochi elementi", "il minimo è {limit}"),
        fr=("il manque quelque chose dans « {key} »", "il en faut au moins {limit}"),
        en=("something is missing in “{key}”", "at least {limit} needed"),
    ),
    "too-many-items": Sentence(
        it=("in «{key}» ci sono troppi elementi", "il massimo è {limit}"),
        fr=("il y a trop d'éléments dans « {key} »", "le maximum est {limit}"),
        en=("there is too much in “{key}”", "the limit is {limit}"),
    ),
    "repeated-item": Sentence(
        it=("in «{key}» un elemento è scritto due volte", "lasciane uno solo"),
        fr=("dans « {key} » un élément est écrit deux fois", "n'en gardez qu'un"),
        en=("in “{key}” an item is written twice", "keep only one of them"),
    ),
    "does-not-fit": Sentence(
        it=("«{key}» non è come dovrebbe essere", "confrontalo con un file che funziona"),
        fr=(
            "« {key} » n'est pas comme il devrait être",
            "comparez-le avec un fichier qui fonctionne",
        ),
        en=("“{key}” is not as it should be", "compare it with a file that works"),
    ),
}
