"""Photos, voice messages and files that people sent: never fetched, and deleted once handled.

Sources: Meta's pages *Messages webhook reference* (the id under which a file lies) and *Media*
(`DELETE /{media_id}`). What Meta does not let us delete it forgets by itself after 30 days.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.adapters.meta.shapes import listed, mapping, text
from banditore.domain.errors import ProviderError
from banditore.wire.reply import json_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banditore.wire.rest import Rest

HINT = b'"mime_type"'
"""Stands in each payload that tells of a file: most tell of none, and are not read for it."""
_KINDS = ("image", "audio", "video", "document", "sticker")
_ID = re.compile("[0-9]{1,40}")
"""What may stand in a path."""


def held(payload: bytes) -> Iterator[tuple[str, str]]:
    """The id of each message with a file, and the file's. Never raises."""
    for entry in listed(json_object(payload), "entry"):
        for change in listed(entry, "changes"):
            for message in listed(mapping(change.get("value")), "messages"):
                for kind in _KINDS:
                    media = text(mapping(message.get(kind)).get("id"))
                    if _ID.fullmatch(media):
                        yield text(message.get("id")), media


def delete(rest: Rest, version: str, files: Iterable[str]) -> None:
    """Delete these at Meta. One that stays is no reason to stop: everything else is done by now."""
    for file in files:
        with suppress(ProviderError):
            rest.delete(f"/{version}/{file}")
