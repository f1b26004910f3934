"""The shape of the rules."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Topic:
    """One thing that the notice must say."""

    groups: tuple[tuple[str, ...], ...]
    """Patterns: one of each group, in one section. `{town}` and the like are filled in."""
    paste: str
    """A sentence that says it, with the town's values to fill in."""


@dataclass(frozen=True)
class Rules:
    """One language's rules."""

    topics: Mapping[str, Topic]
    """By name; the sentences of findings know the names."""
    rights: Mapping[str, Topic]
    """Each right, looked for where rights are spoken of."""
    rights_where: str
    rights_range: str
    """“Articles 15 to 20” names them all."""
    erasing: tuple[tuple[str, ...], ...]
    """Groups that a passage on erasure from earlier versions matches: its time is compared."""
    erasing_paste: str
    outcomes: tuple[tuple[str, ...], ...]
    """Groups that a passage on what became of single messages matches: likewise."""
    outcomes_paste: str
    times: Mapping[int, str]
    """The bounds of `retention`, in days → in words."""
    units: Mapping[str, int]
    """Pattern of a unit of time → its hours, at most."""
    numbers: Mapping[str, int]
    """Numbers in words."""


def folded(text: str) -> str:
    """As patterns read it: small letters without accents, plain apostrophes, one space between."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("\u2019", "'")
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
