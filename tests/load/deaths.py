"""A relay that dies again and again while Meta brings events and the town fetches them."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.adapters.age_vault import AgeVault
from banditore.adapters.inbox_relay import RelayInbox
from banditore.domain.errors import ProviderError
from banditore.wire.line import Lines
from letters import IDENTITY, TOKEN, delivery
from load.relays import insist, request, serving

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random


@dataclass(frozen=True)
class Toll:
    """What became of the events."""

    answered: int
    failed: int
    """Tries that brought no 200."""
    kills: int
    pulled: int
    missing: int
    twice: int
    """Kept twice by the relay, though Meta brought the very same."""
    strange: int
    """Given, and never brought."""
    told: bool
    """Whether the log holds anything of a citizen's."""


class Town(threading.Thread):
    """Fetches and acknowledges all the time, as many runs would."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self._url = url
        self.pulled: set[tuple[str, bytes]] = set()
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.05):
            self.fetch()

    def fetch(self) -> bool:
        """One run; whether it came through."""
        vault = AgeVault.of(None, str(IDENTITY))
        inbox = RelayInbox(self._url, TOKEN, vault.open, Lines(), sleep=lambda _: None)
        try:
            given = list(inbox.pull())
            # Here a run pushes what came of them; should it then fail, they come again.
            self.pulled |= {(payload.id, payload.content) for payload in given}
            inbox.acknowledge([payload.id for payload in given])
        except ProviderError:
            return False
        return True


def campaign(folder: Path, events: int, dice: Random, *, kills: int, lines: int = 16) -> Toll:
    """Bring so many events; kill the relay after a random one of them, so many times."""
    bodies = [delivery("MI ISCRIVO", number) for number in range(events)]
    messages = [request(body) for body in bodies]
    answered = itertools.count()
    so_far = 0

    def one_more() -> None:
        nonlocal so_far
        so_far = next(answered) + 1

    with serving(folder) as relay, ThreadPoolExecutor(1) as meta:
        town = Town(relay.url)
        town.start()
        failed = meta.submit(asyncio.run, insist(relay.port, messages, lines, one_more))
        for due in sorted(dice.sample(range(events), kills)):
            while so_far < due and not failed.done():
                time.sleep(0.001)
            relay.kill()
            relay.start()
        failed.result()
        town.over.set()
        town.join()
        assert town.fetch()
    log = relay.log
    found = {_id(body) for _, body in town.pulled}
    wanted = {_id(body) for body in bodies}
    told = any(word in log for word in ("MI ISCRIVO", "393330", "wamid", "Segreta"))
    return Toll(
        answered=so_far,
        failed=failed.result(),
        kills=kills,
        pulled=len(found),
        missing=len(wanted - found),
        twice=len(town.pulled) - len(found),
        strange=len(found - wanted),
        told=told,
    )


def _id(body: bytes) -> str:
    return str(json.loads(body)["entry"][0]["changes"][0]["value"]["messages"][0]["id"])
