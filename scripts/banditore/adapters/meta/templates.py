"""Templates of a WhatsApp Business Account: list, create.

Source: Meta's pages *Template components* and *Template management* (2026).
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from banditore.adapters.meta.shapes import listed, mapping, text
from banditore.domain.errors import Unavailable
from banditore.domain.templates.registration import BUTTONS, Button, Parts, Registered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.templates.registration import (
        ButtonKind,
        Quality,
        Submission,
        TemplateStatus,
    )
    from banditore.wire.rest import Rest

STATUSES: dict[str, TemplateStatus] = {
    "APPROVED": "approved",
    "PENDING": "pending",
    "IN_APPEAL": "pending",
    "REJECTED": "rejected",
    "PAUSED": "paused",
    "DISABLED": "disabled",
    "ARCHIVED": "disabled",
    "LIMIT_EXCEEDED": "disabled",
    "PENDING_DELETION": "disabled",
    "DELETED": "disabled",
}
"""Meta's word → ours. A word we do not know may not be sent."""
QUALITIES: dict[str, Quality] = {"GREEN": "good", "YELLOW": "fair", "RED": "poor"}
_FIELDS = "name,language,status,category,components,quality_score,rejected_reason"
_PAGE = {"fields": _FIELDS, "limit": "250"}
_BUTTONS: dict[ButtonKind, str] = {kind: name.upper() for name, kind in BUTTONS.items()}
_KINDS = {name: kind for kind, name in _BUTTONS.items()}
_TARGETS: dict[ButtonKind, str] = {"url": "url", "phone": "phone_number"}


def registered(rest: Rest, path: str) -> dict[str, Registered]:
    """By name; where two languages share one, which ours never do, the one that may be sent."""
    found: dict[str, Registered] = {}

    def following(page: dict[str, Any]) -> object:
        # Not `next`: it names Meta's own host, whatever stands between.
        paging = mapping(page.get("paging"))
        after = text(mapping(paging.get("cursors")).get("after"))
        return f"{path}?{urlencode({**_PAGE, 'after': after})}" if paging.get("next") else None

    for page in rest.pages(path, _PAGE, following):
        if not isinstance(page.get("data"), list):
            raise Unavailable("the provider's list of templates makes no sense", "run it again")
        for one in _templates(page):
            if one.name not in found or one.status == "approved":
                found[one.name] = one
    return found


def create(rest: Rest, path: str, submission: Submission) -> Registered:
    """Submit a template for review."""
    answer = rest.post(path, document(submission))
    return Registered(
        submission.name,
        submission.language,
        STATUSES.get(text(answer.get("status")), "pending"),
        text(answer.get("category")).lower() or submission.category,
        id=text(answer.get("id")),
        body=submission.body,
        parts=submission.parts,
    )


def document(submission: Submission) -> dict[str, object]:
    """As Meta takes it; parameters by position, as in every provider of ours."""
    parts = submission.parts
    body: dict[str, object] = {"type": "BODY", "text": submission.body}
    if submission.examples:
        body["example"] = {"body_text": [list(submission.examples)]}
    components: list[dict[str, object]] = [body]
    if parts.header:
        header: dict[str, object] = {"type": "HEADER", "format": "TEXT", "text": parts.header}
        if submission.header:
            header["example"] = {"header_text": [submission.header]}
        components.insert(0, header)
    if parts.footer:
        components.append({"type": "FOOTER", "text": parts.footer})
    if parts.buttons:
        links = zip_longest(parts.buttons, submission.links, fillvalue="")
        buttons = [_button(button, link) for button, link in links if isinstance(button, Button)]
        components.append({"type": "BUTTONS", "buttons": buttons})
    return {
        "name": submission.name,
        "language": submission.language,
        "category": submission.category.upper(),
        "parameter_format": "POSITIONAL",
        "components": components,
    }


def _button(button: Button, link: str) -> dict[str, object]:
    made: dict[str, object] = {"type": _BUTTONS[button.kind], "text": button.text}
    if button.kind in _TARGETS:
        made[_TARGETS[button.kind]] = button.value
    if link:
        made["example"] = [button.value.replace("{{1}}", link)]
    return made


def _templates(page: Mapping[str, Any]) -> Iterator[Registered]:
    for one in listed(page, "data"):
        name = text(one.get("name"))
        if name:
            parts = {text(part.get("type")).upper(): part for part in listed(one, "components")}
            reason = text(one.get("rejected_reason"))
            yield Registered(
                name,
                text(one.get("language")),
                STATUSES.get(text(one.get("status")), "disabled"),
                text(one.get("category")).lower(),
                "" if reason == "NONE" else reason,
                QUALITIES.get(text(mapping(one.get("quality_score")).get("score")), ""),
                id=text(one.get("id")),
                body=text(mapping(parts.get("BODY")).get("text")),
                parts=_parts(parts),
            )


def _parts(found: Mapping[str, dict[str, Any]]) -> Parts:
    header, footer = (text(mapping(found.get(name)).get("text")) for name in ("HEADER", "FOOTER"))
    buttons = []
    for one in listed(mapping(found.get("BUTTONS")), "buttons"):
        kind = _KINDS.get(text(one.get("type")).upper())
        if kind:
            target = text(one.get(_TARGETS.get(kind, "")))
            buttons.append(Button(kind, text(one.get("text")), target))
    return Parts(header, footer, tuple(buttons))
