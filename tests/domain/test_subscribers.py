"""The list in columns is the list as it would be in dicts."""

from __future__ import annotations

from collections import Counter
from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.compact.overlay import Draft, Overlay
from banditore.domain.compact.packed import Packer, People, Traits, compact
from banditore.domain.message import Address
from banditore.domain.naming import Index, keyed
from banditore.domain.subscriber import STATUSES, Status
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList

KEY = b"k" * 32
NOW = datetime(2026, 11, 23, 17, 0, 0, 123456, tzinfo=UTC)
ANNA, BRUNO, CARLA = (Address(f"+39333000000{n}") for n in range(3))

ADDRESSES = st.one_of(
    st.integers(0, 30).map(lambda n: Address(f"+3933300{n:05}")),
    st.integers(0, 5).map(lambda n: Address(f"IT.{n}abc")),
    st.just(Address("+3٣٣٣٣٣٣٣")),  # \d means the digits of every script
)
IDS = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=140),
    st.sampled_from(
        [
            "a" * 32,  # digits that are kept as bytes
            "A" * 32,  # digits that would come back as others
            "0 " * 16,  # bytes.fromhex skips blanks
            "SM" + "0f" * 16,
            "è" * 40 + "0f" * 16,  # more than a short text may have before its digits
            "x" * 126,
            "x" * 127,
            "x" * 300,
            "",
        ]
    ),
)
TIMES = st.datetimes(datetime(1, 1, 2), datetime(9999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants naive bounds
STATUS = st.sampled_from(STATUSES)
RARELY = st.sampled_from([0, 0, 0, 1, 2, 3])
"""Who has a user id beside the phone, and whose ref is not that of the address."""


def someone(address: Address, row: tuple[str, str, set[str], datetime, Status, int]) -> Subscriber:
    id_, language, chosen, at, status, rare = row
    beside = Address(f"FR.{address[-4:]}") if rare & 1 and address.isascii() else None
    ref = keyed(KEY, "recipient", f"once {address}") if rare & 2 else ""
    consent = Consent(at, id_, "1", "h")
    return Subscriber(
        id_, address, language, frozenset(chosen), consent, beside, "text", status, ref
    )


PEOPLE = st.dictionaries(
    ADDRESSES,
    st.tuples(
        IDS,
        st.sampled_from(["it", "fr"]),
        st.sets(st.sampled_from(["info", "eventi"])),
        TIMES,
        STATUS,
        RARELY,
    ),
    max_size=8,
).map(lambda rows: {address: someone(address, row) for address, row in rows.items()})


def person(address: Address, *categories: str, at: datetime = NOW) -> Subscriber:
    consent = Consent(at, "SM1", "2026-11", "sha256:0")
    return Subscriber("id", address, "it", frozenset(categories or ["info"]), consent)


def listed(*addresses: Address) -> SubscriberList:
    return SubscriberList(KEY, NOW, {address: person(address) for address in addresses})


def expected(people: dict[Address, Subscriber], category: str) -> list[tuple[str, Subscriber]]:
    """The audience as anybody would write it."""
    active = [one for one in people.values() if one.status == "active"]
    chosen = [one for one in active if category in one.categories]
    refs = [(one.ref or keyed(KEY, "recipient", one.address), one) for one in chosen]
    return sorted(refs, key=lambda pair: pair[0])


@given(PEOPLE)
def test_a_compact_list_holds_what_the_dict_held_in_the_order_of_addresses(
    people: dict[Address, Subscriber],
) -> None:
    held = compact(people)
    assert list(held.items()) == sorted(people.items(), key=lambda pair: pair[0])
    assert list(held) == sorted(people)
    assert list(held.values()) == [one for _, one in held.items()]
    assert len(held) == len(people)
    assert held == people
    assert people == held
    assert all(type(address) is Address for address in held)


@given(PEOPLE, PEOPLE, st.sets(ADDRESSES))
def test_changes_on_top_are_as_a_dict_that_was_changed(
    people: dict[Address, Subscriber], new: dict[Address, Subscriber], gone: set[Address]
) -> None:
    held = compact(people)
    draft = Draft(held)
    draft.update(new)
    draft.update(dict.fromkeys(gone))
    after = {key: one for key, one in {**people, **new}.items() if key not in gone}
    found = draft.done()
    assert dict(found.items()) == after
    assert list(found) == [key for key, _ in found.items()] == sorted(after)
    assert (len(found), found == compact(after)) == (len(after), True)
    assert [key in found for key in people] == [key in after for key in people]
    assert [found.get(key) for key in gone] == [None] * len(gone)
    assert held == people


@given(PEOPLE, PEOPLE, st.sampled_from(["info", "eventi"]))
def test_an_audience_is_the_category_by_ref(
    people: dict[Address, Subscriber], new: dict[Address, Subscriber], category: str
) -> None:
    before = SubscriberList(KEY, NOW, people)
    draft = Draft(compact(before.subscribers))
    draft.update(new)
    for state, all_ in (
        (before, people),
        (replace(before, subscribers=draft.done()), people | new),
    ):
        audience = state.audience(category)
        wanted = expected(all_, category)
        assert list(audience.items()) == wanted
        assert list(audience) == [ref for ref, _ in wanted]
        assert len(audience) == len(wanted)
        assert [audience[ref] for ref, _ in wanted] == [one for _, one in wanted]
        assert state.counts() == Counter(
            (chosen, one.language)
            for one in all_.values()
            if one.status == "active"
            for chosen in one.categories
        )
        assert sorted(one.id for one in state.everybody().values()) == sorted(
            one.id for one in all_.values()
        )


@given(PEOPLE, PEOPLE, st.sets(ADDRESSES))
def test_somebody_is_found_by_each_address(
    people: dict[Address, Subscriber], new: dict[Address, Subscriber], gone: set[Address]
) -> None:
    before = SubscriberList(KEY, NOW, people)
    changes = {**new, **dict.fromkeys(gone)}
    after = replace(before, subscribers=compact(before.subscribers).over(changes))
    for one in {**people, **new}.values():
        for address in one.addresses:
            owners = {
                owner.address for owner in after.subscribers.values() if address in owner.addresses
            }
            found = after.find(address)
            assert (found is None) == (not owners)
            assert found is None or found.address in owners


def test_a_changed_address_keeps_the_ref() -> None:
    before = listed(ANNA, BRUNO)
    moved = replace(person(ANNA), address=CARLA, ref=before.ref(ANNA))
    changes = {ANNA: None, CARLA: moved}
    after = replace(before, subscribers=compact(before.subscribers).over(changes))
    assert list(after.audience("info")) == list(before.audience("info"))
    assert after.audience("info")[before.ref(ANNA)].address == CARLA
    settled = replace(after, subscribers=compact(dict(after.subscribers.items())))
    assert list(settled.audience("info").items()) == list(after.audience("info").items())


@pytest.mark.parametrize("status", ["restricted", "suspended"])
def test_who_is_not_active_is_in_no_audience_yet_on_the_list(status: Status) -> None:
    subscribers = SubscriberList(KEY, NOW, {ANNA: replace(person(ANNA), status=status)})
    assert not subscribers.audience("info")
    assert not subscribers.audience(None)
    assert list(subscribers.everybody()) == [subscribers.ref(ANNA)]
    assert not subscribers.counts()


@given(st.binary(min_size=1, max_size=150), st.text(st.characters(codec="utf-8")))
def test_the_index_names_as_keyed_does(key: bytes, text: str) -> None:
    assert list(Index(key, [text.encode()])) == [(keyed(key, "recipient", text), 0)]


def test_an_audience_is_made_once_and_its_index_serves_lists_that_grew_out_of_it() -> None:
    before = listed(ANNA, BRUNO)
    people = compact(before.subscribers)
    after = replace(before, subscribers=people.over({ANNA: None}))
    assert before.audience("info") is before.audience("info")
    assert compact(after.subscribers).base.index(KEY) is people.base.index(KEY)
    assert list(after.audience("info")) == [before.ref(BRUNO)]


@pytest.mark.parametrize("ref", ["", "zz", "0" * 31, "f" * 33, "è", None, 7])
def test_what_is_no_ref_of_ours_is_in_no_audience(ref: str) -> None:
    audience = listed(ANNA).audience("info")
    assert ref not in audience
    assert keyed(KEY, "recipient", ANNA).upper() not in audience


def test_who_is_of_another_category_is_not_found_by_ref() -> None:
    subscribers = SubscriberList(KEY, NOW, {ANNA: person(ANNA, "eventi")})
    audience = subscribers.audience("info")
    assert subscribers.ref(ANNA) not in audience
    with pytest.raises(KeyError):
        audience[subscribers.ref(ANNA)]
    assert subscribers.ref(ANNA) in subscribers.audience(None)


def test_an_error_about_who_is_not_there_does_not_name_them() -> None:
    people = listed(ANNA, BRUNO).subscribers
    for held in (people, compact(people).over({ANNA: None})):
        with pytest.raises(KeyError) as caught:
            held[Address("+393330000999") if held is people else ANNA]
        assert "+39" not in f"{caught.value!r}"


def test_nobody_changes_a_list() -> None:
    subscribers = listed(ANNA)
    with pytest.raises(FrozenInstanceError):
        subscribers.subscribers = {}  # type: ignore[misc]
    with pytest.raises(TypeError):
        subscribers.subscribers[ANNA] = person(ANNA)  # type: ignore[index]


def test_nothing_printed_shows_a_number() -> None:
    people = compact(listed(ANNA).subscribers)
    shown = f"{people!r} {people.base!r} {people.items()!r} {listed(ANNA).audience('info')!r}"
    assert ANNA not in shown


def test_the_same_moment_in_another_zone_is_the_same_consent() -> None:
    there = person(ANNA, at=NOW.astimezone(timezone(timedelta(hours=2))))
    assert compact({ANNA: there})[ANNA] == person(ANNA)


def test_many_changes_become_columns_again() -> None:
    many = {a: person(a) for a in (Address(f"+3933300{n:05}") for n in range(1_100))}
    grown = compact(compact({}).over(many))
    assert (len(grown.changes), len(grown.base), grown == many) == (0, 1_100, True)


def test_changing_a_large_list_copies_nothing_of_it() -> None:
    people = compact({a: person(a) for a in (ANNA, BRUNO)})
    assert people.over({}) is people
    assert people.over({ANNA: person(ANNA)}) is people  # no change at all
    after = people.over({CARLA: person(CARLA)})
    assert after.base is people.base
    assert after != people


def test_lists_that_differ_are_told_apart() -> None:
    one = compact({ANNA: person(ANNA), BRUNO: person(BRUNO)})
    assert one != compact({ANNA: person(ANNA), CARLA: person(CARLA)})
    assert one != compact({ANNA: person(ANNA)})
    assert one != {ANNA: person(ANNA), CARLA: person(CARLA)}
    assert one != [ANNA, BRUNO]
    assert one == compact(dict(one.items()))
    assert one.over({ANNA: None}) == compact({BRUNO: person(BRUNO)})


TRAITS = Traits("it", frozenset({"info"}), "2026-11", "sha256:0")


def packed(*addresses: Address) -> People:
    packer = Packer()
    for address in addresses:
        packer.add(address, "id", TRAITS, NOW, "SM1")
    return packer.done()


def test_rows_in_any_order_make_the_same_list() -> None:
    assert packed(CARLA, ANNA, BRUNO) == packed(ANNA, BRUNO, CARLA)


@pytest.mark.parametrize(
    "addresses",
    [(ANNA, ANNA), (ANNA, BRUNO, ANNA), (CARLA, ANNA, BRUNO, ANNA)],
    ids=["in a row", "apart", "both out of order"],
)
def test_the_same_address_twice_is_an_error(addresses: tuple[Address, ...]) -> None:
    with pytest.raises(ValueError, match="twice"):
        packed(*addresses)


def test_an_overlay_is_smaller_by_who_is_gone_and_larger_by_who_came() -> None:
    base = compact({ANNA: person(ANNA), BRUNO: person(BRUNO)})
    assert len(Overlay(base, {ANNA: None, CARLA: person(CARLA), BRUNO: person(BRUNO, "x")})) == 2


@given(st.sets(st.integers(0, 400), max_size=60), st.lists(st.integers(0, 400), max_size=80))
def test_the_index_finds_in_any_order_what_a_dictionary_finds(
    kept: set[int], asked: list[int]
) -> None:
    """It looks near the last hit first; nobody may notice."""
    addresses = [f"+39333{number:07d}".encode() for number in sorted(kept)]
    index = Index(KEY, addresses)
    places = {keyed(KEY, "recipient", raw.decode()): at for at, raw in enumerate(addresses)}
    for number in asked:
        ref = keyed(KEY, "recipient", f"+39333{number:07d}")
        assert index.find(ref) == places.get(ref)


DIGITS = st.text("0123456789abcdef", min_size=32, max_size=32)
PORTION = st.lists(st.tuples(ADDRESSES, DIGITS | IDS, DIGITS | IDS), max_size=6)


@pytest.mark.thorough
@given(st.lists(PORTION, max_size=6))
def test_many_that_are_packed_at_once_are_those_that_are_packed_one_by_one(
    portions: list[list[tuple[Address, str, str]]],
) -> None:
    kinds = [Traits(language, frozenset(), "1", "sha256:1") for language in ("it", "fr")]
    alone, together = Packer(), Packer()
    known: set[str] = set()
    for portion in portions:
        new = [row for row in {row[0]: row for row in portion}.values() if row[0] not in known]
        known |= {address for address, _, _ in new}
        rows = [(a, id_, kinds[len(id_) % 2], NOW, message) for a, id_, message in new]
        for row in rows:
            alone.add(*row)
        if rows and not together.extend(*zip(*rows, strict=True)):
            for row in rows:
                together.add(*row)
    assert list(alone.done().items()) == list(together.done().items())
