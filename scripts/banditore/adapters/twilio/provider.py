"""The Provider port on Twilio."""

from __future__ import annotations

import asyncio
import base64
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from banditore.adapters.twilio import contents, outbox, questions, records
from banditore.adapters.twilio.answers import understood
from banditore.adapters.twilio.deleting import SID, Stays, leaves
from banditore.adapters.twilio.faults import no_account
from banditore.adapters.twilio.sender import TwilioSender
from banditore.domain.capabilities import Health, not_offered
from banditore.domain.errors import Unavailable
from banditore.wire.clock import ProviderClock
from banditore.wire.line import Lines, check_address, warm_up
from banditore.wire.outlet import Intake, Outlet
from banditore.wire.rest import Dialect, Rest

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterator,
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
    )
    from datetime import datetime, timedelta

    import httpx

    from banditore.domain.capabilities import Capability, Standing
    from banditore.domain.message import Address, Content, Inbound, Sent, Status
    from banditore.domain.service import Service
    from banditore.domain.templates.registration import Registered, Submission

PAGE_SIZE = "1000"
CAPABILITIES: frozenset[Capability] = frozenset(
    {"send", "inbound", "statuses", "look-up", "templates", "deletion", "buttons"}
)
STANDINGS: dict[str, Standing] = {
    "active": "available",
    "suspended": "blocked",
    "closed": "blocked",
}
SETTINGS = "TWILIO_API_URL, TWILIO_CONTENT_URL and BANDITORE_SIMULATOR_URL"
DIALECT = Dialect("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN", records.code_of, no_account)
DELETING = replace(DIALECT, refusal=lambda status, code, _: leaves(status, code))


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
            check_address(url, SETTINGS)
        self._api, self._content = api, content
        self._account = f"/2010-04-01/Accounts/{account}"
        self._authorization = f"Basic {base64.b64encode(f'{account}:{token}'.encode()).decode()}"
        self._number = service.number
        self._cards = bool(service.contact_card)
        self._timeout = service.sending.call_timeout.total_seconds()
        self._lines = Lines(authorities, transport, slot)
        self._clock = ProviderClock(now)
        self._sleep = sleep
        self._contents: dict[str, Registered] | None = None

    def __repr__(self) -> str:
        return f"Twilio({self._api})"

    @asynccontextmanager
    async def sender(self, connections: int) -> AsyncIterator[TwilioSender]:
        """Opens that many connections."""
        async with self._lines.slots(connections) as slots:
            outlet = Outlet(self._intake(), slots)
            sender = TwilioSender(outlet, self._number, self._approved, self._question)
            account = f"{self._api.rstrip('/')}{self._account}.json"
            headers = {"authorization": self._authorization}
            await asyncio.gather(sender.prepare(), warm_up(slots, account, headers, self._timeout))
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
        """What this adapter does with Twilio's API, which fetches a card from the town's site."""
        return CAPABILITIES | ({"cards"} if self._cards else set())

    def health(self) -> Health:
        """The account's own record; Twilio tells nothing of the number's reach."""
        with self._rest(self._api) as rest:
            status = rest.get(f"{self._account}.json").get("status")
        return Health(standing=STANDINGS.get(str(status), ""))

    def acknowledge(self) -> None:
        """Nothing was stored on its way to us."""

    def statuses(self, since: datetime) -> Iterator[Status]:
        """How what we sent stands in the log, from a day before `since`."""
        query = {"From": records.CHANNEL + self._number, **outbox.from_day_before(since)}
        with self._rest(self._api) as rest:
            for page in self._messages(rest, query):
                yield from filter(None, map(records.status, page))

    def reported(self, needed: Callable[[Status], bool]) -> None:
        """The log is Twilio's own; nothing waits for us."""

    def history(self, ids: Iterable[str]) -> Iterator[tuple[str, Status]]:
        """Raises NotOffered: the log tells all of every message, and we keep no ids."""
        del ids
        raise not_offered("twilio", "history")

    def unheard(self, since: datetime) -> int:
        """Raises NotOffered: nothing is brought to us."""
        del since
        raise not_offered("twilio", "history")

    def erase(self, ids: Collection[str]) -> None:
        """Delete messages with all that they hold; what is not final yet stays."""
        with self._rest(self._api, DELETING) as rest:
            for id_ in filter(SID.fullmatch, ids):
                with suppress(Stays):
                    rest.delete(f"{self._account}/Messages/{id_}.json")

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

    def _registered(self) -> dict[str, Registered]:
        if self._contents is None:
            with self._rest(self._content) as rest:
                self._contents = contents.registered(rest)
        return self._contents

    def _approved(self) -> dict[str, str]:
        known = self._registered()
        return {name: one.id for name, one in known.items() if one.status == "approved"}

    def _question(self, content: Content) -> str:
        """The id of a text with buttons, which is registered at its first use."""
        name, known = questions.name_of(content), self._registered()
        if name not in known:
            # Should the answer be lost, nobody knows what is registered now: ask anew next time.
            self._contents = None
            with self._rest(self._content) as rest:
                known[name] = questions.register(rest, name, content)
            self._contents = known
        return known[name].id

    def _messages(self, rest: Rest, query: dict[str, str]) -> Iterator[list[object]]:
        path = f"{self._account}/Messages.json"
        for page in rest.pages(path, {**query, "PageSize": PAGE_SIZE}, _next_page):
            messages = page.get("messages")
            if not isinstance(messages, list):
                raise Unavailable("the provider's list of messages makes no sense", "run it again")
            yield messages

    def _intake(self) -> Intake:
        return Intake(
            url=f"{self._api.rstrip('/')}{self._account}/Messages.json",
            authorization=self._authorization,
            content_type="application/x-www-form-urlencoded",
            timeout=self._timeout,
            understood=understood,
        )

    def _rest(self, base: str, dialect: Dialect = DIALECT) -> Rest:
        return Rest(
            base,
            self._authorization,
            self._lines.plain(),
            dialect,
            timeout=self._timeout,
            sleep=self._sleep,
            clock=self._clock,
        )


def _next_page(page: dict[str, Any]) -> object:
    return page.get("next_page_uri")
