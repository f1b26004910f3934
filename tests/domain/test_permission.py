"""Nothing is sent outside its hours, in a silence or under a pause; what is urgent always is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.due.permission import Hold, free_from, hold
from banditore.domain.hours import Hours, parse_hours
from banditore.domain.service import USUAL_HOURS, Category, Service, Silence
from small_town import category, service

ROME = ZoneInfo("Europe/Rome")
YEAR = datetime(2027, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
INFO = replace(category("info"), hours=USUAL_HOURS)
EVENTS = replace(category("eventi"), hours=USUAL_HOURS)
URGENT = category("emergenze", urgent=True)


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME).astimezone(UTC)


def silence(since: str, until: str, *names: str) -> Silence:
    return Silence(rome(since), rome(until), "voto", frozenset(names) or None)


LATE = silence("2027-05-01", "2027-05-31 23:00")
WEEK = silence("2027-05-01", "2027-05-08 12:00")
DAY_AFTER = silence("2027-05-08 12:00", "2027-05-09 12:00")
VOTE = silence("2027-05-01", "2027-06-14 15:00")
EVENTS_ONLY = silence("2027-05-01", "2027-06-14 15:00", "eventi")


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2027-01-11 07:59", "2027-01-11 08:00"),
        ("2027-01-11 08:00", None),  # the first minute belongs to the day
        ("2027-01-11 18:59", None),
        ("2027-01-11 19:00", "2027-01-12 08:00"),  # the last one not
        ("2027-01-31 23:59", "2027-02-01 08:00"),
        ("2027-12-31 20:00", "2028-01-01 08:00"),
        ("2027-03-27 22:00", "2027-03-28 08:00"),  # the night is an hour shorter
        ("2027-10-30 22:00", "2027-10-31 08:00"),  # and here longer
    ],
)
def test_what_comes_at_night_waits_for_the_morning(now: str, until: str | None) -> None:
    expected = Hold("quiet-hours", rome(until)) if until else None

    assert hold(INFO, service(), rome(now)) == expected


@pytest.mark.parametrize("now", ["2027-05-05 03:00", "2027-05-05 12:00", "2027-12-31 23:59"])
def test_what_is_urgent_waits_for_nothing_but_the_end_of_a_pause(now: str) -> None:
    town = service(silences=(VOTE,))

    assert hold(URGENT, town, rome(now)) is None
    assert hold(URGENT, replace(town, paused="prova"), rome(now)) == Hold("paused", None)


@pytest.mark.parametrize(
    ("silences", "what", "now", "expected"),
    [
        ((VOTE,), INFO, "2027-05-05 12:00", "2027-06-14 15:00"),
        ((VOTE,), INFO, "2027-04-30 12:00", None),
        ((VOTE,), INFO, "2027-06-14 15:00", None),  # the polls are closed
        ((EVENTS_ONLY,), EVENTS, "2027-05-05 12:00", "2027-06-14 15:00"),
        ((EVENTS_ONLY,), INFO, "2027-05-05 12:00", None),  # water that is cut off is indispensable
        # It ends at night: what may leave then leaves in the morning.
        ((LATE,), INFO, "2027-05-05 12:00", "2027-06-01 08:00"),
        # One ends where the next begins.
        ((WEEK, DAY_AFTER), INFO, "2027-05-05 12:00", "2027-05-09 12:00"),
        # A category that the rules forgot is silenced with all that is not urgent, and no other.
        ((VOTE,), None, "2027-05-05 12:00", "2027-06-14 15:00"),
        ((EVENTS_ONLY,), None, "2027-05-05 12:00", None),
    ],
)  # fmt: skip
def test_a_silence_ends_when_it_says(
    silences: tuple[Silence, ...], what: Category | None, now: str, expected: str | None
) -> None:
    found = hold(what, service(silences=silences), rome(now))

    assert found == (Hold("silence", rome(expected)) if expected else None)


def test_a_category_that_nobody_knows_any_more_waits_for_the_usual_hours() -> None:
    assert hold(None, service(), rome("2027-01-11 22:00")) == Hold(
        "quiet-hours", rome("2027-01-12 08:00")
    )
    assert hold(None, service(paused="prova"), rome("2027-01-11 12:00")) == Hold("paused", None)


def test_a_category_of_all_hours_is_sent_at_night() -> None:
    assert hold(category("info"), service(), rome("2027-01-11 03:00")) is None


def test_silent_hours_in_the_middle_of_a_silence_are_the_silences() -> None:
    found = hold(INFO, service(silences=(VOTE,)), rome("2027-05-05 03:00"))

    assert found == Hold("silence", rome("2027-06-14 15:00"))


# --- a year, minute by minute ------------------------------------------------------------------

moments = st.integers(0, 366 * 24 * 60).map(lambda minutes: YEAR + minutes * MINUTE)
# Clocks change in the last nights of March and October: there, every minute counts.
nights = st.sampled_from([rome("2027-03-27 20:00"), rome("2027-10-30 20:00")]).flatmap(
    lambda begin: st.integers(0, 16 * 60).map(lambda minutes: begin + minutes * MINUTE)
)
windows = (
    st.tuples(st.integers(0, 1439), st.integers(1, 1440))
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda pair: Hours(*pair))
)


@given(now=moments | nights, hours=windows)
def test_the_end_of_a_wait_is_the_first_minute_that_is_allowed(now: datetime, hours: Hours) -> None:
    what, town = replace(INFO, hours=hours), service()
    held = hold(what, town, now)
    if held is None:
        assert hours.include(now, ROME)
        return

    assert held.until is not None
    assert hold(what, town, held.until) is None
    # Sampled between, and the last minute before: no opening was passed over.
    steps = {MINUTE, (held.until - now) / 2, (held.until - now) / 3}
    assert all(hold(what, town, held.until - step) for step in steps if held.until - step > now)
    assert now < held.until <= now + timedelta(days=3)


@given(now=moments, spans=st.lists(st.tuples(moments, st.integers(1, 60 * 24 * 90)), max_size=4))
def test_whatever_silences_there_are_the_wait_ends_where_nothing_holds(
    now: datetime, spans: list[tuple[datetime, int]]
) -> None:
    silences = tuple(Silence(since, since + length * MINUTE, "x") for since, length in spans)
    town = service(silences=silences)
    until = free_from(INFO, town, now)

    assert until >= now
    assert hold(INFO, town, until) is None
    assert (until == now) == (hold(INFO, town, now) is None)


@pytest.mark.parametrize("zone", ["America/Santiago", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_other_zones_have_their_mornings_too(zone: str) -> None:
    """Clocks that change at midnight, by half an hour, or are off by quarters."""
    town = service(time_zone=zone)
    for hours in range(0, 366 * 24, 7):
        now = YEAR + timedelta(hours=hours)
        until = free_from(INFO, town, now)

        assert USUAL_HOURS.include(until, town.zone)
        assert until - now <= timedelta(hours=14)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:00-19:00", Hours(480, 1140)),
        ("8:00 - 19:00", Hours(480, 1140)),
        ("00:00-24:00", Hours(0, 1440)),
        ("always", None),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, expected: Hours | None) -> None:
    assert parse_hours(text) == expected


@pytest.mark.parametrize("text", ["", "19:00-08:00", "08:00-08:00", "25:00-26:00", "08-19", "mai"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours|ends"):
        parse_hours(text)


def test_a_service_is_not_paused_unless_it_says_so() -> None:
    town: Service = service()

    assert not town.paused
    assert town.limits.reach_per_day == 2000
