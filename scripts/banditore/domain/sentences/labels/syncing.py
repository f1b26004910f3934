"""What a sync tells staff."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "joined": ("nuovi iscritti", "nouveaux inscrits", "joined"),
    "gone": ("cancellazioni", "désinscriptions", "left"),
    "renewed": (
        "iscritti che accettano la nuova informativa",
        "inscrits qui acceptent la nouvelle notice",
        "subscribers who accept the new notice",
    ),
    "chose": ("scelte cambiate", "choix modifiés", "choices changed"),
    "asked": (
        "richieste da confermare",
        "demandes à confirmer",
        "requests to be confirmed",
    ),
    "not-texts": (
        "messaggi che non sono testo, non aperti",
        "messages qui ne sont pas du texte, non ouverts",
        "messages that are no text, not opened",
    ),
    "answered": ("risposte inviate", "réponses envoyées", "replies sent"),
    "answered-before": (
        "risposte già partite prima",
        "réponses déjà parties",
        "replies that had already left",
    ),
    "unanswered": ("risposte non riuscite", "réponses échouées", "replies that failed"),
    "answered-perhaps": (
        "risposte dall'esito ignoto",
        "réponses à l'issue inconnue",
        "replies with an unknown outcome",
    ),
    "cards": (
        "biglietti da visita inviati",
        "cartes de visite envoyées",
        "contact cards sent",
    ),
    "cards-lost": (
        "biglietti da visita non arrivati, e non ripetuti",
        "cartes de visite non parvenues, et non répétées",
        "contact cards that may not have come, and are not repeated",
    ),
    "waiting": ("risposte in attesa", "réponses en attente", "replies waiting"),
    "too-late": (
        "risposte non più possibili",
        "réponses devenues impossibles",
        "replies that came too late",
    ),
    "would-sync": (
        "prova: nulla è stato cambiato; --live lo fa",
        "essai : rien n'a été changé ; --live le fait",
        "dry run: nothing was changed; --live does it",
    ),
    "nothing-new": ("nessun messaggio nuovo", "aucun nouveau message", "no new messages"),
    "rotated": (
        "l'elenco ha una chiave nuova: le versioni precedenti non si aprono più",
        "la liste a une nouvelle clé : les versions précédentes ne s'ouvrent plus",
        "the list has a new key: earlier versions open no more",
    ),
    "ignored": ("messaggi non riconosciuti", "messages non reconnus", "messages not understood"),
    "reported": (
        "{id}: accettati {accepted}, consegnati {delivered}, letti {read}, non riusciti {failed}",
        "{id} : acceptés {accepted}, remis {delivered}, lus {read}, échoués {failed}",
        "{id}: accepted {accepted}, delivered {delivered}, read {read}, failed {failed}",
    ),
    "outcomes-unreadable": (
        "il ramo {branch} non si legge: chi lo ha cambiato?",
        "la branche {branch} est illisible : qui l'a changée ?",
        "the branch {branch} cannot be read: who changed it?",
    ),
}
