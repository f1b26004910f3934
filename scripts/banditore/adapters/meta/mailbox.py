"""What Meta pushed to an inbox of ours: inbound messages and reports, out of the same payloads."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from banditore.adapters.meta import media
from banditore.adapters.meta.webhook import STATES, events
from banditore.domain.errors import Unavailable
from banditore.domain.message import Inbound, Sent, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from banditore.domain.message import Address
    from banditore.ports import Inbox

MOST_REPEATED = 1000
"""So often, and once more for each that is new, an inbox may give what it gave before: whoever
brings everything twice is in order; one that goes on has no end."""
_STATES = tuple(STATES.values())


class Mailbox:
    """Reads an inbox. What was read comes again until it is settled: a push may have failed."""

    def __init__(self, inbox: Inbox, number_id: str) -> None:
        self._inbox = inbox
        self._number_id = number_id
        self._inbound: list[Inbound] = []
        self._rows = bytearray()
        self._unsettled: set[str] = set()
        self._files: dict[str, str] = {}
        """Message id → id of the file that came with it."""
        self._reports: dict[str, slice] = {}
        """Payloads that hold reports, and where their rows are."""

    def inbound(self) -> Iterator[Inbound]:
        """All that is not settled."""
        self._drain()
        return iter(self._inbound)

    def settled(self) -> None:
        """The inbound messages that were given are kept by us."""
        done = [id_ for id_ in self._unsettled if id_ not in self._reports]
        self._unsettled.clear()
        self._inbound.clear()
        self._inbox.acknowledge(done)

    def files(self, messages: Collection[str]) -> list[str]:
        """Ids of what came with these messages; each once."""
        return [self._files.pop(id_) for id_ in messages if id_ in self._files]

    def statuses(self) -> Iterator[Status]:
        """All reports of this process."""
        self._drain()
        return self._reported(slice(0, len(self._rows)))

    def reported(self, needed: Callable[[Status], bool]) -> None:
        """Payloads none of whose reports is needed may go."""
        done = [
            id_
            for id_, rows in self._reports.items()
            if id_ not in self._unsettled and not any(map(needed, self._reported(rows)))
        ]
        for id_ in done:
            del self._reports[id_]
        self._inbox.acknowledge(done)

    def sent(self, asked: Mapping[str, Address]) -> Iterator[Sent]:
        """What was reported by these tags."""
        for status in self.statuses():
            to = asked.get(status.tag)
            if to is not None:
                failed = status.state == "failed"
                yield Sent(to, "", status.at, failed, status.code, status.tag)

    def _drain(self) -> None:
        repeated, read = 0, set[int]()
        for payload in self._inbox.pull():
            before = payload.id in self._unsettled or payload.id in self._reports
            same = hash(payload.content)
            repeated += before or same in read
            read.add(same)
            if repeated > MOST_REPEATED + len(read):
                raise Unavailable(
                    "what waits for us is given again and again, without end",
                    "look whether the relay, or the queue, is in order",
                )
            self._unsettled.add(payload.id)
            if media.HINT in payload.content:
                self._files.update(media.held(payload.content))
            start, told = len(self._rows), False
            for event in events(payload.content, self._number_id, payload.at):
                if isinstance(event, Inbound):
                    self._inbound.append(event)
                else:
                    told = True
                    self._keep(event)
            if told:
                self._reports[payload.id] = slice(start, len(self._rows))

    def _keep(self, status: Status) -> None:
        """Packed: there are several for each message, and a million messages.

        The id is kept of a message that is only on its way: by it the provider can be asked.
        """
        if _plain(status.tag):
            id_ = status.id if status.state == "sent" and _plain(status.id) else ""
            state, at = _STATES.index(status.state), int(status.at.timestamp())
            row = (status.tag, state, at, status.code, id_)
            self._rows += " ".join(map(str, row)).encode() + b"\n"

    def _reported(self, rows: slice) -> Iterator[Status]:
        start = rows.start
        while start < rows.stop:
            end = self._rows.index(b"\n", start)
            tag, state, at, code, id_ = self._rows[start:end].decode().split(" ")
            yield Status(_STATES[int(state)], datetime.fromtimestamp(int(at), UTC), tag, code, id_)
            start = end + 1


def _plain(word: str) -> bool:
    return bool(word) and word.isprintable() and " " not in word
