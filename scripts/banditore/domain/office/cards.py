"""Contacts as phones export them: vCards (RFC 6350, and older versions that phones still write).

Only the number is read: that of the mobile, where a card says which one it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.office.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

# `item1.TEL;TYPE=CELL:+39 …`, `TEL;CELL;VOICE:…`, `TEL;VALUE=uri;TYPE="voice,cell":tel:+39-…`
_NUMBER = re.compile(
    r"(?:[\w-]+\.)?TEL(?P<kind>(?:;(?:[^:;\"]|\"[^\"]*\")*)*):(?P<text>.*)", re.IGNORECASE
)
_MOBILE = re.compile(r"\b(cell|mobile|iphone)\b", re.IGNORECASE)
_BEGIN, _END = "BEGIN:VCARD", "END:VCARD"


def card_rows(text: str) -> Iterator[Row]:
    """A row for each card, with one cell: the number, empty where there is none."""
    begun, numbers = 0, list[tuple[bool, str]]()
    for line, content in _unfolded(text):
        if content.upper() == _BEGIN:
            begun, numbers = line, []
        elif content.upper() == _END and begun:
            # The first mobile; without any, the first number: its row tells what it is.
            best = min(numbers, key=lambda found: not found[0], default=(False, ""))
            yield Row(begun, [best[1]])
            begun = 0
        else:
            found = _NUMBER.fullmatch(content)
            if found:
                numbers.append((bool(_MOBILE.search(found["kind"])), found["text"].strip()))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each line with its number; one that begins with a blank goes on with the one before."""
    number, whole = 0, ""
    for at, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t"):
            whole += line[1:]
            continue
        if whole:
            yield number, whole.strip()
        number, whole = at, line
    yield number, whole.strip()
