"""What a check and a preview say to who writes and who approves."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "all-fine": ("tutto in ordine", "tout est en ordre", "all is well"),
    "errors-found": (
        "errori da correggere: {count}",
        "erreurs à corriger : {count}",
        "errors to correct: {count}",
    ),
    "at-merge": ("appena approvata", "dès l'approbation", "at merge"),
    "leaves-at": (
        ", ma non prima del {when} ({why})",
        ", mais pas avant le {when} ({why})",
        ", but not before {when} ({why})",
    ),
    "may-leave": ("può partire dal {when}", "peut partir dès le {when}", "may leave from {when}"),
    "people-unknown": (
        "non ancora noti: è la prima di questa categoria",
        "pas encore connus : c'est la première de cette catégorie",
        "not known yet: the first of this category",
    ),
    "people-last-time": (
        "{people} l'ultima volta; l'invio dura circa {seconds} s",
        "{people} la dernière fois ; l'envoi dure environ {seconds} s",
        "{people} last time; sending takes about {seconds} s",
    ),
    "cost": ("costo", "coût", "cost"),
    "cost-about": (
        "circa {amount} ({kind}, prezzi del {day})",
        "environ {amount} ({kind}, prix du {day})",
        "about {amount} ({kind}, prices of {day})",
    ),
    "prices-old": (
        "; ⚠ prezzi di oltre sei mesi fa: rivedili in policy/service.yaml",
        " ; ⚠ prix de plus de six mois : à revoir dans policy/service.yaml",
        "; ⚠ prices more than six months old: see policy/service.yaml",
    ),
    "would-cost": (
        "{id}: circa {amount} ({kind}, prezzi del {day}); {languages}",
        "{id} : environ {amount} ({kind}, prix du {day}) ; {languages}",
        "{id}: about {amount} ({kind}, prices of {day}); {languages}",
    ),
    "unpriced": (
        "{id}: senza un prezzo nelle regole: {count}",
        "{id} : sans prix dans les règles : {count}",
        "{id}: without a price in the rules: {count}",
    ),
    "look-at": ("Prima di approvare", "Avant d'approuver", "Before you approve"),
    "look-category": (
        "La categoria è quella giusta: decide chi riceve il messaggio",
        "La catégorie est la bonne : elle décide qui reçoit le message",
        "The category is the right one: it decides who gets the message",
    ),
    "look-facts": (
        "Date, ore, luoghi, numeri e link sono veri",
        "Dates, heures, lieux, numéros et liens sont exacts",
        "Dates, times, places, numbers and links are true",
    ),
    "look-languages": (
        "Le lingue dicono la stessa cosa",
        "Les langues disent la même chose",
        "The languages say the same",
    ),
    "look-times": (
        "Invio e scadenza hanno senso; nulla si può richiamare dopo l'invio",
        "L'envoi et l'expiration ont un sens ; rien ne peut être rappelé après l'envoi",
        "Sending and expiry make sense; nothing can be called back once sent",
    ),
    "look-people": (
        "Nessun nome o dato di persone, e nulla che non sia del Comune",
        "Aucun nom ni donnée de personnes, et rien qui ne soit de la commune",
        "No names or data of people, and nothing that is not the town's",
    ),
    "no-broadcasts": (
        "nessuna comunicazione nuova o cambiata",
        "aucune communication nouvelle ou modifiée",
        "no new or changed broadcast",
    ),
    "more-in-summary": (
        "ce ne sono altri: l'elenco completo è nel riepilogo",
        "il y en a d'autres : la liste complète est dans le résumé",
        "there are more: the whole list is in the summary",
    ),
    "summary-cut": (
        "Il riepilogo è troppo lungo per GitHub: il resto manca qui.",
        "Le résumé est trop long pour GitHub : la suite manque ici.",
        "The summary is too long for GitHub: the rest is left out here.",
    ),
    "summary-failed": (
        "il riepilogo non si può scrivere",
        "le résumé ne peut être écrit",
        "the summary cannot be written",
    ),
    "base-unknown": (
        "non si raggiunge main: il controllo va avanti senza confronto",
        "main est hors d'atteinte : le contrôle continue sans comparaison",
        "main is out of reach: checking goes on without comparing",
    ),
}
