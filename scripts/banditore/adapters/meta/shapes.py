"""Taking values out of what Meta sends, whatever it is. Nothing here raises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from banditore.domain.message import Address
from banditore.wire.reply import code_in, moment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["address", "code_of", "listed", "mapping", "moment", "text"]

NO_OBJECT = 33
_PARAMETER = 100
_LAST_CODE = 9_999_999
"""Meta's longest codes have seven digits; a longer number might be a phone's."""


def mapping(value: object) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object, key: str) -> Iterator[dict[str, Any]]:
    """The objects in a list under a key; nothing where there is no such list."""
    found = mapping(value).get(key)
    return (one for one in (found if isinstance(found, list) else ()) if isinstance(one, dict))


def text(value: object) -> str:
    """The text, or an empty one."""
    return value if isinstance(value, str) else ""


def code_of(document: Mapping[str, object]) -> int | None:
    """The code of an error, or of an answer that holds one.

    Of a number or an account that is not there the subcode says so: it is not this one person's.
    """
    error = mapping(document.get("error")) or document
    code = code_in(error, "code", _LAST_CODE)
    return NO_OBJECT if code == _PARAMETER and error.get("error_subcode") == NO_OBJECT else code


def address(value: object) -> Address | None:
    """Digits as Meta writes a phone (`wa_id`), with or without +; or a user id."""
    if not isinstance(value, str) or not value.isascii():
        return None
    try:
        return Address(f"+{value}" if value.isdigit() else value)
    except ValueError:
        return None
