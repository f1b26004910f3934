"""One kept connection against a server that does what servers do, with and without TLS."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import httpx
import pytest

from banditore.adapters.twilio import Twilio
from banditore.domain.errors import Misconfigured
from banditore.domain.message import Address, Content, Outbound
from banditore.simulator.server import InThread
from banditore.simulator.world import ACCOUNT, TOKEN, World
from banditore.wire.connection import STILL, Connection, Withheld
from banditore.wire.outlet import exchange

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from banditore.domain.service import Service

    Answering = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

TOWN, TO = Address("+393330000999"), Address("+393330000001")
FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


class Server:
    """Answers each request on a connection as `answering` says; counts connections and reads."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.connections = 0
        self.requests: list[bytes] = []
        self.closed = asyncio.Event()

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while request := await reader.read(65536):  # one packet, if it left as one
                self.requests.append(request)
                await self._answering(reader, writer)
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()
            self.closed.set()


@asynccontextmanager
async def serving(answering: Answering) -> AsyncIterator[tuple[Server, str]]:
    ours = Server(answering)
    server = await asyncio.start_server(ours.handle, "127.0.0.1", 0)
    try:
        yield ours, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    finally:
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def connected(keep_alive: float = 30.0) -> AsyncIterator[Connection]:
    connection = Connection(ssl.create_default_context(), keep_alive)
    try:
        yield connection
    finally:
        await connection.aclose()
        await asyncio.sleep(0)


async def ask(connection: Connection, url: str, seconds: float = 5.0) -> bytes:
    request = httpx.Request(
        "POST",
        url,
        content=b"To=whatsapp",
        extensions={"timeout": httpx.Timeout(seconds, connect=seconds / 2).as_dict()},
    )
    return (await exchange(connection, request, seconds)).content


async def fine(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE)
    await writer.drain()


async def farewell(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE)
    await writer.drain()
    writer.close()


async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def break_off(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE[:-1])
    await writer.drain()
    writer.close()


async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"220 mail.example ESMTP\r\n\r\n")
    await writer.drain()


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE[:-2].replace(b": 2", b": 20000"))
    for _ in range(20_000):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


def test_one_connection_serves_request_after_request_each_in_one_packet() -> None:
    async def story() -> None:
        async with serving(fine) as (server, url), connected() as connection:
            for _ in range(3):
                assert await ask(connection, url) == b"{}"
            assert server.connections == 1
            assert len(server.requests) == 3
            assert all(request.endswith(b"\r\n\r\nTo=whatsapp") for request in server.requests)

    asyncio.run(story())


def test_a_connection_that_the_provider_closed_is_opened_anew() -> None:
    async def story() -> None:
        async with serving(farewell) as (server, url), connected() as connection:
            for _ in range(2):
                server.closed.clear()
                assert await ask(connection, url) == b"{}"
                await server.closed.wait()
                await asyncio.sleep(0.02)  # its farewell travels
            assert server.connections == 2

    asyncio.run(story())


async def too_much(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(FINE + b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    await writer.drain()


def test_what_follows_an_answer_in_one_packet_is_not_the_next_answer() -> None:
    async def story() -> None:
        async with serving(too_much) as (server, url), connected() as connection:
            for _ in range(2):
                assert await ask(connection, url) == b"{}"
            assert server.connections == 2

    asyncio.run(story())


def test_what_may_not_leave_any_more_does_not_even_when_the_machine_stood_still_before() -> None:
    async def story() -> list[bytes]:
        async with serving(fine) as (server, url), connected() as connection:
            request = httpx.Request("POST", url, content=b"x")
            request.extensions = {"timeout": {"connect": 5.0}, STILL: lambda: False}
            with pytest.raises(Withheld):
                await exchange(connection, request, 5.0)
            await ask(connection, url)
            return server.requests

    (only,) = asyncio.run(story())
    assert b"x" not in only.partition(b"\r\n\r\n")[2]


def test_a_connection_that_idled_for_long_is_not_used_again() -> None:
    async def story() -> None:
        async with serving(fine) as (server, url), connected(keep_alive=0.01) as connection:
            await ask(connection, url)
            await asyncio.sleep(0.05)
            await ask(connection, url)
            assert server.connections == 2

    asyncio.run(story())


@pytest.mark.parametrize(
    ("answering", "error"),
    [
        (hang_up, httpx.HTTPError),  # it may have read the request before
        (break_off, httpx.RemoteProtocolError),
        (babble, httpx.RemoteProtocolError),
        (drip, TimeoutError),  # each byte comes in time, the answer does not
    ],
)
def test_a_broken_exchange_is_an_error_that_proves_nothing_and_the_next_one_works(
    answering: Answering, error: type[Exception]
) -> None:
    async def story() -> None:
        current = [answering]

        async def first_badly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await current[0](reader, writer)

        async with serving(first_badly) as (_, url), connected() as connection:
            with pytest.raises(error) as raised:
                await ask(connection, url, seconds=0.3)
            assert not isinstance(raised.value, httpx.ConnectError | httpx.ConnectTimeout)
            current[0] = fine
            assert await ask(connection, url) == b"{}"

    asyncio.run(story())


def test_a_connection_that_cannot_be_made_is_told_apart() -> None:
    async def story() -> None:
        async with serving(fine) as (_, url):
            pass  # its port is closed now
        async with connected() as connection:
            with pytest.raises(httpx.ConnectError):
                await ask(connection, url)

    asyncio.run(story())


def test_a_server_without_tls_is_no_connection() -> None:
    async def story() -> None:
        async with serving(babble) as (_, url), connected() as connection:
            with pytest.raises(httpx.ConnectError):
                await ask(connection, url.replace("http://", "https://"))

    asyncio.run(story())


# Over TLS, through the whole adapter


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PEM file with a key and a certificate of its own for 127.0.0.1."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is missing")
    folder = tmp_path_factory.mktemp("tls")
    key, cert, both = (folder / name for name in ("key.pem", "cert.pem", "both.pem"))
    words = ["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"]
    words += ["-pkeyopt", "ec_paramgen_curve:P-256", "-subj", "/CN=127.0.0.1"]
    words += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([openssl, *words], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


def twilio(url: str, authorities: str) -> Twilio:
    limits = SimpleNamespace(call_timeout=timedelta(seconds=5))
    return Twilio(
        ACCOUNT,
        TOKEN,
        cast("Service", SimpleNamespace(number=TOWN, contact_card="", sending=limits)),
        api=url,
        content=url,
        now=partial(datetime.now, UTC),
        authorities=authorities,
    )


@pytest.mark.e2e
@pytest.mark.parametrize(("trusted", "fault"), [("its own", "failed"), ("", "retry")])
def test_messages_travel_over_tls_only_to_whom_we_trust(
    certificate: Path, trusted: str, fault: str
) -> None:
    message = Outbound(TO, Content("Nobody wrote to us in the last 24 hours"))

    async def story(url: str) -> str | None:
        async with twilio(url, str(certificate) if trusted else "").sender(2) as sender:
            return (await sender.send(message)).fault

    with InThread(World(number=TOWN), certificate=str(certificate)) as url:
        assert url.startswith("https://")
        assert asyncio.run(story(url)) == fault


@pytest.mark.parametrize("content", [None, "no certificate"])
def test_a_file_of_authorities_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "authorities.pem"
    if content is not None:
        file.write_text(content)

    with pytest.raises(Misconfigured, match="SSL_CERT_FILE"):
        twilio("https://127.0.0.1:9", str(file)).templates()
