"""From the document of `policy/service.yaml`, in which nothing is wrong, to a `Service`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from banditore.domain.hours import parse_hours
from banditore.domain.message import Address
from banditore.domain.moments import parse_bound
from banditore.domain.people_rules import AcceptBy, ConsentRules, DeadNumbers
from banditore.domain.prices import prices_of
from banditore.domain.service import (
    USUAL_HOURS,
    Category,
    InboxPlace,
    Limits,
    Sending,
    Service,
    Silence,
)
from banditore.domain.wordlists.commands import DEFAULTS

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.document import Plain
    from banditore.domain.hours import Hours

_UNITS = {"s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}
NOT_PAUSED = NO_CARD = "no"
_SPACING = re.compile(r"[\s./()-]")


def seconds_of(text: str) -> int:
    """`90 s`, `30 min`, `12 h`, `7 days` in seconds. Raises ValueError on anything else."""
    match = re.fullmatch(r"([0-9]{1,6}) ?(s|min|h|days?)", text.strip())
    if not match:
        raise ValueError("not a duration")
    return int(match.group(1)) * _UNITS[match.group(2)]


def number_of(text: str) -> Address:
    """A number as people write it, in E.164. Raises ValueError."""
    return Address(_SPACING.sub("", text))


def build(document: DocumentMapping) -> Service:
    """The service of a document without findings."""
    raw = cast("dict[str, Any]", _stripped(document.plain()))
    town = raw["municipality"]
    return Service(
        name=town["name"],
        names=_texts(town.get("names", {})),
        number=number_of(town["number"]),
        website=town["website"],
        notice_url=town["notice_url"],
        channels=_texts(town["channels"]),
        languages=tuple(raw["languages"]),
        staff_language=raw["staff_language"],
        time_zone=raw["time_zone"],
        state_branch=raw["state_branch"],
        provider=raw["provider"],
        categories={name: _category(name, one) for name, one in raw["categories"].items()},
        commands=DEFAULTS | {name: _phrases(one) for name, one in raw.get("commands", {}).items()},
        sending=Sending(**_amounts(raw["sending"])),
        paused=paused_of(raw.get("paused", NOT_PAUSED)),
        silences=tuple(_silence(one, raw["time_zone"]) for one in raw.get("silences", ())),
        limits=_limits(raw.get("limits", {})),
        consent=_consent(raw.get("consent", {}), raw["time_zone"]),
        dead_numbers=DeadNumbers(**_amounts(raw.get("dead_numbers", {}))),
        prices=prices_of(raw.get("prices")),
        inbox=InboxPlace(**raw["inbox"]) if "inbox" in raw else None,
        email=town.get("email", ""),
        contact_card=_card_link(town.get("contact_card", "")),
    )


def paused_of(text: str) -> str:
    """Why the service is paused, or `""`."""
    return "" if text.strip() == NOT_PAUSED else " ".join(text.split())


def _card_link(text: str) -> str | None:
    return None if text == NO_CARD else text


def _category(name: str, raw: dict[str, Any]) -> Category:
    return Category(
        id=name,
        names=_texts(raw["names"]),
        about=_texts(raw["about"]),
        template=raw["template"],
        urgent=raw["urgent"] == "yes",
        lifetime=timedelta(seconds=seconds_of(raw["expires_after"])),
        when_unknown=raw["when_unknown"],
        hours=_hours(raw),
        synonyms=_phrases(raw.get("synonyms", {})),
    )


def _phrases(raw: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(phrases) for language, phrases in raw.items()}


def _hours(raw: dict[str, Any]) -> Hours | None:
    if "hours" in raw:
        return parse_hours(raw["hours"])
    return None if raw["urgent"] == "yes" else USUAL_HOURS


def _amounts(raw: dict[str, str]) -> dict[str, Any]:
    """Numbers and durations."""
    return {
        name: int(text) if text.isdigit() else timedelta(seconds=seconds_of(text))
        for name, text in raw.items()
    }


def _silence(raw: dict[str, Any], zone: str) -> Silence:
    categories = raw.get("categories")
    return Silence(
        since=_bound(raw["from"], zone, last=False),
        until=_bound(raw["until"], zone, last=True),
        reason=" ".join(raw["reason"].split()),
        categories=frozenset(categories) if categories else None,
    )


def _bound(text: str, zone: str, *, last: bool) -> datetime:
    moment, _ = parse_bound(text, ZoneInfo(zone), last=last)
    assert moment is not None  # noqa: S101 - the rules have found it good
    return moment


def _limits(raw: dict[str, str]) -> Limits:
    reach: dict[str, Any] = {}
    if "reach_per_day" in raw:
        text = raw["reach_per_day"]
        reach["reach_per_day"] = int(text) if text.isdigit() else None
    reach |= {key: raw[key] for key in ("when_over", "texts_at_provider") if key in raw}
    amounts = {name: text for name, text in raw.items() if name not in reach}
    return Limits(**_amounts(amounts), **reach)


def _consent(raw: dict[str, Any], zone: str) -> ConsentRules:
    end = raw.get("accept_by")
    return ConsentRules(
        double=raw.get("opt_in") == "double",
        words={language: tuple(words) for language, words in raw.get("words", {}).items()},
        renew=raw.get("new_notice") == "ask",
        accept_by=AcceptBy(end["notice"], _bound(end["day"], zone, last=True)) if end else None,
        **_amounts({name: raw[name] for name in ("within",) if name in raw}),
    )


def _stripped(value: Plain) -> Plain:
    """Without the line break that a block of text (`|`) ends with."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return {key: _stripped(item) for key, item in value.items()}


def _texts(raw: dict[str, str]) -> dict[str, str]:
    return {language: " ".join(text.split()) for language, text in raw.items()}
