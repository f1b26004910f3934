"""Twilio's records → our values. Lenient: what cannot be understood is None, never an error."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from banditore.domain.errors import Unavailable
from banditore.domain.message import Address, Inbound, Sent, Status
from banditore.wire.reply import code_in, date
from banditore.wire.reply import moment as epoch

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from banditore.domain.message import DeliveryState

CHANNEL = "whatsapp:"
FAILED = frozenset({"failed", "undelivered", "canceled"})
"""Statuses after which nothing is delivered."""
INBOUND = frozenset({"receiving", "received"})
"""Statuses that only a citizen's message has."""
STATES: dict[str, DeliveryState] = {
    "accepted": "sent",
    "queued": "sent",
    "sending": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "failed": "failed",
    "undelivered": "failed",
    "canceled": "failed",
}
"""Twilio's word for what became of ours → ours. Source: its Message resource."""
_LAST_CODE = 99_999
"""A longer number is no code, and might be a phone's."""


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


def sent(record: object, asked: Collection[Address]) -> Sent | None:
    """What we sent to one of these addresses, or None where the record is anything else.

    Raises Unavailable on one of ours without a date: nobody can tell which broadcast it was.
    """
    if not isinstance(record, dict) or not str(record.get("direction")).startswith("outbound"):
        return None
    to, at, body = address(record.get("to")), moment_of_ours(record), record.get("body")
    if to is None or to not in asked:
        return None
    if at is None:
        raise Unavailable("the provider's log holds a message without a date", "run it again")
    text = body if isinstance(body, str) else ""  # redacted: it may have said anything
    if not text and str(record.get("num_media") or "0") != "0":
        return None  # a contact card: no broadcast of ours is a file without a text
    failed = str(record.get("status")) in FAILED
    code = code_of(record, "error_code")
    return Sent(to, text, at, failed, "" if code is None else str(code))


def status(record: object) -> Status | None:
    """What became of one of ours, or None where the record is anything else or says nothing."""
    if not isinstance(record, dict) or not str(record.get("direction")).startswith("outbound"):
        return None
    state = STATES.get(str(record.get("status")))
    to, at, body = address(record.get("to")), moment_of_ours(record), record.get("body")
    if state is None or to is None or at is None or not isinstance(body, str):
        return None
    code = code_of(record, "error_code") if state == "failed" else None
    return Status(state, at, code="" if code is None else str(code), to=to, text=body)


def code_of(document: Mapping[str, object], key: str = "code") -> int | None:
    """Twilio's code, or None where there is none that could be one."""
    return code_in(document, key, _LAST_CODE)


def address(text: object) -> Address | None:
    """`whatsapp:+39…` or `whatsapp:IT.…`; a number that has lost its + is one, too."""
    if not isinstance(text, str) or not text.startswith(CHANNEL):
        return None
    told = text.removeprefix(CHANNEL)
    try:
        return Address(f"+{told}" if told.isdigit() else told)
    except ValueError:
        return None


def moment(record: Mapping[str, object]) -> datetime | None:
    """When a citizen's message was made, or else was known: a wish to leave must not be skipped.

    `date_sent` of an inbound one is when a webhook was called.
    """
    return moment_of_ours(record) or _date(record.get("date_updated"))


def moment_of_ours(record: Mapping[str, object]) -> datetime | None:
    """When one of ours was made; of those without, when it left."""
    return _date(record.get("date_created")) or _date(record.get("date_sent"))


def _date(value: object) -> datetime | None:
    """As Twilio documents it (RFC 2822), and in the other ways that its products write dates."""
    return date(value) or epoch(value) or _iso(value)


def _iso(value: object) -> datetime | None:
    try:
        parsed = datetime.fromisoformat(value) if isinstance(value, str) else None
        return parsed and (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
