"""What waits at the town's relay: fetched page by page, opened with the workflow's key.

The relay cannot read its packets, but it may repeat, withhold or invent them: nothing here trusts
the number, the order or the end of what it gives. docs/relay.md describes the packets.
"""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from banditore.domain.errors import Corrupted, Unavailable, WrongKey
from banditore.domain.message import Payload
from banditore.wire.clock import ProviderClock
from banditore.wire.line import check_address
from banditore.wire.rest import Dialect, Rest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from banditore.wire.line import Lines

PAGE = 100
"""Packets."""
MOST_PAGES = 2000
AT_ONCE = 500
"""Packets that one acknowledgement may name."""
TIMEOUT = 30.0
_RELAY = Dialect(
    credentials="RELAY_TOKEN: the relay's own must be the same",
    code=lambda _: None,
    who="the relay",
)
_ODD = "run it again; if it goes on, see whether RELAY_URL is the relay's address"
_GUIDE = "docs/relay.md says what to do with a packet that does not open; nothing was lost"


class _Packet(NamedTuple):
    cursor: int
    at: datetime
    sealed: bytes


class RelayInbox:
    """The port Inbox on a relay. Ids are `packet.place`."""

    def __init__(
        self,
        url: str,
        token: str,
        open_packet: Callable[[bytes], bytes],
        lines: Lines,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`open_packet` raises WrongKey and Corrupted. Raises Misconfigured for a bad address."""
        check_address(url, "RELAY_URL")
        self._url = url.rstrip("/") + "/"
        self._token = token
        self._open = open_packet
        self._lines = lines
        self._sleep = sleep
        self._after = 0
        self._left: dict[int, set[str]] = {}
        """Packet → what in it is not acknowledged."""

    def __repr__(self) -> str:
        return "RelayInbox()"

    def pull(self) -> Iterator[Payload]:
        """What this object has not given yet. Raises ProviderError, WrongKey and Corrupted."""
        with self._rest() as rest:
            for _ in range(MOST_PAGES):
                page = rest.get(f"events?after={self._after}&limit={PAGE}")
                for packet in _packets(page, self._after):
                    yield from self._payloads(packet)
                    self._after = packet.cursor
                if not page["more"]:
                    return
        raise Unavailable("the relay gives packets without end", _ODD)

    def oldest(self) -> datetime | None:
        """When the first packet came that lies there. Raises ProviderError."""
        with self._rest() as rest:
            packets = _packets(rest.get("events?after=0&limit=1"), 0)
        return packets[0].at if packets else None

    def acknowledge(self, ids: Collection[str]) -> None:
        """Forget these, here and there: a packet goes when nothing in it is needed any more."""
        wanted = set(ids)
        done = [cursor for cursor, left in self._left.items() if left <= wanted]
        with self._rest() as rest:
            for start in range(0, len(done), AT_ONCE):
                some = done[start : start + AT_ONCE]
                rest.post("acknowledge", {"cursors": some}, again=True)
                for cursor in some:
                    del self._left[cursor]
        for cursor in self._left:
            self._left[cursor] -= wanted

    def _payloads(self, packet: _Packet) -> list[Payload]:
        try:
            bodies = _netstrings(self._open(packet.sealed))
        except WrongKey:
            raise WrongKey(
                f"packet {packet.cursor} of the relay is not sealed to the key in "
                "BANDITORE_IDENTITY",
                _GUIDE,
            ) from None
        except Corrupted:
            raise Corrupted(f"packet {packet.cursor} of the relay is damaged", _GUIDE) from None
        found = [Payload(f"{packet.cursor}.{n}", b, packet.at) for n, b in enumerate(bodies)]
        self._left[packet.cursor] = {payload.id for payload in found}
        return found

    def _rest(self) -> Rest:
        return Rest(
            self._url,
            f"Bearer {self._token}",
            self._lines.plain(),
            _RELAY,
            timeout=TIMEOUT,
            sleep=self._sleep,
            clock=ProviderClock(lambda: datetime.now(UTC)),
        )


def _packets(page: Mapping[str, Any], after: int) -> list[_Packet]:
    """The packets of a page, each newer than the one before. Raises Unavailable."""
    events = page.get("events")
    if not isinstance(events, list) or not isinstance(page.get("more"), bool):
        raise Unavailable("the relay's answer is no page of packets", _ODD)
    found: list[_Packet] = []
    for event in events:
        packet = _packet(event)
        if packet is None:
            raise Unavailable("the relay's answer holds something that is no packet", _ODD)
        if packet.cursor <= after:
            raise Unavailable("the relay gives the same packets again", _ODD)
        after = packet.cursor
        found.append(packet)
    if page["more"] and not found:
        raise Unavailable("the relay announces more and gives nothing", _ODD)
    return found


def _packet(event: object) -> _Packet | None:
    if not isinstance(event, dict):
        return None
    cursor, at, sealed = (event.get(key) for key in ("cursor", "at", "sealed"))
    if type(cursor) is not int or type(at) is not int or not isinstance(sealed, str):
        return None
    try:
        when = datetime.fromtimestamp(at, UTC)
        return _Packet(cursor, when, base64.b64decode(sealed, validate=True))
    except (ValueError, OverflowError, OSError):
        return None


def _netstrings(content: bytes) -> list[bytes]:
    """`5:hello,` each. Raises Corrupted."""
    found: list[bytes] = []
    start = 0
    while start < len(content):
        colon = content.find(b":", start, start + 9)
        digits = content[start:colon] if colon > start else b""
        end = colon + 1 + int(digits) if digits.isdigit() else len(content)
        if content[end : end + 1] != b",":
            raise Corrupted("a packet that is none")
        found.append(content[colon + 1 : end])
        start = end + 1
    return found
