"""Twilio's records → our values. Lenient: what cannot be understood is None, never an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from banditore.domain.message import Address, Inbound, Sent

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNEL = "whatsapp:"
_FAILED = frozenset({"failed", "undelivered", "canceled"})


def json_object(content: bytes) -> dict[str, Any] | None:
    """A JSON object, or None."""
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def inbound(record: object, town: Address) -> Inbound | None:
    """What a citizen sent to the town, or None where the record is anything else."""
    if not isinstance(record, dict) or record.get("direction") != "inbound":
        return None
    if record.get("status") != "received" or record.get("to") != CHANNEL + town:
        return None
    sid, sender, at = record.get("sid"), address(record.get("from")), moment(record)
    if not isinstance(sid, str) or not sid or sender is None or at is None:
        return None
    body = record.get("body")
    if str(record.get("num_media") or "0") != "0" or not isinstance(body, str) or not body:
        return Inbound(sid, sender, at, "other")
    return Inbound(sid, sender, at, "text", body)


def sent(record: object, to: Address) -> Sent | None:
    """What we sent to one address, or None where the record is anything else."""
    if not isinstance(record, dict) or not str(record.get("direction")).startswith("outbound"):
        return None
    at, body = moment(record), record.get("body")
    if record.get("to") != CHANNEL + to or at is None or not isinstance(body, str):
        return None
    code = record.get("error_code")
    return Sent(to, body, at, record.get("status") in _FAILED, "" if code is None else str(code))


def address(text: object) -> Address | None:
    """`whatsapp:+39…` or `whatsapp:IT.…`."""
    if not isinstance(text, str) or not text.startswith(CHANNEL):
        return None
    try:
        return Address(text.removeprefix(CHANNEL))
    except ValueError:
        return None


def moment(record: Mapping[str, object]) -> datetime | None:
    """When the record was made. `date_sent` of an inbound one is when a webhook was called."""
    try:
        parsed = parsedate_to_datetime(str(record.get("date_created")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
