"""What came back over a connection: how much of it is read, and what it means for a message.

An answer is read up to a bound and never unpacked, so that a provider that goes mad, or somebody
who speaks in its place, can fill no memory. What may have been accepted is `unknown`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from banditore.adapters.twilio.faults import fault_of
from banditore.adapters.twilio.records import CHANNEL, FAILED, INBOUND, code_in, json_object
from banditore.domain.message import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.message import Address

AS_IT_IS = {"accept-encoding": "identity"}
"""Asked of the provider; what it packs nevertheless stays packed, and is nonsense."""
LONGEST_MESSAGE = 256 * 1024
"""Bytes: one message's record, 1600 characters as `\\uXXXX` included, is under 16 KiB."""
LONGEST_WAIT = 3600.0
"""Seconds: whoever wants more wants us to come again another time."""


class TooLong(httpx.RequestError):
    """An answer without end; the connection is closed."""


@dataclass(frozen=True)
class Reply:
    """A whole answer."""

    status: int
    headers: httpx.Headers = field(repr=False)
    content: bytes = field(repr=False, default=b"")


async def read(response: httpx.Response, bound: int = LONGEST_MESSAGE) -> Reply:
    """The whole answer. Raises httpx.RequestError, and TooLong beyond `bound` bytes."""
    content = bytearray()
    try:
        async for part in response.stream:  # type: ignore[union-attr] # an async transport's
            content += part
            _within(content, bound)
    finally:
        await response.aclose()
    return Reply(response.status_code, response.headers, bytes(content))


def read_now(response: httpx.Response, bound: int, more: Callable[[], bool]) -> Reply:
    """As `read`, for a transport that blocks; `more`: whether there is still time."""
    content = bytearray()
    try:
        for part in response.stream:  # type: ignore[union-attr] # a blocking transport's
            content += part
            _within(content, bound)
            if not more():
                raise TooLong("an answer that drips")
    finally:
        response.close()
    return Reply(response.status_code, response.headers, bytes(content))


def _within(content: bytearray, bound: int) -> None:
    if len(content) > bound:
        raise TooLong("an answer without end")


def understood(reply: Reply, to: Address) -> Answer:
    """What an answer to a send means. Never raises; accepted only with our own recipient in it."""
    document = json_object(reply.content)
    if 200 <= reply.status < 300:  # noqa: PLR2004 - HTTP
        return _accepted(document or {}, to)
    code = code_in(document or {}, "code")
    said = str(code) if code is not None else f"http-{reply.status}"
    return Answer(fault_of(reply.status, code), said, retry_after=retry_after(reply.headers))


def _accepted(document: Mapping[str, object], to: Address) -> Answer:
    sid, status = document.get("sid"), document.get("status", "")
    ours = document.get("to") == CHANNEL + to and _outbound(document.get("direction", "outbound"))
    if not (isinstance(sid, str) and sid and ours) or not isinstance(status, str):
        return Answer("unknown", "nonsense")
    if status in INBOUND:
        return Answer("unknown", "nonsense")
    if status in FAILED:
        code = code_in(document, "error_code")
        # The record is made and has failed: nothing follows it, and nothing was delivered.
        return Answer(fault_of(400, code) if code else "failed", str(code or "failed"))
    return Answer(message_id=sid)


def _outbound(direction: object) -> bool:
    return isinstance(direction, str) and direction.startswith("outbound")


def retry_after(headers: httpx.Headers) -> float | None:
    """Seconds of a Retry-After header, bounded; None where there is none that we understand."""
    text = headers.get("retry-after", "")
    return min(LONGEST_WAIT, float(text)) if text.isascii() and text.isdigit() else None
