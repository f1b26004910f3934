"""Words of summaries and previews for staff, which are not findings."""

from __future__ import annotations

# Key → Italian, French, English.
LABELS: dict[str, tuple[str, str, str]] = {
    "error": ("errore", "erreur", "error"),
    "warning": ("avviso", "avertissement", "warning"),
    "notice": ("nota", "note", "note"),
    "hint": ("suggerimento", "conseil", "hint"),
    "all-fine": ("tutto in ordine", "tout est en ordre", "all is well"),
    "errors-found": (
        "errori da correggere: {count}",
        "erreurs à corriger : {count}",
        "errors to correct: {count}",
    ),
    "nothing-changed": (
        "Nulla è stato inviato né modificato.",
        "Rien n'a été envoyé ni modifié.",
        "Nothing was sent or changed.",
    ),
    "broadcast": ("comunicazione", "communication", "broadcast"),
    "category": ("categoria", "catégorie", "category"),
    "language": ("lingua", "langue", "language"),
    "languages": ("lingue", "langues", "languages"),
    "template": ("modello", "modèle", "template"),
    "audience": ("destinatari", "destinataires", "audience"),
    "subscribers": ("iscritti", "inscrits", "subscribers"),
    "total": ("totale", "total", "total"),
    "characters": ("caratteri", "caractères", "characters"),
    "duration": ("durata", "durée", "duration"),
    "send-at": ("invio", "envoi", "sent at"),
    "at-merge": ("appena approvata", "dès l'approbation", "at merge"),
    "expires-at": ("scadenza", "expiration", "expires at"),
    "preview": ("Anteprima", "Aperçu", "Preview"),
    "findings": ("Osservazioni", "Remarques", "Findings"),
    "receipt": ("ricevuta", "reçu", "receipt"),
    "accepted": ("accettati", "acceptés", "accepted"),
    "delivered": ("consegnati", "remis", "delivered"),
    "read": ("letti", "lus", "read"),
    "failed": ("non riusciti", "échoués", "failed"),
    "left": ("cancellati nel frattempo", "désinscrits entre-temps", "left meanwhile"),
    "expired": ("scaduti prima dell'invio", "expirés avant l'envoi", "expired before sending"),
    "unknown": ("esito ignoto", "issue inconnue", "unknown"),
    "sent": ("inviata", "envoyée", "sent"),
    "sending": ("in corso", "en cours", "sending"),
    "due": ("da inviare", "à envoyer", "due"),
    "scheduled": ("programmata", "programmée", "scheduled"),
    "halted": ("fermata", "arrêtée", "halted"),
    "joined": ("nuovi iscritti", "nouveaux inscrits", "joined"),
    "gone": ("cancellazioni", "désinscriptions", "left"),
    "changed": ("modifiche", "modifications", "changed"),
    "ignored": ("messaggi non riconosciuti", "messages non reconnus", "messages not understood"),
}

_COLUMN = {"it": 0, "fr": 1}


def label(key: str, language: str, **facts: object) -> str:
    """The word of that key; in English for a language that we do not speak."""
    return LABELS[key][_COLUMN.get(language, 2)].format(**facts)
