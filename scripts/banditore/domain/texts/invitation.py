"""The invitation to join: what posters, cards and the town's site say of the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.message import readable

if TYPE_CHECKING:
    from banditore.domain.service import Service
    from banditore.domain.texts.public_words import PublicWords

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
"""What stands in a link as it is (RFC 3986, 2.3)."""


@dataclass(frozen=True)
class Brought:
    """A category, as citizens call it and what it brings."""

    name: str
    about: str
    urgent: bool


@dataclass(frozen=True)
class Invitation:
    """All that is said to who may join, in one language."""

    language: str
    number: str
    """As people read it."""
    join: str
    leave: str
    link: str
    """What the QR code holds."""
    website: str
    notice_url: str
    categories: tuple[Brought, ...]
    words: PublicWords


def invitation_of(service: Service, language: str, words: PublicWords) -> Invitation:
    """The town's invitation."""
    return Invitation(
        language=language,
        number=readable(service.number),
        join=service.commands["subscribe"][language][0],
        leave=service.commands["unsubscribe"][language][0],
        link=join_link(service, language),
        website=service.website,
        notice_url=service.notice_url,
        categories=tuple(
            Brought(one.names[language], one.about[language], one.urgent)
            for one in service.categories.values()
        ),
        words=words,
    )


def join_link(service: Service, language: str) -> str:
    """`https://wa.me/393330000000?text=MI%20ISCRIVO`: a tap or a scan, and then “send”.

    The number without `+` (WhatsApp, “How to use click to chat”).
    """
    taught = service.commands["subscribe"][language][0]
    return f"https://wa.me/{service.number.removeprefix('+')}?text={_encoded(taught)}"


def _encoded(text: str) -> str:
    return "".join(
        chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in text.encode("utf-8")
    )
