"""Sentences on a template's buttons."""

from __future__ import annotations

from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {
    "template-many-buttons": Sentence(
        it=(
            "ci sono {count} pulsanti: WhatsApp ne accetta {limit}",
            "togli i meno utili",
        ),
        fr=(
            "il y a {count} boutons : WhatsApp en accepte {limit}",
            "enlevez les moins utiles",
        ),
        en=(
            "there are {count} buttons: WhatsApp takes {limit}",
            "remove the least useful ones",
        ),
    ),
    "template-many-of-a-kind": Sentence(
        it=(
            "ci sono {count} pulsanti «{type}»: WhatsApp ne accetta {limit}",
            "togline qualcuno, o metti indirizzi e numeri nel testo",
        ),
        fr=(
            "il y a {count} boutons « {type} » : WhatsApp en accepte {limit}",
            "enlevez-en, ou mettez adresses et numéros dans le texte",
        ),
        en=(
            "there are {count} buttons “{type}”: WhatsApp takes {limit}",
            "remove some, or put addresses and numbers into the text",
        ),
    ),
    "template-buttons-mixed": Sentence(
        it=(
            "i pulsanti quick_reply sono mescolati agli altri: WhatsApp rifiuta il modello",
            "metti i quick_reply uno dopo l'altro, prima o dopo tutti gli altri",
        ),
        fr=(
            "les boutons quick_reply sont mêlés aux autres : WhatsApp refuse le modèle",
            "mettez les quick_reply à la suite, avant ou après tous les autres",
        ),
        en=(
            "quick_reply buttons are mixed with the others: WhatsApp refuses the template",
            "put them one after the other, before or after all others",
        ),
    ),
    "template-buttons-phone-only": Sentence(
        it=(
            (
                "con questi pulsanti il messaggio si legge solo sul telefono, non su WhatsApp "
                "per computer"
            ),
            "al massimo 3 pulsanti, o solo quick_reply o solo url e phone_number",
        ),
        fr=(
            (
                "avec ces boutons le message se lit sur le téléphone seulement, pas sur "
                "WhatsApp pour ordinateur"
            ),
            "3 boutons au plus, soit des quick_reply, soit des url et phone_number",
        ),
        en=(
            (
                "with these buttons the message can be read on a phone only, not in WhatsApp "
                "on a computer"
            ),
            "at most 3 buttons, either all quick_reply or all url and phone_number",
        ),
    ),
    "template-label-twice": Sentence(
        it=(
            "due pulsanti si chiamano «{label}»: WhatsApp rifiuta il modello",
            "dai a ciascuno un nome suo",
        ),
        fr=(
            "deux boutons s'appellent « {label} » : WhatsApp refuse le modèle",
            "donnez à chacun son nom",
        ),
        en=(
            "two buttons are called “{label}”: WhatsApp refuses the template",
            "give each a name of its own",
        ),
    ),
    "template-url-form": Sentence(
        it=(
            "«{url}» non è un indirizzo completo per un pulsante",
            "scrivi per esempio https://www.comune.example/avvisi/{{{{ pagina }}}}",
        ),
        fr=(
            "« {url} » n'est pas une adresse complète pour un bouton",
            "écrivez par exemple https://www.comune.example/avis/{{{{ page }}}}",
        ),
        en=(
            "“{url}” is no complete address for a button",
            "write such as https://www.comune.example/news/{{{{ page }}}}",
        ),
    ),
    "template-url-variable": Sentence(
        it=(
            "in «{url}» il segnaposto non sta alla fine: WhatsApp ne accetta uno, in fondo",
            "dopo il nome del sito e una «/», e niente dopo il segnaposto",
        ),
        fr=(
            "dans « {url} » l'emplacement n'est pas à la fin : WhatsApp en accepte un, au bout",
            "après le nom du site et une « / », et rien après l'emplacement",
        ),
        en=(
            "in “{url}” the placeholder is not at the end: WhatsApp takes one, as the last thing",
            "behind the site's name and a “/”, and nothing after it",
        ),
    ),
    "template-url-whatsapp": Sentence(
        it=(
            "«{url}» porta dentro WhatsApp: un pulsante non può",
            "usa la pagina del sito del Comune, o un quick_reply",
        ),
        fr=(
            "« {url} » mène dans WhatsApp : un bouton ne le peut pas",
            "utilisez la page du site de la commune, ou un quick_reply",
        ),
        en=(
            "“{url}” leads into WhatsApp: a button cannot",
            "use the page of the town's site, or a quick_reply",
        ),
    ),
    "template-phone-form": Sentence(
        it=(
            "«{value}» non va bene come numero di un pulsante",
            (
                "scrivilo con il prefisso: +39 0165 000 000. I numeri brevi come il 112 stanno "
                "nel testo"
            ),
        ),
        fr=(
            "« {value} » ne convient pas comme numéro d'un bouton",
            "écrivez-le avec l'indicatif : +39 0165 000 000. Le 112 va dans le texte",
        ),
        en=(
            "“{value}” does not do as the number of a button",
            "write it with its prefix: +39 0165 000 000. Short ones such as 112 go into the text",
        ),
    ),
    "template-button-stray": Sentence(
        it=(
            "un pulsante «{type}» non usa «{key}»",
            "togli «{key}», o cambia «type»",
        ),
        fr=(
            "un bouton « {type} » n'utilise pas « {key} »",
            "enlevez « {key} », ou changez « type »",
        ),
        en=(
            "a button “{type}” does not use “{key}”",
            "remove “{key}”, or change “type”",
        ),
    ),
    "template-button-unread": Sentence(
        it=(
            "chi tocca «{label}» ({language}) scrive una parola che il servizio non capisce",
            "usa un comando: MI CANCELLO, BASTA EVENTI, AIUTO … (commands in policy/service.yaml)",
        ),
        fr=(
            "toucher « {label} » ({language}) envoie un mot que le service ne comprend pas",
            "utilisez un mot-clé : JE ME DÉSINSCRIS, AIDE … (commands dans policy/service.yaml)",
        ),
        en=(
            "who taps “{label}” ({language}) writes a word that the service does not understand",
            "use a command: MI CANCELLO, AIUTO … (commands in policy/service.yaml)",
        ),
    ),
    "link-value": Sentence(
        it=(
            "«{key}» finisce in un indirizzo web: lì non vanno spazi, accenti o altri segni",
            "scrivi solo la fine dell'indirizzo, per esempio avvisi/2026/neve",
        ),
        fr=(
            "« {key} » termine une adresse web : ni espaces, ni accents, ni autres signes",
            "écrivez seulement la fin de l'adresse, par exemple avis/2026/neige",
        ),
        en=(
            "“{key}” ends a web address: no spaces, accents or other signs there",
            "write only the end of the address, such as news/2026/snow",
        ),
    ),
    "link-too-long": Sentence(
        it=(
            "l'indirizzo del pulsante «{label}» supera i {limit} caratteri",
            "accorcia il valore che vi entra",
        ),
        fr=(
            "l'adresse du bouton « {label} » dépasse {limit} caractères",
            "raccourcissez la valeur qui y entre",
        ),
        en=(
            "the address of the button “{label}” is longer than {limit} characters",
            "shorten the value that goes into it",
        ),
    ),
}
