"""Names and places of files under `messages/`."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "stray-file": Sentence(
        it=(
            "questo file non può stare qui: non verrebbe mai inviato",
            (
                "le comunicazioni sono file messages/ANNO/AAAA-MM-GG-nome.yaml; togli questo "
                "file o spostalo"
            ),
        ),
        fr=(
            "ce fichier n'a pas sa place ici : il ne serait jamais envoyé",
            (
                "les communications sont des fichiers messages/ANNÉE/AAAA-MM-JJ-nom.yaml ; "
                "enlevez ce fichier ou déplacez-le"
            ),
        ),
        en=(
            "this file cannot be here: it would never be sent",
            (
                "broadcasts are files messages/YEAR/YYYY-MM-DD-name.yaml; remove this file or "
                "move it"
            ),
        ),
    ),
    "wrong-extension": Sentence(
        it=(
            "«{name}» non finisce in «.yaml»: non verrebbe mai inviato",
            "rinominalo in «{good}»",
        ),
        fr=(
            "« {name} » ne se termine pas par « .yaml » : il ne serait jamais envoyé",
            "renommez-le en « {good} »",
        ),
        en=(
            "“{name}” does not end in “.yaml”: it would never be sent",
            "rename it to “{good}”",
        ),
    ),
    "wrong-id": Sentence(
        it=(
            "«{id}» non va bene come nome di una comunicazione",
            "data, poi minuscole, cifre e trattini: «{good}»",
        ),
        fr=(
            "« {id} » ne convient pas comme nom d'une communication",
            "date, puis minuscules, chiffres et traits d'union : « {good} »",
        ),
        en=(
            "“{id}” does not do as the name of a broadcast",
            "a date, then lower-case letters, digits and hyphens: “{good}”",
        ),
    ),
    "no-such-day": Sentence(
        it=(
            "il giorno «{day}» nel nome del file non esiste",
            "correggi la data: anno-mese-giorno",
        ),
        fr=(
            "le jour « {day} » dans le nom du fichier n'existe pas",
            "corrigez la date : année-mois-jour",
        ),
        en=(
            "the day “{day}” in the file's name does not exist",
            "correct the date: year-month-day",
        ),
    ),
    "wrong-folder": Sentence(
        it=(
            "il file è nella cartella sbagliata: non verrebbe mai inviato",
            "spostalo in {expected}",
        ),
        fr=(
            "le fichier est dans le mauvais dossier : il ne serait jamais envoyé",
            "déplacez-le vers {expected}",
        ),
        en=(
            "the file is in the wrong folder: it would never be sent",
            "move it to {expected}",
        ),
    ),
    "duplicate-id": Sentence(
        it=(
            "un altro file ha lo stesso nome «{id}»: {other}",
            "ogni comunicazione ha un nome tutto suo; rinomina quella nuova",
        ),
        fr=(
            "un autre fichier porte le même nom « {id} » : {other}",
            "chaque communication a son propre nom ; renommez la nouvelle",
        ),
        en=(
            "another file has the same name “{id}”: {other}",
            "every broadcast has a name of its own; rename the new one",
        ),
    ),
    "template-name": Sentence(
        it=(
            "«{name}» non va bene come nome di un modello",
            "usa lettere minuscole, cifre e «_»",
        ),
        fr=(
            "« {name} » ne convient pas comme nom d'un modèle",
            "utilisez des minuscules, des chiffres et « _ »",
        ),
        en=(
            "“{name}” does not do as the name of a template",
            "use lower-case letters, digits and “_”",
        ),
    ),
    "template-language": Sentence(
        it=(
            "il servizio non parla la lingua «{language}»",
            "lingue del servizio: {known}; aggiungila in policy/service.yaml o togli il file",
        ),
        fr=(
            "le service ne parle pas la langue « {language} »",
            (
                "langues du service : {known} ; ajoutez-la dans policy/service.yaml ou enlevez "
                "le fichier"
            ),
        ),
        en=(
            "the service does not speak the language “{language}”",
            "its languages: {known}; add it in policy/service.yaml or remove the file",
        ),
    ),
}
