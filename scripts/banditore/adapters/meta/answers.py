"""What an answer of Meta's to a send means. What may have been accepted is `unknown`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.adapters.meta.faults import fault_of
from banditore.adapters.meta.shapes import code_of, listed, text
from banditore.domain.message import Answer
from banditore.wire.answer import answer_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.message import Address
    from banditore.wire.reply import Reply


def understood(reply: Reply, to: Address) -> Answer:
    """Never raises; accepted only with our own recipient in it."""
    return answer_in(reply, lambda document: _accepted(document, to), code_of, fault_of)


def _accepted(document: Mapping[str, object], to: Address) -> Answer:
    """`message_status` changes nothing: a message that is held back is reported, if it fails."""
    ids = [text(message.get("id")) for message in listed(document, "messages")]
    heard = [text(contact.get("input")) for contact in listed(document, "contacts")]
    if len(ids) != 1 or not ids[0] or len(heard) > 1 or "error" in document:
        return Answer("unknown", "nonsense")
    # To a user id the answer may name nobody; a phone is always repeated, perhaps without its +.
    ours = heard[0].lstrip("+") == to.lstrip("+") if heard else not to.startswith("+")
    return Answer(message_id=ids[0]) if ours else Answer("unknown", "nonsense")
