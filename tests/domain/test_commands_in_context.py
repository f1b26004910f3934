"""What stands around a wish to leave does not undo it, and makes none of what is none.

People who dictate set no commas: where a reason ends and a wish begins must be found in the words.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from reading_town import READER

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parent.parent / "data" / "commands_in_context.tsv"


def texts(kind: str, around: str) -> Iterator[str]:
    """Each of a kind, with each of what stands around it before and behind."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, language, text = line.split("\t")
            known[name, language].append(text)
    for language in ("it", "fr"):
        pairs = product(known[kind, language], known[around, language], (" ", ", "))
        for text, other, mark in pairs:
            yield f"{other}{mark}{text}"
            yield f"{text}{mark}{other}"


def test_a_reason_before_or_behind_a_wish_to_leave_undoes_it_in_less_than_two_of_a_hundred() -> (
    None
):
    kinds = [READER.read(text).kind for text in texts("wish", "reason")]

    assert kinds.count("unsubscribe") >= 0.98 * len(kinds)


def test_nothing_that_is_said_around_it_makes_a_wish_of_what_is_none() -> None:
    left = [
        text
        for text in texts("neighbour", "context")
        if READER.read(text).kind in {"unsubscribe", "subscribe"}
    ]

    assert not left
