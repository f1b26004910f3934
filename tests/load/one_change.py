"""One process that does something with the list of a clone, and says what that took as JSON.

`change`: fetch, open, take one person off, seal, commit, push. `found`: seal a list of so many.
`stream`: open it and walk through everybody who gets a broadcast, in the order of the engine.
"""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.git import GitRepository
from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import compact
from banditore.domain.keys.long_lived import FixedKeys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.ports import Files


def store(identity: str) -> AgeSubscriberStore:
    """The real one. Made here: other modules of the benchmark import more than it needs."""
    keys = FixedKeys((identity,))
    return AgeSubscriberStore(keys, AgeVault.of_identity, lambda: datetime.now(UTC))


def main(what: str, folder: Path, identity: str, size: int) -> None:
    """Do it."""
    repository = GitRepository(folder, dict(os.environ))
    print(json.dumps(WHAT[what](repository, identity, size)))  # noqa: T201


def change(repository: GitRepository, identity: str, _: int) -> dict[str, float]:
    """One change."""
    ours = store(identity)

    def leave(files: Files) -> Mapping[str, bytes | None]:
        now = ours.load(files)
        draft = Draft(compact(now.subscribers))
        draft[next(iter(now.subscribers))] = None
        return ours.store(files, replace(now, subscribers=draft.done()))

    repository.change("main", leave, "state: inbound")
    return {}


def found(repository: GitRepository, identity: str, size: int) -> dict[str, float]:
    """A new list, sealed and pushed; the time is that of the sealing."""
    from load.lives import people  # noqa: PLC0415 - costs what the others need not pay

    made = people(size)
    wall, cpu = time.perf_counter(), time.process_time()
    files = store(identity).found(made)
    took = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    repository.change("main", lambda _: files, "as it began")
    return {**took, "bytes": sum(len(content or b"") for content in files.values())}


def stream(repository: GitRepository, identity: str, size: int) -> dict[str, float]:
    """Everybody who gets a broadcast."""
    tip = repository.tip("main")
    assert tip is not None
    wall, cpu = time.perf_counter(), time.process_time()
    audience = store(identity).load(tip).audience("info")
    assert sum(bool(one.address) for one in audience.values()) == size
    took = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    return {**took, "peak": peak()}


def peak() -> float:
    """Megabytes of this process alone: what getrusage says begins with its parent's."""
    words = Path("/proc/self/status").read_text().split()
    return int(words[words.index("VmHWM:") + 1]) / 1024


WHAT = {"change": change, "found": found, "stream": stream}

if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
