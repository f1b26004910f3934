"""At which hours of the day something may be sent, in local time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

HOURS = r"^(always|([01]?[0-9]|2[0-3]):[0-5][0-9] ?- ?(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00))$"
_MINUTE = timedelta(minutes=1)
_DAYS = 8  # an hour may be left out, or half of one: never so many days in a row


@dataclass(frozen=True)
class Hours:
    """From a minute of the day to another one, the same day."""

    opens: int
    """Minutes after midnight by the town's clocks; the first in which something may be sent."""
    closes: int
    """The first in which nothing may be sent any more; at most 1440."""

    def include(self, moment: datetime, zone: ZoneInfo) -> bool:
        """Whether the town's clocks show one of these minutes."""
        local = moment.astimezone(zone)
        return self.opens <= local.hour * 60 + local.minute < self.closes

    def next_opening(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """The first moment from `moment` on that they include, where they do not include it."""
        first = moment.astimezone(zone).date()
        for days in range(_DAYS):
            for opening in _readings(first + timedelta(days=days), self.opens, zone):
                if opening >= moment and self.include(opening, zone):
                    return opening
        raise AssertionError("a clock that never shows an hour")


def parse_hours(text: str) -> Hours | None:
    """`08:00-19:00`; None for `always`. Raises ValueError on anything else, and on no time."""
    if not re.match(HOURS, text):
        raise ValueError("not hours of a day")
    if text == "always":
        return None
    opens, closes = (_minutes(part) for part in text.split("-"))
    if opens >= closes:
        raise ValueError("ends before it begins")
    return Hours(opens, closes)


def _minutes(text: str) -> int:
    hour, minute = text.strip().split(":")
    return int(hour) * 60 + int(minute)


def _readings(day: date, minutes: int, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments at which clocks show this minute of that day, in UTC, in order.

    Two in the hour that comes twice in autumn. Where the clocks jump over it in spring, the moment
    after the jump.
    """
    wall = datetime.combine(day, time(minutes // 60, minutes % 60), zone)
    early, late = sorted(wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        yield early
        if late != early:
            yield late
        return
    jump = early
    while jump.astimezone(zone).replace(tzinfo=None) < wall.replace(tzinfo=None):
        jump += _MINUTE
    yield jump
