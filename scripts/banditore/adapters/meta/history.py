"""What became of single messages, asked for by their ids: Meta's Message History API.

Source: Meta's page *WhatsApp Business Account Message History API* (v23.0). It tells statuses, and
whether our webhook was told, and no contents. To whom it is open, how long it looks back and in
what order it lists is not documented: so it is asked, and may say no.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from banditore.adapters.meta.refusals import DIALECT
from banditore.adapters.meta.shapes import listed, mapping, moment, text
from banditore.domain.capabilities import not_offered
from banditore.domain.errors import Misconfigured, NotOffered
from banditore.domain.message import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from banditore.domain.errors import ProviderError
    from banditore.domain.message import DeliveryState
    from banditore.wire.rest import Rest

STATES: dict[str, DeliveryState] = {
    "SENT": "sent",
    "DELIVERED": "delivered",
    "READ": "read",
    "FAILED": "failed",
}
"""Meta's word → ours, the furthest last. `DELETED` says nothing of the delivery."""
UNHEARD = frozenset({"FAILED", "RETRYING"})
"""What it says of a report that our webhook did not take."""
NEWEST = 25
_OF_THE_TOKEN = frozenset({0, 190})
_EVENTS = "id,message_id,events{delivery_status,webhook_update_state,timestamp}"
_FURTHEST = tuple(STATES.values())


def _refusal(status: int, code: int | None, said: str) -> ProviderError | None:
    """Where the token is good, every refusal but a brake says that there is no such API for us."""
    meant = DIALECT.refusal(status, code, said)
    closed = isinstance(meant, Misconfigured) or status in {403, 404}
    return not_offered("meta", "history") if closed and code not in _OF_THE_TOKEN else meant


ASKING = replace(DIALECT, refusal=_refusal)


class MessageHistory:
    """Asks, and remembers when the answer was that there is nothing to ask here."""

    def __init__(self) -> None:
        self.closed = False

    def of(self, rest: Rest, path: str, ids: Iterable[str]) -> Iterator[tuple[str, Status]]:
        """The furthest of each message. Raises NotOffered and what `rest` raises."""
        for id_ in ids:
            told = [status for _, status in self._asked(rest, path, {"message_id": id_}, id_)]
            if told:
                yield id_, max(told, key=lambda status: _FURTHEST.index(status.state))

    def unheard(self, rest: Rest, path: str, since: datetime) -> int:
        """How many of the newest reports our webhook did not take. Raises as `of`."""
        told = self._asked(rest, path, {"limit": str(NEWEST)})
        return sum(state in UNHEARD and status.at >= since for state, status in told)

    def _asked(
        self, rest: Rest, path: str, query: dict[str, str], only: str = ""
    ) -> list[tuple[str, Status]]:
        if self.closed:
            raise not_offered("meta", "history")
        try:
            page = rest.get(f"{path}?{urlencode({**query, 'fields': _EVENTS})}")
        except NotOffered:
            self.closed = True
            raise
        return list(events_in(page, only))


def events_in(page: dict[str, Any], only: str = "") -> Iterator[tuple[str, Status]]:
    """What an answer tells, with the state of our webhook's copy. What is no event is skipped.

    `only`: the message that was asked for; whatever else may come is none of our business.
    """
    for message in listed(page, "data"):
        id_ = text(message.get("message_id"))
        if only and id_ != only:
            continue
        for event in listed(mapping(message.get("events")), "data"):
            state = STATES.get(text(event.get("delivery_status")))
            at = moment(event.get("timestamp"))
            if state and at:
                yield text(event.get("webhook_update_state")), Status(state, at, id=id_)
