"""One run of `publish` with limits that service.yaml would not allow; prints its figures as JSON.

A process of its own, in the town's clone: engine.py '{"rate": 100000, "connections": 200}'.
`memory`: the origin is kept in memory, so that checkpoints cost nothing. `instant`: the provider
answers at once inside this process, so that only our own work is left.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banditore import bootstrap
from banditore.domain.capabilities import Health
from banditore.domain.message import Answer, Inbound, Outbound, Sent, Status
from fakes import FakeRepository

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterator,
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )
    from datetime import datetime, timedelta

    from banditore.domain.capabilities import Capability
    from banditore.domain.message import Address
    from banditore.domain.templates.registration import Registered, Submission
    from banditore.ports import Repository, Sender
    from banditore.services.publishing.publish import Publisher

ACCEPTED = Answer(message_id="SM1")


class Instant:
    """A provider that takes everything at once."""

    def __init__(self) -> None:
        self.first_cpu = 0.0

    @asynccontextmanager
    async def sender(self, connections: int) -> AsyncIterator[Sender]:
        yield self

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        self.first_cpu = self.first_cpu or time.process_time()
        return ACCEPTED

    def pull(self, since: datetime) -> Iterator[Inbound]:
        return iter(())

    def log(self, asked: Mapping[str, Address], since: datetime) -> Sequence[Sent]:
        return ()

    def ahead(self) -> timedelta | None:
        return None

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset({"send", "inbound", "look-up"})

    def health(self) -> Health:
        return Health()

    def acknowledge(self) -> None:
        return None

    def statuses(self, since: datetime) -> Iterator[Status]:
        raise NotImplementedError

    def reported(self, needed: Callable[[Status], bool]) -> None:
        raise NotImplementedError

    def history(self, ids: Iterable[str]) -> Iterator[tuple[str, Status]]:
        raise NotImplementedError

    def unheard(self, since: datetime) -> int:
        raise NotImplementedError

    def templates(self) -> Mapping[str, Registered]:
        return {}

    def register(self, submission: Submission) -> None:
        raise NotImplementedError

    def erase(self, ids: Collection[str]) -> None:
        raise NotImplementedError


def publisher(*, rate: int, connections: int, memory: bool, instant: Instant | None) -> Publisher:
    """The one of the command line, with other limits."""
    usual = bootstrap.publisher("text")
    town = usual.desk.town
    sending = replace(town.service.sending, rate=rate, connections=connections)
    town = replace(town, service=replace(town.service, sending=sending))
    desk = replace(usual.desk, town=town)
    if memory:
        desk = replace(desk, repository=in_memory(desk.repository))
    if instant:
        desk = replace(desk, provider=instant)
    return replace(usual, desk=desk)


def in_memory(origin: Repository) -> FakeRepository:
    """The same files without git."""
    tip = origin.tip("main")
    assert tip is not None
    return FakeRepository({"main": {path: tip.read(path) or b"" for path in tip.paths()}})


def main() -> None:
    """Run, and print."""
    how: dict[str, Any] = json.loads(sys.argv[1])
    instant = Instant() if how.get("instant") else None
    ours = publisher(
        rate=how["rate"],
        connections=how["connections"],
        memory=how.get("memory", False),
        instant=instant,
    )
    before, began = time.process_time(), time.monotonic()
    result = asyncio.run(ours.run())
    seconds, used = time.monotonic() - began, time.process_time()
    if ours.stop.error:
        raise ours.stop.error
    git = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(  # noqa: T201
        json.dumps(
            {
                "seconds": seconds,
                "cpu": used - before,
                "cpu_sending": used - instant.first_cpu if instant else None,
                "cpu_git": git.ru_utime + git.ru_stime,
                "megabytes": peak(),
                "accepted": sum(receipt.counts["accepted"] for receipt in result.receipts),
            }
        )
    )


def peak() -> float:
    """The most memory this process ever held, in MB.

    Not getrusage's: that begins with what the parent held, who had made the town.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
