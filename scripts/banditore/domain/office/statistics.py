"""The list in counts that say nothing of anybody: small ones are withheld.

Who knows all parts of a whole but one knows that one, too. So where a count is withheld, others of
its whole are until at least two are, and together they are enough people.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from banditore.domain.compact.packed import compact, traits_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.subscribers import SubscriberList

LEAST = 10
"""The smallest count that is shown, unless a person says otherwise."""
JOINING = ("joined",)
LEAVING = ("left", "removed", "merged", "erased")
"""What is counted of a month, by whether it made the list longer or shorter."""

Shown: TypeAlias = "int | None"
"""None: withheld."""


@dataclass(frozen=True)
class Statistics:
    """Everything that may be shown."""

    total: Shown
    by: Mapping[str, Mapping[str, Shown]]
    """`language`, `joined`, `status`, `notice`: the parts of the whole."""
    categories: Mapping[str, Shown]
    """Somebody with two categories counts in both: no parts of a whole."""
    languages: Mapping[str, Mapping[str, Shown]]
    """Of each category, the parts by language."""
    months: Sequence[tuple[str, int]]
    """People at the end of each month, rounded to the smallest count that is shown."""
    changes: Mapping[str, Mapping[str, Shown]]
    """Month → what happened → to how many."""


def statistics(subscribers: SubscriberList, month: str, least: int = LEAST) -> Statistics:
    """The counts of a list. `month`: the present one, as `2026-11`."""
    traits = traits_of(compact(subscribers.subscribers))
    by: dict[str, Counter[str]] = {
        name: Counter() for name in ("language", "joined", "status", "notice")
    }
    categories: dict[str, Counter[str]] = {}
    for kind, number in traits.items():
        if number <= 0:
            continue
        by["language"][kind.language] += number
        by["joined"][kind.joined.partition(":")[0]] += number
        by["status"][kind.status] += number
        by["notice"][kind.notice] += number
        for category in kind.categories:
            categories.setdefault(category, Counter())[kind.language] += number
    total = len(subscribers.subscribers)
    enough = total >= least or not total
    return Statistics(
        total=total if enough else None,
        by={name: withheld(counts, least) for name, counts in by.items()},
        categories={
            name: _shown(sum(counts.values()), least) for name, counts in sorted(categories.items())
        },
        languages={name: withheld(counts, least) for name, counts in sorted(categories.items())},
        months=_months(subscribers.moves, total, month, least),
        changes=_changes(subscribers.moves, least),
    )


def withheld(parts: Mapping[str, int], least: int) -> dict[str, Shown]:
    """The parts of a whole that is known, without what could be worked out from the others."""
    hidden = {name for name, count in parts.items() if 0 < count < least}
    others = sorted((count, name) for name, count in parts.items() if count >= least)
    while hidden and others and _told(parts, hidden, least):
        hidden.add(others.pop(0)[1])
    return {name: None if name in hidden else parts[name] for name in sorted(parts)}


def _told(parts: Mapping[str, int], hidden: set[str], least: int) -> bool:
    """Whether the whole less what is shown still says too much."""
    return len(hidden) < 2 or sum(parts[name] for name in hidden) < least  # noqa: PLR2004 - a pair


def _shown(count: int, least: int) -> Shown:
    return count if count >= least or not count else None


def _changes(moves: Mapping[tuple[str, str], int], least: int) -> dict[str, dict[str, Shown]]:
    found: dict[str, dict[str, Shown]] = {}
    for (month, what), count in sorted(moves.items()):
        found.setdefault(month, {})[what] = _shown(count, least)
    return found


def _months(
    moves: Mapping[tuple[str, str], int], total: int, now: str, least: int
) -> list[tuple[str, int]]:
    """Backwards from today's total by what each month added.

    Rounded: the difference of two months must not tell of one person.
    """
    net: Counter[str] = Counter()
    for (month, what), count in moves.items():
        net[month] += count if what in JOINING else -count if what in LEAVING else 0
    found = []
    people = total
    for month in _back(now, min(net, default=now)):
        found.append((month, round(max(0, people) / least) * least))
        people -= net[month]
    return found[::-1]


def _back(month: str, first: str) -> list[str]:
    """The months from this one back to the first."""
    months = [month]
    while months[-1] > first:
        year, number = map(int, months[-1].split("-"))
        months.append(f"{year - (number == 1):04}-{(number - 2) % 12 + 1:02}")
    return months
