"""Templates of a WhatsApp Business Account: list, create, delete.

Source: Meta's pages *Template components* and *Template management* (2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from banditore.adapters.meta.shapes import listed, mapping, text
from banditore.domain.errors import Unavailable
from banditore.domain.registration import Registered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.registration import Button, Quality, Submission, TemplateStatus
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
_BUTTONS = {"quick-reply": "QUICK_REPLY", "url": "URL", "phone": "PHONE_NUMBER"}


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
    )


def delete(rest: Rest, path: str, one: Registered) -> None:
    """Remove this language of a template."""
    which = {"name": one.name, **({"hsm_id": one.id} if one.id else {})}
    rest.delete(f"{path}?{urlencode(which)}")


def document(submission: Submission) -> dict[str, object]:
    """As Meta takes it; parameters by position, as in every provider of ours."""
    body: dict[str, object] = {"type": "BODY", "text": submission.body}
    if submission.examples:
        body["example"] = {"body_text": [list(submission.examples)]}
    components: list[dict[str, object]] = [body]
    if submission.header:
        components.insert(0, {"type": "HEADER", "format": "TEXT", "text": submission.header})
    if submission.footer:
        components.append({"type": "FOOTER", "text": submission.footer})
    if submission.buttons:
        buttons = [_button(button) for button in submission.buttons]
        components.append({"type": "BUTTONS", "buttons": buttons})
    return {
        "name": submission.name,
        "language": submission.language,
        "category": submission.category.upper(),
        "parameter_format": "POSITIONAL",
        "components": components,
    }


def _button(button: Button) -> dict[str, str]:
    made = {"type": _BUTTONS[button.kind], "text": button.text}
    if button.kind == "url":
        made["url"] = button.value
    if button.kind == "phone":
        made["phone_number"] = button.value
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
                header=text(mapping(parts.get("HEADER")).get("text")),
                footer=text(mapping(parts.get("FOOTER")).get("text")),
            )
