"""Where a provider's API answers, and how a connection to it is made."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import httpx

from banditore.domain.errors import Misconfigured
from banditore.wire.connection import Connection
from banditore.wire.outlet import exchange

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Mapping

KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept: less than servers do, or a message would be sent on a
connection that is just being closed, and nobody could tell whether it was accepted."""


@dataclass(frozen=True)
class Lines:
    """Makes connections. The transports are for tests; None: real ones."""

    authorities: str = ""
    """A PEM file of certificates to trust beside certifi's."""
    transport: Callable[[], httpx.BaseTransport] | None = field(default=None, repr=False)
    slot: Callable[[], httpx.AsyncBaseTransport] | None = field(default=None, repr=False)

    def plain(self) -> httpx.BaseTransport:
        """For lists. Raises Misconfigured."""
        if self.transport:
            return self.transport()
        return httpx.HTTPTransport(verify=self._tls, trust_env=False)

    @asynccontextmanager
    async def slots(self, count: int) -> AsyncIterator[list[httpx.AsyncBaseTransport]]:
        """For messages: so many connections of their own. Raises Misconfigured."""
        async with AsyncExitStack() as stack:
            yield [await stack.enter_async_context(self._slot()) for _ in range(max(1, count))]

    def _slot(self) -> httpx.AsyncBaseTransport:
        return self.slot() if self.slot else Connection(self._tls, KEEP_ALIVE)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        tls = httpx.create_ssl_context(trust_env=False)  # 20 ms each: one for all connections
        try:
            if self.authorities:
                tls.load_verify_locations(self.authorities)
        except OSError:
            raise Misconfigured(
                "the file of SSL_CERT_FILE holds no certificates", "it must be a PEM file, or unset"
            ) from None
        return tls


async def warm_up(
    slots: list[httpx.AsyncBaseTransport], url: str, headers: Mapping[str, str], seconds: float
) -> None:
    """Open the connections: a handshake in the middle of paced sending would upset its rhythm.

    Whatever they answer, they are there; where they are not, the first message says so.
    """
    extensions = {"timeout": httpx.Timeout(seconds).as_dict()}

    async def one(slot: httpx.AsyncBaseTransport) -> None:
        request = httpx.Request("GET", url, headers=dict(headers), extensions=extensions)
        with suppress(httpx.HTTPError, TimeoutError):
            await exchange(slot, request, seconds)

    await asyncio.gather(*(one(slot) for slot in slots))


def check_address(url: str, settings: str) -> None:
    """Raises Misconfigured, naming the settings, where it is no web address."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        parsed = httpx.URL("")
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise Misconfigured("an address of the provider is no web address", f"look at {settings}")
