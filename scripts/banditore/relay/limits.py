"""How much the relay takes on: from one source that it keeps refusing, and from all at once."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from banditore.relay.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BURST = 60
REFILL = 1.0
"""Per second."""
MOST_SOURCES = 10_000
MOST_BYTES = 64 * 1024 * 1024


class Patience:
    """Listens to each source until it was refused too often: 60 times, then once a second.

    Only refusals count. What Meta signed is taken as fast as it comes.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, source: str) -> None:
        """Raises Refused where it is used up."""
        if source in self._left and self._now_left(source) < 1:
            raise Refused(429, retry_after=60)

    def refused(self, source: str) -> None:
        """Once more."""
        self._left[source] = (self._now_left(source) - 1, self._monotonic())
        self._left.move_to_end(source)
        if len(self._left) > MOST_SOURCES:
            self._left.popitem(last=False)

    def _now_left(self, source: str) -> float:
        left, since = self._left.get(source, (BURST, 0.0))
        return min(BURST, left + (self._monotonic() - since) * REFILL)


class Room:
    """Bounds what bodies take in memory, whoever sends them."""

    def __init__(self, size: int = MOST_BYTES) -> None:
        self.free = size

    @contextmanager
    def share(self) -> Iterator[Callable[[int], None]]:
        """Call what it yields with the size of each piece that came: announcing takes no room.

        That raises Refused where all is full: Meta comes again.
        """
        taken = 0

        def grow(size: int) -> None:
            nonlocal taken
            if size > self.free:
                raise Refused(503, retry_after=5)
            self.free -= size
            taken += size

        try:
            yield grow
        finally:
            self.free += taken


def source_of(peer: str, forwarded: str, proxies: int) -> str:
    """Who asks. Of `X-Forwarded-For`, only what our own proxies wrote is believed.

    Whoever has an IPv6 address has 2^64 of them: they count as one.
    """
    hops = [hop.strip() for hop in forwarded.split(",")]
    text = hops[-proxies] if 0 < proxies <= len(hops) and forwarded else peer
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return peer
    if address.version == 4:  # noqa: PLR2004 - IPv4
        return text
    return str(ipaddress.ip_network((address, 64), strict=False))
