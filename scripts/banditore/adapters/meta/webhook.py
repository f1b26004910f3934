"""What Meta's webhooks say → our values. Lenient: what cannot be understood is skipped.

Sources: Meta's pages *Webhooks overview*, *Messages webhook reference*, *Status webhook reference*,
*user_preferences* and *Business-scoped user IDs* (2026). Seen in the field, and taken as it is:
seconds or milliseconds, phones that are missing, the same event twice in one payload.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from banditore.adapters.meta.shapes import address, code_of, listed, mapping, moment, text
from banditore.domain.message import Inbound, Status
from banditore.wire.reply import json_object

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.message import Address, DeliveryState

STATES: dict[str, DeliveryState] = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",  # of a voice message
    "failed": "failed",
}
"""Meta's word → ours. Others, such as `deleted`, say nothing of the delivery."""
NO_MORE_MARKETING = 131050
_MOVED = frozenset({"user_changed_number", "customer_changed_number", "user_changed_user_id"})
_OTHERWISE = datetime(1970, 1, 1, tzinfo=UTC)


def events(payload: bytes, number_id: str, at: datetime = _OTHERWISE) -> Iterator[Inbound | Status]:
    """What one payload says about the town's number, in its order. Never raises.

    `number_id`: Meta's id of that number; what belongs to another of the account is not ours.
    `at`: when the payload came, for what in it bears no time.
    """
    for entry in listed(json_object(payload), "entry"):
        for change in listed(entry, "changes"):
            value = mapping(change.get("value"))
            meant = mapping(value.get("metadata")).get("phone_number_id", number_id)
            if meant == number_id:
                yield from _of_value(value, at)


def _of_value(value: Mapping[str, Any], at: datetime) -> Iterator[Inbound | Status]:
    contacts = list(listed(value, "contacts"))
    for message in listed(value, "messages"):
        found = _inbound(message, contacts, at)
        if found:
            yield found
    for call in listed(value, "calls"):
        found = _call(call, contacts, at)
        if found:
            yield found
    for status in listed(value, "statuses"):
        yield from _status(status, at)
    for preference in listed(value, "user_preferences"):
        found = _preference(preference, contacts, at)
        if found:
            yield found


def _inbound(
    message: Mapping[str, Any], contacts: list[dict[str, Any]], at: datetime
) -> Inbound | None:
    id_, when = text(message.get("id")), moment(message.get("timestamp")) or at
    both = _who(message, "from", "from_user_id", contacts)
    if not id_ or not both or "group_id" in message:
        return None
    kind = text(message.get("type")) or "unsupported"
    if kind == "system":
        return _moved(id_, both, mapping(message.get("system")), when)
    words = _words(kind, message)
    if words:
        return Inbound(id_, both[0], when, "text", words, both[1])
    return Inbound(id_, both[0], when, "other", also=both[1], what=kind)


def _call(call: Mapping[str, Any], contacts: list[dict[str, Any]], at: datetime) -> Inbound | None:
    """Somebody rings (Meta's page *Calling API*); that it ended says nothing more."""
    id_, both = text(call.get("id")), _who(call, "from", "from_user_id", contacts)
    if not id_ or not both or text(call.get("event")) != "connect":
        return None
    when = moment(call.get("timestamp")) or at
    return Inbound(id_, both[0], when, "other", also=both[1], what="call")


def _words(kind: str, message: Mapping[str, Any]) -> str:
    """What the person wrote, or the label of the button that they tapped.

    The label, not what we put behind it: Twilio tells nothing else, and commands go by words.
    """
    said = mapping(message.get(kind))
    match kind:
        case "text":
            return text(said.get("body"))
        case "button":
            return text(said.get("text")) or text(said.get("payload"))
        case "interactive":
            replies = (mapping(said.get(name)) for name in ("button_reply", "list_reply"))
            return next(
                (text(one.get("title")) or text(one.get("id")) for one in replies if one), ""
            )
    return ""


def _moved(
    id_: str, both: tuple[Address, Address | None], system: Mapping[str, Any], when: datetime
) -> Inbound | None:
    """A person changed their number; Meta has named the new one in several ways."""
    named = (system.get(key) for key in ("wa_id", "new_wa_id", "user_id"))
    new = next((found for name in named if (found := address(name))), None)
    old = address(system.get("customer")) or both[0]
    if text(system.get("type")) not in _MOVED or new is None or new == old:
        return None
    return Inbound(id_, old, when, "moved", also=new)


def _status(status: Mapping[str, Any], at: datetime) -> Iterator[Inbound | Status]:
    state = STATES.get(text(status.get("status")))
    if state is None or "group_id" in status:
        return
    when = moment(status.get("timestamp")) or at
    code = next((code_of(error) for error in listed(status, "errors")), None)
    to = _who(status, "recipient_id", "recipient_user_id", [])
    id_ = text(status.get("id"))
    yield Status(
        state,
        when,
        tag=text(status.get("biz_opaque_callback_data")),
        code="" if code is None else str(code),
        id=id_,
        to=to[0] if to else None,
    )
    if code == NO_MORE_MARKETING and to:
        yield Inbound(f"{id_}:{code}", to[0], when, "leave", also=to[1], scope="marketing")


def _preference(
    preference: Mapping[str, Any], contacts: list[dict[str, Any]], at: datetime
) -> Inbound | None:
    both = _who(preference, "wa_id", "user_id", contacts)
    if both is None or text(preference.get("value")).lower() != "stop":
        return None
    when = moment(preference.get("timestamp")) or at
    # It has no id of its own; the same wish at the same second is the same wish.
    id_ = f"preference:{both[0]}:{int(when.timestamp())}"
    return Inbound(id_, both[0], when, "leave", also=both[1], scope="marketing")


def _who(
    record: Mapping[str, Any], phone_key: str, user_key: str, contacts: list[dict[str, Any]]
) -> tuple[Address, Address | None] | None:
    """The phone where there is one, else the user id; and the user id beside a phone.

    What the record leaves out is taken from the contact that shares the other half with it.
    """
    phone, user = address(record.get(phone_key)), address(record.get(user_key))
    for contact in contacts:
        its_phone, its_user = address(contact.get("wa_id")), address(contact.get("user_id"))
        if phone and its_phone == phone:
            user = user or its_user
        elif user and its_user == user:
            phone = phone or its_phone
    if phone and user and phone != user:
        return phone, user
    known = phone or user
    return (known, None) if known else None
