"""Templates at a provider: what is submitted, and what is known of what is registered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ButtonKind = Literal["quick-reply", "url", "phone"]
BUTTONS: dict[str, ButtonKind] = {
    "quick_reply": "quick-reply",
    "url": "url",
    "phone_number": "phone",
}
"""A button's type, as `template.yaml` and WhatsApp write it → ours."""
Quality = Literal["", "good", "fair", "poor"]
TemplateStatus = Literal["approved", "pending", "rejected", "paused", "disabled", "unsubmitted"]


@dataclass(frozen=True)
class Button:
    """A button under a message."""

    kind: ButtonKind
    text: str
    value: str = ""
    """Where it leads: a web address, which may end in `{{1}}`, or a phone number."""


@dataclass(frozen=True)
class Parts:
    """What stands around a body: as it is registered, with `{{1}}`, or as a phone shows it."""

    header: str = ""
    footer: str = ""
    buttons: tuple[Button, ...] = ()


BODY_ONLY = Parts()
"""Nothing stands around."""


@dataclass(frozen=True)
class Submission:
    """A template to register."""

    name: str
    language: str
    category: str
    """WhatsApp's own: utility or marketing."""
    body: str
    """With `{{1}}`, `{{2}}` … for its parameters."""
    examples: tuple[str, ...]
    """A sample of each parameter of the body, for WhatsApp's review."""
    parts: Parts = BODY_ONLY
    header: str = ""
    """A sample of the header's parameter; empty: it has none."""
    links: tuple[str, ...] = ()
    """By button, a sample of what ends its address; empty: it takes nothing."""


@dataclass(frozen=True)
class Registered:
    """A template as the provider keeps it. Only an approved one may be sent."""

    name: str
    language: str
    status: TemplateStatus
    category: str = ""
    """As WhatsApp has it now, in small letters; it may have changed it."""
    reason: str = ""
    """Why it was rejected or paused."""
    quality: Quality = ""
    id: str = field(default="", compare=False)
    """The provider's own name of it."""
    body: str = ""
    """Empty where the provider does not tell."""
    parts: Parts = BODY_ONLY
