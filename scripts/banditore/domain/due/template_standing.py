"""How WhatsApp stands to our templates: compared with what is registered, and kept for the check.

A pull request's job has no secret and cannot ask the provider. So `sync` writes what it was told
to `messages/templates/status.yaml` on the state branch, and the check reads it from there. It holds
no personal data. Whoever forges it gains nothing: it makes warnings and never an error, and what is
sent is decided by asking the provider itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from banditore.domain.document import Mapping as DocumentMapping
from banditore.domain.document import Scalar
from banditore.domain.findings import Finding, Place, notice, warning

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.templates.registration import Parts, Registered
    from banditore.domain.templates.template import Rendered

Difference = Literal["missing", "different", "category", "orphaned"]
MOST_REGISTERED = 250
"""Templates of an account that is not verified. Source: Meta's page on templates (May 2026)."""
MOST_AN_HOUR = 100
"""Templates that an account may create in an hour. Source: as above."""
_OURS = re.compile(r"[a-z][a-z0-9_]*_[a-z]{2,3}_[0-9]+p_[0-9a-f]{8}")
STATUS_FILE = "messages/templates/status.yaml"
HEADER = (
    "# Written by banditore: what WhatsApp says of the templates. Editing it changes nothing.\n"
)


@dataclass(frozen=True)
class Needed:
    """One variant of a template, as it is registered."""

    rendered: Rendered
    category: str
    """WhatsApp's own category: utility or marketing."""

    @property
    def name(self) -> str:
        """The name it is registered under."""
        return self.rendered.name


def differences(
    wanted: Iterable[Needed], known: Mapping[str, Registered]
) -> list[tuple[str, Difference]]:
    """Name and what is the matter: first what we need, then what is registered for nothing.

    Only names that are made as ours are: a town may register others by hand.
    """
    ours = {one.name: one for one in wanted}
    found: list[tuple[str, Difference]] = []
    for name, one in ours.items():
        there = known.get(name)
        if there is None:
            found.append((name, "missing"))
        elif there.body and _said(there.body, there.parts) != _said(
            one.rendered.body, one.rendered.frame.registered
        ):
            found.append((name, "different"))
        elif there.category and there.category != one.category:
            found.append((name, "category"))
    spare = sorted(known.keys() - ours.keys())
    return [*found, *((name, "orphaned") for name in spare if _OURS.fullmatch(name))]


def _said(body: str, parts: Parts) -> object:
    """What makes two templates the same; of a number its digits, however it is written."""
    buttons = [
        (one.kind, one.text, re.sub(r"\D", "", one.value) if one.kind == "phone" else one.value)
        for one in parts.buttons
    ]
    return body, parts.header, parts.footer, buttons


def status_file(wanted: Iterable[Needed], known: Mapping[str, Registered], now: datetime) -> bytes:
    """The file for the check."""
    lines = [f"checked_at: {json.dumps(now.isoformat(timespec='seconds'))}", "templates:"]
    for one in sorted(wanted, key=lambda one: one.name):
        there = known.get(one.name)
        said: dict[str, str] = {"status": there.status if there else "missing"}
        if there:
            facts = {"category": there.category, "quality": there.quality, "reason": there.reason}
            said |= {key: value for key, value in facts.items() if value}
        lines.append(f"  {one.name}: {json.dumps(said)}")
    return (HEADER + "\n".join(lines) + "\n").encode()


def same_standing(one: bytes, other: bytes) -> bool:
    """Whether two such files say the same, whenever they were written."""
    return _without_time(one) == _without_time(other)


def _without_time(content: bytes) -> list[bytes]:
    return [line for line in content.splitlines() if not line.startswith(b"checked_at:")]


def standing_findings(
    broadcast: Broadcast, place: Place, told: DocumentMapping | None, provider: str
) -> Iterator[Finding]:
    """What keeps a broadcast waiting: WhatsApp has not approved what it is sent with."""
    if told is None and provider == "simulator":
        return
    said: Counter[tuple[str, str]] = Counter()
    for rendered in broadcast.rendered.values():
        said[_told(told, rendered.name)] += 1
    for status, reason in sorted(said):
        if not status:
            yield notice("template-status-unknown", place)
        elif status != "approved":
            yield warning("template-not-approved", place, status=status, reason=reason or "-")


def _told(document: DocumentMapping | None, name: str) -> tuple[str, str]:
    one = document
    for key in ("templates", name):
        node = one.get(key) if one else None
        one = node if isinstance(node, DocumentMapping) else None
    values = (one.get(key) if one else None for key in ("status", "reason"))
    status, reason = (value.text if isinstance(value, Scalar) else "" for value in values)
    return status[:40], reason[:200]
