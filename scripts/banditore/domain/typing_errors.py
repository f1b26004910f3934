"""Whether a word is another one with a slip of the finger."""

from __future__ import annotations

_SHORT = 5
_LONG = 9


def nearly(word: str, right: str) -> bool:
    """At most one letter wrong, missing, doubled or swapped with its neighbour; two in a long word.

    Short words must be right: `mi` is not `vi`.
    """
    allowed = 0 if len(right) < _SHORT else 1 if len(right) < _LONG else 2
    if abs(len(word) - len(right)) > allowed:
        return False
    return _distance(word, right) <= allowed


def _distance(one: str, other: str) -> int:
    """Optimal string alignment. The lengths are those of words that `nearly` let through."""
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
