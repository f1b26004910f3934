"""What WhatsApp's reviewers look at beyond the form of a text: doubles, and the declared category.

Utility is what is not promotional and essential: warnings of danger, public services, disruptions.
Invitations and events are marketing, which WhatsApp may hold back and charges more for; a utility
template that invites is re-classified, and again and again stops all sending (131064).

Sources: Meta's pages on template review and template categorization (2025, 2026).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from banditore.domain.findings import Finding, Place, error, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from banditore.domain.service import Service
    from banditore.domain.templates.template import Template

_PROMOTES = re.compile(
    r"\b(?:invit\w*|event[oi]|evenement\w*|fest[ae]|festival\w*|fete\w*|sagr[ae]|concert\w*"
    r"|spettacol\w*|spectacle\w*|manifestation\w*|manifestazion\w*|scont[oi]|offert[ae]|promo\w*"
    r"|lotteri\w*|mercatin\w*|sapevi che|saviez.vous)\b"
)
"""Words of invitations and offers, without accents."""
_FOLDER = "messages/templates"


def template_rules(templates: Mapping[str, Template], service: Service) -> Iterator[Finding]:
    """Of templates that pass by themselves."""
    yield from _doubles(templates)
    for template in templates.values():
        if template.category == "utility":
            yield from _promotions(template)
    for category in service.categories.values():
        used = templates.get(category.template)
        if category.urgent and used and used.category == "marketing":
            place = Place(f"{_FOLDER}/{used.name}/template.yaml")
            yield warning("urgent-marketing", place, category=category.id)


def _doubles(templates: Mapping[str, Template]) -> Iterator[Finding]:
    seen: dict[tuple[object, ...], str] = {}
    for template in templates.values():
        for language, pieces in template.texts.items():
            wording = tuple(piece if isinstance(piece, str) else piece.filters for piece in pieces)
            key = (language, wording, template.frame(language).footer)
            other = seen.setdefault(key, template.name)
            if other != template.name:
                place = Place(f"{_FOLDER}/{template.name}/{language}.j2")
                yield error("template-twice", place, other=other)


def _promotions(template: Template) -> Iterator[Finding]:
    for language, pieces in template.texts.items():
        frame = template.frame(language)
        # A button's label is a command, which may name a category.
        whole = (*pieces, *frame.header, frame.footer)
        said = (piece for piece in whole if isinstance(piece, str))
        found = _PROMOTES.search(_plain(said))
        if found:
            place = Place(f"{_FOLDER}/{template.name}/{language}.j2")
            yield warning("template-promotes", place, word=found[0])


def _plain(texts: Iterable[str]) -> str:
    apart = unicodedata.normalize("NFD", " ".join(texts).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
