"""Whatever is thrown at the relay: no bug, no word of it, and only what Meta signed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.relay.proofs import bearer_in, same, signature_in
from letters import BEARER, TOKEN, Box, delivery, signature

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = delivery("MI ISCRIVO")
NAMED = b'{"cursors": [1]}'
REFUSED = {400, 401, 403, 404, 405, 413}

PIECES = st.lists(st.binary(max_size=40) | st.just(GOOD) | st.just(NAMED), max_size=4)
WORDS = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=80)
HEADERS = st.dictionaries(
    st.sampled_from(["x-hub-signature-256", "authorization", "content-length", "x-forwarded-for"]),
    WORDS | st.sampled_from([*signature(GOOD).values(), "0", "-1", f"Bearer {TOKEN}x"]),
)
PATHS = st.sampled_from(["/webhook", "/events", "/acknowledge", "/", "//webhook"])
QUERIES = st.just("") | WORDS.map(lambda words: f"?{words}") | st.sampled_from(
    ["?hub.mode=subscribe&hub.challenge=1&hub.verify_token=", "?after=1&limit=2"]
)  # fmt: skip


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    with Box(tmp_path_factory.mktemp("relay")) as running:
        running.post(GOOD)
        yield running
        assert running.said == []


class Asked(NamedTuple):
    """A request."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    pieces: list[bytes]
    cut: bool

    @property
    def signed(self) -> bool:
        """Whether it is Meta's own."""
        given_ = self.headers.get("x-hub-signature-256")
        return b"".join(self.pieces) == GOOD and given_ in signature(GOOD).values()


METHODS = st.sampled_from(["GET", "POST", "PUT", "BREW"])


@given(st.builds(Asked, METHODS, PATHS, QUERIES, HEADERS, PIECES, st.booleans()))
def test_whoever_knows_no_secret_is_refused_and_changes_nothing(box: Box, asked: Asked) -> None:
    box.now += 1  # nobody runs out of patience
    path = asked.path + asked.query
    reply = box.ask(asked.method, path, asked.headers, asked.pieces, cut=asked.cut)
    assert reply.status in REFUSED | ({200} if asked.signed else set())
    assert reply.body == b""
    assert box.kept() == [GOOD]


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255), st.binary(max_size=3))
def test_one_changed_byte_is_a_forgery(box: Box, place: int, by: int, more: bytes) -> None:
    changed = GOOD[:place] + bytes([GOOD[place] ^ by]) + GOOD[place + 1 :] + more
    box.now += 1
    assert box.ask("POST", "/webhook", signature(GOOD), [changed]).status == 403
    assert box.kept() == [GOOD]


@given(PIECES.filter(lambda pieces: b"".join(pieces) != NAMED))
def test_who_knows_the_token_forgets_only_what_is_named(box: Box, pieces: list[bytes]) -> None:
    box.now += 1
    assert box.ask("POST", "/acknowledge", BEARER, pieces).status == 400
    assert box.kept() == [GOOD]


@given(WORDS)
def test_no_header_is_taken_for_a_secret(words: str) -> None:
    assert set(signature_in(words)) <= set("0123456789abcdef")
    assert not same(bearer_in(words), [TOKEN])
    assert not same(words, [TOKEN, ""]) or words == ""
