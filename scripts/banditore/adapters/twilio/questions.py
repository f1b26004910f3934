"""A text with buttons: to Twilio a content of the type `twilio/quick-reply`.

Within the 24-hour window it needs nobody's approval, so it is registered at its first use and found
again by its name, which changes with its words. Three buttons at most there.

Source: Twilio's page *twilio/quick-reply* (2026).
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from banditore.domain.errors import Unavailable
from banditore.domain.templates.registration import Registered

if TYPE_CHECKING:
    from banditore.domain.message import Content
    from banditore.wire.rest import Rest


def name_of(content: Content) -> str:
    """Under which it is registered; no template of ours is called so."""
    said = "\n".join((content.language, content.text, *content.buttons))
    return f"question-{sha256(said.encode()).hexdigest()[:32]}"


def register(rest: Rest, name: str, content: Content) -> Registered:
    """Register it. Raises what `rest` raises."""
    actions = [{"type": "QUICK_REPLY", "title": one, "id": one} for one in content.buttons]
    document = {
        "friendly_name": name,
        "language": content.language,
        "types": {"twilio/quick-reply": {"body": content.text, "actions": actions}},
    }
    sid = rest.post("/v1/Content", document).get("sid")
    if not isinstance(sid, str):
        raise Unavailable("the provider did not say what it registered", "run it again")
    return Registered(name, content.language, "unsubmitted", id=sid, body=content.text)
