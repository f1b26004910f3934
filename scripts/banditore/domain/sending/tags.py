"""Tags: what we call a message towards a provider that hands it back in its reports.

A tag holds a broadcast's id, which is public, and a keyed hash: it is no personal data.
"""

from __future__ import annotations

import re
from hashlib import sha256

LONGEST = 256
"""Characters; no limit is documented for Meta's `biz_opaque_callback_data`."""
_LONGEST_ID = LONGEST - 33


def tag_of(broadcast: str, ref: str) -> str:
    """Of one recipient of a broadcast."""
    return f"{name_of(broadcast)}:{ref}"


def name_of(broadcast: str) -> str:
    """How tags name a broadcast."""
    return broadcast if len(broadcast) <= _LONGEST_ID else sha256(broadcast.encode()).hexdigest()


def parts_of(tag: str) -> tuple[str, str] | None:
    """The broadcast's name and the ref; None where it is no such tag."""
    name, _, ref = tag.rpartition(":")
    return (name, ref) if name and re.fullmatch("[0-9a-f]{32}", ref) else None


def card_tag(reply: str) -> str:
    """Of the contact card that follows a reply."""
    return f"card:{reply}"


def reply_tag(reply: str) -> str:
    """Of a reply to a citizen, by its id in the list."""
    return f"reply:{reply}"
