"""Header, footer and buttons in Twilio's content types: what each type may hold.

Source: Twilio's pages on `twilio/text`, `twilio/quick-reply`, `twilio/call-to-action` and
`whatsapp/card`, and its OpenAPI file (2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banditore.simulator.refusals import Refusal
from banditore.simulator.template_parts import MAX_LABEL, VARIABLE, Button, Parts

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_LINKS = frozenset({"URL", "PHONE_NUMBER", "COPY_CODE"})
_FIELDS: dict[str, frozenset[str]] = {
    "twilio/text": frozenset({"body"}),
    "twilio/quick-reply": frozenset({"body", "actions"}),
    "twilio/call-to-action": frozenset({"body", "actions"}),
    "whatsapp/card": frozenset({"body", "header_text", "footer", "actions", "media"}),
}
_ACTIONS: dict[str, frozenset[str]] = {
    "twilio/text": frozenset(),
    "twilio/quick-reply": frozenset({"QUICK_REPLY"}),
    "twilio/call-to-action": _LINKS,
    "whatsapp/card": _LINKS | {"QUICK_REPLY"},
}
_TARGETS = {"QUICK_REPLY": "id", "URL": "url", "PHONE_NUMBER": "phone", "COPY_CODE": "code"}
MAX_ID, MAX_ACTIONS = 200, 10
UNAPPROVED = frozenset({"twilio/text", "twilio/quick-reply"})
"""What may be sent within the window as it is."""
MOST_UNAPPROVED, MAX_TITLE = 3, 20
"""Quick replies without approval, and characters on one: WhatsApp's interactive messages."""


def kind_of(types: Mapping[str, object]) -> str:
    """Of several types, the one that WhatsApp is sent: the richest. Raises Refusal."""
    for kind in types:
        if kind not in _FIELDS:
            raise Refusal(20001, f"the type {kind}")
    return max(types, key=list(_FIELDS).index)


def parts_of(types: Mapping[str, Mapping[str, Any]], sampled: Collection[str]) -> Parts:
    """Of what WhatsApp is sent; `sampled`: variables that have an example. Raises Refusal."""
    kind = kind_of(types)
    said = types[kind]
    given = {name for name, value in said.items() if value is not None}
    if not given <= _FIELDS[kind]:
        raise Refusal(20001, f"{kind} has no {', '.join(sorted(given - _FIELDS[kind]))}")
    if kind == "whatsapp/card" and given == {"body"}:
        raise Refusal(20001, "whatsapp/card: a body and one more field")
    if "media" in given:
        raise Refusal(20001, "this simulator knows headers of text only")
    actions = said.get("actions") or []
    if kind in {"twilio/quick-reply", "twilio/call-to-action"} and not actions:
        raise Refusal(20001, f"{kind}: actions")
    header, footer = said.get("header_text") or "", said.get("footer") or ""
    if not isinstance(header, str) or not isinstance(footer, str) or not isinstance(actions, list):
        raise Refusal(20001, "header_text, footer or actions")
    if len(actions) > MAX_ACTIONS:
        raise Refusal(20001, f"actions: 1 to {MAX_ACTIONS}")
    buttons = tuple(_button(kind, action, sampled) for action in actions)
    return Parts(header, footer, buttons, set(VARIABLE.findall(header)) <= set(sampled))


def _button(kind: str, action: object, sampled: Collection[str]) -> Button:
    if not isinstance(action, dict):
        raise Refusal(20001, "actions")
    default = "QUICK_REPLY" if kind == "twilio/quick-reply" else ""
    type_ = str(action.get("type") or default)
    if type_ not in _ACTIONS[kind]:
        raise Refusal(20001, f"{kind} takes no action of the type {type_ or '-'}")
    title, target = action.get("title"), action.get(_TARGETS[type_])
    if not isinstance(title, str) or not isinstance(target, str) or not target:
        raise Refusal(20001, f"an action needs title and {_TARGETS[type_]}")
    if not 1 <= len(title) <= MAX_LABEL:
        raise Refusal(20001, f"title: 1 to {MAX_LABEL} characters")
    if type_ == "QUICK_REPLY" and len(target) > MAX_ID:
        raise Refusal(20001, "an id of at most 200 characters")
    has_sample = set(VARIABLE.findall(target)) <= set(sampled)
    return Button(type_, title, target, has_sample)
