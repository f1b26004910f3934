"""A template's components as they are submitted to Meta: read, and checked.

Source: Meta's page *Template components* (facts/whatsapp.md 2.6) and *Error codes*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from banditore.simulator.refusals import Refusal
from banditore.simulator.template_parts import LONG, VARIABLE, Button, Parts

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_BODY = 1024
_EDGE, _RATIO = 2388299, 2388293
_TARGETS = {
    "QUICK_REPLY": "-",
    "URL": "url",
    "PHONE_NUMBER": "phone_number",
    "COPY_CODE": "example",
}
"""Types of buttons, and the field that says where one leads."""


def components_of(given: object) -> dict[str, dict[str, Any]]:
    """By type. Raises Refusal where there is no body, or one twice."""
    if not isinstance(given, list) or not all(isinstance(part, dict) for part in given):
        raise Refusal(100, "components")
    parts = {str(part.get("type")).upper(): part for part in given}
    body = parts.get("BODY", {}).get("text")
    if len(parts) != len(given) or not isinstance(body, str) or not body.strip():
        raise Refusal(100, "one body, and each component once")
    if len(body) > MAX_BODY:
        raise Refusal(100, "too long", subcode=LONG)
    return parts


def parts_of(parts: Mapping[str, dict[str, Any]]) -> Parts:
    """Header, footer and buttons. Raises Refusal where they make no sense."""
    header, footer = parts.get("HEADER", {}), parts.get("FOOTER", {})
    if header and str(header.get("format", "TEXT")).upper() != "TEXT":
        raise Refusal(100, "this simulator knows headers of text only")
    buttons = parts.get("BUTTONS", {}).get("buttons", [])
    if not isinstance(buttons, list) or not all(isinstance(one, dict) for one in buttons):
        raise Refusal(100, "buttons")
    example = header.get("example")
    example = example if isinstance(example, dict) else {}
    return Parts(
        str(header.get("text", "")),
        str(footer.get("text", "")),
        tuple(map(_button, buttons)),
        bool(example.get("header_text") or example.get("header_text_named_params")),
    )


def _button(given: Mapping[str, Any]) -> Button:
    kind, example = str(given.get("type")).upper(), given.get("example")
    if kind not in _TARGETS:
        raise Refusal(100, f"buttons of the type {kind}")
    target = given.get(_TARGETS[kind], "")
    return Button(kind, str(given.get("text", "")), str(target), bool(example))


def variables_of(body: str, *, named: bool) -> list[str]:
    """In the order of the positions, or of the text."""
    found = list(dict.fromkeys(VARIABLE.findall(body)))
    numbers = [str(number + 1) for number in range(len(found))]
    good = all(re.fullmatch(r"[a-z_]+", name) for name in found) if named else set(found) == {
        *numbers
    }  # fmt: skip
    if not good or body.count("{{") != len(VARIABLE.findall(body)):
        raise Refusal(100, "variables are named, or numbered from 1 without a gap")
    if VARIABLE.match(body.strip()) or re.search(r"\}\}$|\}\}\s*\{\{", body.strip()):
        raise Refusal(100, "a variable at the start, at the end or beside another", subcode=_EDGE)
    if len(VARIABLE.sub(" ", body).split()) < 2 * len(found) + 1:
        raise Refusal(100, "too many variables for its words", subcode=_RATIO)
    return found if named else numbers


def check_example(body: Mapping[str, Any], count: int) -> None:
    """Raises Refusal where a variable has no example."""
    given = body.get("example")
    named = given.get("body_text_named_params") if isinstance(given, dict) else None
    rows = given.get("body_text") if isinstance(given, dict) else None
    examples = named or (rows[0] if rows and isinstance(rows[0], list) else rows) or []
    if len(examples) < count:
        raise Refusal(100, "examples of the variables are missing")
