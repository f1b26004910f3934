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
}
