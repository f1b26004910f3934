"""A provider gone mad: never a crash, never full memory, never accepted without our recipient."""

from __future__ import annotations

import asyncio
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.twilio.answers import understood
from banditore.adapters.twilio.records import CHANNEL, FAILED, INBOUND
from banditore.domain.message import Address, Answer
from banditore.wire.reply import LONGEST_MESSAGE, Reply, TooLong, read

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TO = Address("+393330000001")
ACCEPTED: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data" / "twilio" / "send-accepted.json").read_text()
)["body"]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
statuses = st.integers(min_value=100, max_value=999)
waits = st.none() | st.text(alphabet="0123456789-+.e GMTabc", max_size=400)


def may_be_accepted(status: int, content: bytes) -> bool:
    """Said in other words than the code's."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return False
    if not (200 <= status <= 299 and isinstance(document, dict)):
        return False
    word = document.get("status", "")
    return (
        bool(document.get("sid"))
        and document.get("to") == f"{CHANNEL}{TO}"
        and isinstance(word, str)
        and word not in FAILED | INBOUND
    )


def judged(status: int, content: bytes, wait: str | None = None) -> Answer:
    headers = httpx.Headers([] if wait is None else [("retry-after", wait)])
    answer = understood(Reply(status, headers, content), TO)
    assert answer.fault is not None or may_be_accepted(status, content)
    # What may have been accepted is tried again by nobody.
    assert status < 500 or answer.fault == "unknown"
    assert answer.retry_after is None or 0 <= answer.retry_after <= 3600
    assert len(answer.code) <= 8
    return answer


@given(status=statuses, content=st.binary(), wait=waits)
def test_any_bytes_have_a_meaning(status: int, content: bytes, wait: str | None) -> None:
    judged(status, content, wait)


@given(status=statuses, document=anything)
def test_any_json_has_a_meaning(status: int, document: object) -> None:
    judged(status, json.dumps(document).encode())


@given(
    status=st.sampled_from([200, 201, 204, 301, 400, 429, 500]),
    changes=st.dictionaries(st.sampled_from(sorted(ACCEPTED)), anything, max_size=3),
    gone=st.sets(st.sampled_from(sorted(ACCEPTED)), max_size=3),
)
def test_a_record_with_anything_changed_has_a_meaning(
    status: int, changes: dict[str, object], gone: set[str]
) -> None:
    record = {key: value for key, value in {**ACCEPTED, **changes}.items() if key not in gone}

    judged(status, json.dumps(record).encode())


@given(end=st.integers(min_value=0, max_value=len(json.dumps(ACCEPTED)) - 1))
def test_no_beginning_of_a_record_is_accepted(end: int) -> None:
    assert judged(201, json.dumps(ACCEPTED).encode()[:end]).fault == "unknown"


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,  # deeper than a parser can go
        b'{"sid":' * 50_000,
        b'{"code": 1' + b"0" * 5000 + b"}",  # longer than Python reads
        b'{"code": 1e999, "sid": NaN}',
        b"\xff\xfe{\x00}\x00",  # UTF-16, which json reads by itself
        b'{"to": "\xff"}',  # no UTF-8
        b'{"to": "\\ud800", "sid": "\\udfff"}',  # half a surrogate pair
        b"\x00" * 1000,
        json.dumps([ACCEPTED]).encode(),  # a list with our record in it
        json.dumps({"messages": [ACCEPTED]}).encode(),  # a page of them
        json.dumps(json.dumps(ACCEPTED)).encode(),  # packed into a string
        json.dumps(ACCEPTED).encode() * 2,  # twice
    ],
    ids=range(12),
)
def test_a_success_that_cannot_be_read_is_unknown(content: bytes) -> None:
    assert judged(201, content) == Answer("unknown", "nonsense")


class Stream(httpx.AsyncByteStream):
    """Counts what is taken from it."""

    def __init__(self, part: bytes, times: int) -> None:
        self.part, self.times = part, times
        self.taken = 0
        self.closed = False

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for _ in range(self.times):
            self.taken += len(self.part)
            yield self.part

    async def aclose(self) -> None:
        self.closed = True


def test_an_answer_without_end_is_left_after_its_bound() -> None:
    stream = Stream(b" " * 65536, 10**9)

    with pytest.raises(TooLong):
        asyncio.run(read(httpx.Response(201, stream=stream)))

    assert stream.taken <= LONGEST_MESSAGE + 65536
    assert stream.closed


def test_what_comes_packed_is_not_unpacked() -> None:
    bomb = gzip.compress(b" " * 10**7 + json.dumps(ACCEPTED).encode())
    answer = httpx.Response(201, headers={"content-encoding": "gzip"}, stream=Stream(bomb, 1))

    reply = asyncio.run(read(answer))

    assert len(reply.content) == len(bomb) < 20_000
    assert understood(reply, TO) == Answer("unknown", "nonsense")
