"""Who opted out at the provider leaves the list."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from banditore.domain.message import Address, Inbound
from banditore.domain.reception.joining import apply
from banditore.domain.reception.opting_out import without
from banditore.domain.subscribers import SubscriberList
from small_town import notices, service

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOW = START + timedelta(hours=6)
ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
MESSAGES = itertools.count()


def after(before: SubscriberList, *texts: tuple[str, Address, int]) -> SubscriberList:
    """The list once these were handled: what, who, at which minute."""
    inbound = [
        Inbound(f"SM{next(MESSAGES)}", who, START + timedelta(minutes=minute), "text", words)
        for words, who, minute in texts
    ]
    made = apply(
        before, inbound, service(), notices(), now=NOW, run="run", new_id=lambda: f"{len(inbound)}"
    )
    return made[0]


BOTH = after(SubscriberList(b"k" * 32, START), ("MI ISCRIVO", ANNA, 10), ("MI ISCRIVO", BRUNO, 10))
REF = BOTH.ref(ANNA)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def test_who_opted_out_is_gone_and_the_others_stay() -> None:
    assert list(without(BOTH, {REF: "21610"}, at(20)).subscribers) == [BRUNO]


def test_at_the_same_moment_leaving_wins() -> None:
    assert ANNA not in without(BOTH, {REF: "21610"}, at(10)).subscribers


def test_a_consent_that_is_newer_than_what_the_provider_said_stands() -> None:
    assert without(BOTH, {REF: "21610"}, at(9)) is BOTH


def test_refs_of_nobody_change_nothing() -> None:
    assert without(BOTH, dict.fromkeys(["0" * 32, "", REF.upper()], "21610"), at(20)) is BOTH


def test_once_is_enough() -> None:
    once = without(BOTH, {REF: "21610"}, at(20))
    assert without(once, {REF: "63003"}, at(25)) is once


def test_an_older_wish_to_join_that_arrives_late_does_not_bring_them_back() -> None:
    gone = without(BOTH, {REF: "21610"}, at(20))
    assert ANNA not in after(gone, ("MI ISCRIVO", ANNA, 15)).subscribers


def test_a_newer_wish_to_join_does() -> None:
    gone = without(BOTH, {REF: "21610"}, at(20))
    back = after(gone, ("MI ISCRIVO", ANNA, 30))
    assert ANNA in back.subscribers
    assert without(back, {REF: "21610"}, at(20)) is back


def test_a_confirmation_is_owed_to_them_no_more() -> None:
    gone = without(BOTH, {REF: "21610"}, at(20))
    assert [reply.to for reply in gone.replies.values()] == [BRUNO]


def test_who_wants_no_more_marketing_keeps_the_rest() -> None:
    marketing = frozenset({"eventi"})
    after_that = without(BOTH, {REF: "131050"}, at(20), marketing)
    assert sorted(after_that.subscribers[ANNA].categories) == ["emergenze", "info"]
    assert without(after_that, {REF: "131050"}, at(20), marketing) is after_that


def test_who_had_nothing_but_marketing_is_gone() -> None:
    every = frozenset(BOTH.subscribers[ANNA].categories)
    after_that = without(BOTH, {REF: "131050"}, at(20), every)
    assert list(after_that.subscribers) == [BRUNO]
    assert after_that.moves["2026-11", "left"] == 1
