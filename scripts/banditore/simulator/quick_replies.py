"""Buttons of Twilio's contents that need no approval within the window.

Source: Twilio's page *twilio/quick-reply* (2026): 1 to 10 actions, three without approval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.simulator.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST, MOST_UNAPPROVED, MAX_TITLE, MAX_ID = 10, 3, 20, 200
_FREE = {"twilio/text", "twilio/quick-reply"}


def quick_replies(types: Mapping[str, object]) -> tuple[str, ...] | None:
    """What stands on the buttons; None where another type than text and quick reply is needed.

    Raises Refusal on buttons that are wrong.
    """
    if not set(types) <= _FREE:
        return None
    reply = types.get("twilio/quick-reply")
    actions = reply.get("actions") if isinstance(reply, dict) else []
    if not isinstance(actions, list) or (reply and not 1 <= len(actions) <= MOST):
        raise Refusal(20001, f"actions: 1 to {MOST}")
    return tuple(_title(action) for action in actions)


def _title(action: object) -> str:
    found = action if isinstance(action, dict) else {}
    title, id_ = found.get("title"), found.get("id", "")
    if not isinstance(title, str) or not 1 <= len(title) <= MAX_TITLE:
        raise Refusal(20001, f"title: 1 to {MAX_TITLE} characters")
    if not isinstance(id_, str) or len(id_) > MAX_ID:
        raise Refusal(20001, f"id: at most {MAX_ID} characters")
    return title
