"""How the list changes by what citizens text in."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message import Address, Inbound
from banditore.domain.people_rules import ConsentRules
from banditore.domain.reception.joining import apply
from banditore.domain.subscribers import SubscriberList, keyed
from small_town import notices, service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from banditore.domain.reception.joining import Tally
    from banditore.domain.service import Service
    from banditore.domain.subscribers import PendingReply

START = datetime(2026, 11, 23, 8, tzinfo=UTC)
NOW = START + timedelta(hours=6)
ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
TOWN = service()
CAREFUL = service(consent=ConsentRules(double=True, words={"it": ("CONFERMO",)}))
EMPTY = SubscriberList(b"k" * 32, START)


def said(text: str, minute: int = 0, sender: Address = ANNA, message: str = "") -> Inbound:
    at = START + timedelta(minutes=minute)
    return Inbound(message or f"SM-{sender}-{minute}", sender, at, "text", text)


def after(
    *messages: Inbound,
    before: SubscriberList = EMPTY,
    now: datetime = NOW,
    version: str = "1",
    town: Service = TOWN,
) -> tuple[SubscriberList, Tally]:
    ids = itertools.count()
    return apply(
        before,
        messages,
        town,
        notices(version),
        now=now,
        run="run",
        new_id=lambda: f"id{next(ids)}",
    )


def replies(subscribers: SubscriberList) -> list[str]:
    owed = sorted(subscribers.replies.values(), key=lambda reply: (reply.since, reply.id))
    return [f"{reply.kind} {reply.language}" for reply in owed]


def test_who_joins_is_in_the_list_with_the_consent_and_is_owed_a_confirmation() -> None:
    subscribers, tally = after(said("MI ISCRIVO", 1))
    anna = subscribers.subscribers[ANNA]
    assert (anna.language, sorted(anna.categories)) == ("it", ["emergenze", "eventi", "info"])
    assert anna.consent.at == START + timedelta(minutes=1)
    assert anna.consent.message == keyed(b"k" * 32, "message", f"SM-{ANNA}-1")
    assert (anna.consent.notice, anna.consent.notice_hash) == ("1", "sha256:1it")
    assert replies(subscribers) == ["confirmation it"]
    assert tally.joined == 1


@pytest.mark.parametrize(
    ("texts", "languages", "owed"),
    [
        (["JE M'INSCRIS"], ["fr"], ["confirmation fr"]),
        (["SUBSCRIBE"], ["it"], ["confirmation it"]),  # not a language of the town: the first one
        (["MI ISCRIVO", "STOP"], [], ["goodbye it"]),  # who left needs no confirmation any more
        (["JE M'INSCRIS", "STOP"], [], ["goodbye fr"]),  # STOP has no language: the one we know
        (["MI ISCRIVO", "STOP", "STOP"], [], ["goodbye it", "not-subscribed it"]),
        (["STOP"], [], ["not-subscribed it"]),
        (["MI ISCRIVO", "MI ISCRIVO"], ["it"], ["confirmation it", "already-subscribed it"]),
        (
            ["MI ISCRIVO", "JE M'INSCRIS"],
            ["fr"],
            ["confirmation it", "already-subscribed fr"],
        ),
        (["MI ISCRIVO", "STOP", "MI ISCRIVO"], ["it"], ["confirmation it"]),
        (["AIUTO", "aide"], [], ["help it", "help fr"]),
        (
            ["devo scrivere MI ISCRIVO?", "come mi cancello?"],
            [],
            ["help it"],
        ),  # unclear: once a day
        (["mi iscrivo mi cancello"], [], ["help it"]),
        (["buongiorno", "c'è nessuno?", "?"], [], ["courtesy it"]),
        (["Bonjour, il neige ?"], [], ["courtesy fr"]),
    ],
)
def test_a_conversation_ends_so(texts: list[str], languages: list[str], owed: list[str]) -> None:
    subscribers, _ = after(*[said(text, minute) for minute, text in enumerate(texts)])
    assert [person.language for person in subscribers.subscribers.values()] == languages
    assert replies(subscribers) == owed


def test_of_a_message_s_id_only_the_part_that_names_no_number_is_kept() -> None:
    subscribers, _ = after(said("MI ISCRIVO", message="SM0123456789abcdef0123456789abcdef"))
    assert subscribers.subscribers[ANNA].consent.message == "0123456789abcdef0123456789abcdef"


def test_a_second_subscription_keeps_the_first_consent() -> None:
    subscribers, _ = after(said("MI ISCRIVO", 1), said("MI ISCRIVO", 9))
    assert subscribers.subscribers[ANNA].consent.at == START + timedelta(minutes=1)


def test_a_second_subscription_accepts_a_newer_notice() -> None:
    first, _ = after(said("MI ISCRIVO", 1))
    second, tally = after(said("MI ISCRIVO", 9), before=first, version="2")
    consent = second.subscribers[ANNA].consent
    assert (consent.notice, consent.at) == ("2", START + timedelta(minutes=9))
    assert second.subscribers[ANNA].id == first.subscribers[ANNA].id
    assert (tally.renewed, tally.joined) == (1, 0)


def restricted() -> SubscriberList:
    joined, _ = after(said("MI ISCRIVO", 5))
    anna = replace(joined.subscribers[ANNA], status="restricted")
    return replace(joined, subscribers={ANNA: anna})


@pytest.mark.parametrize(
    ("text", "minute", "status"),
    [
        ("MI ISCRIVO", 9, "active"),  # consents anew
        ("MI ISCRIVO", 3, "restricted"),  # sent before the first consent
        ("AIUTO", 9, "restricted"),
        ("solo emergenze", 9, "restricted"),
        ("ciao", 9, "restricted"),
    ],
)
def test_only_a_new_consent_ends_a_restriction(text: str, minute: int, status: str) -> None:
    later, _ = after(said(text, minute), before=restricted())
    assert later.subscribers[ANNA].status == status
    assert bool(later.audience("emergenze")) == (status == "active")


def test_who_is_restricted_may_leave() -> None:
    later, _ = after(said("STOP", 9), before=restricted())
    assert not later.subscribers


def test_months_are_counted_and_say_nothing_of_anybody() -> None:
    held, _ = after(said("MI ISCRIVO", 1), said("MI ISCRIVO", 2, BRUNO), said("STOP", 3))
    assert held.moves == {("2026-11", "joined"): 2, ("2026-11", "left"): 1}


def test_a_request_that_lapses_is_forgotten_though_nobody_writes() -> None:
    asked, _ = after(said("MI ISCRIVO", 1), town=CAREFUL, now=START + timedelta(hours=1))
    later, _ = after(before=asked, town=CAREFUL, now=START + timedelta(hours=26))
    assert (len(asked.applicants), len(later.applicants)) == (1, 0)
    assert later.moves == {("2026-11", "lapsed"): 1}


def test_an_older_wish_to_join_that_arrives_late_does_not_undo_leaving() -> None:
    left, _ = after(said("STOP", 5))
    late, _ = after(said("MI ISCRIVO", 3), before=left)
    assert not late.subscribers


def test_an_older_wish_to_leave_that_arrives_late_does_not_undo_joining() -> None:
    joined, _ = after(said("MI ISCRIVO", 5))
    late, _ = after(said("STOP", 3), before=joined)
    assert ANNA in late.subscribers


def test_a_courtesy_is_sent_again_after_a_day() -> None:
    subscribers, _ = after(said("ciao", 0), said("ciao", 60), now=START + timedelta(hours=1))
    later = START + timedelta(hours=25)
    again, _ = after(said("ciao", 24 * 60), before=subscribers, now=later)
    assert replies(again) == ["courtesy it"]
    assert len(subscribers.replies) == 1


def test_a_sticker_gets_the_courtesy_and_is_not_looked_at() -> None:
    subscribers, _ = after(Inbound("SM1", ANNA, START, "other"))
    assert replies(subscribers) == ["courtesy it"]


def test_our_own_number_is_never_answered() -> None:
    subscribers, _ = after(said("MI ISCRIVO", sender=TOWN.number))
    assert not subscribers.subscribers
    assert not subscribers.replies


def test_a_reply_outside_the_window_is_given_up_and_counted_but_the_change_stands() -> None:
    late = START + timedelta(hours=23, minutes=30)
    subscribers, tally = after(said("MI ISCRIVO"), now=late)
    assert ANNA in subscribers.subscribers
    assert not subscribers.replies
    assert tally.late == 1


def test_the_cursor_moves_to_the_newest_message_but_not_back_and_not_into_the_future() -> None:
    subscribers, _ = after(said("ciao", 30), said("ciao", 10))
    assert subscribers.cursor == START + timedelta(minutes=30)
    assert after(said("?", -30), before=subscribers)[0].cursor == subscribers.cursor
    assert after(said("ciao", 10_000))[0].cursor == NOW
    assert after()[0] == EMPTY


def test_nothing_is_remembered_of_messages_older_than_eight_days() -> None:
    first, _ = after(said("STOP"), said("ciao", 1))
    later = NOW + timedelta(days=9)
    message = replace(said("ciao", sender=BRUNO), at=later)
    subscribers, _ = after(message, before=first, now=later)
    assert (len(subscribers.seen), len(subscribers.courtesy)) == (1, 1)


def test_a_forgotten_message_is_too_old_to_be_new() -> None:
    long_ago = replace(EMPTY, cursor=START + timedelta(days=9))
    assert after(said("MI ISCRIVO"), before=long_ago)[0] == long_ago


def test_nothing_printed_shows_a_number_or_a_message_id() -> None:
    subscribers, tally = after(said("MI ISCRIVO", message="SM-secret"))
    shown = f"{subscribers!r} {tally!r} {list(subscribers.subscribers.values())!r}"
    shown += repr(list(subscribers.replies.values()))
    assert ANNA not in shown
    assert "SM-secret" not in shown


@pytest.mark.thorough
def test_ten_thousand_messages_are_applied_at_once() -> None:
    messages = [
        said("MI ISCRIVO", n % 60, Address(f"+3933300{n:05}"), f"SM{n}") for n in range(10_000)
    ]
    start = time.perf_counter()
    subscribers, _ = after(*messages)
    assert len(subscribers.subscribers) == 10_000
    assert time.perf_counter() - start < 4


TEXTS = st.sampled_from(
    [
        "MI ISCRIVO",
        "JE M'INSCRIS",
        "MI ISCRIVO EVENTI",
        "CONFERMO",
        "STOP",
        "mi cancello",
        "solo emergenze",
        "basta eventi",
        "basta info",
        "FRANÇAIS",
        "AIUTO",
        "ciao",
        "?",
    ]
)
SENDERS = st.sampled_from([ANNA, BRUNO])
BATCH = st.lists(st.tuples(TEXTS, SENDERS, st.integers(0, 30)), max_size=12).map(
    lambda rows: [said(text, at, to, f"SM{n}") for n, (text, to, at) in enumerate(rows)]
)


def same(one: SubscriberList, other: SubscriberList) -> bool:
    """Equal, the random ids of people apart."""
    return _without_ids(one) == _without_ids(other)


def _without_ids(subscribers: SubscriberList) -> SubscriberList:
    people = {key: replace(p, id="") for key, p in subscribers.subscribers.items()}
    return replace(subscribers, subscribers=people)


def in_order(messages: Iterable[Inbound]) -> list[Inbound]:
    # By the hash that decides among messages of the same second.
    order = {digest: at for at, digest in enumerate(sorted(after(*messages)[0].seen))}
    return sorted(messages, key=lambda m: (m.at, order[keyed(b"k" * 32, "message", m.id)]))


@given(BATCH)
def test_applying_twice_is_applying_once(messages: list[Inbound]) -> None:
    once, _ = after(*messages)
    twice, tally = after(*messages, before=once)
    assert twice == once
    assert (tally.joined, tally.left, tally.other) == (0, 0, 0)


@given(BATCH, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(messages: list[Inbound], dice: object) -> None:
    shuffled = list(messages)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert same(after(*messages)[0], after(*shuffled, *messages[:3])[0])


@given(BATCH, st.lists(st.integers(0, 12), max_size=4), st.sampled_from([TOWN, CAREFUL]))
def test_any_portions_are_as_one(messages: list[Inbound], cuts: list[int], town: Service) -> None:
    messages = in_order(messages)
    portioned = EMPTY
    edges = [0, *sorted(cuts), len(messages)]
    for start, end in itertools.pairwise(edges):
        portioned, _ = after(*messages[start:end], before=portioned, town=town)
    assert same(after(*messages, town=town)[0], portioned)


@given(BATCH)
def test_where_a_word_confirms_nobody_is_on_the_list_without_it(messages: list[Inbound]) -> None:
    subscribers, _ = after(*messages, town=CAREFUL)
    confirmed = {message.sender for message in messages if message.text == "CONFERMO"}
    assert set(subscribers.subscribers) <= confirmed
    assert not subscribers.applicants.keys() & set(subscribers.subscribers)


@given(BATCH, st.data())
def test_no_category_comes_by_another_word_than_those_of_joining_and_choosing(
    messages: list[Inbound], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(messages)))
    before, _ = after(*in_order(messages)[:cut])
    later = [m for m in in_order(messages)[cut:] if "ISCRI" not in m.text.upper()]
    later = [m for m in later if "solo" not in m.text and "INSCRIS" not in m.text]
    held, _ = after(*later, before=before)
    for address, one in held.subscribers.items():
        assert one.categories <= before.subscribers[address].categories


@given(BATCH, st.integers(0, 12))
def test_what_arrives_late_never_brings_back_who_left(messages: list[Inbound], cut: int) -> None:
    # Who joins for one category and then drops it has left, too, but not where the order is lost.
    messages = [m for m in messages if "EVENTI" not in m.text]
    whole, _ = after(*messages)
    late, _ = after(*messages[:cut], before=after(*messages[cut:])[0])
    assert late.subscribers.keys() <= whole.subscribers.keys()


@given(BATCH, st.integers(0, 12))
def test_nobody_is_on_the_list_for_nothing(messages: list[Inbound], cut: int) -> None:
    held, _ = after(*messages[cut:])
    held, _ = after(*messages[:cut], before=held)
    assert all(one.categories for one in held.subscribers.values())


@given(BATCH, st.integers(0, 12), st.sampled_from([ANNA, BRUNO]))
def test_a_last_word_against_a_category_holds_however_late_others_arrive(
    messages: list[Inbound], cut: int, who: Address
) -> None:
    messages.insert(0, said("basta eventi", 31, who, "SM-last"))
    held, _ = after(*messages[cut:], before=after(*messages[:cut])[0])
    held, _ = after(*messages[:cut], before=held)
    person = held.find(who)
    assert person is None or "eventi" not in person.categories


@given(BATCH)
def test_each_message_makes_at_most_one_reply(messages: list[Inbound]) -> None:
    subscribers, _ = after(*messages)
    owed: list[PendingReply] = list(subscribers.replies.values())
    assert len(owed) <= len(messages)
    assert {reply.id for reply in owed} <= subscribers.seen.keys()
