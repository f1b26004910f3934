"""What the list of subscribers costs, for 10,000 to a million of them: time, CPU and memory.

Through the real store, vault and git, each size in a process of its own that does what `publish`
does: load the list at the tip, choose an audience, look for news, take somebody off and push.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.clock import SystemClock
from banditore.adapters.git import GitRepository
from banditore.domain.compact.packed import Packer, Traits
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address, Inbound
from banditore.domain.subscribers import SubscriberList
from banditore.services.receiving.inbound import Desk, pull_and_apply
from fakes import FakeProvider
from small_town import town

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.keys.long_lived import KeyPair
    from banditore.domain.subscribers import Subscriber

SIZES = (10_000, 100_000, 1_000_000)
LIMIT = 300
"""Megabytes that a process may take."""
LOOKED_UP = 10_000


@dataclass(frozen=True)
class Row:
    """What one step took; the peak is the process's highest so far, in megabytes."""

    step: str
    seconds: float
    cpu: float
    peak: float


class Meter:
    """Takes the time of steps."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What happens inside is a step."""
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        passed, used = time.perf_counter() - wall, time.process_time() - cpu
        self.rows.append(Row(name, passed, used, peak()))


def main() -> None:
    """Print a table; exit code 1 where a process took more memory than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    highest = 0.0
    print(f"{'subscribers':>11}  {'step':<34}{'seconds':>9}{'CPU s':>9}{'peak MB':>9}")  # noqa: T201
    for size in parser.parse_args().sizes:
        for row in measured(size):
            print(  # noqa: T201
                f"{size:>11,}  {row.step:<34}{row.seconds:>9.3f}{row.cpu:>9.3f}{row.peak:>9.0f}"
            )
            highest = max(highest, row.peak)
    if highest > LIMIT:
        sys.exit(f"expected at most {LIMIT} MB, got {highest:.0f}")


def measured(size: int) -> list[Row]:
    """The steps of one size. The town is made by one process and used by another."""
    key = make_key()
    # A fork would count our own memory as the other's.
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        for work in (found, use):
            with context.Pool(1) as pool:
                rows = pool.apply(work, (Path(folder), key, size))
    return [Row(**row) for row in json.loads(rows)]


def found(folder: Path, key: KeyPair, size: int) -> str:
    """An origin with a list of this size, and a clone."""
    origin, clone = folder / "origin.git", folder / "clone"
    git(folder, "init", "-q", "--bare", "-b", "main", str(origin))
    git(folder, "clone", "-q", str(origin), str(clone))
    packer = Packer()
    for subscriber in people(size):
        packer.add(*subscriber)
    begun = datetime.now(UTC) - timedelta(hours=1)
    files = store(key).found(SubscriberList(b"k" * 32, begun, packer.done()))
    GitRepository(clone, environment()).change("main", lambda _: files, "as it began")
    return "[]"


def use(folder: Path, key: KeyPair, size: int) -> str:
    """What `publish` does with it; the rows as JSON."""
    clock, meter = SystemClock(), Meter()
    provider = FakeProvider(clock)
    repository = GitRepository(folder / "clone", environment())
    desk = Desk(town(), repository, store(key), provider, clock, "run", lambda: "0" * 32)
    meter.rows.append(Row("start", 0, 0, peak()))
    with meter.step("load: fetch, open, verify"):
        pulled = pull_and_apply(desk)
    with meter.step("audience, the first time"):
        audience = pulled.subscribers.audience("info")
    refs = list(islice(audience, LOOKED_UP))
    random.shuffle(refs)
    with meter.step(f"find {LOOKED_UP:,} recipients"):
        look_up(audience, refs)
    with meter.step("refresh, nothing new"):
        again = pull_and_apply(desk)
        assert again.subscribers.audience("info") is audience
    leaver = audience[refs[0]].address
    provider.inbox.append(Inbound("SM1", leaver, clock.now(), "text", "MI CANCELLO"))
    with meter.step("somebody leaves: change and push"):
        after = pull_and_apply(desk).subscribers
    with meter.step("refresh after it, and audience"):
        left = pull_and_apply(desk).subscribers.audience("info")
    assert len(left) == len(audience) - 1
    assert refs[0] not in left
    assert len(after.subscribers) == size - 1
    return json.dumps([vars(row) for row in meter.rows])


def look_up(audience: Mapping[str, Subscriber], refs: list[str]) -> None:
    """As the engine does for each message."""
    for ref in refs:
        assert ref in audience
        assert audience[ref].address


def people(size: int) -> Iterator[tuple[Address, str, Traits, datetime, str]]:
    """So many who joined over the last years, with ids that do not compress."""
    every = frozenset({"emergenze", "info", "eventi"})
    kinds = [Traits(language, every, "2026-11", "sha256:" + "a" * 64) for language in ("it", "fr")]
    start = datetime(2024, 1, 1, tzinfo=UTC)
    for number in range(size):
        at = start + timedelta(seconds=random.randrange(90_000_000))
        address = Address(f"+393330000{number:06}")
        message = "SM" + random.randbytes(16).hex()
        yield address, random.randbytes(16).hex(), kinds[number % 7 == 0], at, message


def store(key: KeyPair) -> AgeSubscriberStore:
    """The town's own."""
    return AgeSubscriberStore(
        FixedKeys((key.secret,)), AgeVault.of_identity, lambda: datetime.now(UTC)
    )


def environment() -> dict[str, str]:
    """Of git, without this machine's configuration."""
    return {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def git(folder: Path, *words: str) -> None:
    """Run it; it must succeed."""
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


def peak() -> float:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
