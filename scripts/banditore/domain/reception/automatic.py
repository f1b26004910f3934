"""Texts that no person typed to us: an answering machine is not answered, lest two of them talk."""

from __future__ import annotations

import re

from banditore.domain.folding import fold

LONGEST = 256
"""Characters: a longer text that is no command is a circular, or somebody's own notice.

Source: the guard against auto-replies of Postman.
"""
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_PHRASES = tuple(
    " ".join(fold(phrase).words)
    for phrase in (
        "risposta automatica",
        "messaggio automatico",
        "risponditore automatico",
        "fuori ufficio",
        "fuori sede",
        "sono assente",
        "grazie per averci contattato",
        "grazie per averci scritto",
        "al momento non siamo disponibili",
        "ti risponderemo al più presto",
        "vi risponderemo al più presto",
        "le risponderemo al più presto",
        "réponse automatique",
        "message automatique",
        "absent du bureau",
        "je suis absent",
        "je suis absente",
        "merci de nous avoir contactés",
        "merci de votre message",
        "nous vous répondrons",
        "automatic reply",
        "automated message",
        "auto reply",
        "autoreply",
        "out of office",
        "thank you for contacting",
        "thanks for contacting",
        "we will get back to you",
        "we'll get back to you",
    )
)
_THANKS = frozenset(
    fold(
        "grazie mille tante molte infinite ok va bene perfetto ricevuto a voi tutti "
        "merci beaucoup bien reçu d'accord thanks thank you"
    ).words
)


def automatic(text: str) -> bool:
    """Whether it looks like a machine's, or wants no answer: thanks, an emoji, a link."""
    if len(text) > LONGEST or links(text):
        return True
    folded = fold(text)
    thanks = not folded.question and _THANKS.issuperset(folded.words)
    return thanks or by_machine(text)


def links(text: str) -> bool:
    """Whether it leads elsewhere, as what is forwarded does."""
    return bool(_LINK.search(text))


def by_machine(text: str) -> bool:
    """Whether it has the phrases of a machine that answers, whatever else it says."""
    folded = fold(text)
    said = " ".join(folded.words)
    return not folded.question and any(phrase in said for phrase in _PHRASES)
