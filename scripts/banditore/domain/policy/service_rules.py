"""What no schema can say of `policy/service.yaml`: what must agree, exist, or be told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from banditore.domain.findings import Finding, error
from banditore.domain.lookup import mapping_of, node_at, texts_of, value_at
from banditore.domain.policy.building import number_of, seconds_of
from banditore.domain.policy.command_rules import command_findings
from banditore.domain.policy.operation_rules import hours_findings, silence_findings
from banditore.domain.policy.people_findings import people_findings
from banditore.domain.prices import price_findings
from banditore.domain.service import Sending
from banditore.domain.templates.whatsapp_languages import whatsapp_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banditore.domain.document import Mapping as DocumentMapping

# What `git check-ref-format` forbids, less what nobody needs in such a name.
_BRANCH = re.compile(r"(?!sending(/|$))[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*(?<!\.lock)")
# Bounds of `sending`: 1,000 a second is the most that WhatsApp grants one number.
_RANGES = {
    "rate": (1, 1000),
    "connections": (1, 500),
    "lease": (12, 900),
    "call_timeout": (1, 60),
    "message_timeout": (5, 300),
}
_LIFETIMES = (60, 31 * 86400)
_DAY = 86400
# Bounds of `limits`, and the bounds in words.
_LIMITS = {
    "recipients_per_broadcast": ((1, 5_000_000), ("1", "5000000")),
    "broadcasts_per_day": ((1, 100), ("1", "100")),
    "oldest_file": ((_DAY, 31 * _DAY), ("1 day", "31 days")),
    "outcomes_kept": ((3 * _DAY, 90 * _DAY), ("3 days", "90 days")),
}


def broken_rules(document: DocumentMapping) -> list[Finding]:
    """Everything that a schema cannot see, of a document that passes its schema."""
    return [
        *_number(document),
        *_zone(document),
        *_branch(document),
        *_languages(document),
        *_amounts(document),
        *command_findings(document),
        *hours_findings(document),
        *silence_findings(document),
        *people_findings(document),
        *price_findings(document),
    ]


def _number(document: DocumentMapping) -> Iterator[Finding]:
    text, place = value_at(document, "municipality", "number")
    try:
        number = number_of(text)
    except ValueError:
        number = None
    if number is None or not number.startswith("+"):
        yield error("number-invalid", place)


def _zone(document: DocumentMapping) -> Iterator[Finding]:
    text, place = value_at(document, "time_zone")
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # unknown, a path, or a folder of the database
        yield error("zone-unknown", place, value=text)


def _branch(document: DocumentMapping) -> Iterator[Finding]:
    text, place = value_at(document, "state_branch")
    if not _BRANCH.fullmatch(text):
        yield error("branch-invalid", place, value=text)


def _languages(document: DocumentMapping) -> Iterator[Finding]:
    """Every text in every language of the service."""
    items = texts_of(document.get("languages"))
    for item in items:
        if not whatsapp_language(item.text):
            yield error("language-not-at-whatsapp", item.place, language=item.text)
    known = [item.text for item in items]
    paths: list[tuple[str, ...]] = [("municipality", "channels")]
    if mapping_of(document.get("municipality")).get("names") is not None:
        paths.append(("municipality", "names"))
    for key, _ in mapping_of(document.get("categories")):
        paths += [("categories", key.text, "names"), ("categories", key.text, "about")]
    for path in paths:
        yield from _parity(document, path, known)


def _parity(
    document: DocumentMapping, path: Sequence[str], known: Sequence[str]
) -> Iterator[Finding]:
    texts, name = mapping_of(node_at(document, *path)), ".".join(path)
    for language in known:
        if texts.get(language) is None:
            yield error("language-missing", texts.place, key=name, language=language)
    for key, _ in texts:
        if key.text not in known:
            yield error("language-not-offered", key.place, key=name, language=key.text)


def _amounts(document: DocumentMapping) -> Iterator[Finding]:
    for key, _ in mapping_of(document.get("categories")):
        path = ("categories", key.text, "expires_after")
        yield from _range(document, path, _LIFETIMES, ("1 min", "31 days"))
    for name, (least, most) in _RANGES.items():
        unit = "" if name in {"rate", "connections"} else " s"
        words = (f"{least}{unit}", f"{most}{unit}")
        yield from _range(document, ("sending", name), (least, most), words)
    for name, (bounds, words) in _LIMITS.items():
        yield from _range(document, ("limits", name), bounds, words)
    yield from _lease(document)


def _range(
    document: DocumentMapping,
    path: Sequence[str],
    bounds: tuple[int, int],
    words: tuple[str, str],
) -> Iterator[Finding]:
    text, place = value_at(document, *path)
    if not text:
        return
    amount = int(text) if text.isdigit() else seconds_of(text)
    if not bounds[0] <= amount <= bounds[1]:
        name = ".".join(path)
        yield error("out-of-range", place, key=name, value=text, least=words[0], most=words[1])


def _lease(document: DocumentMapping) -> Iterator[Finding]:
    lease, place = value_at(document, "sending", "lease")
    message, _ = value_at(document, "sending", "message_timeout")
    default = Sending()
    held = seconds_of(lease) if lease else default.lease.total_seconds()
    longest = seconds_of(message) if message else default.message_timeout.total_seconds()
    if held <= 2 * longest:
        yield error("lease-too-short", place, key="sending.lease")
