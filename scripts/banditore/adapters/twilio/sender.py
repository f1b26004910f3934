"""One message at a time on each of several connections. Never raises for one message.

Each slot is a transport with one connection of its own, taken last in, first out: a pool shared
by many requests rescans all connections at each, and collapses (facts/performance.md 1).
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import httpx

from banditore.adapters.twilio.answers import AS_IT_IS, read, understood
from banditore.adapters.twilio.connection import STILL, Connection, Withheld
from banditore.adapters.twilio.records import CHANNEL
from banditore.domain.errors import Misconfigured, ProviderError, Throttled
from banditore.domain.message import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banditore.adapters.twilio.answers import Reply
    from banditore.domain.message import Address, Content, Outbound

KEPT = 64
"""Contents whose form is remembered; a broadcast has one a language."""
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


@dataclass(frozen=True)
class Desk:
    """Where messages are handed in, and in whose name."""

    url: str
    authorization: str = field(repr=False)
    number: Address
    timeout: float
    """Seconds that one attempt may take."""
    sids: Callable[[], Mapping[str, str]]
    """ContentSid by template name. Blocks; raises ProviderError."""


class TwilioSender:
    """An open way to Twilio's Messages resource."""

    def __init__(self, desk: Desk, slots: Sequence[httpx.AsyncBaseTransport]) -> None:
        self._url = httpx.URL(desk.url)
        self._headers = {
            "host": self._url.netloc.decode(),
            "authorization": desk.authorization,
            "accept": "application/json",
            **AS_IT_IS,
            "content-type": "application/x-www-form-urlencoded",
        }
        self._headers_of: dict[int, httpx.Headers] = {}
        self._number = desk.number
        self._fields: dict[Content, bytes] = {}
        self._find_sids = desk.sids
        self._sids: Mapping[str, str] | None = None
        self._finding = asyncio.Lock()
        self._timeout = desk.timeout
        # A connection that cannot be made must say so before the call's own time is over:
        # only then do we know that nothing was sent.
        self._extensions = {
            "timeout": httpx.Timeout(desk.timeout, connect=desk.timeout / 2).as_dict()
        }
        self._idle: asyncio.LifoQueue[httpx.AsyncBaseTransport] = asyncio.LifoQueue()
        for slot in slots:
            self._idle.put_nowait(slot)

    async def prepare(self) -> None:
        """Look the templates up, so that no message waits for it. Never raises."""
        with suppress(ProviderError):
            await self._templates()

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt, bounded in time; `still` is asked right before it leaves."""
        fields = self._fields.get(message.content)
        if fields is None:
            found = await self._look_up(message.content)
            if isinstance(found, Answer):
                return found
            fields = self._remember(message.content, found)
        # An address has no character but + that a form writes otherwise.
        body = b"To=whatsapp%%3A%b%b" % (message.to.replace("+", "%2B").encode(), fields)
        slot = await self._idle.get()
        try:
            return await self._attempt(slot, message, body, still)
        finally:
            self._idle.put_nowait(slot)

    async def _look_up(self, content: Content) -> dict[str, str] | Answer:
        """The form's fields but the recipient; an answer where there are none."""
        try:
            fields = await self._form(content)
        except Misconfigured:
            return Answer("stop-all", "credentials")
        except ProviderError as failure:
            return Answer("slow-down" if isinstance(failure, Throttled) else "retry", "template")
        return fields or Answer("stop-broadcast", "template")

    def _remember(self, content: Content, fields: Mapping[str, str]) -> bytes:
        """Encoded once for all who get it: it costs more than all the rest of the form."""
        if len(self._fields) >= KEPT:
            self._fields.clear()
        encoded = self._fields[content] = f"&{urlencode(fields)}".encode()
        return encoded

    async def _form(self, content: Content) -> dict[str, str] | None:
        form = {"From": CHANNEL + self._number}
        if content.template is None:
            return {**form, "Body": content.text}
        sid = (await self._templates()).get(content.template.name)
        if sid is None:
            return None
        values = {str(n): value for n, value in enumerate(content.template.parameters, start=1)}
        return {**form, "ContentSid": sid, "ContentVariables": json.dumps(values)}

    async def _templates(self) -> Mapping[str, str]:
        if self._sids is None:
            async with self._finding:
                if self._sids is None:
                    self._sids = await asyncio.to_thread(self._find_sids)
        return self._sids

    async def _attempt(
        self,
        slot: httpx.AsyncBaseTransport,
        message: Outbound,
        body: bytes,
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
        answer = understood(reply, message.to)
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
