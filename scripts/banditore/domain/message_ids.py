"""What may be kept of a provider's message id.

A `wamid` is a phone number in disguise: its base64 holds the number, and behind it 20 hex digits or
more that name the message.
"""

from __future__ import annotations

import re
from base64 import b64decode

_TWILIO = re.compile(r"[A-Z]{2}([0-9a-f]{32})")
_WAMID = "wamid."
_INNER = re.compile(rb"([0-9A-F]{16,64})\0*")
"""A number has 15 digits at most."""


def inner_id(message_id: str) -> str:
    """The part that names the message and nobody; empty where there is none that we know."""
    twilio = _TWILIO.fullmatch(message_id)
    if twilio:
        return twilio[1]
    if not message_id.startswith(_WAMID):
        return ""
    encoded = message_id.removeprefix(_WAMID).rstrip("=")
    try:
        raw = b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except ValueError:
        return ""
    # The digits come last, behind their length: so they are told from digits that run into them.
    for inner in _INNER.finditer(raw):
        start, end = inner.span(1)
        if inner.end() == len(raw) and raw[start - 1] == end - start:
            return inner[1].decode().lower()
    return ""
