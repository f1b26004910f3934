"""The Provider port on Twilio."""

from __future__ import annotations

import asyncio
import base64
import time
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import httpx

from banditore.adapters.twilio import contents, outbox, records
from banditore.adapters.twilio.clock import ProviderClock
from banditore.adapters.twilio.connection import Connection
from banditore.adapters.twilio.rest import Rest
from banditore.adapters.twilio.sender import Desk, TwilioSender, exchange
from banditore.domain.capabilities import Health, not_offered
from banditore.domain.errors import Misconfigured, Unavailable

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
    from datetime import datetime, timedelta

    from banditore.domain.capabilities import Capability
    from banditore.domain.message import Address, Inbound, Sent, Status
    from banditore.domain.registration import Registered, Submission
    from banditore.domain.service import Service

PAGE_SIZE = "1000"
CAPABILITIES: frozenset[Capability] = frozenset({"send", "inbound", "look-up", "templates"})
KEEP_ALIVE = 30.0
"""Seconds that an idle connection is kept: less than servers do, or a message would be sent on a
connection that is just being closed, and nobody could tell whether it was accepted."""


class Twilio:
    """Carries the town's messages. The transports are for tests; None: real connections."""

    def __init__(
        self,
        account: str,
        token: str,
        service: Service,
        *,
        api: str,
        content: str,
        transport: Callable[[], httpx.BaseTransport] | None = None,
        slot: Callable[[], httpx.AsyncBaseTransport] | None = None,
        now: Callable[[], datetime],
        authorities: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`now`: aware, UTC. `authorities`: a PEM file of certificates to trust beside certifi's.

        Raises Misconfigured where an address is none.
        """
        for url in (api, content):
            _check(url)
        self._api, self._content = api, content
        self._account = f"/2010-04-01/Accounts/{account}"
        self._authorization = f"Basic {base64.b64encode(f'{account}:{token}'.encode()).decode()}"
        self._number = service.number
        self._timeout = service.sending.call_timeout.total_seconds()
        self._transport = transport or self._plain
        self._slot = slot or self._connection
        self._authorities = authorities
        self._clock = ProviderClock(now)
        self._sleep = sleep
        self._contents: dict[str, Registered] | None = None

    def __repr__(self) -> str:
        return f"Twilio({self._api})"

    @asynccontextmanager
    async def sender(self, connections: int) -> AsyncIterator[TwilioSender]:
        """Opens that many connections."""
        async with AsyncExitStack() as stack:
            slots = [
                await stack.enter_async_context(self._slot()) for _ in range(max(1, connections))
            ]
            # A handshake in the middle of paced sending would upset its rhythm.
            sender = TwilioSender(self._desk(), slots)
            await asyncio.gather(sender.prepare(), *(self._open(slot) for slot in slots))
            yield sender

    def pull(self, since: datetime) -> Iterator[Inbound]:
        """What citizens sent, from a day before `since`: Twilio's date filter is coarse."""
        query = {"To": records.CHANNEL + self._number, **outbox.from_day_before(since)}
        with self._rest(self._api) as rest:
            for page in self._messages(rest, query):
                for record in page:
                    found = records.inbound(record, self._number)
                    if found is not None:
                        yield found

    def ahead(self) -> timedelta | None:
        """By how much Twilio's clock was ahead at its last answer to a look-up."""
        return self._clock.ahead

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this adapter does with Twilio's API."""
        return CAPABILITIES

    def health(self) -> Health:
        """The account's own record; Twilio tells nothing of the number's reach."""
        with self._rest(self._api) as rest:
            status = rest.get(f"{self._account}.json").get("status")
        return Health(standing="available" if status == "active" else "blocked")

    def acknowledge(self) -> None:
        """Nothing was stored on its way to us."""

    def statuses(self, since: datetime) -> Iterator[Status]:
        """Raises NotOffered."""
        del since
        raise not_offered("twilio", "statuses")

    def reported(self, before: datetime) -> None:
        """Raises NotOffered."""
        del before
        raise not_offered("twilio", "statuses")

    def erase(self, ids: Collection[str]) -> None:
        """Raises NotOffered."""
        del ids
        raise not_offered("twilio", "deletion")

    def log(self, asked: Mapping[str, Address], since: datetime) -> Iterator[Sent]:
        """What we sent to these addresses since then, to the second that Twilio remembers."""
        to = frozenset(asked.values())
        with self._rest(self._api) as rest:
            yield from outbox.sent_to(partial(self._messages, rest), self._number, to, since)

    def templates(self) -> dict[str, Registered]:
        """All of the account, by name; asked anew at each call."""
        self._contents = None
        return dict(self._registered())

    def register(self, submission: Submission) -> None:
        """Submit a template; nothing is done where the name is registered already."""
        known = self._registered()
        # Should an answer be lost, nobody knows what is registered now: ask anew next time.
        self._contents = None
        with self._rest(self._content) as rest:
            known[submission.name] = contents.register(rest, submission, known.get(submission.name))
        self._contents = known

    def unregister(self, name: str) -> None:
        """Remove a template; nothing is done where there is none of this name."""
        known = self.templates().get(name)
        if known:
            with self._rest(self._content) as rest:
                rest.delete(f"/v1/Content/{known.id}")
            self._contents = None

    def _registered(self) -> dict[str, Registered]:
        if self._contents is None:
            with self._rest(self._content) as rest:
                self._contents = contents.registered(rest)
        return self._contents

    def _approved(self) -> dict[str, str]:
        known = self._registered()
        return {name: one.id for name, one in known.items() if one.status == "approved"}

    def _messages(self, rest: Rest, query: dict[str, str]) -> Iterator[list[object]]:
        path = f"{self._account}/Messages.json"
        for page in rest.pages(path, {**query, "PageSize": PAGE_SIZE}, _next_page):
            messages = page.get("messages")
            if not isinstance(messages, list):
                raise Unavailable("the provider's list of messages makes no sense", "run it again")
            yield messages

    def _desk(self) -> Desk:
        return Desk(
            url=f"{self._api.rstrip('/')}{self._account}/Messages.json",
            authorization=self._authorization,
            number=self._number,
            timeout=self._timeout,
            sids=self._approved,
        )

    def _rest(self, base: str) -> Rest:
        return Rest(
            base,
            self._authorization,
            self._transport(),
            timeout=self._timeout,
            sleep=self._sleep,
            clock=self._clock,
        )

    def _plain(self) -> httpx.HTTPTransport:
        return httpx.HTTPTransport(verify=self._tls, trust_env=False)

    def _connection(self) -> Connection:
        return Connection(self._tls, KEEP_ALIVE)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        tls = httpx.create_ssl_context(trust_env=False)  # 20 ms each: one for all connections
        try:
            if self._authorities:
                tls.load_verify_locations(self._authorities)
        except OSError:
            raise Misconfigured(
                "the file of SSL_CERT_FILE holds no certificates", "it must be a PEM file, or unset"
            ) from None
        return tls

    async def _open(self, slot: httpx.AsyncBaseTransport) -> None:
        # Whatever it answers, the connection is there; where it is not, the first message says so.
        request = httpx.Request(
            "GET",
            f"{self._api.rstrip('/')}{self._account}.json",
            headers={"authorization": self._authorization},
            extensions={"timeout": httpx.Timeout(self._timeout).as_dict()},
        )
        with suppress(httpx.HTTPError, TimeoutError):
            await exchange(slot, request, self._timeout)


def _next_page(page: dict[str, Any]) -> object:
    return page.get("next_page_uri")


def _check(url: str) -> None:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        parsed = httpx.URL("")
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        raise Misconfigured(
            "an address of the provider is no web address",
            "look at TWILIO_API_URL, TWILIO_CONTENT_URL and BANDITORE_SIMULATOR_URL",
        )
