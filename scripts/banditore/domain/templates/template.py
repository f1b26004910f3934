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
from banditore.domain.templates.registration import Submission
from banditore.domain.templates.template_frame import UNFRAMED, Filled, Frame, as_lines
from banditore.domain.templates.template_pieces import Slot
from banditore.domain.templates.whatsapp_languages import whatsapp_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.templates.registration import Parts
    from banditore.domain.templates.template_pieces import Piece

BODY_LIMIT = 1024
"""Characters of a body, filled in."""
MOST_PARAGRAPHS = 8
"""Paragraphs that a text may have: as many variants are registered."""
PARAGRAPH_MARK = "\n\n• "

WhatsAppCategory: TypeAlias = Literal["utility", "marketing"]


@dataclass(frozen=True)
class Rendered:
    """A broadcast in one language: what the phone shows, and how it is sent."""

    text: str = field(repr=False)
    """The body, exactly as the phone shows it."""
    name: str
    """The registered template: `<template>_<language>_<n>p_<digest>`, n parameters."""
    language: str
    body: str = field(repr=False)
    """What is registered, with `{{1}}`, `{{2}}` …"""
    parameters: tuple[str, ...] = field(repr=False)
    """Of the body."""
    frame: Filled = UNFRAMED
    """What stands around the body."""

    @property
    def phone(self) -> str:
        """Exactly what the phone shows."""
        return as_lines(self.frame.shown, self.text)

    def submission(self, category: str) -> Submission:
        """As it is registered; the values are its examples."""
        frame = self.frame
        return Submission(
            self.name,
            whatsapp_language(self.language) or self.language,
            category,
            self.body,
            self.parameters,
            frame.registered,
            frame.header,
            frame.links,
        )

    def content(self) -> Content:
        """As a message."""
        frame = self.frame
        code = whatsapp_language(self.language) or self.language
        use = TemplateUse(self.name, code, self.parameters, header=frame.header, links=frame.links)
        return Content(self.text, use, whole="" if self.phone == self.text else self.phone)


@dataclass(frozen=True)
class Template:
    """A Jinja text per language, compiled."""

    name: str
    category: WhatsAppCategory
    """WhatsApp's own category, which decides price and rules."""
    description: str
    texts: Mapping[str, tuple[Piece, ...]]
    frames: Mapping[str, Frame] = field(default_factory=dict)
    """By language, what stands around the text; none: nothing."""

    def slots(self, language: str) -> tuple[Slot, ...]:
        """The placeholders of a language: of its text in their order, then those around it."""
        body = (piece for piece in self.texts[language] if isinstance(piece, Slot))
        return (*body, *self.frame(language).slots())

    def frame(self, language: str) -> Frame:
        """What stands around the text."""
        return self.frames.get(language, Frame())

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
        frame = self.frame(language).fill(values)
        name = registered_name(self.name, language, len(parameters), body, frame.registered)
        return Rendered(text, name, language, body, tuple(parameters), frame)

    def variants(self, language: str, most: int = MOST_PARAGRAPHS) -> list[Rendered]:
        """What is to be registered: one variant per number of paragraphs, with example values."""
        counts = range(1, most + 1)
        if not any(slot.takes_paragraphs for slot in self.slots(language)):
            counts = range(1, 2)
        return [self.render(language, self._examples(language, count)) for count in counts]

    def _examples(self, language: str, paragraphs: int) -> dict[str, str]:
        # WhatsApp's reviewers want to see a sample of each variable.
        examples = {slot.name: slot.name.capitalize() for slot in self.slots(language)}
        examples |= {name: name for name in self.frame(language).link_names()}
        several = (slot.name for slot in self.slots(language) if slot.takes_paragraphs)
        numbers = range(1, paragraphs + 1)
        return examples | {
            name: "\n\n".join(f"{name.capitalize()} ({number})" for number in numbers)
            for name in several
        }


def registered_name(template: str, language: str, parameters: int, body: str, parts: Parts) -> str:
    """The name of one variant: an edited text is a new template, which WhatsApp reviews anew."""
    around = (parts.header, parts.footer, *((b.kind, b.text, b.value) for b in parts.buttons))
    said = body if not any(around) else f"{body}\n{around!r}"
    digest = hashlib.sha256(said.encode()).hexdigest()[:8]
    code = re.sub(r"[^a-z0-9]", "_", language.lower())
    return f"{template}_{code}_{parameters}p_{digest}"
