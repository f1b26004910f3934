"""Deleting messages at Twilio: which refusals mean that one stays, or has gone already."""

from __future__ import annotations

import re

from banditore.domain.errors import ProviderError

SID = re.compile(r"[A-Z]{2}[0-9a-zA-Z]{1,64}")
"""What may stand in a path."""
NOT_FINAL = 20009
"""A message that is still on its way. Source: Twilio's error dictionary."""


class Stays(ProviderError):  # noqa: N818 - reads as a sentence: "suppress(Stays)"
    """This one cannot be deleted now, or is not there: no reason to stop."""


def leaves(status: int, code: int | None) -> Stays | None:
    """What a refusal to delete means; None: what it means elsewhere, too."""
    if status == 404 or code == NOT_FINAL:  # noqa: PLR2004 - HTTP
        return Stays("a message was not deleted", "the next sync tries again")
    return None
