"""One connection, kept open: a transport for httpx on asyncio's streams, parsed by h11.

httpx's own has a pool around each connection and a layer for other loops than asyncio's: they take
more time for a message than everything else together (scripts/bench send).
"""

from __future__ import annotations

import asyncio
import time
from functools import lru_cache
from typing import TYPE_CHECKING

import h11
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

CHUNK = 65536
STILL = "still"
"""The request's extension that is asked right before it leaves; on False, nothing does."""


class Withheld(httpx.TransportError):
    """The request may not leave any more; nothing of it has."""


class Connection(httpx.AsyncBaseTransport):
    """To one origin; opened by the first request, and again where it was closed meanwhile.

    One request at a time. Of the request's time limits only the one for connecting is heeded: who
    calls bounds the rest.
    """

    def __init__(self, tls: ssl.SSLContext, keep_alive: float) -> None:
        """`keep_alive`: seconds that it is used again after its last answer."""
        self._tls = tls
        self._keep_alive = keep_alive
        self._line: _Line | None = None

    @property
    def left_at(self) -> float | None:
        """When the last request had left, on the monotonic clock."""
        return self._line.left_at if self._line else None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer's head; its body is still to be read. Raises httpx.TransportError."""
        line = self._line
        if line is None or not line.idle(self._keep_alive):
            line = await self._connect(request)
        try:
            await line.say(request)
            head = await line.head()
        except BaseException:
            line.close()
            raise
        return httpx.Response(head.status_code, headers=head.headers.raw_items(), stream=line)

    async def _connect(self, request: httpx.Request) -> _Line:
        await self.aclose()
        url, limit = request.url, request.extensions["timeout"]["connect"]
        secure = url.scheme == "https"
        try:
            async with asyncio.timeout(limit):
                ends = await asyncio.open_connection(
                    url.host, url.port or (443 if secure else 80), ssl=self._tls if secure else None
                )
        except TimeoutError:
            raise httpx.ConnectTimeout("no connection in time") from None
        except OSError:
            raise httpx.ConnectError("no connection") from None
        self._line = _Line(*ends)
        return self._line

    async def aclose(self) -> None:
        """Close it."""
        if self._line:
            self._line.close()
            await asyncio.sleep(0)  # the loop lets go of the socket in its next round


class _Line(httpx.AsyncByteStream):
    """An open connection, and the body of the answer that is being read on it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._state = h11.Connection(h11.CLIENT)
        self._used = time.monotonic()
        self.left_at: float | None = None

    def idle(self, keep_alive: float) -> bool:
        """Whether another request may go: the last is answered, and nobody has hung up.

        Nor said anything uncalled, as gateways do before they hang up: it would be taken for the
        answer to the next message.
        """
        said = bool(self._reader._buffer)  # type: ignore[attr-defined] # noqa: SLF001 - see above
        ended = said or self._reader.at_eof() or self._writer.is_closing()
        rested = time.monotonic() - self._used
        return self._state.our_state is h11.IDLE and not ended and rested < keep_alive

    async def say(self, request: httpx.Request) -> None:
        """Send a request: head and body as one packet, which costs half of two."""
        state = self._state
        try:
            head = state.send(
                _head(request.method, request.url.raw_path, tuple(request.headers.raw))
            )
            body = state.send(h11.Data(request.read())) or b""
            state.send(h11.EndOfMessage())
        except h11.LocalProtocolError:
            raise httpx.LocalProtocolError("a request that is none") from None
        still = request.extensions.get(STILL)
        if still and not still():
            raise Withheld("it may not leave any more")
        try:
            self._writer.write((head or b"") + body)
            self.left_at = time.monotonic()
            await self._writer.drain()
        except OSError:
            raise httpx.WriteError("the connection broke") from None

    async def head(self) -> h11.Response:
        """The answer's head, after whatever came before it."""
        while True:
            event = await self._next()
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise httpx.RemoteProtocolError("the connection was closed without an answer")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            while data := await self._data():
                yield data
        except BaseException:
            self.close()
            raise
        self._used = time.monotonic()
        uncalled, _ = self._state.trailing_data
        done = self._state.our_state is h11.DONE and self._state.their_state is h11.DONE
        if done and not uncalled:
            self._state.start_next_cycle()
        else:
            self.close()  # the provider wants no further request on it; the answer is whole

    async def _data(self) -> bytes:
        """The next part of the body; nothing at its end."""
        event = await self._next()
        if isinstance(event, h11.Data):
            return bytes(event.data)
        if isinstance(event, h11.EndOfMessage):
            return b""
        raise httpx.RemoteProtocolError("an answer without an end")

    async def aclose(self) -> None:
        """Done with this answer; what was not read of it costs the connection."""
        if self._state.our_state is not h11.IDLE:
            self.close()

    def close(self) -> None:
        """Hang up, without a farewell: nothing of ours is on its way any more."""
        self._writer.transport.abort()

    async def _next(self) -> object:
        """An event of h11. Raises httpx.ReadError and httpx.RemoteProtocolError."""
        try:
            while (event := self._state.next_event()) is h11.NEED_DATA:
                self._state.receive_data(await self._reader.read(CHUNK))
        except OSError:
            raise httpx.ReadError("the connection broke") from None
        except h11.RemoteProtocolError:
            raise httpx.RemoteProtocolError("an answer that is none") from None
        return event


@lru_cache(maxsize=64)
def _head(method: str, target: bytes, headers: tuple[tuple[bytes, bytes], ...]) -> h11.Request:
    """Checked once for all requests that differ in their body only."""
    return h11.Request(method=method, target=target, headers=list(headers))
