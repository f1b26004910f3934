"""The Provider port on Meta's Cloud API."""

from __future__ import annotations

import time
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.adapters.meta import media, standing, templates
from banditore.adapters.meta.answers import understood
from banditore.adapters.meta.history import ASKING, MessageHistory
from banditore.adapters.meta.mailbox import Mailbox
from banditore.adapters.meta.refusals import DIALECT, TEMPLATE_DIALECT
from banditore.adapters.meta.sender import MetaSender
from banditore.domain.capabilities import Health, not_offered
from banditore.domain.errors import Misconfigured
from banditore.wire.clock import ProviderClock
from banditore.wire.line import Lines, check_address, warm_up
from banditore.wire.outlet import Intake, Outlet
from banditore.wire.rest import Rest

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

    from banditore.domain.capabilities import Capability
    from banditore.domain.message import Address, Inbound, Sent, Status
    from banditore.domain.templates.registration import Registered, Submission
    from banditore.ports import Inbox
    from banditore.wire.rest import Dialect


@dataclass(frozen=True)
class Account:
    """Where and as whom we speak to Meta."""

    url: str
    version: str
    """`v25.0`."""
    number_id: str
    """Meta's id of the town's number."""
    waba_id: str
    """The WhatsApp Business Account's: templates belong to it."""
    token: str = field(repr=False)


class Meta:
    """Carries the town's messages."""

    def __init__(
        self,
        account: Account,
        inbox: Inbox | None,
        *,
        timeout: float,
        now: Callable[[], datetime],
        lines: Lines | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`inbox`: where Meta's webhooks wait for us; None: nobody delivers what citizens write.

        Raises Misconfigured where the address is none.
        """
        check_address(account.url, "META_API_URL")
        self._account = account
        self._authorization = f"Bearer {account.token}"
        self._mailbox = Mailbox(inbox, account.number_id) if inbox else None
        self._timeout = timeout
        self._lines = lines or Lines()
        self._clock = ProviderClock(now)
        self._sleep = sleep
        self._history = MessageHistory()

    def __repr__(self) -> str:
        return f"Meta({self._account.url})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        """Templates need the account's id, all that comes in an inbox.

        `history` is named until Meta has said that it is not open to us.
        """
        found: set[Capability] = {"send", "cards", "buttons"}
        if not self._history.closed:
            found.add("history")
        if self._account.waba_id:
            found.add("templates")
        if self._mailbox:
            found |= {"inbound", "statuses", "deletion"}
        return frozenset(found)

    @asynccontextmanager
    async def sender(self, connections: int) -> AsyncIterator[MetaSender]:
        """Opens that many connections."""
        number = f"{self._account.url.rstrip('/')}{self._path(self._account.number_id)}"
        intake = Intake(
            url=f"{number}/messages",
            authorization=self._authorization,
            content_type="application/json",
            timeout=self._timeout,
            understood=understood,
        )
        async with self._lines.slots(connections) as slots:
            headers = {"authorization": self._authorization}
            await warm_up(slots, f"{number}?fields=id", headers, self._timeout)
            yield MetaSender(Outlet(intake, slots))

    def ahead(self) -> timedelta | None:
        """By how much Meta's clock was ahead at its last answer to a look-up."""
        return self._clock.ahead

    def health(self) -> Health:
        """Tier, quality, throughput and standing of the number."""
        path = f"{self._path(self._account.number_id)}?fields={standing.FIELDS}"
        with self._rest() as rest:
            return standing.health(rest.get(path), self._account.version)

    def pull(self, since: datetime) -> Iterator[Inbound]:
        """What came in; not by date: Meta may deliver what happened a week ago."""
        del since
        if self._mailbox is None:
            raise Misconfigured(
                "with Meta nobody can ask for what citizens wrote, and no inbox is set up",
                "set RELAY_URL and RELAY_TOKEN, or SQS_QUEUE_URL: docs/relay.md",
            )
        return self._mailbox.inbound()

    def acknowledge(self) -> None:
        """The inbox may forget what came in."""
        self._box("inbound").settled()

    def statuses(self, since: datetime) -> Iterator[Status]:
        """What Meta reported; not by date, as `pull`."""
        del since
        return self._box("statuses").statuses()

    def reported(self, needed: Callable[[Status], bool]) -> None:
        """The inbox may forget the others."""
        self._box("statuses").reported(needed)

    def history(self, ids: Iterable[str]) -> Iterator[tuple[str, Status]]:
        """What Meta remembers of single messages, one call each."""
        with self._rest(ASKING) as rest:
            yield from self._history.of(rest, self._past(), ids)

    def unheard(self, since: datetime) -> int:
        """Reports that Meta could not bring to the inbox."""
        with self._rest(ASKING) as rest:
            return self._history.unheard(rest, self._past(), since)

    def log(self, asked: Mapping[str, Address], since: datetime) -> Iterator[Sent]:
        """What Meta reported by our tags. It has no log: who is missing may have been sent to."""
        del since  # a tag is not used twice
        return self._mailbox.sent(asked) if self._mailbox else iter(())

    def templates(self) -> dict[str, Registered]:
        """All of the account, by name; asked anew at each call."""
        with self._rest() as rest:
            return templates.registered(rest, self._templates())

    def register(self, submission: Submission) -> None:
        """Submit a template; nothing is done where its name is registered already."""
        if submission.name not in self.templates():
            with self._rest(TEMPLATE_DIALECT) as rest:
                templates.create(rest, self._templates(), submission)

    def erase(self, ids: Collection[str]) -> None:
        """Delete the files that came with these messages; texts Meta does not keep."""
        files = self._box("deletion").files(ids)
        if files:
            with self._rest() as rest:
                media.delete(rest, self._account.version, files)

    def _box(self, capability: Capability) -> Mailbox:
        if self._mailbox is None:
            raise not_offered("meta", capability)
        return self._mailbox

    def _templates(self) -> str:
        if not self._account.waba_id:
            raise not_offered("meta", "templates")
        return self._path(self._account.waba_id, "message_templates")

    def _past(self) -> str:
        return self._path(self._account.number_id, "message_history")

    def _path(self, *parts: str) -> str:
        return "/".join(("", self._account.version, *parts))

    def _rest(self, dialect: Dialect = DIALECT) -> Rest:
        return Rest(
            self._account.url,
            self._authorization,
            self._lines.plain(),
            dialect,
            timeout=self._timeout,
            sleep=self._sleep,
            clock=self._clock,
        )
