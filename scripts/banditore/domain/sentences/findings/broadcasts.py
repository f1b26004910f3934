"""A broadcast's texts."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
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
