"""Who beside Meta and GitHub gets to see numbers and texts, as the settings tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.texts.notice_rules.base import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.service import Service

_NAMES = {"provider": {"twilio": "Twilio"}, "inbox": {"aws": "AWS"}}
_ALSO = {"AWS": r"\baws\b|\bamazon\b"}
"""What else a notice may call somebody."""


def recipients(service: Service) -> Mapping[str, str]:
    """Topic of the lint → whom the notice must name; not there: nobody."""
    place = service.inbox if service.provider == "meta" else None
    found = {
        "provider": _NAMES["provider"].get(service.provider, ""),
        "inbox": (_NAMES["inbox"].get(place.kind) or place.host) if place else "",
    }
    return {topic: name for topic, name in found.items() if name}


def unknown(service: Service) -> bool:
    """Whether the settings do not tell who keeps what Meta brings."""
    return service.provider == "meta" and "inbox" not in recipients(service)


def pattern_of(name: str) -> str:
    """By which a folded text names somebody."""
    return _ALSO.get(name) or rf"(?<!\w){re.escape(folded(name))}(?!\w)"


def strangers(service: Service, text: str) -> Iterator[str]:
    """Those that a folded text names, and that get nothing by the settings.

    With the simulator as provider nothing is decided yet.
    """
    named = list(recipients(service).values())
    for by_setting in _NAMES.values() if service.provider != "simulator" else ():
        for name in by_setting.values():
            mine = any(re.search(pattern_of(name), folded(one)) for one in named)
            if not mine and re.search(pattern_of(name), text):
                yield name
