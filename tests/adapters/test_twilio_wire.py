"""Answers that are broken on the wire, over a real connection: unknown, and life goes on."""

from __future__ import annotations

import asyncio
import gzip
import json
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from banditore.adapters.twilio import Twilio
from banditore.domain.errors import Unavailable
from banditore.domain.message import Address, Answer, Content, Outbound
from fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from banditore.domain.service import Service

pytestmark = pytest.mark.e2e

REPLY = Outbound(Address("+393330000001"), Content("Benvenuto"))
RECORD = json.dumps(
    json.loads((Path(__file__).parents[1] / "data" / "twilio" / "send-accepted.json").read_text())[
        "body"
    ]
).encode()
SERVICE = cast(
    "Service",
    SimpleNamespace(
        number=Address("+393389428034"),
        contact_card="",
        sending=SimpleNamespace(call_timeout=timedelta(seconds=1)),
    ),
)
SINCE = datetime(2026, 11, 23, tzinfo=UTC)


def http(body: bytes, *headers: str, status: str = "201 Created") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def whole(body: bytes, status: str = "201 Created") -> bytes:
    return http(body, f"content-length: {len(body)}", status=status)


GOOD, EMPTY = whole(RECORD), whole(b"{}")
UNCALLED = whole(b'{"code": 21211}', status="400 Bad Request")
BAD = {
    "half a body, then the end": http(RECORD[:40], f"content-length: {len(RECORD)}"),
    "less than was promised by one byte": http(RECORD, f"content-length: {len(RECORD) + 1}"),
    "chunks without the last": http(
        b"%x\r\n%b\r\n" % (len(RECORD), RECORD), "transfer-encoding: chunked"
    ),
    "a chunk of absurd length": http(b"f" * 30 + b"\r\n{}", "transfer-encoding: chunked"),
    "a chunk whose length is none": http(b"many\r\n{}\r\n", "transfer-encoding: chunked"),
    "two lengths": http(RECORD, f"content-length: {len(RECORD)}", "content-length: 3"),
    "a negative length": http(RECORD, "content-length: -1"),
    "a length beyond every number": http(RECORD, "content-length: " + "9" * 50),
    "a head without end": http(b"", *[f"x-{n}: {'y' * 1000}" for n in range(1000)]),
    "a head that is cut": b"HTTP/1.1 201 Crea",
    "another protocol": b"SSH-2.0-OpenSSH_9.6\r\n",
    "another version": b"HTTP/2.0 201 Created\r\n\r\n",
    "nothing at all": b"",
    "only a promise": b"HTTP/1.1 100 Continue\r\n\r\n",
    "a switch of protocols": b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
    "a status that is none": http(RECORD, f"content-length: {len(RECORD)}", status="2O1 Created"),
    "a status of nobody": whole(RECORD, status="999 Who knows"),
    "a body where there is none": http(RECORD, status="204 No Content"),
    "packed, and a bomb": whole(b"").replace(b"content-length: 0", b"content-encoding: gzip")
    + gzip.compress(b" " * 10**8 + RECORD),
    "endless": http(b" " * 10**7, "content-length: 1000000000000"),
    "endless, without a length": http(b" " * 10**7),
    "a redirect": http(b"", "location: https://elsewhere.example/", status="302 Found"),
}


@asynccontextmanager
async def provider(
    *answers: bytes, method: bytes = b"POST", uncalled: bytes = b""
) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Gives one answer after the other to one method; ends the connection after a bad one.

    `uncalled` follows each good one after a while.
    """
    script, asked = list(answers), list[bytes]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while head := await _head(reader):
                if b"content-length: " in head.lower():
                    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                    await reader.readexactly(length)
                answer = EMPTY
                if head.startswith(method):
                    asked.append(head)
                    answer = script.pop(0) if script else EMPTY
                writer.write(answer)
                await writer.drain()
                if answer not in (GOOD, EMPTY):
                    break
                if uncalled and answer == GOOD:
                    await asyncio.sleep(0.01)
                    writer.write(uncalled)
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()

    serving: list[asyncio.Task[None]] = []
    server = await asyncio.start_server(
        lambda *ends: serving.append(asyncio.ensure_future(serve(*ends))), "127.0.0.1", 0
    )
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    await asyncio.gather(*serving)


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def twilio(url: str) -> Twilio:
    now = FakeClock().now
    return Twilio("AC1", "secret", SERVICE, api=url, content=url, now=now, sleep=lambda _: None)


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_may_have_been_accepted_is_unknown_and_the_next_message_passes(bad: bytes) -> None:
    async def twice() -> tuple[list[Answer], int]:
        async with provider(bad, GOOD) as (url, posted):
            async with twilio(url).sender(1) as sender:
                answers = [await sender.send(REPLY), await sender.send(REPLY)]
            return answers, len(posted)

    (first, second), posted = asyncio.run(twice())

    assert first.fault == "unknown"
    assert second.fault is None
    assert posted == 2  # nothing repeated itself behind our back


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_list_that_breaks_is_unavailable(bad: bytes) -> None:
    async def ask() -> int:
        async with provider(bad, bad, bad, method=b"GET") as (url, asked):
            with pytest.raises(Unavailable):
                await asyncio.to_thread(lambda: list(twilio(url).log({"": REPLY.to}, SINCE)))
            return len(asked)

    assert asyncio.run(ask()) <= 3


def test_an_answer_that_nobody_asked_for_is_not_taken_for_the_next_ones() -> None:
    """As from a gateway that says 'bad request' before it closes: the next message was sent."""

    async def twice() -> list[Answer]:
        async with (
            provider(GOOD, GOOD, uncalled=UNCALLED) as (url, _),
            twilio(url).sender(1) as sender,
        ):
            first = await sender.send(REPLY)
            await asyncio.sleep(0.05)
            return [first, await sender.send(REPLY)]

    assert [answer.fault for answer in asyncio.run(twice())] == [None, None]
