"""What a phone shows beside a text: buttons to tap, a contact to save; and contacts as files."""

from __future__ import annotations

import re
from dataclasses import dataclass

CARD_TYPES = ("text/vcard", "text/x-vcard", "text/directory")
_FIELDS = {"FN": "name", "TEL": "phone", "EMAIL": "email", "URL": "website"}


@dataclass(frozen=True)
class Card:
    """A contact, as the phone offers to save it."""

    name: str
    phone: str = ""
    email: str = ""
    website: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.phone, self.email, self.website)))


@dataclass(frozen=True)
class Shown:
    """A message as a phone shows it."""

    text: str = ""
    buttons: tuple[str, ...] = ()
    """What one tap writes back."""
    links: tuple[str, ...] = ()
    """Buttons that lead elsewhere: to a page, a call."""
    card: Card | None = None


def read_vcard(content: bytes) -> Card | None:
    """The contact in a vCard file; None where it is none. RFC 2426: FN and VERSION are needed."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    lines = re.sub(r"\r?\n[ \t]", "", text).split("\r\n")
    if lines[0] != "BEGIN:VCARD" or lines[-2:] != ["END:VCARD", ""]:
        return None
    found: dict[str, str] = {}
    for line in lines:
        head, _, value = line.partition(":")
        found.setdefault(head.partition(";")[0].upper(), re.sub(r"\\(.)", r"\1", value))
    if "VERSION" not in found or not found.get("FN"):
        return None
    return Card(**{name: found.get(key, "") for key, name in _FIELDS.items()})
