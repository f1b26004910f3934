"""The rules of the town, read from `policy/`: the service, the notices, the replies."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from banditore.domain.document import Scalar
from banditore.domain.findings import Finding, Place, blocking, error, in_order, warning
from banditore.domain.lookup import value_at
from banditore.domain.office.letters import KINDS as LETTERS
from banditore.domain.office.letters import letter_path
from banditore.domain.policy.building import build
from banditore.domain.policy.schema import notice_schema, service_schema
from banditore.domain.policy.service_rules import broken_rules
from banditore.domain.texts.notice import Notice, digest_of, split_head
from banditore.domain.texts.replies import (
    KINDS,
    REQUIRED,
    VALUES,
    Replies,
    check_rendered,
    compile_reply,
    samples_of,
    values_of,
)
from banditore.domain.texts.reply_buttons import button_findings
from banditore.domain.texts.reply_facts import PERSONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Template

    from banditore.domain.service import Service
    from banditore.ports import Documents, Files

SERVICE = "policy/service.yaml"
RECIPIENTS = "policy/recipients.txt"
WRITERS = "policy/keyring-writers.txt"
"""Whom beside the workflow the keyring is taken from; many towns have nobody there."""


@dataclass(frozen=True)
class Town:
    """Everything that makes this service this town's."""

    service: Service
    notices: Mapping[str, Notice]
    """By language."""
    replies: Replies
    marketing: frozenset[str] = frozenset()
    """The categories whose template WhatsApp counts as marketing."""


def load_town(files: Files, documents: Documents) -> tuple[Town | None, list[Finding]]:
    """The town, None where an error blocks it, and every finding of `policy/`."""
    service, findings = _service(files, documents)
    if service is None:
        return None, in_order(findings)
    notices, about_notices = _notices(files, documents, service)
    templates, about_replies = _templates(files, service)
    findings += [*about_notices, *about_replies, *_strays(files, service)]
    findings += _ends(files, documents, service, notices)
    values = {language: values_of(service, notice) for language, notice in notices.items()}
    replies = Replies(templates, values)
    findings += _rendered(replies, service)
    marketing = _marketing(files, documents, service)
    town = None if blocking(findings) else Town(service, notices, replies, marketing)
    return town, in_order(findings)


def _service(files: Files, documents: Documents) -> tuple[Service | None, list[Finding]]:
    content = files.read(SERVICE)
    if content is None:
        return None, [missing(SERVICE)]
    document, findings = documents.read(SERVICE, content, service_schema())
    if document is None or blocking(findings):
        return None, findings
    findings += broken_rules(document)
    return (None if blocking(findings) else build(document)), findings


def _notices(
    files: Files, documents: Documents, service: Service
) -> tuple[dict[str, Notice], list[Finding]]:
    notices: dict[str, Notice] = {}
    findings: list[Finding] = []
    for language in service.languages:
        path = notice_path(language)
        content = files.read(path)
        if content is None:
            findings.append(missing(path))
            continue
        notice, troubles = _notice(path, language, content, documents)
        findings += troubles
        if notice is not None:
            notices[language] = notice
    return notices, [*findings, *_versions(notices)]


def _notice(
    path: str, language: str, content: bytes, documents: Documents
) -> tuple[Notice | None, list[Finding]]:
    _, unreadable = text_of(path, content)
    parts = split_head(content)
    if parts is None:
        return None, [*unreadable, error("notice-without-head", Place(path))]
    if unreadable:
        return None, unreadable
    document, findings = documents.read(path, parts[0], notice_schema())
    text = parts[1].decode().strip()
    if not text:
        findings.append(error("notice-empty", Place(path)))
    if document is None or blocking(findings):
        return None, findings
    head = {key.text: node.text for key, node in document if isinstance(node, Scalar)}
    short = " ".join(head["short"].split())
    return Notice(head["version"], language, text, digest_of(content), short), findings


def _versions(notices: Mapping[str, Notice]) -> Iterator[Finding]:
    first = next(iter(notices.values()), None)
    for notice in notices.values():
        if first is not None and notice.version != first.version:
            yield error(
                "notice-versions-differ",
                Place(notice_path(notice.language), 2),
                version=notice.version,
                language=first.language,
                other=first.version,
            )


def _ends(
    files: Files, documents: Documents, service: Service, notices: Mapping[str, Notice]
) -> Iterator[Finding]:
    """A day that is about another notice than the one in force does nothing."""
    named = service.consent.accept_by
    version = next((notice.version for notice in notices.values()), None)
    if named and version and named.notice != version:
        document, _ = documents.read(SERVICE, files.read(SERVICE) or b"", {})
        place = value_at(document, "consent", "accept_by", "notice")[1] if document else None
        facts = {"named": named.notice, "version": version}
        yield warning("accept-by-other-notice", place or Place(SERVICE), **facts)


def _templates(
    files: Files, service: Service
) -> tuple[dict[tuple[str, str], Template], list[Finding]]:
    templates: dict[tuple[str, str], Template] = {}
    findings: list[Finding] = []
    for kind in KINDS:
        for language in service.languages:
            path = reply_path(kind, language)
            content = files.read(path)
            if content is None:
                findings.append(missing(path))
                continue
            text, troubles = text_of(path, content)
            values = (*VALUES, *PERSONAL.get(kind, ()))
            template, wrong = compile_reply(path, text, values, _required(kind, service))
            findings += [*troubles, *wrong]
            if template is not None and not troubles:
                templates[kind, language] = template
    return templates, findings


def _required(kind: str, service: Service) -> tuple[str, ...]:
    """What a reply must say; the question only where the town asks it."""
    asks = kind != "confirm" or service.consent.double
    ends = ("if_silent",) if kind == "renew" and service.consent.accept_by else ()
    return (*REQUIRED.get(kind, ()), *ends) if asks else ()


def _asked(kind: str, service: Service) -> bool:
    """Whether the town asks this question."""
    return {"confirm": service.consent.double, "renew": service.consent.renew}.get(kind, False)


def _rendered(replies: Replies, service: Service) -> Iterator[Finding]:
    for kind, language in replies.templates:
        if language in replies.values:
            text = replies.render(kind, language, **samples_of(service, kind, language))
            path = reply_path(kind, language)
            yield from check_rendered(kind, path, text, replies.values[language])
            if _asked(kind, service):
                yield from button_findings(kind, path, replies.values[language], text)


def _marketing(files: Files, documents: Documents, service: Service) -> frozenset[str]:
    """What is wrong with these files is told where templates are checked."""
    found = set()
    for category in service.categories.values():
        path = f"messages/templates/{category.template}/template.yaml"
        document, _ = documents.read(path, files.read(path) or b"", {})
        if document is not None and value_at(document, "whatsapp_category")[0] == "marketing":
            found.add(category.id)
    return frozenset(found)


def _strays(files: Files, service: Service) -> Iterator[Finding]:
    """Only doubtful, never an error: a forgotten file must not keep an emergency from leaving."""
    known = [SERVICE, RECIPIENTS, WRITERS, *map(notice_path, service.languages)]
    known += map(public_path, service.languages)
    known += [reply_path(kind, language) for kind in KINDS for language in service.languages]
    present = files.paths("policy")
    known += [letter_path(kind, language) for kind in LETTERS for language in service.languages]
    absent = [path for path in known if path not in present]
    for path in present:
        if path not in known:
            yield _stray(path, absent)


def _stray(path: str, absent: Sequence[str]) -> Finding:
    similar = get_close_matches(path, absent, n=1, cutoff=0.8)
    if similar:
        return warning("policy-stray-similar", Place(path), similar=similar[0])
    permitted = "service.yaml, recipients.txt, privacy.it.md …, replies/help.it.j2 …, letters/…"
    return warning("policy-stray", Place(path), permitted=permitted)


def text_of(path: str, content: bytes) -> tuple[str, list[Finding]]:
    """A file's text, or where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError as wrong:
        return "", [error("not-utf8", Place(path, content[: wrong.start].count(b"\n") + 1))]


def notice_path(language: str) -> str:
    """Where the privacy notice stands."""
    return f"policy/privacy.{language}.md"


def public_path(language: str) -> str:
    """Where the words of posters and pages stand."""
    return f"policy/public.{language}.yaml"


def reply_path(kind: str, language: str) -> str:
    """Where the text of a reply stands."""
    return f"policy/replies/{kind}.{language}.j2"


def missing(path: str) -> Finding:
    """For a file that must be there."""
    return error("policy-missing", Place(path), path=path)
