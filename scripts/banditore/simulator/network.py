"""The network itself: phones, messages, the 24-hour window, opt-outs. No HTTP, no clock of its own.

Source of the rules: Meta's pages *About the platform*, *Messaging limits* and *Throughput*, and
Twilio's *WhatsApp best practices and FAQs* (2026).
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.simulator.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banditore.simulator.shown import Shown

WINDOW = 24 * 3600
"""Seconds after a citizen's text in which free text may be sent to them."""
FIRST_CHANNEL_CODE = 63000
"""From here on Twilio's codes speak of WhatsApp, and may come after the 201."""


@dataclass(slots=True)
class Message:
    """One message, in or out. Addresses stand without the `whatsapp:` prefix."""

    number: int
    """Its place in the order of acceptance, from 1."""
    sid: str
    inbound: bool
    sender: str
    to: str
    body: str
    status: str
    at: float
    """Seconds since 1970."""
    media: int = 0
    code: int | None = None
    template: str = ""
    kind: str = "text"
    """Of an inbound one: text, button, image …"""
    tag: str = ""
    """The caller's own word, which comes back in reports."""
    category: str = ""
    deleted: bool = False
    """Whether the provider has forgotten it."""
    shown: Shown | None = None
    """What the phone makes of one of the town's; None: its text."""


@dataclass
class Phone:
    """What is special about a phone; the others are on WhatsApp and block nobody."""

    on_whatsapp: bool = True
    blocks: bool = False
    no_marketing: bool = False
    """Has told WhatsApp to stop the town's marketing."""
    user_id: str = ""
    """WhatsApp's own name of the person for this business; empty: one made of the number."""
    hidden: bool = False
    """Whether the town sees the user id only."""
    reads: bool = False
    """Whether what arrives is read at once."""


class Rate:
    """A sliding window of one second over the accepted messages."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._times: deque[float] = deque()
        self.limit: int | None = None
        self.worst = 0
        self.refused = 0

    def take(self) -> None:
        """Count one message. Raises Refusal where it is one too many."""
        now, times = self._monotonic(), self._times
        while times and times[0] <= now - 1:
            times.popleft()
        if self.limit is not None and len(times) >= self.limit:
            self.refused += 1
            raise Refusal(63018, retry_after=1)
        times.append(now)
        self.worst = max(self.worst, len(times))


class Network:
    """Phones and their messages."""

    def __init__(self, clock: Callable[[], float], token: Callable[[], str]) -> None:
        self._clock = clock
        self._token = token
        self._sent = 0
        self._by_to: defaultdict[str, list[Message]] = defaultdict(list)
        self._wrote: dict[tuple[str, str], float] = {}
        self.messages: dict[str, Message] = {}
        self.phones: defaultdict[str, Phone] = defaultdict(Phone)
        self.late = False
        """Whether WhatsApp's own refusals come after the 201, as a failed message."""
        self.name: Callable[[str, str], str] = lambda _, token: f"SM{token}"
        """Makes a message's id, of the citizen's address and a random token."""
        self.coded: Callable[[int], int] = lambda code: code
        """How the provider calls what these rules call by Twilio's code."""
        self.told: Callable[[Message, str], None] = lambda *_: None
        """Told what happens to each message."""

    def text(self, sender: str, to: str, body: str, media: int = 0, kind: str = "text") -> Message:
        """A citizen writes to the town."""
        message = self._add(sender, to, body, "received", inbound=True, media=media)
        message.kind = kind
        self._wrote[sender, to] = message.at
        self.told(message, "received")
        return message

    def send(
        self,
        sender: str,
        to: str,
        body: str,
        template: str = "",
        *,
        tag: str = "",
        category: str = "",
        media: int = 0,
        shown: Shown | None = None,
        failure: int | None = None,
    ) -> Message:
        """The town writes to a citizen. Raises Refusal. `failure`: why it does not get there."""
        code = self._objection(sender, to, free=not template)
        if code and not (self.late and code >= FIRST_CHANNEL_CODE):
            raise Refusal(code)
        code = code or failure
        message = self._add(sender, to, body, "failed" if code else "delivered", media=media)
        message.shown = shown
        message.code, message.template = code and self.coded(code), template
        message.tag, message.category = tag, category
        self._report(message)
        return message

    def tap(self, sender: str, to: str, label: str, kind: str) -> Message:
        """A citizen taps a button of a message that the town sent. Raises Refusal."""
        offered = {
            button: message.template
            for message in self._by_to.get(sender, ())
            if message.sender == to and message.shown and message.status != "failed"
            for button in message.shown.buttons
        }
        if label not in offered:
            raise Refusal(20001, "no message on this phone has that button")
        # Where kinds are told, a template's quick reply has one of its own.
        kind = "button" if offered[label] and kind != "text" else kind
        return self.text(sender, to, label, kind=kind)

    def become(self, message: Message, status: str, code: int | None) -> None:
        """What happened to a message of the town's after it was accepted."""
        message.status, message.code = status, code
        self.told(message, status)

    def open_window(self, citizen: str, town: str) -> bool:
        """Whether a citizen wrote within the last 24 hours."""
        return self._clock() - self._wrote.get((citizen, town), float("-inf")) <= WINDOW

    def _report(self, message: Message) -> None:
        states = ["failed"] if message.code else ["sent", "delivered"]
        phone = self.phones.get(message.to)
        if phone and phone.reads and not message.code:
            message.status = "read"
            states.append("read")
        for state in states:
            self.told(message, state)

    def delete(self, message: Message) -> None:
        """The provider forgets a message; the phone keeps it."""
        message.deleted = True

    def newest_first(self, to: str | None, before: int | None) -> Iterator[Message]:
        """Messages to one address, or all; only those older than a place in the order."""
        chosen = list(self.messages.values()) if to is None else self._by_to.get(to, [])
        kept = (m for m in reversed(chosen) if not m.deleted)
        return (m for m in kept if before is None or m.number < before)

    def _objection(self, sender: str, to: str, *, free: bool) -> int | None:
        phone = self.phones.get(to)
        if phone and phone.blocks:
            return 21610
        if phone and not phone.on_whatsapp:
            return 63024
        if free and not self.open_window(to, sender):
            return 63016
        return None

    def _add(
        self, sender: str, to: str, body: str, status: str, *, inbound: bool = False, media: int = 0
    ) -> Message:
        self._sent += 1
        sid = self.name(sender if inbound else to, self._token())
        if media and sid.startswith("SM"):
            sid = f"MM{sid[2:]}"
        message = Message(self._sent, sid, inbound, sender, to, body, status, self._clock(), media)
        self.messages[sid] = message
        self._by_to[to].append(message)
        return message
