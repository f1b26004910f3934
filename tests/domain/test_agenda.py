"""What is due is sent, held, later or missed: never two of them, and never forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.broadcasts.broadcast import Broadcast
from banditore.domain.due.agenda import Agenda, agenda
from banditore.domain.due.ledger import Account, Ledger
from banditore.domain.service import USUAL_HOURS, Limits, Service, Silence
from small_town import category, service

ROME = ZoneInfo("Europe/Rome")


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ROME).astimezone(UTC)


NOON, EVENING = rome("2026-11-23 12:00"), rome("2026-11-23 21:00")
OLD = "2026-10-20-prima"  # has a receipt, so that this is no first run


def town(**changes: object) -> Service:
    categories = {
        "emergenze": category("emergenze", urgent=True),
        "info": replace(category("info"), hours=USUAL_HOURS),
        "eventi": replace(category("eventi"), hours=USUAL_HOURS),
    }
    return service(**{"categories": categories, **changes})


def broadcast(
    id_: str, what: str = "info", expires: str = "2026-11-25 12:00", send: str | None = None
) -> Broadcast:
    send_at = rome(send) if send else None
    path = f"messages/{id_[:4]}/{id_}.yaml"
    return Broadcast(id_, path, what, send_at, rome(expires), {}, "sha256:0")


def of(
    *broadcasts: Broadcast,
    now: datetime = NOON,
    rules: Service | None = None,
    claimed: tuple[str, ...] = (),
    ledger: Ledger | None = None,
) -> Agenda:
    ledger = ledger or Ledger(frozenset({OLD}))
    return agenda(
        broadcasts,
        closed=ledger.closed,
        claimed=claimed,
        service=rules or town(),
        now=now,
        ledger=ledger,
    )


def shape(todo: Agenda) -> dict[str, list[str]]:
    """Ids by where they are, and why they are held."""
    return {
        "now": [step.id for step in todo.now],
        "later": [b.id for b in todo.later],
        "missed": [b.id for b in todo.missed],
        "held": [f"{held.id} {held.why}" for held in todo.held],
    }


ACQUA, NEVE, FESTA = "2026-11-23-acqua", "2026-11-23-neve", "2026-11-23-festa"


def test_by_day_everything_leaves_emergencies_first() -> None:
    todo = of(broadcast(ACQUA), broadcast(NEVE, "emergenze"))

    assert shape(todo)["now"] == [NEVE, ACQUA]


def test_in_the_evening_only_what_is_urgent_leaves_and_the_rest_in_the_morning() -> None:
    todo = of(broadcast(ACQUA), broadcast(NEVE, "emergenze"), now=EVENING)

    assert shape(todo)["now"] == [NEVE]
    assert shape(todo)["held"] == [f"{ACQUA} quiet-hours"]
    assert todo.held[0].until == rome("2026-11-24 08:00")


def test_what_expires_before_the_morning_is_missed() -> None:
    todo = of(broadcast(ACQUA, expires="2026-11-24 08:00"), now=EVENING)

    assert shape(todo)["missed"] == [ACQUA]
    assert not todo.held


def test_under_a_pause_nothing_leaves_not_even_what_is_urgent() -> None:
    todo = of(broadcast(ACQUA), broadcast(NEVE, "emergenze"), rules=town(paused="prova"))

    assert not todo.now
    assert shape(todo)["held"] == [f"{NEVE} paused", f"{ACQUA} paused"]
    assert [held.until for held in todo.held] == [None, None]


def test_what_was_begun_waits_too_but_its_end_is_always_recorded() -> None:
    begun, over = broadcast(ACQUA), broadcast(FESTA, expires="2026-11-23 20:00")
    todo = of(begun, over, now=EVENING, claimed=(ACQUA, FESTA))

    assert shape(todo)["now"] == [FESTA]
    assert shape(todo)["held"] == [f"{ACQUA} quiet-hours"]
    assert todo.held[0].step.claimed


def test_what_was_begun_and_cannot_go_on_before_it_expires_is_not_given_up() -> None:
    todo = of(broadcast(ACQUA, expires="2026-11-24 07:00"), now=EVENING, claimed=(ACQUA,))

    assert shape(todo)["held"] == [f"{ACQUA} quiet-hours"]


def test_a_begun_one_whose_file_is_gone_goes_on_unless_all_is_paused() -> None:
    assert shape(of(now=EVENING, claimed=(ACQUA,)))["now"] == [ACQUA]
    assert shape(of(claimed=(ACQUA,), rules=town(paused="x")))["held"] == [f"{ACQUA} paused"]


def test_a_silence_holds_the_categories_that_it_names() -> None:
    vote = Silence(rome("2026-11-01"), rome("2026-11-24 15:00"), "voto", frozenset({"eventi"}))
    todo = of(broadcast(ACQUA), broadcast(FESTA, "eventi"), rules=town(silences=(vote,)))

    assert shape(todo)["now"] == [ACQUA]
    assert shape(todo)["held"] == [f"{FESTA} silence"]
    assert todo.held[0].until == rome("2026-11-24 15:00")


@pytest.mark.parametrize(
    ("id_", "send", "held"),
    [
        ("2026-11-16-x", None, []),  # seven days old: the last on which it leaves
        ("2026-11-15-x", None, ["2026-11-15-x too-old"]),
        ("2026-11-10-x", "2026-11-23 11:00", []),  # written early, for this hour
        ("2026-11-10-x", "2026-11-12 11:00", ["2026-11-10-x too-old"]),
        ("2027-01-01-x", None, []),  # dated ahead: merging it says that it is meant now
    ],
)
def test_the_archive_does_not_come_back(id_: str, send: str | None, held: list[str]) -> None:
    urgent = broadcast(id_, "emergenze", "2027-02-01 12:00", send)
    todo = of(urgent)

    assert shape(todo)["held"] == held
    assert not todo.missed


@pytest.mark.parametrize(
    ("id_", "where"),
    [("2026-11-21-x", "held"), ("2026-11-22-x", "now"), ("2026-11-23-x", "now")],
)
def test_a_first_run_sends_what_is_of_today_and_yesterday(id_: str, where: str) -> None:
    todo = of(broadcast(id_), ledger=Ledger())
    found = shape(todo)

    assert found[where] == [f"{id_} archive" if where == "held" else id_]


def test_what_is_of_before_the_first_broadcast_stays_in_the_archive_when_that_one_is_sent() -> None:
    """Also within the run that sends it: it looks again after each broadcast."""
    begun = of(broadcast("2026-11-21-x"), ledger=Ledger(), claimed=(ACQUA,))
    at = rome("2026-11-23 09:00")
    first = Ledger(frozenset({ACQUA}), {ACQUA: Account(at, at, 5)})

    assert shape(begun)["held"] == ["2026-11-21-x archive"]
    assert shape(of(broadcast("2026-11-21-x"), ledger=first))["held"] == ["2026-11-21-x archive"]


@pytest.mark.parametrize("account", [{}, {OLD: Account()}], ids=["not read", "unreadable"])
def test_a_town_that_began_to_send_earlier_sends_what_is_of_after_that(
    account: dict[str, Account],
) -> None:
    todo = of(broadcast("2026-11-21-x"), ledger=Ledger(frozenset({OLD}), account))

    assert shape(todo)["now"] == ["2026-11-21-x"]


def accounts(count: int, begun: str = "2026-11-23 09:00") -> Ledger:
    at = rome(begun)
    recent = {f"2026-11-23-{n}": Account(at, at, 5) for n in range(count)}
    return Ledger(frozenset({OLD, *recent}), recent)


def test_the_day_s_last_broadcasts_wait_for_the_next_but_no_emergency() -> None:
    rules = town(limits=Limits(broadcasts_per_day=3))
    todo = of(
        broadcast(ACQUA), broadcast(FESTA, "eventi"), broadcast(NEVE, "emergenze"),
        rules=rules, ledger=accounts(1),
    )  # fmt: skip

    assert shape(todo)["now"] == [NEVE, ACQUA]  # with the emergency and the receipt that is three
    assert shape(todo)["held"] == [f"{FESTA} daily-cap"]
    assert todo.held[0].until == rome("2026-11-24 08:00")


def test_what_was_begun_yesterday_is_not_todays() -> None:
    rules = town(limits=Limits(broadcasts_per_day=1))

    assert shape(of(broadcast(ACQUA), rules=rules, ledger=accounts(3, "2026-11-22 18:00")))["now"]
    assert not shape(of(broadcast(ACQUA), rules=rules, ledger=accounts(1)))["now"]


def test_a_begun_broadcast_counts_and_goes_on() -> None:
    rules = town(limits=Limits(broadcasts_per_day=1))
    todo = of(broadcast(ACQUA), broadcast(FESTA), rules=rules, claimed=(FESTA,))

    assert shape(todo)["now"] == [FESTA]
    assert shape(todo)["held"] == [f"{ACQUA} daily-cap"]


def test_a_receipt_that_cannot_be_read_counts_by_the_day_in_its_name() -> None:
    ledger = Ledger(frozenset({ACQUA}), {ACQUA: Account()})

    assert ledger.begun(NOON.date(), ROME) == 1
    assert ledger.begun(NOON.date() - timedelta(days=1), ROME) == 0


moments = st.integers(0, 14 * 24 * 60).map(lambda m: rome("2026-11-20") + timedelta(minutes=m))
days = st.integers(14, 30).map(lambda day: f"2026-11-{day}")


@st.composite
def broadcasts(draw: st.DrawFn) -> Broadcast:
    id_ = f"{draw(days)}-x{draw(st.integers(0, 99))}"
    what = draw(st.sampled_from(["emergenze", "info", "eventi"]))
    send = draw(st.none() | moments)
    path = f"messages/2026/{id_}.yaml"
    return Broadcast(id_, path, what, send, draw(moments), {}, "sha256:0")


@given(
    declared=st.lists(broadcasts(), max_size=8, unique_by=lambda b: b.id),
    now=moments,
    claimed=st.integers(0, 3),
    closed=st.integers(0, 2),
    paused=st.sampled_from(["", "prova"]),
    cap=st.integers(1, 4),
)
def test_each_broadcast_without_receipt_stands_in_one_place(  # noqa: PLR0917 - a table
    declared: list[Broadcast], now: datetime, claimed: int, closed: int, paused: str, cap: int
) -> None:
    ids = [b.id for b in declared]
    begun, done = set(ids[:claimed]), set(ids[-closed:] if closed else [])
    rules = town(paused=paused, limits=Limits(broadcasts_per_day=cap))
    todo = agenda(declared, closed=done, claimed=begun, service=rules, now=now)
    places = [
        *(s.id for s in todo.now),
        *(b.id for b in todo.later),
        *(b.id for b in todo.missed),
        *(h.id for h in todo.held),
    ]

    assert sorted(places) == sorted(set(ids) - done)
    assert not begun & {b.id for b in todo.missed}
    for step in todo.now:
        assert not paused or (step.claimed and step.declared and step.declared.expired(now))
    for held in todo.held:
        assert held.until is None or held.until > now
