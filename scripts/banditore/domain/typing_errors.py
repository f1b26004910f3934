"""Whether a word is another one with a slip of the finger, found among many at once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORT = 5
_LONG = 11
_TWICE = 1.5
"""Longer than this, no word is made by letters that were typed twice."""
_RUN = re.compile(r"(.)\1+")


class Slips:
    """Words, found by what fingers make of them.

    Each word is kept under all that is left of it when a letter or two are taken out; a slip shares
    one of those with its word. So a look-up takes the same time for any number of words.
    """

    def __init__(self, words: Iterable[str], most: int = 2) -> None:
        self._words = tuple(words)
        self._most = most
        plain = [(single(word), min(most, _allowed(word))) for word in self._words]
        self._firsts = {word[0] for word, _ in plain}
        self._lengths = {
            length for word, off in plain for length in range(len(word) - off, len(word) + off + 1)
        }
        self._longest = _TWICE * max(self._lengths, default=0)

    def find(self, word: str) -> str | None:
        """The word that is meant, if it is one of these: the nearest."""
        if not _SHORT - 1 <= len(word) <= self._longest or self._firsts.isdisjoint(word[:2]):
            return None
        plain = single(word)
        if len(plain) not in self._lengths:
            return None
        twin = self._twins.get(plain)
        if twin and len(twin) >= _SHORT:
            return twin
        # Two letters may be wrong in a long word; this one may lack two of it.
        letters = 1 if len(plain) < _LONG - 2 else self._most
        candidates = self._candidates(plain, letters)
        near = []
        for right in candidates:
            slips = distance(plain, right, self._most)
            if slips is not None:
                near.append((slips, -len(right), right))
        return min(near)[2] if near else None

    def _candidates(self, plain: str, letters: int) -> set[str]:
        kept = self._left
        if letters > 1:
            return {right for left in _without(plain, letters) for right in kept.get(left, ())}
        found = set(kept.get(plain, ()))
        for at in range(len(plain)):
            rights = kept.get(plain[:at] + plain[at + 1 :])
            if rights:
                found.update(rights)
        return found

    @cached_property
    def _twins(self) -> dict[str, str]:
        return {single(word): word for word in reversed(self._words)}

    @cached_property
    def _left(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            for left in _without(single(word), min(self._most, _allowed(word))):
                found.setdefault(left, []).append(word)
        return found


def single(word: str) -> str:
    """Without doubled letters, of which many people are not sure: `mesagi`, `cancellloo`."""
    return _RUN.sub(r"\1", word)


def distance(word: str, right: str, most: int = 2) -> int | None:
    """How many letters are wrong, missing, too many, or swapped with their neighbour.

    None where they are too many: one in a word, two in a long one; doubled letters do not count.
    The first letter must be there: `pista` is not `lista`. Short words must be right, `mi` is not
    `vi`; and in a word of five no letter may be another, `busta` is not `basta`.
    """
    allowed = min(most, _allowed(right))
    word, right = single(word), single(right)
    if not word or abs(len(word) - len(right)) > allowed or right[0] not in word[:2]:
        return None
    if len(word) == len(right) <= _SHORT and sorted(word) != sorted(right):
        return None
    found = _distance(word, right)
    return found if found <= allowed else None


def _allowed(right: str) -> int:
    return 0 if len(right) < _SHORT else 1 if len(right) < _LONG else 2


def _without(word: str, letters: int) -> Iterator[str]:
    """The word, and all that is left of it without so many letters or fewer."""
    left = {word}
    yield word
    for _ in range(letters):
        left = {one[:at] + one[at + 1 :] for one in left for at in range(len(one))}
        yield from left


def _distance(one: str, other: str) -> int:
    """Optimal string alignment; the lengths are nearly the same."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        current = [i]
        for j, b in enumerate(other, 1):
            cost = min(row[j] + 1, current[-1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, row = row, current
    return row[-1]
