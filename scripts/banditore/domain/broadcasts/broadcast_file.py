"""From a broadcast's document to a `Broadcast`, with everything that is wrong in it.

What the schema finds (unknown, missing and empty keys, wrong types) is found before; here is what
only the rules of the service, the templates and the calendar can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.broadcast import Broadcast
from banditore.domain.broadcasts.layout import day_of, id_of
from banditore.domain.broadcasts.parity import differences
from banditore.domain.document import Mapping as DocumentMapping
from banditore.domain.document import Scalar
from banditore.domain.findings import Finding, Place, blocking, error, warning
from banditore.domain.moments import MOMENT, end_of_day, parse_moment
from banditore.domain.templates.template import BODY_LIMIT, MOST_PARAGRAPHS, Rendered, Template
from banditore.domain.templates.template_frame import HEADER_LIMIT, URL_LIMIT
from banditore.domain.text import SHORTENERS, hanging_marks, invisible, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from banditore.domain.service import Category, Service

LEAST_WORDS = 80
"""Characters that a broadcast should have: less looks like a test. Urgent ones may be short."""
_IN_A_LINK = re.compile(r"[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%\[\]]+")
"""Source: RFC 3986."""


@dataclass(frozen=True)
class Source:
    """A broadcast's file as it was read."""

    path: str
    digest: str
    document: DocumentMapping

    def text(self, key: str) -> Scalar | None:
        """A top-level value that is a text and not empty."""
        node = self.document.get(key)
        return node if isinstance(node, Scalar) and node.text else None

    def place(self, key: str) -> Place:
        """Where a top-level key stands."""
        return self.document.place_of_key(key)


def read_broadcast(
    source: Source, service: Service, templates: Mapping[str, Template]
) -> tuple[Broadcast | None, list[Finding]]:
    """The broadcast, None where the file does not make one, and every finding."""
    category_key = source.text("category")
    category = service.categories.get(category_key.text) if category_key else None
    send_at, expires_at, findings = _times(source, service)
    if category is None:
        return None, findings
    template_key = source.text("template")
    name = template_key.text if template_key else category.template
    if name not in templates:
        if template_key is None:
            findings.append(error("template-unusable", source.place("category"), name=name))
        return None, findings
    rendered, about_texts = _texts(source, service, templates[name], category)
    findings += about_texts
    if expires_at is None:
        day = day_of(id_of(source.path))
        if day is None:
            return None, findings
        expires_at = (send_at or end_of_day(day, service.zone)) + category.lifetime
    if blocking(findings) or set(rendered) != set(service.languages):
        return None, findings
    corrects = source.text("corrects")
    return (
        Broadcast(
            id=id_of(source.path),
            path=source.path,
            category=category.id,
            send_at=send_at,
            expires_at=expires_at,
            rendered=rendered,
            digest=source.digest,
            corrects=corrects.text if corrects else None,
        ),
        findings,
    )


def _times(
    source: Source, service: Service
) -> tuple[datetime | None, datetime | None, list[Finding]]:
    findings: list[Finding] = []
    moments: list[datetime | None] = []
    for key in ("send_at", "expires_at"):
        scalar = source.text(key)
        if scalar is None or not re.match(MOMENT, scalar.text):
            moments.append(None)  # absent, or the schema has said so
            continue
        moment, doubt = parse_moment(scalar.text, service.zone)
        moments.append(moment)
        if doubt:
            make = warning if doubt == "clock-repeats" else error
            findings.append(make(doubt, scalar.place, key=key, value=scalar.text))
    send_at, expires_at = moments
    if send_at and expires_at and expires_at <= send_at:
        findings.append(error("expires-before-send", source.place("expires_at")))
    return send_at, expires_at, findings


def _texts(
    source: Source, service: Service, template: Template, category: Category
) -> tuple[dict[str, Rendered], list[Finding]]:
    rendered: dict[str, Rendered] = {}
    findings: list[Finding] = []
    for language in service.languages:
        node = source.document.get(language)
        if not isinstance(node, DocumentMapping):
            continue
        values = {
            key.text: value
            for key, value in node
            if isinstance(value, Scalar) and value.text.strip()
        }
        for value in values.values():
            findings += _hygiene(value)
        if not set(template.placeholders(language)) <= set(values):
            findings += _blank(node, template, language)
            continue
        findings += _slots(template, language, values)
        shown = template.render(language, {name: value.text for name, value in values.items()})
        findings += _lengths(shown, source.place(language), urgent=category.urgent)
        rendered[language] = shown
    return rendered, findings + _parity(source, rendered)


def _blank(node: DocumentMapping, template: Template, language: str) -> Iterator[Finding]:
    # The schema speaks of missing and empty values; a value of nothing but spaces passes it.
    for name in template.placeholders(language):
        value = node.get(name)
        if isinstance(value, Scalar) and value.text and not value.text.strip():
            yield error("empty-text", value.place, key=name)


def _hygiene(value: Scalar) -> Iterator[Finding]:
    for position, sign, name in invisible(value.text):
        near = value.text[max(0, position - 16) : position - 1]
        yield error(
            "invisible-character", value.place, position=position, sign=sign, name=name, near=near
        )
    for match in SHORTENERS.finditer(value.text):
        yield error("short-link", value.place, link=match.group())
    for paragraph in paragraphs_of(value.text):
        for mark in hanging_marks(paragraph):
            yield warning("hanging-mark", value.place, mark=mark)


def _slots(template: Template, language: str, values: Mapping[str, Scalar]) -> Iterator[Finding]:
    for slot in template.slots(language):
        value = values[slot.name]
        count = len(slot.fill(value.text))
        if slot.takes_paragraphs and count > MOST_PARAGRAPHS:
            yield error(
                "too-many-paragraphs",
                value.place,
                key=slot.name,
                count=count,
                limit=MOST_PARAGRAPHS,
            )
        elif not slot.takes_paragraphs and count > 1:
            yield error("one-paragraph-only", value.place, key=slot.name)
        elif not count:
            yield error("empty-text", value.place, key=slot.name)
    for name in sorted(template.frame(language).link_names()):
        if not _IN_A_LINK.fullmatch(values[name].text.strip()):
            yield error("link-value", values[name].place, key=name)


def _lengths(shown: Rendered, place: Place, *, urgent: bool) -> Iterator[Finding]:
    length = len(shown.text)
    if length > BODY_LIMIT:
        yield error(
            "too-long",
            place,
            language=shown.language,
            length=length,
            limit=BODY_LIMIT,
            over=length - BODY_LIMIT,
        )
    header = len(shown.frame.shown.header)
    if header > HEADER_LIMIT:
        facts = {"language": shown.language, "length": header, "limit": HEADER_LIMIT}
        yield error("header-too-long", place, **facts)
    for button in shown.frame.shown.buttons:
        if len(button.value) > URL_LIMIT:
            yield error("link-too-long", place, label=button.text, limit=URL_LIMIT)
    own = sum(map(len, shown.parameters))
    if own < LEAST_WORDS and not urgent:
        yield warning("too-short", place, language=shown.language, length=own, least=LEAST_WORDS)


def _parity(source: Source, rendered: Mapping[str, Rendered]) -> list[Finding]:
    texts = {
        language: "\n".join((shown.frame.header, *shown.parameters))
        for language, shown in rendered.items()
    }
    if len(texts) < 2:  # noqa: PLR2004 - one text has nothing to differ from
        return []
    return [
        error("languages-differ", source.place(lacks), written=written, has=has, lacks=lacks)
        for written, has, lacks in differences(texts)
    ]
