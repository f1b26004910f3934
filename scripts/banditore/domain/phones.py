"""Phone numbers as people write them, before anything knows the rules of countries."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from banditore.domain.message import Address

NumberFault = Literal[
    "empty",
    "letters",  # there are words in it
    "several",  # more than one number
    "scientific",  # a spreadsheet has rounded it: 3,93E+11
    "too-short",
    "too-long",
    "no-prefix",  # no number of the town's country; perhaps one of another, without its prefix
]


@dataclass(frozen=True)
class Phone:
    """A number that some country's rules know."""

    address: Address
    mobile: bool
    """Not a landline or a service number: those have no WhatsApp, but for a few firms."""
    foreign: bool
    """Of another country than the town's."""


_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_DECIMALS = re.compile(r"(?<=\d{6})[.,]0+$")
_SCHEME = re.compile(r"^(tel|whatsapp):", re.IGNORECASE)
_BETWEEN = re.compile(r"[/;,\n]|\s[eo&-]\s")
_LEAST = 8
"""Digits that are a number by themselves: `333/0000001` is one number, not two."""


def tidied(text: str) -> str:
    """Without what programs put around a number.

    A spreadsheet's apostrophe, formula (`="333…"`) and decimals (`333…,0`), a link's `tel:`,
    the marks of direction that Windows copies from its contacts, digits of another width.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    plain = plain.strip().lstrip("=").strip("'\"\u2019 ").strip()
    plain = _DECIMALS.sub("", _SCHEME.sub("", plain)).strip()
    return plain.replace("(0)", "") if plain.startswith(("+", "00")) else plain


def seen_at_once(tidy: str) -> NumberFault | None:
    """What is wrong with it, as far as that needs no rules of countries."""
    if not tidy:
        return "empty"
    if _SCIENTIFIC.fullmatch(tidy):
        return "scientific"
    parts = [part for part in _BETWEEN.split(tidy) if _digits(part) >= _LEAST]
    if len(parts) > 1:
        return "several"
    if any(sign.isalpha() for sign in tidy):
        return "letters"  # `333-CALLME` is a number to some; to us it is a mistake
    return "too-short" if _digits(tidy) < _LEAST else None


def _digits(text: str) -> int:
    return sum(sign.isdecimal() for sign in text)


def masked(address: str) -> str:
    """Enough to tell a slip of the pen, too little to tell who: the last two signs."""
    return f"… {address[-2:]}"
