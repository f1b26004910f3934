"""One message at a time on each of several connections. Never raises for one message.

Each slot is a transport with one connection of its own, taken last in, first out: a pool shared
by many requests rescans all connections at each, and collapses (docs/decisions/0013).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import httpx

from banditore.domain.message import Answer
from banditore.wire.connection import STILL, Connection, Withheld
from banditore.wire.reply import AS_IT_IS, read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banditore.domain.message import Address
    from banditore.wire.reply import Reply

_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class Intake:
    """Where messages are handed in, in whose name, and what the answers mean."""

    url: str
    authorization: str = field(repr=False)
    content_type: str
    timeout: float
    """Seconds that one attempt may take."""
    understood: Callable[[Reply, Address], Answer]
    """Never raises."""


class Outlet:
    """Open connections to one intake."""

    def __init__(self, intake: Intake, slots: Sequence[httpx.AsyncBaseTransport]) -> None:
        self._url = httpx.URL(intake.url)
        self._headers = {
            "host": self._url.netloc.decode(),
            "authorization": intake.authorization,
            "accept": "application/json",
            **AS_IT_IS,
            "content-type": intake.content_type,
        }
        self._headers_of: dict[int, httpx.Headers] = {}
        self._timeout = intake.timeout
        self._understood = intake.understood
        # A connection that cannot be made must say so before the call's own time is over:
        # only then do we know that nothing was sent.
        self._extensions = {
            "timeout": httpx.Timeout(intake.timeout, connect=intake.timeout / 2).as_dict()
        }
        self._idle: asyncio.LifoQueue[httpx.AsyncBaseTransport] = asyncio.LifoQueue()
        for slot in slots:
            self._idle.put_nowait(slot)

    async def post(
        self, body: bytes, to: Address, still: Callable[[], bool] | None = None
    ) -> Answer:
        """One attempt, bounded in time; `still` is asked right before it leaves."""
        slot = await self._idle.get()
        try:
            return await self._attempt(slot, body, to, still)
        finally:
            self._idle.put_nowait(slot)

    async def _attempt(
        self,
        slot: httpx.AsyncBaseTransport,
        body: bytes,
        to: Address,
        still: Callable[[], bool] | None,
    ) -> Answer:
        request = httpx.Request(
            "POST",
            self._url,
            headers=self._heading(len(body)),
            stream=httpx.ByteStream(body),
            extensions={**self._extensions, STILL: still},
        )
        try:
            reply = await exchange(slot, request, self._timeout)
        except Withheld:
            return Answer("withheld")
        except _NOT_SENT:
            return Answer("retry", "connection")
        except (TimeoutError, httpx.TimeoutException):
            return Answer("unknown", "timeout")
        except httpx.UnsupportedProtocol:
            return Answer("stop-all", "address")
        except httpx.HTTPError:
            return Answer("unknown", "connection")
        answer = self._understood(reply, to)
        if answer.fault == "unknown":
            await slot.aclose()  # who knows what else would come out of it
        return replace(answer, left_at=slot.left_at) if isinstance(slot, Connection) else answer

    def _heading(self, length: int) -> httpx.Headers:
        known = self._headers_of.get(length)
        if known is None:
            known = httpx.Headers({**self._headers, "content-length": str(length)})
            self._headers_of[length] = known
        return known


async def exchange(slot: httpx.AsyncBaseTransport, request: httpx.Request, seconds: float) -> Reply:
    """A request and its whole answer on one connection. Raises httpx.HTTPError, TimeoutError."""
    async with asyncio.timeout(seconds):
        return await read(await slot.handle_async_request(request))
