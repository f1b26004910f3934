"""What a request to Twilio's Messages resource asks for: addresses, values, dates, pages."""

from __future__ import annotations

import functools
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from banditore.simulator.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PREFIX = "whatsapp:"
_ADDRESS = re.compile(r"\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128}")

COMPARE: dict[str, Callable[[float, tuple[float, float]], bool]] = {
    "DateSent": lambda at, span: span[0] <= at < span[1],
    "DateSent>": lambda at, span: at >= span[0],
    "DateSent<": lambda at, span: at < span[1],
}
"""Filter → whether a moment fits the span that is asked for."""


def span_of(text: str) -> tuple[float, float]:
    """The span that a day, or a second, takes. Raises Refusal."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(20001, "DateSent") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    start = moment.timestamp()
    return start, start + (86400 if len(text) == len("2026-11-23") else 1)


def before(token: str) -> int | None:
    """The number of the message that a page follows; None for the first. Raises Refusal."""
    if not token:
        return None
    if not re.fullmatch(r"PASM[0-9a-f]{32}", token):
        raise Refusal(20001, "PageToken")
    return int(token[4:], 16)


def pair(fields: Mapping[str, str]) -> tuple[str, str]:
    """From whom and to whom. Raises Refusal."""
    to, sender = fields.get("To", ""), fields.get("From", "")
    if not to:
        raise Refusal(21604)
    if not sender:
        raise Refusal(21603)
    if not (to.startswith(PREFIX) and sender.startswith(PREFIX)):
        raise Refusal(21910)
    to, sender = to.removeprefix(PREFIX), sender.removeprefix(PREFIX)
    if not _ADDRESS.fullmatch(to):
        raise Refusal(21211)
    if not _ADDRESS.fullmatch(sender):
        raise Refusal(63007)
    return sender, to


@functools.lru_cache(maxsize=64)
def variables(text: str) -> dict[str, str]:
    """The values of a content. Raises Refusal."""
    try:
        values = json.loads(text)
    except ValueError:
        raise Refusal(21656) from None
    if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
        raise Refusal(21656)
    return values
