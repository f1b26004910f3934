"""Templates at a provider: what is submitted, and what is known of what is registered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

ButtonKind = Literal["quick-reply", "url", "phone"]
Quality = Literal["", "good", "fair", "poor"]
TemplateStatus = Literal["approved", "pending", "rejected", "paused", "disabled", "unsubmitted"]


@dataclass(frozen=True)
class Button:
    """A button under a message."""

    kind: ButtonKind
    text: str
    value: str = ""
    """Where it leads: a web address, or a phone number."""


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
    """A sample of each parameter, for WhatsApp's review."""
    header: str = ""
    footer: str = ""
    buttons: tuple[Button, ...] = ()


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
    header: str = ""
    footer: str = ""
