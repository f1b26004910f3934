"""What an answer of Twilio's means for a message. What may have been accepted is `unknown`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.adapters.twilio.faults import fault_of
from banditore.adapters.twilio.records import CHANNEL, FAILED, INBOUND, code_of
from banditore.domain.message import Answer
from banditore.wire.answer import answer_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.message import Address
    from banditore.wire.reply import Reply


def understood(reply: Reply, to: Address) -> Answer:
    """What an answer to a send means. Never raises; accepted only with our own recipient in it."""
    return answer_in(reply, lambda document: _accepted(document, to), code_of, fault_of)


def _accepted(document: Mapping[str, object], to: Address) -> Answer:
    sid, status = document.get("sid"), document.get("status", "")
    ours = document.get("to") == CHANNEL + to and _outbound(document.get("direction", "outbound"))
    if not (isinstance(sid, str) and sid and ours) or not isinstance(status, str):
        return Answer("unknown", "nonsense")
    if status in INBOUND:
        return Answer("unknown", "nonsense")
    if status in FAILED:
        code = code_of(document, "error_code")
        # The record is made and has failed: nothing follows it, and nothing was delivered.
        return Answer(fault_of(400, code) if code else "failed", str(code or "failed"))
    return Answer(message_id=sid)


def _outbound(direction: object) -> bool:
    return isinstance(direction, str) and direction.startswith("outbound")
