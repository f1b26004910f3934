"""What making posters and pages tells staff, and what a look at the town's site finds."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "file-replaces": (
        "{name} c'è già: lo sostituisco",
        "{name} existe déjà : je le remplace",
        "{name} is there already: replacing it",
    ),
    "files-written": (
        "file scritti: {count}",
        "fichiers écrits : {count}",
        "files written: {count}",
    ),
    "site-same": (
        "{notice}: il sito mostra l'informativa {version}, parola per parola ({url})",
        "{notice} : le site montre la notice {version}, mot pour mot ({url})",
        "{notice}: the site shows the privacy notice {version}, word for word ({url})",
    ),
    "site-other": (
        (
            "{notice}: il sito non mostra l'informativa {version} ({url}); manca, o è altrove: "
            "«{differs}»"
        ),
        (
            "{notice} : le site ne montre pas la notice {version} ({url}) ; il manque, ou est "
            "ailleurs : « {differs} »"
        ),
        (
            "{notice}: the site does not show the privacy notice {version} ({url}); missing, or "
            "not in its place: “{differs}”"
        ),
    ),
    "site-absent": (
        "{notice}: l'informativa {version} non è su nessuna delle pagine guardate",
        "{notice} : la notice {version} n'est sur aucune des pages regardées",
        "{notice}: the privacy notice {version} is on none of the pages looked at",
    ),
    "card-same": (
        "biglietto da visita: il sito lo pubblica così com'è ({url})",
        "carte de visite : le site la publie telle quelle ({url})",
        "contact card: the site has it as it is ({url})",
    ),
    "card-other": (
        "biglietto da visita: {url} ne mostra uno diverso; pubblica quello di «notice page»",
        "carte de visite : {url} en montre une autre ; publiez celle de « notice page »",
        "contact card: {url} has another one; publish that of “notice page”",
    ),
    "card-mistyped": (
        (
            "biglietto da visita: {url} c'è, ma il sito deve dichiararlo di tipo text/vcard, "
            "altrimenti Twilio non lo accetta"
        ),
        (
            "carte de visite : {url} existe, mais le site doit la déclarer de type text/vcard, "
            "sinon Twilio ne l'accepte pas"
        ),
        (
            "contact card: {url} is there, but the site must call it text/vcard, or Twilio does "
            "not take it"
        ),
    ),
    "card-absent": (
        "biglietto da visita: {url} non risponde; con Twilio la conferma arriva senza",
        "carte de visite : {url} ne répond pas ; avec Twilio la confirmation arrive sans elle",
        "contact card: {url} does not answer; with Twilio the confirmation comes without it",
    ),
}
