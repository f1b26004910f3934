"""Sheets of paper, typeset by Typst."""

from __future__ import annotations

import json
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typst

from banditore.adapters.poster.code import qr_code
from banditore.domain.errors import DoesNotFit

if TYPE_CHECKING:
    from banditore.domain.texts.invitation import Invitation
    from banditore.domain.texts.sheets import Form, Sheet

LAYOUTS = Path(__file__).parent
FITS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""How much smaller letters may be where a town has much to say."""
LEAST: dict[Sheet, float] = {"poster-a4": 0.75, "poster-a5": 0.85, "card": 0.9, "cards-a4": 0.9}
"""Below that the smallest letters are ones that nobody reads."""
NO_ROOM = "no room"
"""What a layout says where its words do not fit."""
STANDARD: Final = "ua-1"
"""PDF/UA: tagged, titled, in a language; Typst refuses to write what it can see is not."""

_LAYOUTS: dict[Sheet, tuple[str, dict[str, str]]] = {
    "poster-a4": ("poster.typ", {"width": "210", "height": "297"}),
    "poster-a5": ("poster.typ", {"width": "148", "height": "210"}),
    "card": ("card.typ", {"many": "no"}),
    "cards-a4": ("card.typ", {"many": "yes"}),
}


class TypstPress:
    """Typesets an invitation."""

    def code(self, content: str) -> str:
        """A QR code as an `<svg>`, quiet zone included."""
        return qr_code(content)

    def sheet(self, sheet: Sheet, form: Form, invitation: Invitation, code: str) -> bytes:
        """One sheet. Raises DoesNotFit."""
        layout, inputs = _LAYOUTS[sheet]
        data = json.dumps({**asdict(invitation), "code": code})
        for fit in (one for one in FITS if one >= LEAST[sheet]):
            pages = _typeset(layout, form, {**inputs, "data": data, "fit": str(fit)})
            if len(pages) == 1:
                return _described(pages[0], invitation) if form == "svg" else pages[0]
        raise DoesNotFit(
            f"the words in policy/public.{invitation.language}.yaml do not fit on {sheet}",
            "make title, lead, steps and rules shorter",
        )


def _typeset(layout: str, form: Form, inputs: dict[str, str]) -> list[bytes]:
    """The pages; none where the layout finds no room."""
    compiler = typst.Compiler(
        LAYOUTS / layout, root=LAYOUTS, ignore_system_fonts=True, sys_inputs=inputs
    )
    try:
        drawn = _pages(compiler.compile(format="svg"))
        if form == "svg" or len(drawn) > 1:
            return drawn
        return _pages(compiler.compile(format="pdf", pdf_standards=STANDARD))
    except typst.TypstError as refusal:
        if NO_ROOM in str(refusal):
            return []
        raise


def _pages(made: bytes | list[bytes] | None) -> list[bytes]:
    return made if isinstance(made, list) else [made or b""]


def _described(svg: bytes, invitation: Invitation) -> bytes:
    """Letters are outlines in an SVG: who cannot see it needs its words."""
    words = invitation.words
    said = [words.title, words.lead, *words.steps, f"{words.by_hand} {invitation.number}"]
    said += [invitation.join, *(rule.long for rule in words.rules), words.stop, words.danger]
    name = escape(f"{words.title} \u2013 {words.town}")
    inside = f"<title>{name}</title><desc>{escape(' '.join(said))}</desc>"
    opening, closing, drawing = svg.decode().partition(">")
    named = f'{opening} role="img" lang="{invitation.language}"{closing}{inside}{drawing}'
    return named.encode()
