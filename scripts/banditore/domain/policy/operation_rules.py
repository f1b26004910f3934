"""What no schema can say of the hours and silences in `policy/service.yaml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from banditore.domain.document import Sequence_
from banditore.domain.findings import error, warning
from banditore.domain.hours import HOURS, parse_hours
from banditore.domain.lookup import mapping_of, node_at, texts_of, value_at
from banditore.domain.moments import BOUND, parse_bound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.document import Mapping, Scalar
    from banditore.domain.findings import Finding, Place

# A vote is called 70 days before it at most (D.Lgs. 267/2000, L. 182/1991, DPR 361/1957), and a
# second round follows within two weeks: longer is a slip of the pen.
LONGEST_SILENCE = timedelta(days=120)


@dataclass(frozen=True)
class _Span:
    place: Place
    since: datetime
    until: datetime
    categories: frozenset[str]


def hours_findings(document: Mapping) -> Iterator[Finding]:
    """Hours that never begin, or that an urgent category would have to wait for."""
    for category, _ in mapping_of(document.get("categories")):
        text, place = value_at(document, "categories", category.text, "hours")
        urgent, _ = value_at(document, "categories", category.text, "urgent")
        if not text or not re.match(HOURS, text):
            continue  # absent, or the schema has said so
        try:
            hours = parse_hours(text)
        except ValueError:
            yield error("hours-backwards", place, value=text)
        else:
            if hours is not None and urgent == "yes":
                yield error("hours-urgent", place, category=category.text, value=text)


def silence_findings(document: Mapping) -> Iterator[Finding]:
    """Silences that end before they begin, silence nothing, or silence an emergency."""
    zone = zone_of(document)
    calm = {c.text for c, _ in _categories(document) if not _urgent(document, c.text)}
    listed = document.get("silences")
    spans: list[_Span] = []
    for node in listed.items if isinstance(listed, Sequence_) else ():
        one = mapping_of(node)
        named = texts_of(one.get("categories"))
        yield from _names(document, named)
        bounds: list[datetime | None] = []
        for key, last in (("from", False), ("until", True)):
            text, place = value_at(one, key)
            moment = None
            if zone is not None and re.match(BOUND, text):
                moment, doubt = parse_bound(text, zone, last=last)
                if doubt:
                    make = warning if moment else error
                    yield make(doubt, place, key=f"silences.{key}", value=text)
            bounds.append(moment)
        if bounds[0] is not None and bounds[1] is not None:
            span = _Span(
                value_at(one, "until")[1],
                bounds[0],
                bounds[1],
                frozenset(name.text for name in named) or frozenset(calm),
            )
            yield from _span(span, spans)
            spans.append(span)


def _span(span: _Span, others: list[_Span]) -> Iterator[Finding]:
    if span.until <= span.since:
        yield error("silence-backwards", span.place)
        return
    if span.until - span.since > LONGEST_SILENCE:
        days = (span.until - span.since).days
        yield warning("silence-long", span.place, days=days, most=LONGEST_SILENCE.days)
    for other in others:
        common = span.categories & other.categories
        if common and span.since < other.until and other.since < span.until:
            listed = ", ".join(sorted(common))
            yield warning("silence-overlaps", span.place, line=other.place.line, categories=listed)


def _names(document: Mapping, named: list[Scalar]) -> Iterator[Finding]:
    known = [category.text for category, _ in _categories(document)]
    for name in named:
        if name.text not in known:
            listed = ", ".join(known)
            yield error("silence-of-nothing", name.place, name=name.text, permitted=listed)
        elif _urgent(document, name.text):
            yield error("silence-urgent", name.place, name=name.text)


def _categories(document: Mapping) -> Mapping:
    return mapping_of(node_at(document, "categories"))


def _urgent(document: Mapping, category: str) -> bool:
    return value_at(document, "categories", category, "urgent")[0] == "yes"


def zone_of(document: Mapping) -> ZoneInfo | None:
    """The town's time zone; None where there is no such one."""
    try:
        return ZoneInfo(value_at(document, "time_zone")[0])
    except (KeyError, ValueError, OSError):  # the rule on time zones has said so
        return None
