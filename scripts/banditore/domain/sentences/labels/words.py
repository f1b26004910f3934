"""Words that several of them use."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "error": ("errore", "erreur", "error"),
    "warning": ("avvertimento", "avertissement", "warning"),
    "notice": ("nota", "note", "note"),
    "hint": ("suggerimento", "conseil", "hint"),
    "broadcast": ("comunicazione", "communication", "broadcast"),
    "category": ("categoria", "catégorie", "category"),
    "language": ("lingua", "langue", "language"),
    "languages": ("lingue", "langues", "languages"),
    "template": ("modello", "modèle", "template"),
    "audience": ("destinatari", "destinataires", "audience"),
    "subscribers": ("iscritti", "inscrits", "subscribers"),
    "total": ("totale", "total", "total"),
    "characters": ("caratteri", "caractères", "characters"),
    "send-at": ("invio", "envoi", "sent at"),
    "corrects": ("corregge", "corrige", "corrects"),
    "expires-at": ("scadenza", "expiration", "expires at"),
    "preview": ("Anteprima", "Aperçu", "Preview"),
    "findings": ("Osservazioni", "Remarques", "Findings"),
    "receipt": ("ricevuta", "reçu", "receipt"),
    "accepted": ("accettati", "acceptés", "accepted"),
    "failed": ("non riusciti", "échoués", "failed"),
    "left": ("cancellati nel frattempo", "désinscrits entre-temps", "left meanwhile"),
    "expired": ("scaduti prima dell'invio", "expirés avant l'envoi", "expired before sending"),
    "unknown": ("esito ignoto", "issue inconnue", "unknown"),
    "delivered": ("consegnati", "remis", "delivered"),
    "read": ("letti", "lus", "read"),
    "sent": ("inviata", "envoyée", "sent"),
    "sending": ("in corso", "en cours", "sending"),
    "due": ("da inviare", "à envoyer", "due"),
}
