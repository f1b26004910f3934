"""The letters of the town's office: `policy/letters/`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.errors import ContentError
from banditore.domain.findings import Place, blocking, error, warning
from banditore.domain.office.letters import KINDS, letter_path
from banditore.domain.texts.notice_recipients import pattern_of, recipients, strangers
from banditore.domain.texts.notice_rules.base import folded
from banditore.domain.texts.replies import compile_reply
from banditore.services.town import missing, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.ports import Files


def load_letter(files: Files, kind: str, language: str, service: Service) -> Template:
    """A letter's template. Raises ContentError where there is none that can be used."""
    template, findings = _letter(files, kind, language, service)
    if template is None:
        raise ContentError("the letter cannot be written", findings, "run: scripts/run check")
    return template


def letter_findings(files: Files, service: Service) -> Iterator[Finding]:
    """What is wrong with any of them. A town that has no letters yet has no folder of them."""
    if not files.paths("policy/letters"):
        return
    for kind in KINDS:
        for language in service.languages:
            yield from _letter(files, kind, language, service)[1]
            yield from _recipients(files, kind, language, service)


def _recipients(files: Files, kind: str, language: str, service: Service) -> Iterator[Finding]:
    """Who gets data by the settings, and by the letter (GDPR, article 15, 1 c)."""
    path = letter_path(kind, language)
    text = folded(text_of(path, files.read(path) or b"")[0])
    for name in strangers(service, text):
        yield warning("letter-names-stranger", Place(path), name=name)
    for name in recipients(service).values() if kind == "access" else ():
        if not re.search(pattern_of(name), text):
            yield warning("letter-lacks-recipient", Place(path), name=name)


def _letter(
    files: Files, kind: str, language: str, service: Service
) -> tuple[Template | None, list[Finding]]:
    path = letter_path(kind, language)
    content = files.read(path)
    if content is None:
        return None, [missing(path)]
    text, findings = text_of(path, content)
    ends = ("if_silent",) if kind == "notice-changed" and service.consent.accept_by else ()
    template, wrong = compile_reply(path, text, KINDS[kind], ends)
    findings += wrong
    if not text.strip():
        findings.append(error("reply-empty", Place(path)))
    return None if blocking(findings) else template, findings
