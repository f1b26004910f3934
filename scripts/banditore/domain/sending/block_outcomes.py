"""The outcomes of a block, beside the claim: where they lie, and how they are written and read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from banditore.domain.errors import Corrupted
from banditore.domain.sending.outcomes import STATES, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = 100  # blocks whose outcomes share a folder: git writes a changed folder anew


def outcomes_path(block: int) -> str:
    """Where the outcomes of a block lie."""
    return f"outcomes/{block // _FOLDER:03d}/{block:05d}.age"


def outcomes_to_json(outcomes: Mapping[str, Outcome]) -> bytes:
    """Ref → state and code, to be sealed."""
    return json.dumps({ref: [o.state, o.code] for ref, o in sorted(outcomes.items())}).encode()


def outcomes_from_json(content: bytes) -> dict[str, Outcome]:
    """What `outcomes_to_json` wrote. Raises Corrupted."""
    try:
        return {ref: _outcome(*pair) for ref, pair in json.loads(content).items()}
    except (ValueError, TypeError, AttributeError):
        raise Corrupted(
            "the outcomes of a block cannot be read",
            "nothing was sent; look who changed that branch before you remove it",
        ) from None


def _outcome(state: str, code: str) -> Outcome:
    if state not in STATES or not isinstance(code, str):
        raise ValueError
    return Outcome(state, code)
