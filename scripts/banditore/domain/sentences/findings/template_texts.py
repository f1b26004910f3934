"""What the text of a template may hold: simple Jinja, and WhatsApp's rules of placeholders."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "template-syntax": Sentence(
        it=(
            "il modello non si può leggere ({detail})",
            "controlla che ogni «{{{{» abbia il suo «}}}}»",
        ),
        fr=(
            "le modèle est illisible ({detail})",
            "vérifiez que chaque « {{{{ » a son « }}}} »",
        ),
        en=(
            "the template cannot be read ({detail})",
            "see that every “{{{{” has its “}}}}”",
        ),
    ),
    "template-filter": Sentence(
        it=(
            "in un modello non esiste il filtro «{filter}»",
            "filtri possibili: {known}",
        ),
        fr=(
            "dans un modèle le filtre « {filter} » n'existe pas",
            "filtres possibles : {known}",
        ),
        en=(
            "a template has no filter “{filter}”",
            "possible filters: {known}",
        ),
    ),
    "template-placeholder-name": Sentence(
        it=(
            "«{name}» non va bene come nome di un segnaposto",
            "usa lettere minuscole, cifre e «_», per esempio «titolo»",
        ),
        fr=(
            "« {name} » ne convient pas comme nom d'emplacement",
            "utilisez des minuscules, des chiffres et « _ », par exemple « titolo »",
        ),
        en=(
            "“{name}” does not do as the name of a placeholder",
            "use lower-case letters, digits and “_”, such as “titolo”",
        ),
    ),
    "template-forbidden": Sentence(
        it=(
            "in un modello non può stare «{what}»",
            "sono ammessi solo testo fisso e segnaposti: {{{{ titolo }}}}",
        ),
        fr=(
            "un modèle ne peut pas contenir « {what} »",
            "seuls du texte fixe et des emplacements sont admis : {{{{ titolo }}}}",
        ),
        en=(
            "a template cannot hold “{what}”",
            "only fixed text and placeholders are permitted: {{{{ titolo }}}}",
        ),
    ),
    "template-no-placeholder": Sentence(
        it=(
            "il modello non ha segnaposti: ogni comunicazione direbbe la stessa cosa",
            "metti {{{{ testo | paragraphs }}}} dove va il testo",
        ),
        fr=(
            "le modèle n'a pas d'emplacements : chaque communication dirait la même chose",
            "mettez {{{{ testo | paragraphs }}}} à la place du texte",
        ),
        en=(
            "the template has no placeholder: every broadcast would say the same",
            "put {{{{ testo | paragraphs }}}} where the text goes",
        ),
    ),
    "template-variable-first": Sentence(
        it=(
            "il modello comincia con il segnaposto «{name}»: WhatsApp non lo accetta",
            "metti qualche parola fissa prima",
        ),
        fr=(
            "le modèle commence par l'emplacement « {name} » : WhatsApp ne l'accepte pas",
            "mettez quelques mots fixes avant",
        ),
        en=(
            "the template begins with the placeholder “{name}”: WhatsApp refuses that",
            "put some fixed words before it",
        ),
    ),
    "template-variable-last": Sentence(
        it=(
            "il modello finisce con il segnaposto «{name}»: WhatsApp non lo accetta",
            "metti qualche parola fissa dopo; la sola punteggiatura non basta",
        ),
        fr=(
            "le modèle se termine par l'emplacement « {name} » : WhatsApp ne l'accepte pas",
            "mettez quelques mots fixes après ; la ponctuation seule ne suffit pas",
        ),
        en=(
            "the template ends with the placeholder “{name}”: WhatsApp refuses that",
            "put some fixed words after it; punctuation alone will not do",
        ),
    ),
    "template-variables-adjacent": Sentence(
        it=(
            "tra i segnaposti «{first}» e «{second}» non c'è testo: WhatsApp non lo accetta",
            "metti almeno una parola o un segno tra i due",
        ),
        fr=(
            (
                "entre les emplacements « {first} » et « {second} » il n'y a pas de texte : "
                "WhatsApp ne l'accepte pas"
            ),
            "mettez au moins un mot ou un signe entre les deux",
        ),
        en=(
            (
                "there is no text between the placeholders “{first}” and “{second}”: WhatsApp "
                "refuses that"
            ),
            "put a word or a sign between the two",
        ),
    ),
    "template-few-words": Sentence(
        it=(
            (
                "il modello ha poche parole fisse ({words}) per i suoi segnaposti: WhatsApp "
                "potrebbe rifiutarlo"
            ),
            "servono almeno {least} parole fisse",
        ),
        fr=(
            (
                "le modèle a peu de mots fixes ({words}) pour ses emplacements : WhatsApp "
                "pourrait le refuser"
            ),
            "il faut au moins {least} mots fixes",
        ),
        en=(
            (
                "the template has few fixed words ({words}) for its placeholders: WhatsApp may "
                "refuse it"
            ),
            "at least {least} fixed words are needed",
        ),
    ),
    "template-literal-number": Sentence(
        it=(
            (
                "nel testo fisso c'è un numero tra doppie graffe, che WhatsApp leggerebbe come "
                "segnaposto"
            ),
            "riscrivi la frase senza doppie graffe",
        ),
        fr=(
            (
                "le texte fixe contient un nombre entre doubles accolades, que WhatsApp lirait "
                "comme un emplacement"
            ),
            "réécrivez la phrase sans doubles accolades",
        ),
        en=(
            (
                "the fixed text holds a number in double braces, which WhatsApp would read as a "
                "placeholder"
            ),
            "rewrite it without double braces",
        ),
    ),
    "invisible-character": Sentence(
        it=(
            "c'è un carattere invisibile, il numero {position}: {sign} {name}",
            "cancella e riscrivi il testo dopo «{near}»: spesso arriva da un copia e incolla",
        ),
        fr=(
            "il y a un caractère invisible, le numéro {position} : {sign} {name}",
            (
                "effacez et réécrivez le texte après « {near} » : il vient souvent d'un "
                "copier-coller"
            ),
        ),
        en=(
            "there is an invisible character, number {position}: {sign} {name}",
            "delete and retype what follows “{near}”: it often comes with copy and paste",
        ),
    ),
}
