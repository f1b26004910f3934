"""Tags: what we call a message towards a provider that hands it back in its reports.

A tag holds a broadcast's id, which is public, and a keyed hash: it is no personal data.
"""

from __future__ import annotations

from hashlib import sha256

LONGEST = 256
"""Characters; no limit is documented for Meta's `biz_opaque_callback_data`."""
_LONGEST_ID = LONGEST - 33


def tag_of(broadcast: str, ref: str) -> str:
    """Of one recipient of a broadcast."""
    name = broadcast if len(broadcast) <= _LONGEST_ID else sha256(broadcast.encode()).hexdigest()
    return f"{name}:{ref}"


def reply_tag(reply: str) -> str:
    """Of a reply to a citizen, by its id in the list."""
    return f"reply:{reply}"
