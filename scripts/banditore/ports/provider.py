"""Who carries messages: small parts, one a capability, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta

    from banditore.domain.capabilities import Capability, Health
    from banditore.domain.message import Address, Answer, Inbound, Outbound, Sent, Status
    from banditore.domain.templates.registration import Registered, Submission


class Sender(Protocol):
    """A way to the provider that is open. Never raises for one message: it answers."""

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt, bounded in time. No retry, no pacing: those are ours to decide.

        `still`: asked as the last thing before the message leaves; where it says no, nothing does
        (fault `withheld`). A machine may have stood still since we asked.
        """


class Carrier(Protocol):
    """Capability `send`, which every provider has."""

    def sender(self, connections: int) -> AbstractAsyncContextManager[Sender]:
        """Opens that many connections."""

    def ahead(self) -> timedelta | None:
        """By how much its clock was ahead of ours at its last answer; None before any."""

    def health(self) -> Health:
        """How we stand with it, by a call that changes nothing."""


class Mailbox(Protocol):
    """Capability `inbound`: what citizens sent can be asked for."""

    def pull(self, since: datetime) -> Iterator[Inbound]:
        """What citizens sent since then, each at least once, in any order; may reach further back.

        What cannot be understood is skipped.
        """

    def acknowledge(self) -> None:
        """All that `pull` gave is kept by us: who stored it on its way may forget it."""


class Reports(Protocol):
    """Capability `statuses`: what became of messages that were accepted."""

    def statuses(self, since: datetime) -> Iterator[Status]:
        """What was reported since then, each at least once, in any order."""

    def reported(self, needed: Callable[[Status], bool]) -> None:
        """Whoever stored reports on their way may forget those that are not needed any more."""


class History(Protocol):
    """Capability `history`: the provider can be asked about single messages, by its own ids.

    Whether it can may turn out only when it is asked: then both raise NotOffered, and the
    capability is not named any more.
    """

    def history(self, ids: Iterable[str]) -> Iterator[tuple[str, Status]]:
        """Each id with the furthest that is known of it; those that are not known are left out."""

    def unheard(self, since: datetime) -> int:
        """Of the newest reports since then, how many could not be brought to our inbox."""


class Log(Protocol):
    """What the provider remembers of what we sent.

    With the capability `look-up` it is complete: whoever is not in it was not sent to. Without, it
    tells of some messages that they were accepted, and of the others nothing.
    """

    def log(self, asked: Mapping[str, Address], since: datetime) -> Iterable[Sent]:
        """What we sent since then, in any order; `asked`: our tag of each message → to whom.

        A provider that does not know tags answers by address, with all that went there. The cost
        grows with the smaller of the messages asked for and the log.
        """


class TemplateDesk(Protocol):
    """Capability `templates`: templates are registered here, too."""

    def templates(self) -> Mapping[str, Registered]:
        """All that are registered, by name; asked anew at each call."""

    def register(self, submission: Submission) -> None:
        """Submit a template; nothing is done where its name is registered already."""


class Eraser(Protocol):
    """Capability `deletion`: contents can be deleted at the provider."""

    def erase(self, ids: Collection[str]) -> None:
        """Delete messages, by the provider's ids; what cannot be deleted yet stays."""


class Provider(Carrier, Mailbox, Reports, History, Log, TemplateDesk, Eraser, Protocol):
    """Who carries messages: Twilio, Meta, the simulator as either.

    Methods raise Unavailable, Throttled and Misconfigured; those of a capability that is not
    declared raise NotOffered. docs/adding-a-provider.md says how to make another.
    """

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What it can do, as it is set up. Whoever can do with less asks here first."""
