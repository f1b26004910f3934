"""A template as one of Twilio's content types, and back.

A text alone is `twilio/text`, with quick replies only `twilio/quick-reply`, with links and a number
only `twilio/call-to-action`; what has a header, a footer or both kinds of buttons only fits a
`whatsapp/card`. In a content all parameters are numbered together, ours part by part: the body's
come first, so that its text is the same there and here, then the header's, then the buttons'.

Source: Twilio's pages on content types (2026) and its OpenAPI file, `CardAction`.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from banditore.domain.templates.registration import BUTTONS, Button, Parts

if TYPE_CHECKING:
    from banditore.domain.templates.registration import ButtonKind, Submission

TEXT, REPLIES = "twilio/text", "twilio/quick-reply"
ACTIONS, CARD = "twilio/call-to-action", "whatsapp/card"
_TYPES: dict[ButtonKind, str] = {kind: name.upper() for name, kind in BUTTONS.items()}
_KINDS = {name: kind for kind, name in _TYPES.items()}
_TARGETS: dict[ButtonKind, str] = {"quick-reply": "id", "url": "url", "phone": "phone"}
_VARIABLE = re.compile(r"\{\{\d+\}\}")


def content_type(submission: Submission) -> tuple[str, dict[str, object]]:
    """The name of the type, and what is said in it."""
    parts, number = submission.parts, len(submission.examples)
    said: dict[str, object] = {"body": submission.body}
    if submission.header:
        number += 1
    header = parts.header.replace("{{1}}", f"{{{{{number}}}}}")
    actions = []
    for button, link in zip_longest(parts.buttons, submission.links, fillvalue=""):
        if isinstance(button, Button):
            number += bool(link)
            actions.append(_action(button, number))
    if header:
        said["header_text"] = header
    if parts.footer:
        said["footer"] = parts.footer
    if actions:
        said["actions"] = actions
    return _name(parts), said


def _name(parts: Parts) -> str:
    kinds = {button.kind for button in parts.buttons}
    if parts.header or parts.footer or ("quick-reply" in kinds and len(kinds) > 1):
        return CARD
    if not kinds:
        return TEXT
    return REPLIES if kinds == {"quick-reply"} else ACTIONS


def _action(button: Button, number: int) -> dict[str, str]:
    target = button.value.replace("{{1}}", f"{{{{{number}}}}}") or button.text
    return {"type": _TYPES[button.kind], "title": button.text, _TARGETS[button.kind]: target}


def said_by(types: object) -> tuple[str, Parts]:
    """Body and parts of a content, with our numbers; empty where there is none we know."""
    kinds = list(types.values()) if isinstance(types, dict) else []
    said: dict[str, Any] = next((kind for kind in kinds if isinstance(kind, dict)), {})
    actions = said.get("actions")
    buttons = (
        [_button(one) for one in actions if isinstance(one, dict)]
        if isinstance(actions, list)
        else []
    )
    parts = Parts(
        _ours(said.get("header_text")), word(said.get("footer")), tuple(filter(None, buttons))
    )
    return word(said.get("body")), parts


def _button(action: dict[str, Any]) -> Button | None:
    # A content of quick replies only need not say so of each.
    kind = _KINDS.get(word(action.get("type")) or "QUICK_REPLY")
    if kind is None:
        return None
    target = "" if kind == "quick-reply" else _ours(action.get(_TARGETS[kind]))
    return Button(kind, word(action.get("title")), target)


def _ours(value: object) -> str:
    return _VARIABLE.sub("{{1}}", word(value))


def word(value: object) -> str:
    """A text of an answer; empty where it is none."""
    return value if isinstance(value, str) else ""
