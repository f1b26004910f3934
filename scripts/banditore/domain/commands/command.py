"""What an inbound text may ask of us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "subscribe",
    "unsubscribe",
    "choose",
    "language",
    "help",
    "access",
    "near-join",
    "unclear",
    "nothing",
]
"""`access`: what does the town know of me? `near-join`: it would join, but not in words that are a
consent. `unclear`: it speaks of joining, choosing or leaving, but not clearly."""

Mode = Literal["set", "add", "remove"]


@dataclass(frozen=True, slots=True)
class Command:
    """What a text asks, and which rule says so."""

    kind: Kind
    language: str | None = None
    """The language of its words, where they are of one of the town's languages only. For the kind
    `language`: the one that is asked for."""
    categories: frozenset[str] | None = None
    """Ids. For `subscribe`: those named; None: no word on it. For `choose`: never None."""
    mode: Mode = "set"
    """For `choose`: whether these are to be all, to come on top, or to go."""
    rule: str = ""
    """The name of the rule that decided: says why, and nothing of the text."""
