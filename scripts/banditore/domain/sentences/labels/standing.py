"""How broadcasts stand, and why one waits; the pause."""

from __future__ import annotations

# Key → Italian, French, English.
ROWS: dict[str, tuple[str, str, str]] = {
    "why-paused": ("servizio in pausa", "service en pause", "service paused"),
    "why-quiet-hours": ("fuori orario", "hors horaire", "outside its hours"),
    "why-silence": ("silenzio elettorale", "silence électoral", "electoral silence"),
    "why-daily-cap": ("già abbastanza per oggi", "assez pour aujourd'hui", "enough for today"),
    "why-too-old": ("troppo vecchia", "trop ancienne", "too old"),
    "why-archive": (
        "di prima del primo invio",
        "d'avant le premier envoi",
        "from before the first send",
    ),
    "standing-held": ("trattenuta", "retenue", "held"),
    "paused-now": (
        "in pausa: {reason}; non parte nulla, si riprende con: scripts/run resume --live",
        "en pause : {reason} ; rien ne part, on reprend par : scripts/run resume --live",
        "paused: {reason}; nothing is sent until: scripts/run resume --live",
    ),
    "pause-default": ("sospeso a mano", "suspendu à la main", "paused by hand"),
    "paused-already": (
        "era già così: {line}",
        "c'était déjà ainsi : {line}",
        "it was so already: {line}",
    ),
    "paused-changed": (
        "{path} ora dice: {line}",
        "{path} dit maintenant : {line}",
        "{path} says now: {line}",
    ),
    "would-change": (
        "prova: {path} direbbe: {line}; --live lo cambia",
        "essai : {path} dirait : {line} ; --live le change",
        "dry run: {path} would say: {line}; --live changes it",
    ),
    "no-broadcasts-yet": ("nessuna comunicazione", "aucune communication", "no broadcasts"),
    "standing-sent": ("inviata", "envoyée", "sent"),
    "standing-sending": ("in corso", "en cours", "under way"),
    "standing-halted": ("ferma", "arrêtée", "halted"),
    "standing-due": ("da inviare", "à envoyer", "due"),
    "standing-stopped": ("interrotta", "interrompue", "stopped"),
    "standing-later": ("in attesa", "en attente", "later"),
    "standing-missed": ("scaduta", "expirée", "missed"),
}
