"""One connection, kept open: httpx's own engine (httpcore) without the pool around it.

A pool per connection, and the layer that lets httpcore run on other loops than asyncio's, take
more time for a message than everything else together (scripts/bench send).
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Mapping

# What httpx makes of them, so that a caller cannot tell this transport from httpx's.
_ERRORS: dict[type[Exception], type[httpx.TransportError]] = {
    httpcore.ConnectionNotAvailable: httpx.PoolTimeout,
    httpcore.LocalProtocolError: httpx.LocalProtocolError,
    httpcore.ReadError: httpx.ReadError,
    httpcore.RemoteProtocolError: httpx.RemoteProtocolError,
}
_KNOWN = tuple(_ERRORS)


class Connection(httpx.AsyncBaseTransport):
    """To one origin; opened by the first request, and again where it was closed meanwhile.

    Of the request's time limits only the one for connecting is heeded: who calls bounds the rest.
    """

    def __init__(self, tls: ssl.SSLContext, keep_alive: float) -> None:
        """`keep_alive`: seconds that it is used again after its last answer."""
        self._tls = tls
        self._keep_alive = keep_alive
        self._open: httpcore.AsyncHTTP11Connection | None = None
        self._stream: _Stream | None = None

    @property
    def left_at(self) -> float | None:
        """When the last request had left, on the monotonic clock."""
        return self._stream.left_at if self._stream else None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer's head; its body is still to be read. Raises httpx.TransportError."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        connection = self._open
        if connection is None or connection.is_closed() or connection.has_expired():
            connection = await self._connect(url.origin, request.extensions["timeout"])
        try:
            response = await connection.handle_async_request(
                httpcore.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    content=request.stream,
                    extensions=request.extensions,
                )
            )
        except _KNOWN as error:
            raise _as_httpx(error) from None
        return httpx.Response(response.status, headers=response.headers, stream=_Body(response))

    async def _connect(
        self, origin: httpcore.Origin, limits: Mapping[str, float | None]
    ) -> httpcore.AsyncHTTP11Connection:
        await self.aclose()
        tls = self._tls if origin.scheme == b"https" else None
        try:
            async with asyncio.timeout(limits["connect"]):
                ends = await asyncio.open_connection(origin.host.decode(), origin.port, ssl=tls)
        except TimeoutError:
            raise httpx.ConnectTimeout("no connection in time") from None
        except OSError:
            raise httpx.ConnectError("no connection") from None
        self._stream = _Stream(*ends)
        self._open = httpcore.AsyncHTTP11Connection(origin, self._stream, self._keep_alive)
        return self._open

    async def aclose(self) -> None:
        """Close it."""
        if self._open:
            await self._open.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._response.stream:  # type: ignore[union-attr] # asynchronous
                yield part
        except _KNOWN as error:
            raise _as_httpx(error) from None

    async def aclose(self) -> None:
        await self._response.aclose()


class _Stream(httpcore.AsyncNetworkStream):
    """asyncio's own streams, as httpcore wants them."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._unsent = b""
        self.left_at: float | None = None

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ASYNC109, ARG002 - httpcore's signature
    ) -> None:
        # Head and body come one after the other: as one packet they cost half.
        self._unsent += buffer

    async def read(
        self,
        max_bytes: int,
        timeout: float | None = None,  # noqa: ASYNC109, ARG002 - httpcore's signature
    ) -> bytes:
        try:
            if self._unsent:
                unsent, self._unsent = self._unsent, b""
                self._writer.write(unsent)
                self.left_at = time.monotonic()
                await self._writer.drain()
            return await self._reader.read(max_bytes)
        except OSError:
            raise httpcore.ReadError("the connection broke") from None

    async def aclose(self) -> None:
        # Nothing of ours is on its way any more, and a polite farewell may take its time.
        self._writer.transport.abort()
        await asyncio.sleep(0)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - httpcore's signature
        if info == "is_readable":  # asked of an idle connection: did the provider close it?
            # Or did it say something uncalled, as gateways do before they close? It would be taken
            # for the answer to the next message.
            said = bool(self._reader._buffer)  # type: ignore[attr-defined] # noqa: SLF001 - see above
            return said or self._reader.at_eof() or self._writer.is_closing()
        return self._writer.get_extra_info(info)


def _as_httpx(error: Exception) -> httpx.TransportError:
    known = next(ours for theirs, ours in _ERRORS.items() if isinstance(error, theirs))
    return known("the connection failed")
