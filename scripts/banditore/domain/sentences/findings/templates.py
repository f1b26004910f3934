"""A template as a whole: its texts together, its languages."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "template-several-texts": Sentence(
        it=(
            "più segnaposti accettano paragrafi ({names}): può farlo uno solo",
            "togli «| paragraphs» dagli altri",
        ),
        fr=(
            "plusieurs emplacements acceptent des paragraphes ({names}) : un seul le peut",
            "enlevez « | paragraphs » des autres",
        ),
        en=(
            "several placeholders take paragraphs ({names}): only one can",
            "remove “| paragraphs” from the others",
        ),
    ),
    "template-too-long": Sentence(
        it=(
            (
                "il testo fisso del modello è già di {length} caratteri; il massimo per tutto il "
                "messaggio è {limit}"
            ),
            "accorcialo",
        ),
        fr=(
            (
                "le texte fixe du modèle compte déjà {length} caractères ; le maximum pour tout le "
                "message est de {limit}"
            ),
            "raccourcissez-le",
        ),
        en=(
            (
                "the template's fixed text alone has {length} characters; the whole message may "
                "have {limit}"
            ),
            "shorten it",
        ),
    ),
    "template-without-description": Sentence(
        it=(
            "nel modello «{name}» manca il file template.yaml",
            "aggiungilo, con whatsapp_category e description",
        ),
        fr=(
            "le modèle « {name} » n'a pas de fichier template.yaml",
            "ajoutez-le, avec whatsapp_category et description",
        ),
        en=(
            "the template “{name}” lacks its file template.yaml",
            "add it, with whatsapp_category and description",
        ),
    ),
    "template-language-missing": Sentence(
        it=(
            "nel modello «{name}» manca il testo in «{language}»",
            "aggiungi il file {language}.j2 nella sua cartella",
        ),
        fr=(
            "le modèle « {name} » n'a pas de texte en « {language} »",
            "ajoutez le fichier {language}.j2 dans son dossier",
        ),
        en=(
            "the template “{name}” lacks its text in “{language}”",
            "add the file {language}.j2 to its folder",
        ),
    ),
    "template-languages-differ": Sentence(
        it=(
            "il segnaposto «{name}» si trova in «{has}» ma non in «{lacks}»",
            "usa gli stessi segnaposti in tutte le lingue",
        ),
        fr=(
            "l'emplacement « {name} » est dans « {has} » mais pas dans « {lacks} »",
            "utilisez les mêmes emplacements dans toutes les langues",
        ),
        en=(
            "the placeholder “{name}” is in “{has}” but not in “{lacks}”",
            "use the same placeholders in every language",
        ),
    ),
}
