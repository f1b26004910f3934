"""One thing the town says: a file under `messages/`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.domain.templates.template import Rendered


@dataclass(frozen=True)
class Broadcast:
    """A valid broadcast, rendered in each of the town's languages."""

    id: str
    """The file's stem, `2026-11-23-allerta-neve`; never changes."""
    path: str
    category: str
    send_at: datetime | None
    """Not before this; None: at merge. Aware."""
    expires_at: datetime
    """Not after this. Aware."""
    rendered: Mapping[str, Rendered]
    """Per language: what the phone shows and how it is sent."""
    digest: str
    """`sha256:…` of the file's content with LF line ends."""
    corrects: str | None = None
    """The id of the broadcast that this one corrects."""

    def due(self, now: datetime) -> bool:
        """Whether it may be sent now, expiry aside."""
        return self.send_at is None or self.send_at <= now

    def expired(self, now: datetime) -> bool:
        """Whether it is too late to send it."""
        return now >= self.expires_at


def digest_of(content: bytes) -> str:
    """`sha256:…` of a file's content with LF line ends: a checkout on Windows changes nothing."""
    unified = content.replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(unified).hexdigest()}"
