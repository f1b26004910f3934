"""What the statistics of the list say."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "office-withheld": ("pochi", "peu", "few"),
    "office-withheld-why": (
        "«pochi»: meno di {least}, o un numero da cui si ricaverebbe; i mesi sono arrotondati",
        "« peu » : moins de {least}, ou un nombre qui le révélerait ; les mois sont arrondis",
        "“few”: fewer than {least}, or a number that would tell it; months are rounded",
    ),
    "office-by-category": ("per categoria", "par catégorie", "by category"),
    "office-by-language": ("per lingua", "par langue", "by language"),
    "office-by-joined": (
        "per modo di iscrizione",
        "par mode d'inscription",
        "by way of joining",
    ),
    "office-by-status": ("per stato", "par état", "by status"),
    "office-by-notice": ("per informativa ricevuta", "par notice reçue", "by privacy notice"),
    "office-by-month": ("a fine mese", "en fin de mois", "at the end of each month"),
    "office-is-text": ("con un messaggio", "par message", "by text"),
    "office-is-paper": ("modulo cartaceo", "formulaire papier", "paper form"),
    "office-is-import": ("da un elenco", "depuis une liste", "from a list"),
    "office-is-active": ("attivi", "actifs", "active"),
    "office-is-restricted": ("limitati", "limités", "restricted"),
    "office-is-suspended": ("sospesi", "suspendus", "suspended"),
    "office-move-joined": ("iscritti", "inscrits", "joined"),
    "office-move-renewed": ("rinnovati", "renouvelés", "renewed"),
    "office-move-left": ("usciti", "sortis", "left"),
    "office-move-erased": ("cancellati su richiesta", "effacés sur demande", "erased on request"),
    "office-move-removed": ("non più su WhatsApp", "plus sur WhatsApp", "not on WhatsApp any more"),
    "office-move-suspended": ("sospesi", "suspendus", "suspended"),
    "office-move-revived": ("ripresi", "repris", "revived"),
    "office-move-merged": ("doppi riuniti", "doubles réunis", "doubles merged"),
    "office-move-recycled": (
        "numeri passati ad altri",
        "numéros passés à d'autres",
        "numbers that others have now",
    ),
    "office-move-lapsed": (
        "richieste non confermate",
        "demandes non confirmées",
        "requests not confirmed",
    ),
    "office-move-unaccepted": (
        "informativa nuova non accettata",
        "nouvelle notice non acceptée",
        "newer notice not accepted",
    ),
    # The picture of the statistics
    "plot-title": (
        "Iscritti agli avvisi WhatsApp ({town})",
        "Inscrits aux avis WhatsApp ({town})",
        "Subscribers to WhatsApp notices ({town})",
    ),
    "plot-description": (
        "Iscritti a fine mese, arrotondati: {before} in {first}, {now} in {last}.",
        "Inscrits en fin de mois, arrondis : {before} en {first}, {now} en {last}.",
        "Subscribers at the end of each month, rounded: {before} in {first}, {now} in {last}.",
    ),
}
