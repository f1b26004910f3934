"""How soon an emergency leaves, how long a stop takes, and what a kill leaves in doubt.

Real `publish` processes before the simulator, over TLS with slow answers; the simulator's log and
the town's origin are the judges. Exit code 1 where a promise of the README is missed.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from load.place import Place
from load.town import Town

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence

RATE = 80
ANSWER = 0.1  # seconds
LONG, SHORT = 12_000, 2_000  # people
LEASE = 12  # seconds
SOON, QUICK, BLOCKS = 10.0, 7.0, 2
"""What is promised: seconds to the first message, and to the end of a stop; blocks in doubt."""
PATIENCE = 300  # seconds


class Trial:
    """A town that is sending."""

    def __init__(self, folder: Path, place: Place, people: int) -> None:
        self._place = place
        self._where = place.environment
        self.town = Town(folder, people, rate=RATE, lease=LEASE)
        place.reset()
        self.town.register(self._where)
        place.begin(slow=ANSWER, rate=RATE)
        self.long = self.town.file("info")

    def begin(self, after: int) -> subprocess.Popen[bytes]:
        """A run, once it has sent so many messages."""
        run = self.town.begin(self._where)
        until(lambda: len(self._place.log()) >= after)
        return run

    def urgent(self, run: subprocess.Popen[bytes]) -> tuple[float, float]:
        """Seconds from an emergency's push to its first message; then to the end of a stop."""
        pushed = time.time()
        self.town.file()
        until(lambda: any("EMERGENZE" in m["text"] for m in self._place.log()))
        first = next(m["at"] for m in self._place.log() if "EMERGENZE" in m["text"])
        asked = time.monotonic()
        run.send_signal(signal.SIGTERM)
        run.wait(PATIENCE)
        return first - pushed, time.monotonic() - asked

    def doubt(self, run: subprocess.Popen[bytes]) -> float:
        """Kill it; how many blocks were begun and have no outcome at the origin."""
        run.kill()
        run.wait()
        files = self.town.at_origin(f"sending/{self.long}")
        claim = json.loads(files["claim.json"])
        return float(claim["intent"] - sum(name.startswith("outcomes/") for name in files))

    def finish(self) -> tuple[int, int, int]:
        """Run until all is closed: who stayed unknown, got it twice, or not at all."""
        self.town.command(self._where)
        receipt = self.town.at_origin("main")[f"messages/receipts/{self.long}.yaml"]
        unknown = next(
            (int(line.split(":")[1]) for line in receipt.splitlines() if " unknown:" in line), 0
        )
        got = Counter(message["to"] for message in self._place.log())
        return unknown, sum(n > 1 for n in got.values()), self.town.people - len(got)


def until(there: Callable[[], bool]) -> None:
    """Wait for it. Raises TimeoutError."""
    for _ in range(PATIENCE * 20):
        if there():
            return
        time.sleep(0.05)
    raise TimeoutError


def main() -> None:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=5)
    trials, dice = parser.parse_args().trials, random.Random(1)
    soon, quick, doubts, after = [], [], [], []
    with tempfile.TemporaryDirectory() as name, Place(Path(name)) as place:
        for _ in range(trials):
            trial = Trial(Path(name), place, LONG)
            waited, stopped = trial.urgent(trial.begin(dice.randrange(RATE * 5, RATE * 15)))
            soon.append(waited)
            quick.append(stopped)
        for _ in range(trials):
            trial = Trial(Path(name), place, SHORT)
            doubts.append(trial.doubt(trial.begin(dice.randrange(50, SHORT - 50))))
            after.append(trial.finish())
    head = f"| at {RATE}/s, {trials} trials | median | worst | promised |\n|---|---|---|---|"
    print(head)  # noqa: T201
    print(row(f"emergency: push to first message, {LONG:,} under way, s", soon, SOON))  # noqa: T201
    print(row("SIGTERM to the end of the run, s", quick, QUICK))  # noqa: T201
    print(row("kill -9: blocks in doubt", doubts, BLOCKS))  # noqa: T201
    left = [sum(found) for found in after]
    print(row("after the next run: unknown, twice or forgotten", left, 0))  # noqa: T201
    kept = max(soon) <= SOON and max(quick) <= QUICK and max(doubts) <= BLOCKS and not sum(left)
    sys.exit(0 if kept else 1)


def row(what: str, found: Sequence[float], promised: float) -> str:
    """One line."""
    return f"| {what} | {median(found):.1f} | {max(found):.1f} | {promised:g} |"


if __name__ == "__main__":
    main()
