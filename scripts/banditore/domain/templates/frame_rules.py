"""WhatsApp's rules for a template's header, footer and buttons.

Sources: Meta's page *Template components* (lengths, numbers, groups, what desktops show) and *Error
codes* (2388047, 2388072, 2388073: format of header, body, footer). That neither formatting marks
nor emoji nor line breaks may stand in a header, footer or label, and no short link or link into
WhatsApp on a button: Meta's own refusals, as providers publish them (Bird, Engati, Gupshup).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.document import Scalar
from banditore.domain.findings import Finding, Place, error, warning
from banditore.domain.message import is_address
from banditore.domain.templates.registration import BUTTONS
from banditore.domain.templates.template_frame import (
    FOOTER_LIMIT,
    HEADER_LIMIT,
    LABEL_LIMIT,
    URL_LIMIT,
)
from banditore.domain.text import SHORTENERS, emojis_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banditore.domain.document import Node
    from banditore.domain.templates.registration import ButtonKind
    from banditore.domain.templates.template_pieces import Piece, Slot

MOST_BUTTONS = 10
MOST_OF_A_KIND: dict[ButtonKind, int] = {"quick-reply": 10, "url": 2, "phone": 1}
MOST_ON_A_DESKTOP = 3
"""With more, or with quick replies beside others, a message can only be read on a phone."""
_TYPES = {kind: name for name, kind in BUTTONS.items()}
_MARK = re.compile(r"[*~`]|(?<!\w)_(?=\S[^_]*_(?!\w))")
_ADDRESS = re.compile(r"https://[a-z0-9.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#][^\s{}]*)?", re.IGNORECASE)
_BEHIND_HOST = re.compile(r"[/?#]")
_INTO_WHATSAPP = re.compile(
    r"//(?:www\.|api\.|chat\.)?(?:wa\.me|whatsapp\.com)(?![\w.-])", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """What one part says in one language."""

    key: str
    """Where it stands in `template.yaml`: `header`, `buttons.2.text` …"""
    place: Place
    source: str
    """As it was written."""
    pieces: tuple[Piece, ...]

    @property
    def slots(self) -> list[Slot]:
        """Its placeholders."""
        return [piece for piece in self.pieces if not isinstance(piece, str)]

    @property
    def fixed(self) -> str:
        """Its fixed text."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


def header(said: Said) -> Iterator[Finding]:
    """Of a header."""
    yield from _plain(said)
    if len(said.fixed) > HEADER_LIMIT:
        yield _too_long(said, len(said.fixed), HEADER_LIMIT)
    slots = said.slots
    if len(slots) > 1:
        names = ", ".join(slot.name for slot in slots)
        yield error("template-header-variables", said.place, names=names)
    elif slots:
        yield from _filters(said, ("upper", "oneline"))
        if not isinstance(said.pieces[0], str):
            yield error("template-variable-first", said.place, name=slots[0].name)
        if not isinstance(said.pieces[-1], str):
            yield error("template-variable-last", said.place, name=slots[0].name)


def footer(said: Said) -> Iterator[Finding]:
    """Of a footer."""
    yield from _plain(said)
    yield from _no_variable(said)
    if len(said.fixed) > FOOTER_LIMIT:
        yield _too_long(said, len(said.fixed), FOOTER_LIMIT)


def label(said: Said) -> Iterator[Finding]:
    """Of what stands on a button."""
    yield from _plain(said)
    yield from _no_variable(said)
    if len(said.fixed) > LABEL_LIMIT:
        yield _too_long(said, len(said.fixed), LABEL_LIMIT)


def address(said: Said) -> Iterator[Finding]:
    """Of where a button leads."""
    slots, base = said.slots, said.pieces[0] if said.pieces else ""
    if not isinstance(base, str) or not _ADDRESS.fullmatch(base):
        yield error("template-url-form", said.place, url=said.source)
        return
    # A value must never choose the host.
    in_host = not _BEHIND_HOST.search(base.removeprefix("https://"))
    if slots and (said.pieces[1:] != (slots[0],) or in_host):
        yield error("template-url-variable", said.place, url=said.source)
    yield from _filters(said, ())
    if len(said.fixed) > URL_LIMIT:
        yield _too_long(said, len(said.fixed), URL_LIMIT)
    if _INTO_WHATSAPP.search(base):
        yield error("template-url-whatsapp", said.place, url=said.source)
    if short := SHORTENERS.search(said.source):
        yield error("short-link", said.place, link=short.group())


def phone(said: Said) -> Iterator[Finding]:
    """Of the number that a button calls: E.164 is always shorter than WhatsApp's 20 characters."""
    yield from _no_variable(said)
    number = "".join(said.fixed.split())
    if not (number.startswith("+") and is_address(number)):
        yield error("template-phone-form", said.place, value=said.source)


def stray(place: Place, key: str, type_: Node | None) -> Iterator[Finding]:
    """A target at a button that does not lead there."""
    shown = type_.text if isinstance(type_, Scalar) else ""
    yield error("template-button-stray", place, key=key, type=shown)


def labels(shown: Sequence[tuple[str, Place]]) -> Iterator[Finding]:
    """Two buttons of one language that look the same."""
    seen: set[str] = set()
    for text, place in shown:
        if text and text.casefold() in seen:
            yield error("template-label-twice", place, label=text)
        seen.add(text.casefold())


def together(buttons: Sequence[tuple[ButtonKind, Place]]) -> Iterator[Finding]:
    """How many buttons of which kind, and in which order."""
    kinds = [kind for kind, _ in buttons]
    if len(kinds) > MOST_BUTTONS:
        place = buttons[MOST_BUTTONS][1]
        yield error("template-many-buttons", place, count=len(kinds), limit=MOST_BUTTONS)
    for kind, count in Counter(kinds).items():
        if count > MOST_OF_A_KIND[kind]:
            last = [place for one, place in buttons if one == kind][-1]
            facts = {"type": _TYPES[kind], "count": count, "limit": MOST_OF_A_KIND[kind]}
            yield error("template-many-of-a-kind", last, **facts)
    replies = [kind == "quick-reply" for kind in kinds]
    turns = [at for at in range(1, len(replies)) if replies[at] != replies[at - 1]]
    if len(turns) > 1:
        yield error("template-buttons-mixed", buttons[turns[1]][1])
    elif turns or len(kinds) > MOST_ON_A_DESKTOP:
        yield warning("template-buttons-phone-only", buttons[0][1])


def _plain(said: Said) -> Iterator[Finding]:
    fixed = said.fixed
    mark = _MARK.search(fixed)
    if "\n" in fixed.strip():
        yield error("template-part-lines", said.place, part=said.key)
    if mark or emojis_in(fixed):
        sign = mark[0] if mark else emojis_in(fixed)[0]
        yield error("template-part-plain", said.place, part=said.key, sign=sign)


def _no_variable(said: Said) -> Iterator[Finding]:
    if said.slots or "{{" in said.fixed:
        yield error("template-part-variable", said.place, part=said.key)


def _filters(said: Said, permitted: Sequence[str]) -> Iterator[Finding]:
    for slot in said.slots:
        for name in slot.filters:
            if name not in permitted:
                yield error("template-part-filter", said.place, part=said.key, filter=name)


def _too_long(said: Said, length: int, limit: int) -> Finding:
    return error("template-part-too-long", said.place, part=said.key, length=length, limit=limit)
