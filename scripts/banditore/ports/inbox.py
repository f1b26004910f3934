"""Where a provider's webhooks wait, where it cannot be asked for what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from banditore.domain.message import Payload


class Inbox(Protocol):
    """Where webhook payloads wait for us, for providers that only push: a relay, a queue.

    Methods raise Unavailable, Throttled and Misconfigured, and WrongKey or Corrupted where what
    waits does not open.
    """

    def pull(self) -> Iterator[Payload]:
        """What this object has not given yet and nobody acknowledged, the oldest first."""

    def acknowledge(self, ids: Collection[str]) -> None:
        """Nobody needs these any more; nothing happens where they are gone."""

    def oldest(self) -> datetime | None:
        """When something came that still waits, the oldest if that is known; None: nothing waits.

        Takes nothing away.
        """
