"""Templates in Twilio's Content API: what is registered, what is approved, how to register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from banditore.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from banditore.adapters.twilio.rest import Rest

_LIST = "/v1/ContentAndApprovals"


@dataclass(frozen=True)
class Registered:
    """One template as Twilio keeps it."""

    sid: str
    status: str
    """`approved` is the only one that may be sent; `unsubmitted`, `pending`, `rejected` …"""


def registered(rest: Rest) -> dict[str, Registered]:
    """By friendly name; where two share one, the one that may be sent."""
    found: dict[str, Registered] = {}
    for page in rest.pages(_LIST, {"PageSize": "500"}, _next_page):
        for name, content in _contents(page):
            if name not in found or content.status == "approved":
                found[name] = content
    return found


@dataclass(frozen=True)
class Submission:
    """A template to register."""

    name: str
    language: str
    body: str
    category: str
    examples: Sequence[str]

    def document(self) -> dict[str, object]:
        """As the Content API takes it."""
        return {
            "friendly_name": self.name,
            "language": self.language,
            "variables": {str(n): text for n, text in enumerate(self.examples, start=1)},
            "types": {"twilio/text": {"body": self.body}},
        }


def register(rest: Rest, submission: Submission, known: Registered | None) -> Registered:
    """Create and submit a template, each step only where it is still to be done."""
    if known is None:
        sid = rest.post("/v1/Content", submission.document()).get("sid")
        if not isinstance(sid, str):
            raise Unavailable("the provider did not say what it registered", "run it again")
        known = Registered(sid, "unsubmitted")
    if known.status == "unsubmitted":
        asked = {"name": submission.name, "category": submission.category.upper()}
        rest.post(f"/v1/Content/{known.sid}/ApprovalRequests/whatsapp", asked)
        known = Registered(known.sid, "received")
    return known


def _next_page(page: dict[str, Any]) -> object:
    meta = page.get("meta")
    return meta.get("next_page_url") if isinstance(meta, dict) else None


def _contents(page: dict[str, Any]) -> Iterator[tuple[str, Registered]]:
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
            status = approval.get("status") if isinstance(approval, dict) else None
            yield name, Registered(sid, status if isinstance(status, str) else "unsubmitted")
