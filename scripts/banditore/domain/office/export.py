"""The whole list for moving away: JSON lines, format 1, a promise.

1. `{"banditore-export": 1, "town": …, "at": …, "n": subscribers that follow}`
2. a line a subscriber, in the order of the addresses, as `record.subscriber_document` makes it
3. `{"end": n}`: without this line the file is not whole

UTF-8, LF at the ends. Left out: the audit, and what only this software needs: keys, marks, replies.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from banditore.domain.office.record import subscriber_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.subscribers import SubscriberList

VERSION = 1
_BATCH = 256
"""Lines in a piece."""


def pieces(subscribers: SubscriberList, town: str, at: datetime) -> Iterator[bytes]:
    """The file in pieces: a list of a million is never one text."""
    people = subscribers.subscribers
    moment = at.isoformat(timespec="seconds").replace("+00:00", "Z")
    lines = [_line({"banditore-export": VERSION, "town": town, "at": moment, "n": len(people)})]
    for person in people.values():
        lines.append(_line(subscriber_document(person)))
        if len(lines) == _BATCH:
            yield b"".join(lines)
            lines.clear()
    yield b"".join([*lines, _line({"end": len(people)})])


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
