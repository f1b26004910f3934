"""Fetching from the town's relay: the real relay at the other end, or one that has gone mad."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import httpx
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from banditore.adapters.age_vault import AgeVault
from banditore.adapters.inbox_relay import PAGE, RelayInbox
from banditore.domain.errors import BanditoreError, Corrupted, Misconfigured, Unavailable, WrongKey
from banditore.wire.line import Lines
from letters import IDENTITY, TOKEN, Box, Through, delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

HELLO = delivery("MI ISCRIVO")
SECRET_WORDS = ("MI ISCRIVO", "393330000001", "wamid", "Segreta")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    with Box(tmp_path) as running:
        yield running


def inbox_of(
    transport: Callable[[], httpx.BaseTransport], token: str = TOKEN, key: str = str(IDENTITY)
) -> RelayInbox:
    vault = AgeVault.of(None, key)
    lines = Lines(transport=transport)
    return RelayInbox("https://relay.example", token, vault.open, lines, sleep=lambda _: None)


def through(box: Box, **how: str) -> tuple[RelayInbox, Through]:
    line = Through(box)
    return inbox_of(lambda: line, **how), line


def answering(*pages: object) -> RelayInbox:
    """A relay that answers with these, and the last of them for ever."""
    left = list(pages)

    def answer(request: httpx.Request) -> httpx.Response:
        page = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(page, httpx.Response):
            return page
        return httpx.Response(200, content=page if isinstance(page, bytes) else json.dumps(page))

    return inbox_of(lambda: httpx.MockTransport(answer))


def packet(cursor: int, plain: bytes = b"2:{},", at: object = 1_795_629_600) -> dict[str, Any]:
    sealed = pyrage.encrypt(plain, [IDENTITY.to_public()])
    return {"cursor": cursor, "at": at, "sealed": base64.b64encode(sealed).decode()}


def page(*events: object, more: bool = False) -> dict[str, Any]:
    return {"events": list(events), "more": more}


def test_everything_that_waits_is_given_once_and_oldest_first(box: Box) -> None:
    bodies = [delivery(str(number)) for number in range(PAGE + 5)]
    for body in bodies:
        box.post(body)
    inbox, _ = through(box)
    assert [payload.content for payload in inbox.pull()] == bodies
    assert list(inbox.pull()) == []
    box.post(HELLO)
    (payload,) = inbox.pull()
    assert (payload.content, payload.at.timestamp()) == (HELLO, box.now)


def test_how_long_something_waits_is_told_and_takes_nothing_away(box: Box) -> None:
    inbox, line = through(box)
    assert inbox.oldest() is None
    box.post(HELLO)
    box.now += 7200
    box.post(delivery("later"))

    told = inbox.oldest()
    assert told is not None
    assert box.now - told.timestamp() == 7200
    assert len(list(inbox.pull())) == 2
    line.cut = 0
    with pytest.raises(Unavailable):
        inbox.oldest()


def test_another_process_is_given_what_nobody_acknowledged(box: Box) -> None:
    for number in range(3):
        box.post(delivery(str(number)))
    first, _ = through(box)
    given = list(first.pull())
    first.acknowledge([given[0].id, given[2].id, "77.0", "nonsense"])
    first.acknowledge([given[0].id])
    again, _ = through(box)
    assert [payload.content for payload in again.pull()] == [delivery("1")]


def test_a_packet_of_several_goes_when_the_last_of_them_is_acknowledged(box: Box) -> None:
    box.together([delivery("0"), delivery("1"), delivery("2")])
    inbox, _ = through(box)
    given = list(inbox.pull())
    assert [payload.id for payload in given] == ["1.0", "1.1", "1.2"]
    inbox.acknowledge([payload.id for payload in given[:2]])
    assert delivery("2") in box.kept()
    inbox.acknowledge([given[2].id])
    assert box.kept() == []


def test_an_acknowledgement_that_fails_is_made_again(box: Box) -> None:
    box.post(HELLO)
    inbox, line = through(box)
    ids = [payload.id for payload in inbox.pull()]
    line.cut = 0
    with pytest.raises(Unavailable, match="the relay does not answer"):
        inbox.acknowledge(ids)
    line.cut = -1
    inbox.acknowledge(ids)
    assert box.kept() == []


def test_whatever_came_before_the_line_broke_is_not_given_twice(box: Box) -> None:
    bodies = [delivery(str(number)) for number in range(PAGE + 5)]
    for body in bodies:
        box.post(body)
    inbox, line = through(box)
    line.cut = 1
    with pytest.raises(Unavailable):
        list(inbox.pull())
    line.cut = -1
    assert [payload.content for payload in inbox.pull()] == bodies[PAGE:]


def test_a_wrong_token_is_said_so_and_loses_nothing(box: Box) -> None:
    box.post(HELLO)
    inbox, _ = through(box, token="x" * 32)
    with pytest.raises(Misconfigured, match="the relay does not accept our credentials") as caught:
        list(inbox.pull())
    assert "RELAY_TOKEN" in caught.value.hint
    assert box.kept() == [HELLO]


def test_a_wrong_key_names_the_packet_and_loses_nothing(box: Box) -> None:
    box.post(HELLO)
    inbox, _ = through(box, key=str(x25519.Identity.generate()))
    for _ in range(2):
        with pytest.raises(WrongKey, match="packet 1 of the relay") as caught:
            list(inbox.pull())
        assert "docs/relay.md" in caught.value.hint
    inbox.acknowledge(["1.0"])
    assert box.kept() == [HELLO]


def test_while_the_key_changes_both_open(box: Box) -> None:
    box.post(HELLO)
    inbox, _ = through(box, key=f"{x25519.Identity.generate()}\n{IDENTITY}")
    assert [payload.content for payload in inbox.pull()] == [HELLO]


@pytest.mark.parametrize(
    "plain",
    [
        b"x",
        b"5:hell,",
        b"5:hello",
        b"5hello,",
        b":,",
        b"-1:a,",
        b"99999999999:a,",
        b"2:{},,",
        "\u0661:a,".encode(),
    ],
)
def test_a_packet_that_is_none_is_named(plain: bytes) -> None:
    inbox = answering(page(packet(7, plain)))
    with pytest.raises(Corrupted, match="packet 7 of the relay is damaged"):
        list(inbox.pull())


def test_a_damaged_seal_is_named(box: Box) -> None:
    bad = packet(3)
    bad["sealed"] = base64.b64encode(base64.b64decode(bad["sealed"])[:-5]).decode()
    with pytest.raises(Corrupted, match="packet 3 of the relay is damaged"):
        list(answering(page(bad)).pull())


def test_an_empty_packet_goes_with_the_next_acknowledgement() -> None:
    asked: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.read())
        return httpx.Response(200, json=page(packet(4, b"")))

    inbox = inbox_of(lambda: httpx.MockTransport(answer))
    assert list(inbox.pull()) == []
    inbox.acknowledge([])
    assert json.loads(asked[-1]) == {"cursors": [4]}


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ((page(packet(5), more=True), page(packet(5), more=True)), "the same packets again"),
        ((page(packet(5), more=True), page(packet(4))), "the same packets again"),
        ((page(packet(5), packet(5)),), "the same packets again"),
        ((page(packet(0)),), "the same packets again"),
        ((page(more=True),), "announces more and gives nothing"),
        (({"events": [], "more": 1},), "no page of packets"),
        (({"more": False},), "no page of packets"),
        (({},), "no page of packets"),
        ((page(None),), "no packet"),
        ((page({**packet(1), "cursor": "1"}),), "no packet"),
        ((page({**packet(1), "cursor": True}),), "no packet"),
        ((page({**packet(1), "sealed": "§"}),), "no packet"),
        ((page({**packet(1), "sealed": None}),), "no packet"),
        ((page(packet(1, at=10**30)),), "no packet"),
        ((page(packet(1, at="now")),), "no packet"),
        ((b"",), "nothing that we understand"),
        ((json.dumps(page(packet(1))).encode()[:-9],), "nothing that we understand"),
        ((b"<html>Welcome</html>",), "nothing that we understand"),
        ((b"[]",), "nothing that we understand"),
        ((httpx.Response(302, headers={"location": "https://elsewhere.example"}),), "HTTP 302"),
        ((httpx.Response(404),), "HTTP 404"),
    ],
)
def test_a_relay_gone_mad_is_an_error_and_no_endless_loop(
    pages: tuple[object, ...], words: str
) -> None:
    with pytest.raises(Unavailable, match=words) as caught:
        list(answering(*pages).pull())
    assert caught.value.hint


def test_a_relay_that_never_ends_is_given_up() -> None:
    count = iter(range(1, 10**6))

    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=page(packet(next(count)), more=True))

    with pytest.raises(Unavailable, match="without end"):
        list(inbox_of(lambda: httpx.MockTransport(answer)).pull())


@pytest.mark.parametrize("url", ["", "relay.example", "ftp://relay.example", "https://", "::"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        RelayInbox(url, TOKEN, lambda sealed: sealed, Lines())
    assert "RELAY_URL" in caught.value.hint


def test_a_relay_below_a_path_is_asked_there() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(200, json=page())

    lines = Lines(transport=lambda: httpx.MockTransport(answer))
    inbox = RelayInbox("https://town.example/relay", TOKEN, lambda sealed: sealed, lines)
    assert list(inbox.pull()) == []
    assert asked == [f"https://town.example/relay/events?after=0&limit={PAGE}"]


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["events", "more", "cursor", "at", "sealed", "x"]), inner)
    ),
    max_leaves=12,
)
PLAIN = st.binary() | st.lists(st.binary(max_size=30)).map(
    lambda bodies: b"".join(b"%d:%b," % (len(b), b) for b in bodies)
)
SHAPED = st.builds(
    page,
    WILD | st.builds(packet, st.integers(-2, 9), PLAIN, st.integers() | WILD),
    more=st.booleans(),
)
SECRET = b'{"text": "MI ISCRIVO 393330000001 wamid Segreta"}'


@given(st.lists(SHAPED | WILD | st.binary(), min_size=1, max_size=3))
def test_no_answer_of_a_relay_brings_anything_but_payloads_or_one_of_our_errors(
    pages: list[object],
) -> None:
    inbox = answering(page(packet(1, b"%d:%b," % (len(SECRET), SECRET)), more=True), *pages)
    for act in (lambda: list(inbox.pull()), inbox.oldest):
        try:
            act()
        except BanditoreError as failure:
            said = f"{failure.message} {failure.hint} {failure.__cause__}"
            assert not any(word in said for word in SECRET_WORDS)
