"""Who is who: nobody is listed twice, whatever WhatsApp tells of their addresses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message import Address, Inbound
from banditore.domain.reception.joining import apply
from banditore.domain.reception.register import Register
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from small_town import notices, service

KEY = b"k" * 32
START = datetime(2026, 11, 23, 8, tzinfo=UTC)
PHONE, OTHER_PHONE = Address("+393330000001"), Address("+393330000002")
CODE, OTHER_CODE = Address("IT.aaa"), Address("IT.bbb")
TOWN = service()


def person(
    address: Address, also: Address | None = None, *, minute: int = 0, **changes: object
) -> Subscriber:
    consent = Consent(START + timedelta(minutes=minute), "m", "1", "h")
    one = Subscriber(f"id {address}", address, "it", frozenset({"info"}), consent, also)
    return replace(one, **changes)  # type: ignore[arg-type]


def said(
    sender: Address, also: Address | None = None, *, minute: int = 60, text: str = "ciao"
) -> Inbound:
    at = START + timedelta(minutes=minute)
    return Inbound(f"{sender} {also} {minute}", sender, at, "text", text, also)


def moved(old: Address, new: Address, minute: int = 60) -> Inbound:
    return Inbound(f"{old} {new}", old, START + timedelta(minutes=minute), "moved", also=new)


def after(*people: Subscriber, message: Inbound) -> SubscriberList:
    before = SubscriberList(KEY, START, {one.address: one for one in people})
    return take(before, message)


def take(before: SubscriberList, *messages: Inbound) -> SubscriberList:
    return apply(
        before,
        messages,
        TOWN,
        notices(),
        now=START + timedelta(hours=9),
        run="run",
        new_id=lambda: "new",
    )[0]


def addresses(subscribers: SubscriberList) -> list[tuple[Address, ...]]:
    return [one.addresses for one in subscribers.subscribers.values()]


@pytest.mark.parametrize(
    ("people", "message", "expected"),
    [
        ([person(PHONE)], said(PHONE), [(PHONE,)]),
        ([person(PHONE)], said(PHONE, CODE), [(PHONE, CODE)]),
        ([person(CODE)], said(PHONE, CODE), [(PHONE, CODE)]),
        ([person(PHONE, CODE)], said(CODE), [(PHONE, CODE)]),
        ([person(PHONE, CODE)], said(PHONE, CODE), [(PHONE, CODE)]),
        ([person(PHONE), person(CODE)], said(PHONE, CODE), [(PHONE, CODE)]),
        # a new number, told by the user id or by WhatsApp
        ([person(PHONE, CODE)], said(OTHER_PHONE, CODE), [(OTHER_PHONE, CODE)]),
        ([person(PHONE, CODE)], moved(PHONE, OTHER_PHONE), [(OTHER_PHONE,)]),
        ([person(PHONE, CODE)], moved(CODE, OTHER_CODE), [(OTHER_CODE,)]),
        ([person(CODE)], moved(CODE, OTHER_CODE), [(OTHER_CODE,)]),
        ([person(PHONE), person(OTHER_PHONE)], moved(PHONE, OTHER_PHONE), [(OTHER_PHONE,)]),
        (
            [person(PHONE), person(OTHER_PHONE, CODE)],
            said(PHONE, CODE),
            [(PHONE, CODE)],
        ),
        # a recycled number
        ([person(PHONE, CODE)], said(PHONE, OTHER_CODE), [(CODE,)]),
        (
            [person(PHONE, CODE), person(OTHER_CODE)],
            said(PHONE, OTHER_CODE),
            [(PHONE, OTHER_CODE), (CODE,)],
        ),
        # too old to tell anything of today
        ([person(PHONE, CODE)], said(PHONE, OTHER_CODE, minute=-1), [(PHONE, CODE)]),
        ([person(PHONE, CODE)], moved(PHONE, OTHER_PHONE, minute=-1), [(PHONE, CODE)]),
        ([], moved(PHONE, OTHER_PHONE), []),
        ([person(OTHER_PHONE)], moved(PHONE, OTHER_PHONE), [(OTHER_PHONE,)]),
        ([person(PHONE)], moved(PHONE, PHONE), [(PHONE,)]),
    ],
)
def test_addresses_are_put_down_as_they_are_told(
    people: list[Subscriber], message: Inbound, expected: list[tuple[Address, ...]]
) -> None:
    assert addresses(after(*people, message=message)) == expected


def test_a_changed_address_keeps_id_consent_choices_and_ref() -> None:
    one = person(PHONE, CODE)
    (found,) = after(one, message=said(OTHER_PHONE, CODE)).subscribers.values()
    assert found.ref == SubscriberList(KEY, START).ref(PHONE)
    assert replace(found, address=PHONE, ref="") == one


def test_who_goes_back_to_the_first_address_has_its_ref_again() -> None:
    there = after(person(PHONE, CODE), message=said(OTHER_PHONE, CODE))
    back = take(there, said(PHONE, CODE, minute=61))
    assert [(one.address, one.ref) for one in back.subscribers.values()] == [(PHONE, "")]


def test_a_merge_keeps_the_older_consent_and_what_both_chose() -> None:
    older = person(CODE, minute=1, categories=frozenset({"info"}), language="fr")
    newer = person(PHONE, minute=9, categories=frozenset({"eventi"}))
    merged = after(newer, older, message=said(PHONE, CODE))
    (found,) = merged.subscribers.values()
    assert (found.id, found.consent) == (older.id, older.consent)
    assert (sorted(found.categories), found.language) == (["eventi", "info"], "it")
    assert merged.moves == {("2026-11", "merged"): 1}


@pytest.mark.parametrize(
    ("older", "newer", "expected", "chosen"),
    [
        ("active", "restricted", "restricted", "info"),
        ("restricted", "active", "restricted", "eventi"),
        ("active", "suspended", "active", "info"),
        ("suspended", "active", "active", "eventi"),
        ("restricted", "suspended", "restricted", "info"),
    ],
)
def test_a_merge_widens_nothing_that_was_narrowed(
    older: str, newer: str, expected: str, chosen: str
) -> None:
    first = person(CODE, minute=1, status=older, categories=frozenset({"info"}))
    second = person(PHONE, minute=9, status=newer, categories=frozenset({"eventi"}))
    found = Register({CODE: first, PHONE: second}, KEY).meet(said(PHONE, CODE))
    assert found is not None
    assert (found.status, *found.categories) == (expected, chosen)


def test_after_a_merge_a_running_broadcast_finds_the_ref_that_comes_first() -> None:
    """Who is sent to in the order of refs was sent to under that one, if at all."""
    both = SubscriberList(KEY, START, {PHONE: person(PHONE), CODE: person(CODE)})
    frozen = list(both.audience("info"))
    merged = take(both, said(PHONE, CODE))
    assert list(merged.audience("info")) == [min(frozen)]


def test_who_joins_with_a_recycled_number_has_a_ref_of_their_own() -> None:
    there = after(person(PHONE, CODE), message=said(PHONE, OTHER_CODE, text="MI ISCRIVO"))
    assert addresses(there) == [(PHONE, OTHER_CODE), (CODE,)]
    refs = [there.ref_of(one) for one in there.subscribers.values()]
    assert len(set(refs)) == 2
    assert there.ref_of(there.subscribers[CODE]) == there.ref(PHONE)
    assert len(there.audience("info")) == 2


def test_a_no_from_a_recycled_number_stands_for_both() -> None:
    """It may be the same person after all, and a missed no is worse than a missed message."""
    gone = after(person(PHONE, CODE), message=said(PHONE, OTHER_CODE, text="STOP"))
    assert addresses(gone) == []
    (reply,) = gone.replies.values()
    assert reply.kind == "not-subscribed"


def test_an_older_wish_to_join_by_the_other_address_does_not_undo_leaving() -> None:
    gone = after(person(PHONE, CODE), message=said(PHONE, CODE, text="STOP"))
    late = take(gone, said(CODE, minute=30, text="MI ISCRIVO"))
    assert addresses(late) == []


PEOPLE = st.sampled_from([PHONE, OTHER_PHONE])
CODES = st.sampled_from([None, CODE, OTHER_CODE])
TEXTS = st.sampled_from(["MI ISCRIVO", "STOP", "ciao"])
MESSAGES = st.lists(
    st.one_of(
        st.builds(lambda phone, code, text: (phone, code, "text", text), PEOPLE, CODES, TEXTS),
        st.builds(lambda code, text: (code, None, "text", text), st.just(CODE), TEXTS),
        st.builds(lambda old, new: (old, new, "moved", ""), PEOPLE, PEOPLE),
        st.builds(lambda old, new: (old, new, "moved", ""), PEOPLE, st.just(CODE)),
    ),
    max_size=10,
)


@given(MESSAGES, st.integers(0, 10))
def test_no_address_and_no_ref_is_ever_listed_twice(
    rows: list[tuple[Address, Address | None, str, str]], cut: int
) -> None:
    messages = [
        Inbound(f"m{n}", sender, START + timedelta(minutes=n), kind, text, also)  # type: ignore[arg-type]
        for n, (sender, also, kind, text) in enumerate(rows)
    ]
    before = SubscriberList(KEY, START - timedelta(days=1))
    ids = iter("abcdefghijklmnopqrstuvwxyz")
    for portion in (messages[:cut], messages[cut:]):
        before, _ = apply(
            before,
            portion,
            TOWN,
            notices(),
            now=START + timedelta(hours=1),
            run="run",
            new_id=lambda: next(ids),
        )
    listed = [address for one in before.subscribers.values() for address in one.addresses]
    assert len(listed) == len(set(listed))
    assert len(before.everybody()) == len(before.subscribers)
    assert all(before.find(address) is not None for address in listed)
