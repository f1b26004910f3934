"""What an answer to a send means, by HTTP alone: each provider adds how it accepts and refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.message import Answer
from banditore.wire.reply import json_object, retry_after

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.message import Fault
    from banditore.wire.reply import Reply

# A page of a proxy, or an error without a code that we know.
STATUSES: dict[int, Fault] = {
    401: "stop-all",
    403: "stop-all",
    404: "stop-all",
    407: "stop-all",
    408: "unknown",  # somebody waited for the rest of our request, perhaps behind the provider
    429: "slow-down",
}


def answer_in(
    reply: Reply,
    accepted: Callable[[Mapping[str, object]], Answer],
    code_of: Callable[[Mapping[str, object]], int | None],
    fault_of: Callable[[int, int | None], Fault],
) -> Answer:
    """What it says; `accepted` reads a success, the other two what is refused. Never raises."""
    document = json_object(reply.content) or {}
    if 200 <= reply.status < 300:  # noqa: PLR2004 - HTTP
        return accepted(document)
    code = code_of(document)
    said = str(code) if code is not None else f"http-{reply.status}"
    return Answer(fault_of(reply.status, code), said, retry_after=retry_after(reply.headers))
