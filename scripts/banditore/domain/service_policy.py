"""From the document of `policy/service.yaml`, in which nothing is wrong, to a `Service`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from banditore.domain.message import Address
from banditore.domain.service import Category, Sending, Service

if TYPE_CHECKING:
    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.document import Plain

_UNITS = {"s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}
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
        commands={
            name: {language: tuple(phrases) for language, phrases in by_language.items()}
            for name, by_language in raw["commands"].items()
        },
        sending=_sending(raw["sending"]),
    )


def _category(name: str, raw: dict[str, Any]) -> Category:
    return Category(
        id=name,
        names=_texts(raw["names"]),
        about=_texts(raw["about"]),
        template=raw["template"],
        urgent=raw["urgent"] == "yes",
        lifetime=timedelta(seconds=seconds_of(raw["expires_after"])),
        when_unknown=raw["when_unknown"],
    )


def _sending(raw: dict[str, str]) -> Sending:
    values: dict[str, Any] = {
        name: int(text) if text.isdigit() else timedelta(seconds=seconds_of(text))
        for name, text in raw.items()
    }
    return Sending(**values)


def _stripped(value: Plain) -> Plain:
    """Without the line break that a block of text (`|`) ends with."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return {key: _stripped(item) for key, item in value.items()}


def _texts(raw: dict[str, str]) -> dict[str, str]:
    return {language: " ".join(text.split()) for language, text in raw.items()}
