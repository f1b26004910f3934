"""Jinja texts compiled to WhatsApp templates.

A template's static text with `{{ name }}` becomes the body that is registered, with `{{1}}`,
`{{2}}` … in place of the names; a broadcast's values become its parameters. WhatsApp forbids line
breaks, tabs and runs of spaces inside a parameter and wants words between two of them, so a text
of several paragraphs (`{{ testo | paragraphs }}`) is one parameter per paragraph, each after the
first led by `PARAGRAPH_MARK`: every number of paragraphs is a variant, registered by itself.

Sources: WhatsApp's pages on template components and template review (length, no variable first,
last or next to another); for "whitespace alone does not separate two variables" and "at least
2n + 1 words for n variables": the observations that providers publish.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from banditore.domain.message import Content, TemplateUse
from banditore.domain.text import oneline, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY_LIMIT = 1024
"""Characters of a body, filled in."""
MOST_PARAGRAPHS = 8
"""Paragraphs that a text may have: as many variants are registered."""
PARAGRAPH_MARK = "\n\n• "
FILTERS = ("paragraphs", "oneline", "upper")

WhatsAppCategory: TypeAlias = Literal["utility", "marketing"]
Piece: TypeAlias = "str | Slot"


@dataclass(frozen=True)
class Slot:
    """One placeholder of a text: `{{ name | filter }}`."""

    name: str
    filters: tuple[str, ...] = ()

    @property
    def takes_paragraphs(self) -> bool:
        """Whether it takes more than one paragraph."""
        return "paragraphs" in self.filters

    def fill(self, value: str) -> list[str]:
        """The parameters that a value becomes, one a paragraph; empty where there is no text."""
        shown = value.upper() if "upper" in self.filters else value
        if "oneline" in self.filters:
            return [oneline(shown)] if shown.strip() else []
        return paragraphs_of(shown)


@dataclass(frozen=True)
class Rendered:
    """A broadcast in one language: what the phone shows, and how it is sent."""

    text: str = field(repr=False)
    """Exactly what the phone shows."""
    name: str
    """The registered template: `<template>_<language>_<n>p_<digest>`, n parameters."""
    language: str
    body: str = field(repr=False)
    """What is registered, with `{{1}}`, `{{2}}` …"""
    parameters: tuple[str, ...] = field(repr=False)

    def content(self) -> Content:
        """As a message."""
        return Content(self.text, TemplateUse(self.name, self.language, self.parameters))


@dataclass(frozen=True)
class Template:
    """A Jinja text per language, compiled."""

    name: str
    category: WhatsAppCategory
    """WhatsApp's own category, which decides price and rules."""
    description: str
    texts: Mapping[str, tuple[Piece, ...]]

    def slots(self, language: str) -> tuple[Slot, ...]:
        """The placeholders of a language, in their order."""
        return tuple(piece for piece in self.texts[language] if isinstance(piece, Slot))

    def placeholders(self, language: str) -> tuple[str, ...]:
        """Their names, each once."""
        return tuple(dict.fromkeys(slot.name for slot in self.slots(language)))

    def render(self, language: str, values: Mapping[str, str]) -> Rendered:
        """Fill in a broadcast's values. Raises KeyError for a value that is missing."""
        text, body, parameters = "", "", list[str]()
        for piece in self.texts[language]:
            if isinstance(piece, str):
                text, body = text + piece, body + piece
                continue
            filled = piece.fill(values[piece.name])
            first = len(parameters) + 1
            marks = [f"{{{{{first + index}}}}}" for index in range(len(filled))]
            text += PARAGRAPH_MARK.join(filled)
            body += PARAGRAPH_MARK.join(marks)
            parameters += filled
        name = registered_name(self.name, language, len(parameters), body)
        return Rendered(text, name, language, body, tuple(parameters))

    def variants(self, language: str, most: int = MOST_PARAGRAPHS) -> list[Rendered]:
        """What is to be registered: one variant per number of paragraphs, with example values."""
        counts = range(1, most + 1)
        if not any(slot.takes_paragraphs for slot in self.slots(language)):
            counts = range(1, 2)
        return [self.render(language, self._examples(language, count)) for count in counts]

    def _examples(self, language: str, paragraphs: int) -> dict[str, str]:
        # WhatsApp's reviewers want to see a sample of each variable.
        return {
            slot.name: "\n\n".join(
                f"{slot.name.capitalize()} ({number})" for number in range(1, paragraphs + 1)
            )
            if slot.takes_paragraphs
            else slot.name.capitalize()
            for slot in self.slots(language)
        }


def registered_name(template: str, language: str, parameters: int, body: str) -> str:
    """The name of one variant: an edited body is a new template, which WhatsApp reviews anew."""
    digest = hashlib.sha256(body.encode()).hexdigest()[:8]
    code = re.sub(r"[^a-z0-9]", "_", language.lower())
    return f"{template}_{code}_{parameters}p_{digest}"
