"""Who does not accept a changed notice goes: told twice, and with time to answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from banditore.domain.message import Address
from banditore.domain.naming import keyed
from banditore.domain.reception.renewal import (
    AFTER,
    APART,
    Renewal,
    Told,
    lapsed,
    slug_of,
    still_open,
    tells,
)
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList

END = datetime(2027, 4, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ANNA, BRUNO, CARLA = (Address(f"+39333000000{number}") for number in (1, 2, 3))
INFO = frozenset({"info", "emergenze"})
KEY = b"k" * 32


def person(address: Address, notice: str = "2026-11", **more: object) -> Subscriber:
    consent = Consent(END - 99 * DAY, "ab" * 16, notice, "sha256:" + "1" * 64)
    one = Subscriber(f"id-{address[-1]}", address, "it", INFO, consent)
    return replace(one, **more)  # type: ignore[arg-type]


def people(*them: Subscriber, **more: object) -> SubscriberList:
    begun = SubscriberList(KEY, END - 99 * DAY, {one.address: one for one in them})
    return replace(begun, **more)  # type: ignore[arg-type]


def renewal(*days_before: float, category: str = "info") -> Renewal:
    told = [Told(category, END - timedelta(days=days)) for days in days_before]
    return Renewal("2027-01", END, told)


def left(held: SubscriberList) -> set[str]:
    return set(held.subscribers)


def test_who_accepted_the_older_one_goes_when_the_time_is_over_and_who_accepted_stays() -> None:
    held = people(person(ANNA), person(BRUNO, "2027-01"), misses={"": ()})

    assert lapsed(held, renewal(30, 10), END - DAY) is held
    after = lapsed(held, renewal(30, 10), END)
    assert left(after) == {BRUNO}
    assert after.moves == {("2027-04", "unaccepted"): 1}
    assert lapsed(after, renewal(30, 10), END) is after


def test_who_goes_leaves_no_farewell_so_that_a_late_yes_still_joins() -> None:
    held = people(person(ANNA))

    assert lapsed(held, renewal(30, 10), END).seen == held.seen


@pytest.mark.parametrize(
    ("told", "end"),
    [
        # Told in time and reminded in time: the day that the town named.
        ((30, 10), END),
        ((30, 20, 10, 7), END),
        # Never told, or never reminded: nobody goes.
        ((), None),
        ((30,), None),
        # Two broadcasts on the same days are one.
        ((30, 29), None),
        ((APART.days, 0), END + AFTER),
        # Reminded late: a week from the reminder.
        ((30, 2), END - 2 * DAY + AFTER),
        ((30, -5), END + 5 * DAY + AFTER),
        # A third broadcast gives no more time.
        ((30, 10, 1), END),
    ],
)
def test_nobody_goes_untold_or_less_than_a_week_after_the_reminder(
    told: tuple[float, ...], end: datetime | None
) -> None:
    assert renewal(*told).end_for(INFO) == end


def test_only_broadcasts_that_somebody_gets_count_as_telling_them() -> None:
    only_urgent = person(ANNA, categories=frozenset({"emergenze"}))
    held = people(only_urgent, person(BRUNO))

    assert left(lapsed(held, renewal(30, 10), END + 99 * DAY)) == {ANNA}
    both = [*renewal(30, 10).told, *renewal(30, 10, category="emergenze").told]
    assert left(lapsed(held, Renewal("2027-01", END, both), END)) == set()


def test_who_asked_for_their_data_to_be_kept_stays() -> None:
    held = people(person(ANNA, status="restricted"))

    assert lapsed(held, renewal(30, 10), END) is held
    assert not still_open(held, renewal(30, 10))


def test_a_number_that_is_not_on_whatsapp_goes_with_the_others() -> None:
    """Else who comes back to it much later would go without having been told anything."""
    held = people(person(ANNA, status="suspended"), misses={people().ref(ANNA): ("a", "b", "c")})

    assert still_open(held, renewal(30, 10)).waiting == 1
    after = lapsed(held, renewal(30, 10), END)
    assert not after.subscribers
    assert not after.misses


def test_who_has_just_been_asked_stays_until_the_day_after() -> None:
    """By either address: they may be about to say yes."""
    one = person(ANNA, also=Address("IT.anna"))
    asked = {keyed(KEY, "courtesy", "IT.anna"): END}

    assert lapsed(people(one, courtesy=asked), renewal(30, 10), END).subscribers
    assert not lapsed(people(one, courtesy=asked), renewal(30, 10), END + DAY).subscribers
    assert not lapsed(people(one), renewal(30, 10), END).subscribers


def test_it_is_told_how_many_are_missing_how_many_were_not_told_and_until_when() -> None:
    only_urgent = frozenset({"emergenze"})
    held = people(person(ANNA), person(BRUNO, categories=only_urgent), person(CARLA, "2027-01"))
    found = still_open(held, renewal(30, 2))

    assert (found.waiting, found.untold) == (1, 1)
    assert found.until == END - 2 * DAY + AFTER
    assert not still_open(people(person(CARLA, "2027-01")), renewal(30, 2))


@pytest.mark.parametrize(
    ("broadcast", "category", "version", "told"),
    [
        ("2027-01-15-informativa-2027-01", "info", "2027-01", True),
        # On the same day, for those who get another category.
        ("2027-01-15-informativa-2027-01-emergenze", "emergenze", "2027-01", True),
        ("2027-01-15-informativa-2027-01-emergenze", "info", "2027-01", False),
        # Another version, though it begins alike.
        ("2027-01-15-informativa-2027-01", "info", "2027", False),
        ("2027-01-15-informativa-2027", "info", "2027-01", False),
        # Of something else.
        ("2027-01-15-neve", "info", "2027-01", False),
        # A version with other signs and capitals.
        ("2027-01-15-informativa-v2-1", "info", "V2.1", True),
    ],
)
def test_a_broadcast_tells_of_the_notice_that_its_name_names(
    broadcast: str,
    category: str,
    version: str,
    told: bool,  # noqa: FBT001 - a column
) -> None:
    assert tells(broadcast, category, version) is told
    assert slug_of("2027-01", "emergenze") == "informativa-2027-01-emergenze"
