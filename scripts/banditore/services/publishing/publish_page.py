"""What the run's page says of a broadcast that is done, for people who have never seen the code.

One sentence with the result, the counts, a chart, why some failed, and when what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.markdown import chart_label, literal
from banditore.domain.sending.outcomes import STATES
from banditore.domain.sentences.amounts import number, people, span
from banditore.domain.sentences.codes import meaning
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from banditore.domain.sending.outcomes import State
    from banditore.domain.sending.receipt import Receipt
    from banditore.domain.sending.timeline import Lap, Timeline

MOST_ROWS = 40
"""Of the time line; a broadcast to a million has hundreds of blocks."""


@dataclass(frozen=True)
class Page:
    """One broadcast's part of the page."""

    receipt: Receipt
    timeline: Timeline | None
    """None where this run sent nothing of it."""
    language: str
    zone: ZoneInfo

    def markdown(self) -> str:
        """All of it."""
        parts = [self._headline(), self._decisions(), self._table(), self._chart()]
        parts += [self._codes(), self._unknown()]
        if self.timeline:
            parts.append(self._timeline(self.timeline))
        head = f"### {literal(self.receipt.broadcast)}"
        return "\n\n".join(part for part in (head, *parts) if part) + "\n"

    def _headline(self) -> str:
        """What a mayor wants to know: who got it, who did not, how long it took."""
        receipt, counts = self.receipt, self.receipt.counts
        if not receipt.audience:
            return f"**{self._word('page-nobody')}**"
        time = span((receipt.closed_at - receipt.claimed_at).total_seconds())
        reached, total = self._people(counts["accepted"]), self._number(receipt.audience)
        key = "page-all" if counts["accepted"] == receipt.audience else "page-reached"
        late = "page-given-up" if self.receipt.abandoned else "page-expired"
        parts = [self._word(key, reached=reached, total=total, time=time)]
        missed = (
            (counts["failed"], "page-failed"),
            (counts["expired"], late),
            (counts["unknown"], "page-unknown"),
        )
        parts += [self._word(about, people=self._people(n)) for n, about in missed if n]
        if counts["left"]:
            parts.append(self._word("page-left", count=self._number(counts["left"])))
        return " · ".join([f"**{parts[0]}**", *parts[1:]])

    def _decisions(self) -> str:
        """What people decided meanwhile, in their own words."""
        return "\n".join(
            f"- {self._moment(word.at)}: {self._word(f'page-{word.what}')}"
            + (f" ({literal(word.reason)})" if word.reason else "")
            for word in self.receipt.decisions
        )

    def _table(self) -> str:
        rows = [(self._state(state), self.receipt.counts[state]) for state in STATES]
        table = self._rows(
            (self._word("outcome"), self._word("persons")),
            [(word, self._number(count)) for word, count in rows]
            + [(f"**{self._word('audience')}**", f"**{self._number(self.receipt.audience)}**")],
            numbers={1},
        )
        return f"{table}\n\n{self._word('page-accepted')}"

    def _chart(self) -> str:
        """Only what is not nil: Mermaid refuses a slice of nothing."""
        slices = "\n".join(
            f'    "{chart_label(self._state(state))}" : {self.receipt.counts[state]}'
            for state in STATES
            if self.receipt.counts[state]
        )
        return f"```mermaid\npie showData\n{slices}\n```" if slices else ""

    def _state(self, state: State) -> str:
        return self._word("given-up" if self.receipt.abandoned and state == "expired" else state)

    def _codes(self) -> str:
        if not self.receipt.failures:
            return ""
        often = sorted(self.receipt.failures.items(), key=lambda pair: (-pair[1], pair[0]))
        return self._rows(
            (self._word("why-failed"), self._word("persons"), self._word("code")),
            [
                (
                    meaning(code, self.language) or self._word("see-code"),
                    self._number(count),
                    literal(code),
                )
                for code, count in often
            ],
            numbers={1},
        )

    def _unknown(self) -> str:
        if not self.receipt.counts["unknown"]:
            return ""
        command = f"scripts/run publish --live --resolve --only {self.receipt.broadcast}"
        words = " ".join(self._word(f"page-{key}") for key in ("lost", "not-again", "ask-again"))
        return f"{words}\n\n```bash\n{command}\n```"

    def _timeline(self, timeline: Timeline) -> str:
        when = (
            ("when-claimed", timeline.claimed_at),
            ("when-first", timeline.first),
            ("when-last", timeline.last),
            ("when-closed", self.receipt.closed_at),
        )
        lines = [f"- {self._word(key)}: {self._moment(at)}" for key, at in when if at]
        return "\n\n".join(
            part
            for part in (
                f"<details><summary>{self._word('timeline')}</summary>",
                "\n".join(lines),
                self._laps(timeline),
                self._word("zone", zone=self.zone.key),
                "</details>",
            )
            if part
        )

    def _laps(self, timeline: Timeline) -> str:
        if not timeline.laps:
            return ""
        each = -(-len(timeline.laps) // MOST_ROWS)
        rows = [self._lap(laps) for laps in _grouped(timeline.laps, each)]
        columns = ("block", "at", "lasted", "messages", "pace-column")
        table = self._rows(tuple(self._word(column) for column in columns), rows, numbers=range(5))
        notes = []
        if each > 1:
            count = self._number(len(timeline.laps))
            notes.append(self._word("laps-joined", count=count, each=each))
        ours = sum(lap.messages for lap in timeline.laps)
        sent = sum(self.receipt.counts[s] for s in ("accepted", "failed", "unknown"))
        if ours < sent:
            notes.append(self._word("laps-before", count=self._number(sent - ours)))
        return "\n\n".join([table, *notes])

    def _lap(self, laps: Sequence[Lap]) -> tuple[str, ...]:
        first, last = laps[0], laps[-1]
        seconds = (last.ended - first.began).total_seconds()
        messages = sum(lap.messages for lap in laps)
        name = f"{first.number + 1}" + (f"-{last.number + 1}" if len(laps) > 1 else "")
        pace = f"{messages / seconds:.0f}" if seconds > 0 else "-"
        return name, self._clock(first.began), span(seconds), self._number(messages), pace

    def _rows(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Container[int]
    ) -> str:
        """A table; the columns of `numbers` stand to the right."""
        rule = ["---:" if column in numbers else "---" for column in range(len(head))]
        return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *rows))

    def _moment(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"

    def _clock(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%H:%M:%S}"

    def _word(self, key: str, **facts: object) -> str:
        return label(key, self.language, **facts)

    def _number(self, count: int) -> str:
        return number(count, self.language)

    def _people(self, count: int) -> str:
        return people(count, self.language)


def _grouped(laps: Sequence[Lap], each: int) -> Iterator[Sequence[Lap]]:
    for start in range(0, len(laps), each):
        yield laps[start : start + each]
