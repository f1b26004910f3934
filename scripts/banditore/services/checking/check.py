"""Everything that can be known of the town's files before they are merged."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.broadcast import digest_of
from banditore.domain.broadcasts.broadcast_schema import broadcast_schema
from banditore.domain.broadcasts.history import Past, correction_findings, history_findings
from banditore.domain.broadcasts.layout import RECEIPTS, id_of
from banditore.domain.document import Scalar
from banditore.domain.due.template_standing import STATUS_FILE, standing_findings
from banditore.domain.due.timing import timing_findings
from banditore.domain.findings import Finding, Place, Severity, in_order, warning
from banditore.domain.reception.renewal import AFTER, APART
from banditore.services.broadcasts import MESSAGES, Reading, load_templates, read_broadcasts
from banditore.services.checking.forecast import Forecast
from banditore.services.letters import letter_findings
from banditore.services.notice import notice_findings
from banditore.services.public import public_findings
from banditore.services.receipts import last_audiences
from banditore.services.town import SERVICE, load_town

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from banditore.domain.service import Service
    from banditore.domain.templates.template import Template
    from banditore.ports import Documents, Files

SCHEMA_FILE = ".github/schemas/broadcast.schema.json"


def check(
    files: Files, base: Files | None, state: Files | None, documents: Documents, now: datetime
) -> list[Finding]:
    """All findings of policy and messages, in order.

    `base` is what main has (None: unknown), `state` where the receipts lie (None: with the files).
    """
    town, findings = load_town(files, documents)
    if town is None:
        return in_order(findings)
    templates, about_templates = load_templates(files, documents, town.service)
    readings = read_broadcasts(files, documents, town.service, templates)
    past = past_of(files, base, state, documents)
    findings = [*findings, *about_templates, *history_findings(past)]
    findings += letter_findings(files, town.service)
    findings += notice_findings(files, base, state or base or files, town)
    findings += public_findings(files, documents, town)
    findings += _about_renewal(files, base, town.service, now)
    for reading in readings:
        if reading.path.startswith(RECEIPTS) or not _settled(past, reading.path):
            findings += reading.findings
            findings += _about_time(reading, past, town.service, now)
            findings += _about_correction(reading, past, readings)
    people = last_audiences(state or base or files, documents)
    findings += _about_templates(readings, past, state or base or files, documents, town.service)
    findings += Forecast(past, people, town.service, now).findings(readings)
    findings += _about_schema(files, town.service, templates)
    return in_order(findings)


def _about_renewal(
    files: Files, base: Files | None, service: Service, now: datetime
) -> Iterator[Finding]:
    """A proposed day on which nobody can have been told twice."""
    end = service.consent.accept_by
    changed = base is not None and base.read(SERVICE) != files.read(SERVICE)
    if end and changed and end.end < now + APART + AFTER:
        day = f"{(end.end - timedelta(seconds=1)).astimezone(service.zone):%Y-%m-%d}"
        yield warning("accept-by-near", Place(SERVICE), day=day, days=AFTER.days)


def past_of(files: Files, base: Files | None, state: Files | None, documents: Documents) -> Past:
    """What was sent, what main has, and what is proposed."""
    receipts = state or base or files
    return Past(
        sent=_sent(receipts, documents),
        base=_digests(base) if base is not None else None,
        proposed=_digests(files),
    )


def schema_text(service: Service, templates: Mapping[str, Template]) -> str:
    """The content of `.github/schemas/broadcast.schema.json`, for editors."""
    schema = broadcast_schema(service, templates)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _digests(files: Files) -> dict[str, str]:
    contents = ((path, files.read(path)) for path in files.paths(MESSAGES))
    return {path: digest_of(content) for path, content in contents if content is not None}


def _sent(receipts: Files, documents: Documents) -> dict[str, str]:
    sent: dict[str, str] = {}
    for path in receipts.paths(RECEIPTS):
        document, _ = documents.read(path, receipts.read(path) or b"", {})
        digest = document.get("digest") if document else None
        # A receipt that cannot be read still says that it was sent.
        sent[id_of(path)] = digest.text if isinstance(digest, Scalar) else ""
    return sent


def _settled(past: Past, path: str) -> bool:
    return path in past.proposed and past.settled(path)


def _about_time(reading: Reading, past: Past, service: Service, now: datetime) -> Iterator[Finding]:
    if reading.broadcast is None or reading.source is None:
        return
    severity = Severity.ERROR
    if past.base is None:
        severity = Severity.WARNING
    elif past.untouched(reading.path):
        severity = Severity.NOTICE
    places = (reading.source.place("send_at"), reading.source.place("expires_at"))
    yield from timing_findings(reading.broadcast, places, service, now, severity)


def _about_correction(reading: Reading, past: Past, readings: list[Reading]) -> Iterator[Finding]:
    corrects = reading.source.text("corrects") if reading.source else None
    if corrects:
        ids = {id_of(other.path) for other in readings if other.path != reading.path}
        yield from correction_findings(corrects.place, corrects.text, past, ids)


def _about_templates(
    readings: list[Reading], past: Past, kept: Files, documents: Documents, service: Service
) -> Iterator[Finding]:
    """Of what is new or changed and not sent yet: what WhatsApp said when it was last asked."""
    content = kept.read(STATUS_FILE)
    told = documents.read(STATUS_FILE, content, {})[0] if content else None
    for reading in readings:
        one = reading.broadcast
        if one and reading.source and one.id not in past.sent and not past.untouched(one.path):
            place = reading.source.place("category")
            yield from standing_findings(one, place, told, service.provider)


def _about_schema(
    files: Files, service: Service, templates: Mapping[str, Template]
) -> Iterator[Finding]:
    content = files.read(SCHEMA_FILE)
    expected = schema_text(service, templates)
    if content is not None and content.decode(errors="replace").split() != expected.split():
        yield warning("schema-outdated", Place(SCHEMA_FILE))
