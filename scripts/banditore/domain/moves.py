"""How many came and went, month by month: counts for statistics, and nobody in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

Move = Literal[
    "joined",  # and everything below: once for each person
    "renewed",  # accepted a newer notice
    "left",  # by a text or at the provider
    "suspended",  # the number was not on WhatsApp, several broadcasts in a row
    "revived",  # suspended before, and wrote
    "removed",  # suspended for long
    "merged",  # two entries turned out to be one person
    "recycled",  # the number belongs to somebody else now
    "lapsed",  # asked to join and did not confirm in time
    "unaccepted",  # told of a newer notice and reminded, and did not accept it in time
]


def counted(moves: dict[tuple[str, str], int], at: datetime, move: Move) -> None:
    """Count one."""
    key = f"{at:%Y-%m}", move
    moves[key] = moves.get(key, 0) + 1
