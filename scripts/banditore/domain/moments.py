"""Dates and times as staff type them: the town's local time, `2026-11-23 18:00`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

MOMENT = r"^\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}$"
BOUND = r"^\d{4}-\d{2}-\d{2}( \d{1,2}:\d{2})?$"
"""A moment, or a whole day."""
Doubt = Literal["no-such-moment", "clock-skips", "clock-repeats"]


def parse_moment(text: str, zone: ZoneInfo) -> tuple[datetime | None, Doubt | None]:
    """The moment in UTC, and what is doubtful about it.

    `no-such-moment`: not a date and time (None). `clock-skips`: the hour that the change to summer
    time leaves out (None). `clock-repeats`: the hour that comes twice in autumn: the first.
    """
    if not re.match(MOMENT, text):
        return None, "no-such-moment"
    day, clock = text.split(" ")
    try:
        local = datetime.strptime(f"{day} {clock:0>5}", "%Y-%m-%d %H:%M").replace(tzinfo=zone)
    except ValueError:
        return None, "no-such-moment"
    if not plausible(local.date()):
        return None, "no-such-moment"
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        return None, "clock-skips"
    repeats = local.replace(fold=1).utcoffset() != local.utcoffset()
    return moment, "clock-repeats" if repeats else None


def parse_bound(text: str, zone: ZoneInfo, *, last: bool) -> tuple[datetime | None, Doubt | None]:
    """A moment; of a whole day its beginning, or with `last` the midnight after it."""
    if " " in text:
        return parse_moment(text, zone)
    moment, doubt = parse_moment(f"{text} 00:00", zone)
    if moment is None or not last:
        return moment, doubt
    return end_of_day(moment.astimezone(zone).date(), zone), None


def plausible(day: date) -> bool:
    """Whether a year can be meant; beyond, the calendar itself ends and sums overflow."""
    return 2000 <= day.year <= 2199  # noqa: PLR2004 - any two round years would do


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Midnight after a day in the town, in UTC."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def shown(moment: datetime, zone: ZoneInfo) -> str:
    """As staff type it."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
