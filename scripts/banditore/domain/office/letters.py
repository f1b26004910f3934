"""What the office hands to a citizen: `policy/letters/<kind>.<language>.j2`.

A letter is text with `{{ value }}` in it, as a reply is, so that a town can have its own words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.message import readable
from banditore.domain.sentences.labels import label
from banditore.domain.sentences.months import day_name, language_name
from banditore.domain.texts.replies import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from jinja2 import Template

    from banditore.domain.office.changes import Erased
    from banditore.domain.office.record import Record
    from banditore.domain.service import Service
    from banditore.domain.subscriber import Subscriber

FOLDER = "policy/letters/"
_HEAD = ("date", "reference")
_DONE = ("erased_at", "changed_at", "removed", "epoch", "epoch_before", "generation", "digest")
KINDS: dict[str, tuple[str, ...]] = {
    "access": (*VALUES, *_HEAD, "address", "data", "origin"),
    "access-nothing": (*VALUES, *_HEAD, "address"),
    "erasure": (*VALUES, *_HEAD, *_DONE),
    "notice-changed": VALUES,
}
"""Kind → what it may mention."""
_BULLET = "\u2022 "


def letter_path(kind: str, language: str) -> str:
    """Where the text of a letter stands."""
    return f"{FOLDER}{kind}.{language}.j2"


def written(template: Template, values: Mapping[str, str]) -> str:
    """The letter; nothing in it is wrapped, so that a word processor can."""
    lines = (line.rstrip() for line in template.render(values).strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def head(at: datetime, service: Service, language: str, reference: str) -> dict[str, str]:
    """What every letter begins with."""
    day = at.astimezone(service.zone).date().isoformat()
    return {"date": day_name(day, language), "reference": reference}


def about(record: Record, service: Service, language: str) -> dict[str, str]:
    """What a letter says of a record."""
    person = record.person
    key = person.joined.partition(":") if person else ("none", "", "")
    return {
        "address": readable(record.address),
        "data": _listed(_data(record, service, language)),
        "origin": label(f"letter-origin-{key[0]}", language, source=key[2]),
    }


def removed(what: Erased, language: str) -> str:
    """What an erasure took away."""
    rows = (
        (what.subscriber, "letter-erased-subscriber"),
        (what.applicant, "letter-erased-applicant"),
        (what.replies, "letter-erased-replies"),
        (what.marks, "letter-erased-marks"),
    )
    keys = [key for there, key in rows if there] or ["letter-erased-nothing"]
    return _listed(label(key, language) for key in keys)


def moment_name(at: datetime, service: Service, language: str) -> str:
    """`25 novembre 2026, ore 18:30`."""
    local = at.astimezone(service.zone)
    day = day_name(local.date().isoformat(), language)
    return label("letter-moment", language, day=day, time=f"{local:%H:%M}")


def _listed(lines: Iterator[str]) -> str:
    return "\n".join(f"{_BULLET}{line}" for line in lines)


def _data(record: Record, service: Service, language: str) -> Iterator[str]:
    if record.person:
        yield from _person(record.person, service, language)
    if record.applicant:
        since = moment_name(record.applicant.since, service, language)
        yield label("letter-applied", language, when=since)
    if record.left:
        yield label("letter-left", language, when=moment_name(record.left, service, language))
    if record.chosen:
        last = moment_name(record.chosen[-1], service, language)
        yield label("letter-chosen", language, when=last)
    if record.answered:
        last = moment_name(record.answered[-1], service, language)
        yield label("letter-answered", language, when=last)
    if record.replies:
        yield label("letter-owed", language, count=len(record.replies))
    if record.misses:
        yield label("letter-misses", language, count=record.misses)


def _person(person: Subscriber, service: Service, language: str) -> Iterator[str]:
    for address in person.addresses:
        key = "letter-phone" if address.startswith("+") else "letter-user-id"
        yield label(key, language, value=readable(address))
    yield label("letter-language", language, value=language_name(person.language, language))
    known = [one for one in service.categories.values() if one.id in person.categories]
    names = [one.names.get(language, one.id) for one in known]
    # A category that the town has given up still stands with who chose it.
    names += sorted(person.categories - service.categories.keys())
    yield label("letter-categories", language, value=", ".join(names) or "\u2013")
    yield label("letter-status", language, value=label(f"letter-{person.status}", language))
    consent = person.consent
    how, _, source = person.joined.partition(":")
    when = moment_name(consent.at, service, language)
    if how != "text":  # a form has a day, and no hour
        when = day_name(consent.at.astimezone(service.zone).date().isoformat(), language)
    yield label(f"letter-consent-{how}", language, when=when, source=source)
    if consent.message:
        yield label("letter-message", language, value=consent.message)
    if consent.notice:
        digest = consent.notice_hash or "\u2013"
        yield label("letter-notice", language, version=consent.notice, digest=digest)
    else:
        yield label("letter-notice-older", language)
