"""Templates in Twilio's Content API: what is registered, what is approved, how to register."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from banditore.adapters.twilio.content_types import content_type, said_by, word
from banditore.domain.errors import Unavailable
from banditore.domain.templates.registration import Registered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.templates.registration import Submission, TemplateStatus
    from banditore.wire.rest import Rest

_LIST = "/v1/ContentAndApprovals"
STATUSES: dict[str, TemplateStatus] = {
    "approved": "approved",
    "received": "pending",
    "pending": "pending",
    "rejected": "rejected",
    "paused": "paused",
    "disabled": "disabled",
    "unsubmitted": "unsubmitted",
}
"""Twilio's word → ours. A word we do not know may not be sent."""


def registered(rest: Rest) -> dict[str, Registered]:
    """By friendly name; where two share one, the one that may be sent."""
    found: dict[str, Registered] = {}
    for page in rest.pages(_LIST, {"PageSize": "500"}, _next_page):
        for content in _contents(page):
            if content.name not in found or content.status == "approved":
                found[content.name] = content
    return found


def register(rest: Rest, submission: Submission, known: Registered | None) -> Registered:
    """Create and submit a template, each step only where it is still to be done."""
    if known is None:
        sid = rest.post("/v1/Content", _document(submission)).get("sid")
        if not isinstance(sid, str):
            raise Unavailable("the provider did not say what it registered", "run it again")
        known = Registered(submission.name, submission.language, "unsubmitted", id=sid)
    if known.status == "unsubmitted":
        asked = {"name": submission.name, "category": submission.category.upper()}
        rest.post(f"/v1/Content/{known.id}/ApprovalRequests/whatsapp", asked)
        known = replace(known, status="pending", category=submission.category)
    return known


def _document(submission: Submission) -> dict[str, object]:
    links = filter(None, submission.links)
    examples = (*submission.examples, *filter(None, [submission.header]), *links)
    kind, type_ = content_type(submission)
    return {
        "friendly_name": submission.name,
        "language": submission.language,
        "variables": {str(n): text for n, text in enumerate(examples, start=1)},
        "types": {kind: type_},
    }


def _next_page(page: dict[str, Any]) -> object:
    meta = page.get("meta")
    return meta.get("next_page_url") if isinstance(meta, dict) else None


def _contents(page: dict[str, Any]) -> Iterator[Registered]:
    contents = page.get("contents")
    if not isinstance(contents, list):
        raise Unavailable("the provider's list of templates makes no sense", "run it again")
    for content in contents:
        if not isinstance(content, dict):
            continue
        name, sid, approval = (
            content.get(key) for key in ("friendly_name", "sid", "approval_requests")
        )
        if isinstance(name, str) and isinstance(sid, str):
            yield _registered(name, sid, content, approval if isinstance(approval, dict) else {})


def _registered(
    name: str, sid: str, content: Mapping[str, object], approval: Mapping[str, object]
) -> Registered:
    said = said_by(content.get("types"))
    return Registered(
        name,
        word(content.get("language")),
        STATUSES.get(word(approval.get("status", "unsubmitted")), "disabled"),
        category=word(approval.get("category")).lower(),
        reason=word(approval.get("rejection_reason")),
        id=sid,
        body=said[0],
        parts=said[1],
    )
