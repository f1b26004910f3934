"""What travels: addresses, what we send, what citizens text in.

Nothing here shows a number or a text when printed: `repr` is masked, so that a log line or a
traceback that carries one of these objects carries no personal data (invariant 9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from datetime import datetime

_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")


def is_address(text: str) -> bool:
    """Whether a text is written as an Address is."""
    return bool(_PHONE.fullmatch(text) or _USER_ID.fullmatch(text))


class Address(str):
    """A phone in E.164 (`+39…`) or WhatsApp's business-scoped user id (`IT.…`).

    Sources: WhatsApp's page on business-scoped user ids; E.164. Raises ValueError on anything
    else, without repeating it.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:  # noqa: D102
        if not is_address(text):
            raise ValueError("not a phone number in E.164 nor a WhatsApp user id") from None
        return super().__new__(cls, text)

    def __repr__(self) -> str:
        return "<address>"


def readable(number: str) -> str:
    """`+393389428034` as Italians read it: `338 942 8034`; any other number as it is."""
    local = number.removeprefix("+39")
    return f"{local[:3]} {local[3:6]} {local[6:]}" if len(local) == len("3389428034") else number


@dataclass(frozen=True)
class TemplateUse:
    """A registered template and the values that fill it."""

    name: str
    """The name it is registered under: unique for its text, language and variant."""
    language: str
    parameters: tuple[str, ...] = field(repr=False)
    names: tuple[str, ...] = ()
    """Of the parameters, where it was registered with names; ours are registered by position."""
    header: str = field(default="", repr=False)
    """The header's parameter; empty: it has none."""
    links: tuple[str, ...] = field(default=(), repr=False)
    """By button, the parameter that ends its address; empty: it has none."""


@dataclass(frozen=True)
class Card:
    """The town as a contact that one tap saves."""

    name: str
    phone: Address
    website: str
    email: str = ""
    link: str = ""
    """Where it lies as a vCard, for a provider that fetches it instead of being told; https."""


@dataclass(frozen=True)
class Media:
    """A file on the web that WhatsApp fetches and shows."""

    kind: Literal["image", "document", "video"]
    link: str
    name: str = ""
    """Of a document, as the phone shows it."""


@dataclass(frozen=True)
class Content:
    """What a phone shows. Without a template it is free text, for the 24-hour window only.

    A provider that cannot show buttons, a card or a file sends the text alone: it is never empty.
    """

    text: str = field(repr=False)
    template: TemplateUse | None = None
    buttons: tuple[str, ...] = ()
    """Up to three answers that one tap sends: they come back as a text."""
    card: Card | None = None
    media: Media | None = None
    """No service sends one: what a third party fetches may differ from what was approved (0026)."""
    language: str = ""
    """Of a text with buttons: Twilio keeps it with them."""
    whole: str = field(default="", repr=False)
    """All that the phone shows, where that is more than the text: header, footer, buttons."""


@dataclass(frozen=True)
class Outbound:
    """One message to one person."""

    to: Address
    content: Content
    tag: str = ""
    """By which we know it again in reports (domain/sending/tags.py)."""


@dataclass(frozen=True)
class Sent:
    """One row of the provider's log of what we sent."""

    to: Address
    text: str = field(repr=False)
    """Empty: it may have said anything."""
    at: datetime
    failed: bool
    code: str = ""
    tag: str = ""
    """Ours; empty where the provider does not know tags."""


DeliveryState = Literal["sent", "delivered", "read", "failed"]


@dataclass(frozen=True)
class Status:
    """What became of a message that the provider had accepted."""

    state: DeliveryState
    at: datetime
    """When that was reported; of a provider that knows no tags, when the message was made."""
    tag: str = ""
    """Ours; empty where the provider does not know tags, or the message was not ours."""
    code: str = ""
    """The provider's code, where it failed."""
    id: str = field(repr=False, default="")
    """The provider's message id: personal data."""
    to: Address | None = None
    text: str = field(repr=False, default="")
    """What it said, where the provider tells that instead of a tag."""


@dataclass(frozen=True)
class Payload:
    """A webhook's body, as it was stored on its way to us."""

    id: str
    """The store's own name of it."""
    content: bytes = field(repr=False)
    at: datetime
    """When the store took it."""


@dataclass(frozen=True)
class Inbound:
    """One thing that came in from a citizen's phone. Content other than text is never fetched."""

    id: str = field(repr=False)
    """The provider's message id: personal data."""
    sender: Address
    """The phone where the provider tells it, else the user id; of `moved`, the old address."""
    at: datetime
    kind: Literal["text", "other", "leave", "moved"]
    """`leave`: the provider's own signal of opting out. `moved`: `sender` is now `also`."""
    text: str = field(repr=False, default="")
    also: Address | None = None
    """The user id beside a phone; of `moved`, the new address."""
    what: str = ""
    """Of `other`: photo, voice … as the provider names it."""
    scope: Literal["all", "marketing"] = "all"
    """Of `leave`: from everything, or from what WhatsApp counts as marketing."""


Fault = Literal[
    "retry",  # not sent, worth another try
    "retry-once",  # not sent, worth one more try only
    "slow-down",  # not sent: everybody waits, then another try
    "failed",  # this recipient cannot be reached
    "left",  # this recipient has opted out at the provider
    "stop-broadcast",  # nobody will get this message as it is
    "later",  # nothing can be sent for a while: this run ends, the next goes on
    "stop-all",  # nothing can be sent until a person acts
    "withheld",  # we did not let it leave
    "unknown",  # nobody can tell whether it was accepted
]


@dataclass(frozen=True)
class Answer:
    """What the provider said to one attempt: accepted, or a fault with its code."""

    fault: Fault | None = None
    """None: the provider accepted the message."""
    code: str = ""
    message_id: str = field(repr=False, default="")
    retry_after: float | None = None
    """Seconds, where the provider said so."""
    left_at: float | None = field(compare=False, default=None)
    """When the request had left this machine, on the monotonic clock; None: nobody noticed."""
