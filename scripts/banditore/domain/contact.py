"""The town as a contact in a phone: what the card says, and the card as a file (vCard 3.0).

Version 3.0, as phones and WhatsApp itself write it. `waid` tells WhatsApp that the number is one of
its own: without it the phone shows a number and no button to write. Sources: RFC 2425 and 2426;
`waid` as in the cards that WhatsApp exports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.message import Card, Content, readable

if TYPE_CHECKING:
    from banditore.domain.service import Service

FILE = "contact.vcf"
TYPES = frozenset({"text/vcard", "text/x-vcard"})
"""What a web server must call the file, or Twilio does not take it for a card."""
_LANGUAGE = "{language}"
"""In an address: it is one file for each."""
_LONGEST_LINE = 75
"""Octets before a line goes on in the next (RFC 2425, 5.8.1)."""


def card_of(service: Service, language: str) -> Card | None:
    """The town's card in a language; None where it wants none sent."""
    if service.contact_card is None:
        return None
    several = _LANGUAGE in service.contact_card or not service.contact_card
    return Card(
        service.name_in(language if several else service.languages[0]),
        service.number,
        service.website,
        service.email,
        service.contact_card.replace(_LANGUAGE, language),
    )


def files_of(service: Service) -> list[Card]:
    """What is to be published: a card for all languages, or one for each."""
    found = (card_of(service, language) for language in service.languages)
    return list({card.link: card for card in found if card}.values())


def card_message(card: Card) -> Content:
    """The card as a message; its text is what the provider's log says of it."""
    return Content(f"{card.name}, {readable(card.phone)}", card=card)


def file_name(card: Card) -> str:
    """The file's name: that under which it is published, where that is known."""
    return card.link.rpartition("/")[2] or FILE


def vcard(card: Card) -> bytes:
    """The file's content."""
    digits = card.phone.removeprefix("+")
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:;{_escaped(card.name)};;;",
        f"FN:{_escaped(card.name)}",
        f"ORG:{_escaped(card.name)}",
        f"TEL;TYPE=WORK,VOICE;waid={digits}:{card.phone}",
        *([f"EMAIL;TYPE=INTERNET,WORK:{_escaped(card.email)}"] if card.email else []),
        f"URL:{card.website}",
        "END:VCARD",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> bytes:
    """Broken between characters: half of one would be no text."""
    folded, length = bytearray(), 0
    for character in line:
        encoded = character.encode()
        if length + len(encoded) > _LONGEST_LINE:
            folded += b"\r\n "
            length = 1
        folded += encoded
        length += len(encoded)
    return bytes(folded)
