"""What is known of a closed broadcast's recipients, 17 bytes each: it only moves forward.

Reports come late, twice and in any order. Of two things that are said of the same recipient the
further one holds, so that order and repetition make no difference.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from banditore.domain.compact.refs import WIDTH, Refs
from banditore.domain.errors import Corrupted
from banditore.domain.reception.opting_out import OPTED_OUT
from banditore.domain.sending.outcomes import ACCEPTED, DELIVERED, READ, STATES, Outcome, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

    from banditore.domain.message import Status

UNKNOWN = Outcome("unknown")
LOST = Outcome("failed", "lost")
"""Never appeared in the provider's log, nor in its reports: presumed."""
SILENT = Outcome("failed", "no-news")
"""Accepted, and not delivered within three days: a phone that is off, or gone. Presumed."""
MOST = 250
"""Different outcomes, so that a byte tells them apart."""
_OTHER = Outcome("failed", "?")
_STAGES = {"": 2, "delivered": 5, "read": 6}
_PRESUMED = {LOST: 1, SILENT: 3}
_FAILED = 4
_REPORTED = {"sent": ACCEPTED, "delivered": DELIVERED, "read": READ}


def _rank(outcome: Outcome) -> tuple[int, str, str]:
    if outcome.state == "unknown":
        return 0, "", ""
    if outcome.state == "accepted":
        return _STAGES[outcome.code], "", ""
    return _PRESUMED.get(outcome, _FAILED), outcome.state, outcome.code


def outcome_of(status: Status) -> Outcome:
    """What a report says, in our words."""
    if status.state != "failed":
        return _REPORTED[status.state]
    return Outcome("left" if status.code in OPTED_OUT else "failed", status.code)


def further(one: Outcome, other: Outcome) -> Outcome:
    """Which of two holds. What was delivered cannot have failed, whatever is said besides."""
    return max(one, other, key=_rank)


class Deliveries:
    """Recipient ref → outcome, for those of whom more may become known."""

    def __init__(self, refs: Refs, marks: bytearray, legend: list[Outcome]) -> None:
        """`marks`: a place in the legend for each ref."""
        self._refs = refs
        self._marks = marks
        self._legend = legend
        self._changed = bytearray(len(marks))

    @classmethod
    def of(cls, reached: Refs, unknown: Iterable[str]) -> Self:
        """As it is when a broadcast closes."""
        doubtful = set(unknown)
        refs = Refs.of(sorted({*reached, *doubtful})) if doubtful else reached
        marks = bytearray(len(refs))
        for ref in doubtful:
            marks[refs.place(ref) or 0] = 1
        return cls(refs, marks, [ACCEPTED, UNKNOWN])

    def __len__(self) -> int:
        return len(self._refs)

    def get(self, ref: str) -> Outcome | None:
        """What is known of one; None of who is not among them."""
        place = self._refs.place(ref)
        return None if place is None else self._legend[self._marks[place]]

    def take(self, ref: str, outcome: Outcome) -> bool:
        """Hear something of one; whether it is further than what was known."""
        place = self._refs.place(ref)
        if place is None:
            return False
        known = self._legend[self._marks[place]]
        if further(known, outcome) == known:
            return False
        self._marks[place] = self._mark(outcome)
        self._changed[place] = 1
        return True

    def presume(self, known: Outcome, then: Outcome) -> None:
        """All of whom that is known, and nothing further, count as that."""
        if known in self._legend:
            before, after = self._legend.index(known), self._mark(then)
            for place, mark in enumerate(self._marks):
                if mark == before:
                    self._marks[place] = after
                    self._changed[place] = 1

    def merge(self, news: Deliveries) -> None:
        """Take all that another one says."""
        for ref, outcome in news:
            self.take(ref, outcome)

    def changed(self) -> Deliveries:
        """What was taken since the last time that this was asked."""
        places = [place for place, flag in enumerate(self._changed) if flag]
        self._changed = bytearray(len(self._marks))
        refs = Refs.of(self._refs[place] for place in places)
        return Deliveries(
            refs, bytearray(self._marks[place] for place in places), list(self._legend)
        )

    def __iter__(self) -> Iterator[tuple[str, Outcome]]:
        for ref, mark in zip(self._refs, self._marks, strict=True):
            yield ref, self._legend[mark]

    def tally(self) -> Tally:
        """Counts of all."""
        counts = Tally()
        for mark, outcome in enumerate(self._legend):
            number = self._marks.count(mark)
            if number:
                counts.add(outcome, number)
        return counts

    def final(self, *, reports: bool) -> bool:
        """Whether nothing more can become known; `reports`: whether the provider tells more."""
        there = {self._legend[mark] for mark in set(self._marks)}
        if not reports:
            return not any(outcome.state == "unknown" for outcome in there)
        return all(outcome == READ or _rank(outcome)[0] == _FAILED for outcome in there)

    @property
    def packed(self) -> bytes:
        """To be sealed."""
        legend = json.dumps([[outcome.state, outcome.code] for outcome in self._legend])
        return legend.encode() + b"\n" + self._marks + self._refs.packed

    def _mark(self, outcome: Outcome) -> int:
        if len(self._legend) >= MOST and outcome not in self._legend:
            outcome = _OTHER if outcome.state == "failed" else Outcome(outcome.state)
        if outcome not in self._legend:
            self._legend.append(outcome)
        return self._legend.index(outcome)


def unpacked(content: bytes) -> Deliveries:
    """What `packed` wrote. Raises Corrupted."""
    try:
        head, mark, rest = content.partition(b"\n")
        legend = [_outcome(*pair) for pair in json.loads(head)]
        people = len(rest) // (WIDTH + 1)
        marks, refs = bytearray(rest[:people]), Refs(rest[people:])
        sound = mark and refs.ordered and max(marks, default=-1) < len(legend)
    except (ValueError, TypeError, KeyError):
        sound = False
    if not sound or len(refs) != len(marks):
        raise Corrupted(
            "what is known of a broadcast's recipients cannot be read",
            "nothing was changed; look who changed its branch outcomes/…",
        ) from None
    return Deliveries(refs, marks, legend)


def _outcome(state: str, code: str) -> Outcome:
    if state not in STATES or not isinstance(code, str):
        raise ValueError
    outcome = Outcome(state, code)
    _rank(outcome)  # an unknown stage is a KeyError
    return outcome
