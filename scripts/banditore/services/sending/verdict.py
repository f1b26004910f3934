"""What an answer of the provider means for the person, and for the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.errors import (
    BroadcastRefused,
    Misconfigured,
    ProviderError,
    Unavailable,
)
from banditore.domain.sending.outcomes import ACCEPTED, Outcome

if TYPE_CHECKING:
    from banditore.domain.message import Answer

TRIES = {"retry": 3, "retry-once": 2}
"""How often one message is tried in all. Throttling counts nothing: it is bounded by time."""


def tries(answer: Answer) -> float:
    """How many attempts this answer allows in all, the first included."""
    return float("inf") if answer.fault == "slow-down" else TRIES.get(answer.fault or "", 1)


def judge(answer: Answer) -> Outcome | None:
    """The outcome; None where this person was surely not sent to and nobody will be now."""
    code = answer.code
    match answer.fault:
        case None:
            return ACCEPTED
        case "unknown":
            return Outcome("unknown", code)
        case "left":
            return Outcome("left", code)
        case "failed":
            return Outcome("failed", code)
        case "retry" | "retry-once" if code.isdigit():  # the provider's own word on this person
            return Outcome("failed", code)
        case _:
            return None


def trouble(answer: Answer) -> ProviderError:
    """Why nobody can be sent to just now."""
    code = answer.code
    if answer.fault == "stop-all":
        return Misconfigured(
            f"the provider does not accept us (code {code})",
            "check the account, its credentials and its number; the next run sends the rest",
        )
    if answer.fault == "stop-broadcast":
        return BroadcastRefused(
            f"the provider does not accept this broadcast (code {code})",
            "is its template registered and approved? banditore templates status",
        )
    return Unavailable(
        f"the provider takes nothing just now (code {code})", "what is left is sent by the next run"
    )
