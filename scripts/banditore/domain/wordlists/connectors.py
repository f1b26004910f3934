"""The small words between a phrase to join and the names of categories."""

from __future__ import annotations

from banditore.domain.wordlists.roles import words

BEFORE_CATEGORIES = words("""
    a ad al allo alla ai agli alle all e ed per il lo la i gli le l solo soltanto solamente
    avvisi di delle degli della dei
    au aux et pour les des seulement uniquement
    to and for the only
""")
"""`mi iscrivo solo agli EVENTI e alle EMERGENZE`."""

EVERYTHING = words("tutto tutti tutte tout toutes tous everything all")
"""Instead of the names: all of them."""
