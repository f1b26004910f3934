"""Reading templates and broadcasts from a tree of files.

A file that does not pass keeps no other from being read: findings carry its path, and what is valid
is returned beside them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from banditore.domain.broadcasts.broadcast import digest_of
from banditore.domain.broadcasts.broadcast_file import Source, read_broadcast
from banditore.domain.broadcasts.broadcast_schema import broadcast_schema, template_schema
from banditore.domain.broadcasts.layout import id_of, kind_of
from banditore.domain.findings import Finding, Place, blocking, error
from banditore.domain.templates.frame_file import read_frames
from banditore.domain.templates.frame_words import frame_words
from banditore.domain.templates.template import Template, WhatsAppCategory
from banditore.domain.templates.template_rules import template_rules
from banditore.domain.templates.template_source import compile_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.service import Service
    from banditore.domain.templates.template_pieces import Piece
    from banditore.ports import Documents, Files

MESSAGES = "messages"
TEMPLATES = "messages/templates"


@dataclass(frozen=True)
class Reading:
    """One broadcast file: what it makes, and what is wrong in it."""

    source: Source | None
    """None where the file is no YAML document."""
    path: str
    broadcast: Broadcast | None
    findings: tuple[Finding, ...]


def load_templates(
    files: Files, documents: Documents, service: Service
) -> tuple[Mapping[str, Template], list[Finding]]:
    """The templates that can be used, by name, and the findings of all."""
    templates: dict[str, Template] = {}
    findings: list[Finding] = []
    names = {path.split("/")[2] for path in files.paths(TEMPLATES) if path.count("/") > 2}  # noqa: PLR2004 - messages/templates/<name>/<file>
    for name in sorted(names):
        template, about = _template(files, documents, service, name)
        findings += about
        if template:
            templates[name] = template
    return templates, [*findings, *template_rules(templates, service)]


def kind_of_broadcast(broadcast: Broadcast, templates: Mapping[str, Template]) -> str:
    """WhatsApp's category of what a broadcast is sent with: it decides the price."""
    for rendered in broadcast.rendered.values():
        template = templates.get(rendered.name.rsplit("_", 3)[0])
        if template:
            return template.category
    return "utility"


def read_broadcasts(
    files: Files, documents: Documents, service: Service, templates: Mapping[str, Template]
) -> list[Reading]:
    """Every file that is, or should be, a broadcast; and what else is wrong under `messages/`."""
    schema = broadcast_schema(service, templates)
    readings: list[Reading] = []
    for path in files.paths(MESSAGES):
        kind, findings = kind_of(path, service.languages)
        content = files.read(path)
        if kind == "broadcast" and content is not None:
            document, about = documents.read(path, content, schema)
            if document is None:
                readings.append(Reading(None, path, None, tuple(about)))
                continue
            source = Source(path, digest_of(content), document)
            readings.append(_reading(source, about, service, templates))
        elif findings:
            readings.append(Reading(None, path, None, tuple(findings)))
    return _without_duplicates(readings)


def load_broadcasts(
    files: Files, documents: Documents, service: Service
) -> tuple[list[Broadcast], list[Finding]]:
    """All valid broadcasts, and everything wrong under `messages/`."""
    templates, findings = load_templates(files, documents, service)
    readings = read_broadcasts(files, documents, service, templates)
    for reading in readings:
        findings += reading.findings
    return [reading.broadcast for reading in readings if reading.broadcast], findings


def _reading(
    source: Source,
    findings: list[Finding],
    service: Service,
    templates: Mapping[str, Template],
) -> Reading:
    broadcast, about = read_broadcast(source, service, templates)
    everything = (*findings, *about)
    valid = None if blocking(everything) else broadcast
    return Reading(source, source.path, valid, everything)


def _without_duplicates(readings: list[Reading]) -> list[Reading]:
    by_id: dict[str, list[str]] = defaultdict(list)
    for reading in readings:
        if reading.path.endswith(".yaml"):
            by_id[id_of(reading.path)].append(reading.path)
    return [
        reading
        if len(by_id[id_of(reading.path)]) < 2  # noqa: PLR2004 - itself
        else Reading(
            reading.source,
            reading.path,
            None,
            (*reading.findings, *_duplicate(reading.path, by_id[id_of(reading.path)])),
        )
        for reading in readings
    ]


def _duplicate(path: str, paths: list[str]) -> Iterator[Finding]:
    others = [other for other in paths if other != path]
    if others:
        yield error("duplicate-id", Place(path), id=id_of(path), other=others[0])


def _template(
    files: Files, documents: Documents, service: Service, name: str
) -> tuple[Template | None, list[Finding]]:
    folder = f"{TEMPLATES}/{name}"
    about = f"{folder}/template.yaml"
    content = files.read(about)
    if content is None:
        return None, [error("template-without-description", Place(about), name=name)]
    document, findings = documents.read(about, content, template_schema(service.languages))
    frames, about_frames = read_frames(document, service.languages) if document else ({}, [])
    findings = [*findings, *about_frames]
    texts: dict[str, tuple[Piece, ...]] = {}
    for language in service.languages:
        pieces, wrong = _text(files, f"{folder}/{language}.j2", name, language)
        findings = [*findings, *wrong]
        if pieces is not None:
            texts[language] = pieces
    if document is None or blocking(findings) or set(texts) != set(service.languages):
        return None, findings
    plain = cast("dict[str, str]", document.plain())
    category = cast("WhatsAppCategory", plain["whatsapp_category"])
    template = Template(name, category, plain["description"], texts, frames)
    differ = _same_placeholders(folder, template, service)
    return template, [*findings, *differ, *frame_words(template, service, Place(about))]


def _text(
    files: Files, path: str, name: str, language: str
) -> tuple[tuple[Piece, ...] | None, Sequence[Finding]]:
    content = files.read(path)
    if content is None:
        missing = error("template-language-missing", Place(path), name=name, language=language)
        return None, [missing]
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return None, [error("not-utf8", Place(path, content[: wrong.start].count(b"\n") + 1))]
    return compile_text(path, source)


def _same_placeholders(folder: str, template: Template, service: Service) -> Iterator[Finding]:
    first, *others = service.languages
    for other in others:
        ours, theirs = set(template.placeholders(first)), set(template.placeholders(other))
        for name in sorted(ours ^ theirs):
            has, lacks = (first, other) if name in ours else (other, first)
            around = name in {slot.name for slot in template.frame(has).slots()}
            place = Place(f"{folder}/{'template.yaml' if around else f'{lacks}.j2'}")
            yield error("template-languages-differ", place, name=name, has=has, lacks=lacks)
