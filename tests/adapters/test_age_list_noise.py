"""Whatever lies where the list should: a named error without a word of it, or the whole list."""

from __future__ import annotations

import gzip
import hmac
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_list.sealed import mac_key
from banditore.adapters.age_vault import AgeVault
from banditore.domain.errors import Corrupted, StoreError, WrongKey
from banditore.domain.keys.chain import BASE, segment_path
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from fakes import FakeFiles, FakeVault
from lists import KEY, store_of

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
CONSENT = Consent(NOW, "0123456789abcdef" * 2, "2026-11", "sha256:it")
PERSONAL = (ANNA, BRUNO, ANNA[3:], BRUNO[3:], CONSENT.message)
LAST = segment_path(2)


def person(address: Address) -> Subscriber:
    return Subscriber("f" * 32, address, "it", frozenset({"info"}), CONSENT)


FIRST = SubscriberList(b"k" * 32, NOW, {ANNA: person(ANNA)})
SECOND = replace(FIRST, subscribers={ANNA: person(ANNA), BRUNO: person(BRUNO)}, sent=frozenset("a"))


def chain_of(store: AgeSubscriberStore) -> dict[str, bytes]:
    files = {**store.found(FIRST)}
    files |= store.store(FakeFiles({BASE: files[BASE] or b""}), SECOND)
    return {path: content or b"" for path, content in files.items()}


SECRET = make_key().secret
REAL = chain_of(AgeSubscriberStore(FixedKeys((SECRET,)), AgeVault.of_identity, lambda: NOW))
FAKE = chain_of(store_of())


def real() -> AgeSubscriberStore:
    return AgeSubscriberStore(FixedKeys((SECRET,)), AgeVault.of_identity, lambda: NOW)


def assert_named(error: StoreError) -> None:
    """It has a name and a way out, and nothing of a person in it or behind it."""
    assert isinstance(error, Corrupted | WrongKey)
    assert error.hint
    seen = f"{error!r} {error.message} {error.hint}"
    for behind in (error.__context__, error.__cause__):
        seen += f" {behind!r} {vars(behind) if behind else ''}"
    assert not [word for word in PERSONAL if word in seen]


def test_the_chain_of_these_tests_is_read() -> None:
    assert real().load(FakeFiles(REAL)) == store_of().load(FakeFiles(FAKE)) == SECOND


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


@pytest.mark.thorough
def test_a_flipped_byte_of_a_base_is_noticed() -> None:
    """Each of age's header, and of 64 KiB behind it every 13th: `scripts/bench state` does all."""
    store, length = real(), len(REAL[BASE])
    for place in [*range(400), *range(400, length, 13), length - 1]:
        with pytest.raises(StoreError) as caught:
            store.load(FakeFiles({BASE: flipped(REAL[BASE], place)}))
        assert_named(caught.value)


def test_each_flipped_byte_of_a_segment_is_noticed() -> None:
    store = real()
    store.load(FakeFiles({BASE: REAL[BASE]}))
    for place in range(len(REAL[LAST])):
        with pytest.raises(StoreError) as caught:
            store.load(FakeFiles({**REAL, LAST: flipped(REAL[LAST], place)}))
        assert_named(caught.value)


@pytest.mark.parametrize("path", [BASE, LAST])
def test_each_cut_of_what_a_file_holds_is_noticed(path: str) -> None:
    vault = FakeVault(KEY)
    whole = vault.open(FAKE[path]).rstrip(b"\0")
    for place in range(len(whole) - 1):
        with pytest.raises(StoreError) as caught:
            store_of().load(FakeFiles({**FAKE, path: vault.seal(whole[:place])}))
        assert_named(caught.value)


@pytest.mark.thorough
@given(st.sampled_from([BASE, LAST]), st.binary(max_size=200), st.integers(0, 3))
def test_noise_in_place_of_a_file_is_noticed(path: str, noise: bytes, layer: int) -> None:
    """As it is, in age, in age and gzip, and behind what we wrote."""
    vault = FakeVault(KEY)
    packed = [noise, vault.seal(noise), vault.seal(gzip.compress(noise))]
    whole = vault.open(FAKE[path])
    content = [*packed, vault.seal(whole + noise)][layer]
    try:
        assert store_of().load(FakeFiles({**FAKE, path: content})) == SECOND
        assert layer == 3
        assert not noise.strip(b"\0")
    except StoreError as error:
        assert_named(error)


def rows_of(path: str) -> list[Any]:
    opened = gzip.decompress(FakeVault(KEY).open(FAKE[path]).rstrip(b"\0") + b"\0" * 8)
    return [json.loads(line) for line in opened.splitlines()]


def sealed(rows: list[Any]) -> bytes:
    """A file of these rows by who has the key: the count and the sum are right."""
    if rows and isinstance(rows[0], dict) and "n" in rows[0]:
        rows = [{**rows[0], "n": len(rows) - 1}, *rows[1:]]
    text = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    mac = hmac.digest(mac_key(KEY), text, "sha256").hex()
    return FakeVault(KEY).seal(gzip.compress(text + json.dumps({"mac": mac}).encode() + b"\n"))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
WORDS = st.sampled_from(
    [ANNA, BRUNO, "gone", "subscriber", "traits", "seen", "sent", "a", 0, NOW.isoformat()]
)
VALUES = st.recursive(
    SCALARS | WORDS,
    lambda inner: (
        st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


@pytest.mark.thorough
@given(st.data())
def test_a_file_of_ours_with_nonsense_in_its_rows_gives_a_named_error_or_a_list(
    data: st.DataObject,
) -> None:
    """Even who has the key cannot make it fall over."""
    path = data.draw(st.sampled_from([BASE, LAST]))
    rows = rows_of(path)[:-1]
    place = data.draw(st.integers(0, len(rows) - 1))
    row = rows[place]
    if isinstance(row, dict) and data.draw(st.booleans()):
        rows[place] = {**row, data.draw(st.sampled_from(sorted(row))): data.draw(VALUES)}
    elif isinstance(row, list) and data.draw(st.booleans()):
        rows[place] = [*row[: data.draw(st.integers(0, 5))], data.draw(VALUES), *row[3:]]
    else:
        rows[place : place + data.draw(st.integers(0, 1))] = [data.draw(VALUES)]
    try:
        found = store_of().load(FakeFiles({**FAKE, path: sealed(rows)}))
    except StoreError as error:
        assert_named(error)
    else:
        assert isinstance(found, SubscriberList)


def test_a_segment_of_nothing_is_legal_and_one_from_the_future_is_not() -> None:
    head = rows_of(LAST)[0]
    assert store_of().load(FakeFiles({**FAKE, LAST: sealed([head])})) == FIRST
    with pytest.raises(Corrupted, match="newer version") as caught:
        store_of().load(FakeFiles({**FAKE, LAST: sealed([{**head, "banditore": 3}])}))
    assert "update" in caught.value.hint


@pytest.mark.parametrize("kind", ["base", "log"])
def test_a_base_is_no_segment_and_a_segment_no_base(kind: str) -> None:
    path, other = (BASE, LAST) if kind == "base" else (LAST, BASE)
    with pytest.raises(Corrupted, match="not a list"):
        store_of().load(FakeFiles({**FAKE, path: FAKE[other]}))


GONE = {"row": "gone", "of": "subscriber", "address": ANNA}
TWICE = [
    [GONE, GONE],
    [rows_of(BASE)[2], rows_of(BASE)[2]],
    [GONE, rows_of(BASE)[2]],
    [{"row": "sent", "id": "x"}, {"row": "sent", "id": "x"}],
    [{"row": "sent", "id": "x"}, {"row": "gone", "of": "sent", "id": "x"}],
]


@pytest.mark.parametrize("rows", TWICE)
def test_of_two_rows_for_the_same_thing_in_a_segment_none_is_accepted(rows: list[Any]) -> None:
    assert store_of().load(FakeFiles({**FAKE, LAST: sealed([rows_of(LAST)[0], rows[0]])}))
    with pytest.raises(Corrupted) as caught:
        store_of().load(FakeFiles({**FAKE, LAST: sealed([rows_of(LAST)[0], *rows])}))
    assert_named(caught.value)
