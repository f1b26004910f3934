"""A base: what is stored is loaded again, and everything else has a name."""

from __future__ import annotations

import gzip
import hmac
import itertools
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_list.making import ListMaker, Whole, header
from banditore.adapters.age_list.people import COLUMNS
from banditore.adapters.age_list.sealed import VERSION, mac_key, pieces
from banditore.adapters.age_list.unsealed import MAX_PLAIN, Reader
from banditore.adapters.age_vault import AgeVault
from banditore.domain.audit import AuditLine
from banditore.domain.errors import Corrupted, SampleInPlace, StoreError, WrongKey
from banditore.domain.keys.chain import BASE
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address
from banditore.domain.subscribers import (
    Applicant,
    Consent,
    PendingReply,
    Subscriber,
    SubscriberList,
)
from fakes import FakeFiles

NOW = datetime(2026, 11, 23, 17, 0, 0, 123456, tzinfo=UTC)
ANNA, BRUNO, CARLA = Address("+393330000001"), Address("IT.1A2b3C"), Address("+393330000009")
DARIO, ELIO = Address("+393330000010"), Address("IT.7x")
MESSAGE = "SM0123456789abcdef0123456789abcdef"
PERSONAL = (ANNA, ANNA.removeprefix("+39"), BRUNO, MESSAGE)
KEY = make_key()
MAC = mac_key(KEY.secret)
PERSON = 4
"""The place of the first subscriber's row in FULL, after the header and three rows of traits."""


def person(address: Address, language: str = "it") -> Subscriber:
    consent = Consent(NOW, MESSAGE, "2026-11", "sha256:" + "a" * 64)
    return Subscriber("id-" + language, address, language, frozenset(["info", "eventi"]), consent)


FULL = SubscriberList(
    ref_key=b"k" * 32,
    cursor=NOW,
    subscribers={
        BRUNO: person(BRUNO, "fr"),
        ANNA: person(ANNA),
        CARLA: replace(
            person(CARLA),
            also=Address("IT.9z"),
            joined="import:elenco 2018",
            status="suspended",
            ref="d" * 32,
        ),
    },
    seen={"b" * 32: NOW, "a" * 32: NOW - timedelta(days=1)},
    replies={
        "a" * 32: PendingReply(
            "a" * 32, ANNA, "confirmation", "it", NOW, "run/1/x", NOW + timedelta(minutes=10)
        )
    },
    courtesy={"c" * 32: NOW},
    talk={"c" * 32: (NOW, NOW + timedelta(seconds=1))},
    applicants={
        DARIO: Applicant(DARIO, Address("IT.8y"), "fr", frozenset({"info"}), NOW),
        ELIO: Applicant(ELIO, None, "it", frozenset(), NOW),
    },
    misses={"d" * 32: ("2026-11-23-allerta-neve", "2026-11-24-mercato")},
    moves={("2026-11", "joined"): 3, ("2026-11", "left"): 1},
    audit={"a1": AuditLine("a1", NOW, "import", "anna", "prot. 12/2026", 3, "elenco 2018")},
    sent=frozenset({"2026-11-23-allerta-neve", "2026-11-24-mercato"}),
    working_keys=("AGE-SECRET-KEY-1OLD", "AGE-SECRET-KEY-1NEW"),
)


def store(secret: str = KEY.secret) -> AgeSubscriberStore:
    return AgeSubscriberStore(FixedKeys((secret,)), AgeVault.of_identity, lambda: NOW)


def files(subscribers: SubscriberList = FULL) -> FakeFiles:
    changed = store().found(subscribers)
    return FakeFiles({path: content for path, content in changed.items() if content is not None})


def serialise(subscribers: SubscriberList) -> bytes:
    rows = Whole(subscribers)
    head = {"banditore": VERSION, "t": "base", "e": 1, "g": 1, "prev": "", "n": len(rows)}
    return b"".join(pieces(MAC, {**head, **header(subscribers)}, rows))


def parse(content: bytes, limit: int = MAX_PLAIN, step: int = 1000) -> SubscriberList:
    maker = ListMaker()
    reader = Reader(MAC, "base", maker, limit)
    for start in range(0, len(content), step):
        reader.feed(content[start : start + step])
    reader.done()
    return maker.done()


def lines(subscribers: SubscriberList = FULL) -> list[Any]:
    return [json.loads(line) for line in gzip.decompress(serialise(subscribers)).splitlines()]


def packed(rows: list[Any], *, count: bool = True) -> bytes:
    """A file of these rows, with a seal and a count that fit."""
    if count:
        rows = [{**rows[0], "n": len(rows) - 2}, *rows[1:]]
    text = b"".join(json.dumps(row).encode() + b"\n" for row in rows[:-1])
    mac = hmac.digest(MAC, text, "sha256").hex()
    return gzip.compress(text + json.dumps({"mac": mac}).encode() + b"\n")


def assert_discreet(error: BaseException) -> None:
    """Neither the error nor anything behind it says something of a person."""
    seen = f"{error!r} {error} {getattr(error, 'hint', '')}"
    for behind in (error.__context__, error.__cause__):
        seen += f" {behind!r} {vars(behind) if behind else ''}"
    assert not [word for word in PERSONAL if word in seen]


def test_what_is_stored_is_loaded_again() -> None:
    assert store().load(files()) == FULL


@pytest.mark.parametrize("step", [1, 7, 65_536, 10_000_000])
def test_it_does_not_matter_how_a_list_is_cut_in_pieces(step: int) -> None:
    assert parse(serialise(FULL), step=step) == FULL


def test_a_list_of_more_than_one_portion_is_read_as_it_was_written() -> None:
    people = {a: person(a) for a in (Address(f"+3933300{n:05}") for n in range(1_500))}
    many = replace(FULL, subscribers=people)
    assert parse(serialise(many)) == many


def test_rows_are_read_in_any_order_once_the_traits_they_name_are_there() -> None:
    first, *body, seal = lines()
    traits, others = body[: PERSON - 1], body[PERSON - 1 :]
    assert parse(packed([first, *traits, *reversed(others), seal])) == FULL
    with pytest.raises(Corrupted):
        parse(packed([first, *others, *traits, seal]))


def test_a_list_from_before_there_was_some_kind_of_row_or_field_is_read() -> None:
    older = [row for row in lines() if isinstance(row, list) or row.get("row") != "sent"]
    del older[0]["working"]
    assert parse(packed(older)) == replace(FULL, sent=frozenset(), working_keys=())


class OneRead(FakeFiles):
    """Files that may be read once."""

    def read(self, path: str) -> bytes | None:
        content = super().read(path)
        self.read = None  # type: ignore[method-assign,assignment]
        return content


def test_the_same_file_is_read_once() -> None:
    ours, sealed = store(), OneRead(files().files)
    assert ours.load(sealed) is ours.load(sealed)


def test_a_file_that_cannot_be_read_is_not_taken_for_the_one_before() -> None:
    ours = store()
    good, bad = files(), FakeFiles({BASE: SEALED[:-1]})
    ours.load(good)
    for _ in range(2):
        with pytest.raises(Corrupted):
            ours.load(bad)
    assert ours.load(good) == FULL
    with pytest.raises(StoreError, match="there is no"):
        ours.load(FakeFiles())


TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis wants naive bounds
PEOPLE = st.dictionaries(
    st.integers(0, 999).map(lambda n: Address(f"+3933300{n:05}")),
    st.tuples(st.text(max_size=20), st.sampled_from(["it", "fr"]), TIMES),
    max_size=5,
)


@given(PEOPLE, st.dictionaries(st.text(max_size=8), TIMES, max_size=5), TIMES)
def test_any_list_is_loaded_as_it_was(
    people: dict[Address, tuple[str, str, datetime]], seen: dict[str, datetime], cursor: datetime
) -> None:
    subscribers = {
        address: replace(
            person(address, language), id=id_, consent=Consent(at, id_, "1", "sha256:1")
        )
        for address, (id_, language, at) in people.items()
    }
    listed = SubscriberList(b"k" * 16, cursor, subscribers, seen, {}, seen)
    assert parse(serialise(listed)) == listed


def test_the_order_in_which_a_list_grew_does_not_show() -> None:
    other = replace(FULL, subscribers=dict(reversed(list(FULL.subscribers.items()))))
    assert serialise(other) == serialise(FULL)


def test_small_lists_have_one_size() -> None:
    many = {a: person(a) for a in (Address(f"+3933300{n:05}") for n in range(500))}
    assert len(serialise(FULL)) == len(serialise(replace(FULL, subscribers=many))) == 65_536


@pytest.mark.skipif(not shutil.which("gunzip"), reason="needs gunzip")
def test_gunzip_opens_a_list_without_us(tmp_path: Path) -> None:
    path = tmp_path / "list.gz"
    path.write_bytes(serialise(FULL))
    out = subprocess.run(["gunzip", "-c", path], capture_output=True, check=False).stdout
    assert ANNA.encode() in out


def test_nothing_of_a_person_can_be_read_in_the_file() -> None:
    content = files().files[BASE]
    assert not [word for word in PERSONAL if word.encode() in content]


def test_a_missing_file_is_an_error_with_a_way_out() -> None:
    with pytest.raises(StoreError, match="there is no") as caught:
        store().load(FakeFiles())
    assert caught.value.hint


def test_another_key_is_an_error_of_its_own() -> None:
    with pytest.raises(WrongKey, match=BASE):
        store(make_key().secret).load(files())


def test_the_sample_is_told_as_such() -> None:
    with pytest.raises(SampleInPlace, match="sample"):
        AgeSubscriberStore(FixedKeys(()), AgeVault.of_identity, lambda: NOW).load(files())


def test_the_list_that_the_repository_ships_is_a_sealed_file_of_the_usual_size() -> None:
    shipped = (Path(__file__).parents[2] / BASE).read_bytes()
    assert shipped.startswith(b"age-encryption.org/v1\n")
    assert 65_536 < len(shipped) < 65_536 + 1_024


SEALED = files().files[BASE]
HEADER = SEALED.index(b"\n---") + 50
PLACES = sorted({*range(HEADER), *range(HEADER, len(SEALED), 997), len(SEALED) - 1})


def test_every_cut_of_the_sealed_file_is_noticed() -> None:
    for place in PLACES:
        with pytest.raises((Corrupted, WrongKey)) as caught:
            store().load(FakeFiles({BASE: SEALED[:place]}))
        assert_discreet(caught.value)


def test_every_flipped_byte_of_the_opened_content_is_noticed() -> None:
    content = serialise(FULL)
    end = len(content.rstrip(b"\0"))
    for place in [*range(end), end + 5, len(content) - 1]:
        broken = bytearray(content)
        broken[place] ^= 1
        try:
            # Bytes of gzip's head carry nothing: a time, a system's name.
            assert parse(bytes(broken)) == FULL
        except Corrupted as error:
            assert_discreet(error)


def test_every_cut_of_the_opened_content_is_noticed() -> None:
    content = serialise(FULL).rstrip(b"\0")
    for place in range(len(content) - 1):
        with pytest.raises(Corrupted) as caught:
            parse(content[:place])
        assert_discreet(caught.value)


def test_the_helper_of_these_tests_makes_lists_that_are_read() -> None:
    assert parse(packed(lines())) == FULL


def changed(row: int, /, **values: object) -> bytes:
    rows = lines()
    rows[row] = {**rows[row], **values}
    return packed(rows)


def person_with(**values: object) -> bytes:
    """The list with another first person."""
    rows = lines()
    columns = dict(zip(COLUMNS, [*rows[PERSON], "", ""], strict=False)) | values
    rows[PERSON] = list(columns.values())
    return packed(rows)


def first(kind: str) -> int:
    rows = enumerate(lines())
    return next(at for at, row in rows if isinstance(row, dict) and row.get("row") == kind)


def without(row: int, key: str) -> bytes:
    rows = lines()
    del rows[row][key]
    return packed(rows)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"hello",
        b"PK\x03\x04 a spreadsheet",
        gzip.compress(b""),
        gzip.compress(b"\n"),
        gzip.compress(b"\n\n\n"),
        gzip.compress(f"{ANNA};it\n{ANNA};fr\n{ANNA};it\n".encode()),
        gzip.compress(f'{{"banditore": 1, "a": "{ANNA}\n}}\n\n'.encode()),
        gzip.compress(b"[" * 100_000 + b"\n{}\n"),
        gzip.compress(b'{"banditore":2,"t":"base"}\n{"mac":"wrong"}\n'),
        gzip.compress(f'{{"banditore":1,"t":"base"}}\n{{"mac":"{ANNA}é"}}\n'.encode()),
        *(
            gzip.compress(gzip.decompress(packed([lines()[0], {}])).splitlines()[0] + seal)
            for seal in (b'\n{"mac":["wrong"]}\n', b"\n[]\n", b'\n"wrong"\n', b"\n{}\n")
        ),
        changed(0, working=[1]),
        changed(0, working=ANNA),
        serialise(FULL) + b"x",
        gzip.compress(gzip.decompress(serialise(FULL)).replace(b'"it"', b'"fr"')),
        packed([*lines()[:PERSON], *lines()[PERSON + 1 :]], count=False),  # a line is missing
        packed([*lines()[: PERSON + 1], *lines()[PERSON:]]),  # the same person twice
        person_with(x="y" * 5_000),  # a line too long
        changed(0, t="log"),
        changed(0, banditore="1"),
        changed(0, key="zz"),
        changed(0, key="00"),
        changed(0, cursor="yesterday"),
        changed(0, cursor="2026-11-23T17:00:00"),  # whose clock?
        changed(0, cursor=17),
        changed(-2, row="shopping"),
        changed(-2, row=None),
        changed(-2, row=["sent"]),
        person_with(address=f"{ANNA} "),
        person_with(address=f"tel:{ANNA}"),
        person_with(address=None),
        person_with(at=ANNA),
        person_with(message=None),
        person_with(**{"is": -1}),
        person_with(**{"is": 7}),
        person_with(**{"is": ANNA}),
        changed(1, number=1),
        changed(1, categories="info"),
        changed(1, categories=[{ANNA: 1}]),
        changed(1, language=[ANNA]),
        changed(first("courtesy"), ref=17),
        changed(1, status="asleep"),
        changed(1, joined=17),
        person_with(also=ANNA[1:]),
        person_with(ref="D" * 32),
        person_with(ref="d" * 31),
        person_with(ref=17),
        changed(first("talk"), at="2026-11-23T17:00:00Z"),
        changed(first("applicant"), address="nobody"),
        changed(first("miss"), broadcasts=[1]),
        changed(first("count"), n=-1),
        changed(first("count"), n=True),
        changed(first("count"), month=None),
        changed(-2, id=17),
        packed([*lines()[:-1], lines()[-2], lines()[-1]]),  # the same broadcast twice
        without(0, "cursor"),
        packed([*lines()[:PERSON], lines()[PERSON][:4], *lines()[PERSON + 1 :]]),
        packed([*lines()[:PERSON], [], *lines()[PERSON + 1 :]]),
        packed([*lines()[:PERSON], {}, *lines()[PERSON + 1 :]]),
        packed([[], *lines()[1:]], count=False),
        packed([*lines()[:PERSON], ANNA, *lines()[PERSON + 1 :]]),
        without(1, "hash"),
    ],
    ids=itertools.count(),
)
def test_what_is_not_our_list_is_an_error_that_repeats_nothing(content: bytes) -> None:
    with pytest.raises(Corrupted) as caught:
        parse(content)
    assert caught.value.hint
    assert_discreet(caught.value)


def test_a_newer_format_is_told_as_such() -> None:
    with pytest.raises(Corrupted, match="newer version") as caught:
        parse(changed(0, banditore=VERSION + 1))
    assert "update" in caught.value.hint


def test_a_key_or_column_that_we_do_not_know_in_a_row_is_no_trouble() -> None:
    assert parse(changed(-2, note="later")) == FULL
    assert parse(person_with(also=None, ref="", note="later")) == FULL


@pytest.mark.parametrize("sign", ["x", "è"])
def test_a_line_that_no_reader_would_take_is_not_written(sign: str) -> None:
    def with_reply(length: int) -> SubscriberList:
        reply = replace(FULL.replies["a" * 32], owner=sign * length)
        return replace(FULL, replies={reply.id: reply})

    fits = with_reply(3_800 // len(sign.encode()))
    assert parse(serialise(fits)) == fits
    with pytest.raises(StoreError, match="longer than"):
        store().found(with_reply(4_100 // len(sign.encode())))


def test_half_a_character_does_not_make_a_list_that_cannot_be_written() -> None:
    reply = replace(FULL.replies["a" * 32], owner="\udcff")
    read = parse(serialise(replace(FULL, replies={reply.id: reply})))
    assert read.replies[reply.id].owner == "?"


def test_a_bomb_is_refused() -> None:
    with pytest.raises(Corrupted, match="more than any list"):
        parse(serialise(FULL), limit=1_000)
    with pytest.raises(Corrupted):  # nor is a line without an end gathered up
        parse(gzip.compress(b"\0" * 2_000_000))
