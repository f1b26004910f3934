"""The values in rows: each is what it should be, or one of BAD_ROW is raised."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]
BAD_ROW = (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError)
"""What reading a row may raise where it is not what it should be."""
_REF = 32


def as_ref(value: object) -> str:
    """Empty, or a ref as we make them."""
    ref = as_str(value)
    if ref and (len(ref) != _REF or bytes.fromhex(ref).hex() != ref):
        raise ValueError("not a ref")
    return ref


def as_key(value: object) -> bytes:
    """A secret of enough bytes, of its hex digits."""
    key = bytes.fromhex(as_str(value))
    if len(key) < 16:  # noqa: PLR2004 - a shorter secret could be guessed from refs
        raise ValueError("the key is too short")
    return key


def as_texts(value: object) -> tuple[str, ...]:
    """Several texts."""
    return tuple(map(as_str, as_list(value)))


def as_str(value: object) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def as_list(value: object) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def as_count(value: object) -> int:
    """A whole number, not below zero."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("not a count")
    return value


def text_of(at: datetime) -> str:
    """A time, in UTC."""
    at = at if at.tzinfo is UTC else at.astimezone(UTC)
    return f"{at.isoformat()[:-6]}Z"


def moment(value: Any) -> datetime:  # noqa: ANN401 - TypeError where it is no text
    """A time, of its text."""
    at = datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at if at.tzinfo is UTC else at.astimezone(UTC)
