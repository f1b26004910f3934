"""Local times as staff type them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from banditore.domain.moments import end_of_day, parse_moment, shown

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("text", "moment", "doubt"),
    [
        ("2026-11-23 18:00", datetime(2026, 11, 23, 17, tzinfo=UTC), None),
        ("2026-07-01 8:05", datetime(2026, 7, 1, 6, 5, tzinfo=UTC), None),
        ("2026-03-29 02:30", None, "clock-skips"),
        ("2026-10-25 02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "clock-repeats"),
        ("2026-02-30 10:00", None, "no-such-moment"),
        ("2026-11-23 24:00", None, "no-such-moment"),
        ("2026-11-23T18:00", None, "no-such-moment"),
        ("2026-11-23", None, "no-such-moment"),
        ("0001-01-01 00:00", None, "no-such-moment"),  # before UTC's own first day
        ("9999-12-31 23:59", None, "no-such-moment"),  # nothing can be added to it
    ],
)
def test_a_moment_is_understood_or_doubted(
    text: str, moment: datetime | None, doubt: str | None
) -> None:
    assert parse_moment(text, ROME) == (moment, doubt)


def test_a_day_ends_at_the_town_s_midnight() -> None:
    assert end_of_day(date(2026, 11, 23), ROME) == datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert shown(datetime(2026, 11, 23, 23, tzinfo=UTC), ROME) == "2026-11-24 00:00"
