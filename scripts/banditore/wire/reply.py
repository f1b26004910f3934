"""What came back over a connection: how much of it is read, and what can be taken from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AS_IT_IS = {"accept-encoding": "identity"}
"""Asked of the provider; what it packs nevertheless stays packed, and is nonsense."""
LONGEST_MESSAGE = 256 * 1024
"""Bytes: one message's record, 1600 characters as `\\uXXXX` included, is under 16 KiB."""
LONGEST_WAIT = 3600.0
"""Seconds: whoever wants more wants us to come again another time."""
_EARLIEST, _LATEST = datetime(2009, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_MILLISECONDS = 100_000_000_000
"""From here on a number counts milliseconds: as seconds it would be the year 5138."""


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


def retry_after(headers: httpx.Headers) -> float | None:
    """Seconds of a Retry-After header, bounded; None where there is none that we understand."""
    text = headers.get("retry-after", "")
    return min(LONGEST_WAIT, float(text)) if text.isascii() and text.isdigit() else None


def json_object(content: bytes) -> dict[str, Any] | None:
    """A JSON object, or None."""
    try:
        parsed = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def code_in(document: Mapping[str, object], key: str, last: int) -> int | None:
    """A provider's code, or None where there is none that could be one.

    A number above `last` is no code, and might be a phone's.
    """
    code = document.get(key)
    if isinstance(code, bool) or not isinstance(code, int):
        return None
    return code if 0 <= code <= last else None


def date(text: object) -> datetime | None:
    """An RFC 2822 date in UTC, or None where it is missing or none."""
    if not isinstance(text, str):
        return None
    try:
        parsed = parsedate_to_datetime(text)
        return parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def moment(value: object) -> datetime | None:
    """Seconds or milliseconds since 1970, as text or number; None where it can be neither."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value[:20])
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    try:
        at = datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return at if _EARLIEST <= at <= _LATEST else None
