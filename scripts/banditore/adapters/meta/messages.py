"""A message as the Cloud API takes it: JSON, of which all but recipient and tag is made once.

Source: Meta's pages *Send messages* and *Business-scoped user IDs* (2026).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from banditore.domain.message import Card, Content, Outbound, TemplateUse

KEPT = 64
"""Contents whose JSON is remembered; a broadcast has one a language."""
_WORK = "WORK"


class Writer:
    """Remembers what is the same for all who get a content: it costs more than all the rest."""

    def __init__(self) -> None:
        self._rest: dict[Content, bytes] = {}

    def body(self, message: Outbound) -> bytes:
        """The request's body."""
        rest = self._rest.get(message.content)
        if rest is None:
            if len(self._rest) >= KEPT:
                self._rest.clear()
            rest = self._rest[message.content] = _json(_said(message.content))[1:]
        # With a + no country code is put in front of a phone; a user id has a field of its own.
        key = "to" if message.to.startswith("+") else "recipient"
        head: dict[str, str] = {"messaging_product": "whatsapp", "recipient_type": "individual"}
        head[key] = message.to
        if message.tag:
            head["biz_opaque_callback_data"] = message.tag
        return _json(head)[:-1] + b"," + rest


def _json(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _said(content: Content) -> dict[str, Any]:
    """`type` and what goes with it."""
    if content.template:
        return {"type": "template", "template": _template(content.template)}
    if content.card:
        return {"type": "contacts", "contacts": [_contact(content.card)]}
    if content.media:
        media = content.media
        said = {"link": media.link, **({"caption": content.text} if content.text else {})}
        if media.kind == "document" and media.name:
            said["filename"] = media.name
        return {"type": media.kind, media.kind: said}
    if content.buttons:
        replies = [
            {"type": "reply", "reply": {"id": label, "title": label}} for label in content.buttons
        ]
        asked = {"type": "button", "body": {"text": content.text}, "action": {"buttons": replies}}
        return {"type": "interactive", "interactive": asked}
    return {"type": "text", "text": {"body": content.text, "preview_url": False}}


def _template(use: TemplateUse) -> dict[str, Any]:
    filled = [_text(value) for value in use.parameters]
    for parameter, name in zip(filled, use.names, strict=False):
        parameter["parameter_name"] = name
    components: list[dict[str, Any]] = []
    if use.header:
        components.append({"type": "header", "parameters": [_text(use.header)]})
    if filled:
        components.append({"type": "body", "parameters": filled})
    # A quick reply needs none: its label comes back, and commands go by words.
    components += [
        {"type": "button", "sub_type": "url", "index": str(place), "parameters": [_text(link)]}
        for place, link in enumerate(use.links)
        if link
    ]
    return {
        "name": use.name,
        "language": {"policy": "deterministic", "code": use.language},
        "components": components,
    }


def _text(value: str) -> dict[str, str]:
    return {"type": "text", "text": value}


def _contact(card: Card) -> dict[str, Any]:
    return {
        "name": {"formatted_name": card.name, "first_name": card.name},
        "org": {"company": card.name},
        "phones": [{"phone": card.phone, "type": _WORK, "wa_id": card.phone.lstrip("+")}],
        **({"emails": [{"email": card.email, "type": _WORK}]} if card.email else {}),
        "urls": [{"url": card.website, "type": _WORK}],
    }
