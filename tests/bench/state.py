"""What the list costs in git, in time and in memory, beside two other ways to keep one.

Growth: commits of one to three changes, then `git gc`; bytes a commit adds. Cold: a process that
opens the list, takes one person off, commits and pushes; its CPU time and that of its git, less
what Python takes to start. A million: sealed; and streamed for a broadcast, with its peak memory.
Flips: each byte of a small base and a segment is changed, and every time an error must have a name.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.adapters.age_keys import make_key
from load.flips import ABSENT, BARE, campaign
from load.growth import History, git
from load.lives import Life
from load.ways import Ours, Records, Whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banditore.domain.subscribers import SubscriberList
    from load.ways import Way

    Lists = Callable[[Life], Iterator[SubscriberList]]

ONE = Path(__file__).resolve().parents[1] / "load" / "one_change.py"
PER_COMMIT = 1_300
"""Bytes that a commit of one to three changes may add."""
COLD = {10_000: 0.15, 100_000: 0.6}
"""Seconds of CPU that one change may take."""
SEALED, STREAMED = 8.0, 150
"""Seconds for a million, and megabytes."""
MILLION = 1_000_000
TIMES = 3
"""The best of so many."""


@dataclass(frozen=True)
class Plan:
    """How many commits of each way are made for a list of a size; 0: that way is left out."""

    size: int
    ours: int
    whole: int
    records: int


PLANS = (
    Plan(1_000, 500, 60, 500),
    Plan(10_000, 500, 30, 60),
    Plan(100_000, 500, 10, 0),
    Plan(MILLION, 100, 0, 0),
)
QUICK = (Plan(1_000, 60, 10, 60), Plan(10_000, 60, 5, 0))


class Verdict:
    """What was promised and is not kept."""

    def __init__(self) -> None:
        self.missed: list[str] = []

    def at_most(self, what: str, found: float, promised: float) -> None:
        """A promise."""
        if found > promised:
            self.missed.append(f"{what}: {found:,.2f}, promised {promised:,.2f}")


def main() -> None:
    """Print the tables; exit code 1 where a promise is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small lists and short histories")
    parser.add_argument("--seed", type=int, default=1)
    words = parser.parse_args()
    random.seed(words.seed)
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        grow(Path(folder), QUICK if words.quick else PLANS, verdict)
        cold(Path(folder), [10_000] if words.quick else list(COLD), verdict)
        if not words.quick:
            million(Path(folder), verdict)
        flip(97 if words.quick else 1, verdict)
    for line in verdict.missed:
        say(f"missed: {line}")
    sys.exit(bool(verdict.missed))


def grow(folder: Path, plans: tuple[Plan, ...], verdict: Verdict) -> None:
    """The first table."""
    say(f"{'subscribers':>11}  {'way':<34}{'commits':>8}{'at rest KB':>12}{'a commit, B':>13}")
    for plan in plans:
        ways: list[tuple[str, Way, Lists, int]] = [
            ("ours: a base and segments", Ours(), Life.changes, plan.ours),
            ("ours, as sync writes it", Ours(), Life.syncs, plan.ours),
            ("the whole file, sealed anew", Whole(), Life.changes, plan.whole),
            ("a value for itself, as SOPS does", Records(), Life.changes, plan.records),
        ]
        for number, (name, way, lists, commits) in enumerate(ways):
            if not commits:
                continue
            life = Life(plan.size)
            history = History(folder / f"{plan.size}-{number}.git")
            first = way.first(life.now)
            before = history.add([first])
            after = history.add(map(way.next, islice(lists(life), commits)))
            each, rest = (after - before) / commits, sum(map(len, filter(None, first.values())))
            say(f"{plan.size:>11,}  {name:<34}{commits:>8}{rest / 1000:>12,.0f}{each:>13,.0f}")
            if number == 0:
                verdict.at_most(f"bytes a commit at {plan.size:,}", each, PER_COMMIT)


def cold(folder: Path, sizes: list[int], verdict: Verdict) -> None:
    """The second table."""
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")  # of the first run, for the others
    start = min(cpu_of([sys.executable, "-c", "pass"])[0] for _ in range(TIMES))
    say(f"\n{'subscribers':>11}  one change, cold, with git: CPU s beyond Python's {start:.3f}")
    for size in sizes:
        words = founded(folder, size)
        took = min(cpu_of([*run("change"), *words])[0] for _ in range(TIMES)) - start
        say(f"{size:>11,}  {took:.3f}")
        verdict.at_most(f"CPU seconds of one change at {size:,}", took, COLD[size])


def million(folder: Path, verdict: Verdict) -> None:
    """The third."""
    words = [str(clone(folder, MILLION)), make_key().secret, str(MILLION)]
    found = said([*run("found"), *words])
    stream = said([*run("stream"), *words])
    say(f"\n{MILLION:>11,}  sealed in {found['cpu']:.1f} s of CPU: {found['bytes'] / 1e6:.1f} MB")
    say(f"{'':>11}  streamed in {stream['cpu']:.1f} s of CPU, peak {stream['peak']:.0f} MB")
    verdict.at_most("CPU seconds to seal a million", found["cpu"], SEALED)
    verdict.at_most("megabytes to stream a million", stream["peak"], STREAMED)


def flip(step: int, verdict: Verdict) -> None:
    """The last."""
    found = campaign(step)
    say(f"\n{sum(found.values()):>11,}  bytes of a base and a segment, each flipped:")
    for name, number in found.most_common():
        say(f"{number:>11,}  {name}")
    verdict.at_most("flips without a named error", found[ABSENT] + found[BARE], 0)


def founded(folder: Path, size: int) -> list[str]:
    """A clone with a list of this size at its origin, and its key."""
    words = [str(clone(folder, size)), make_key().secret, str(size)]
    said([*run("found"), *words])
    return words


def clone(folder: Path, size: int) -> Path:
    """An empty origin, and a clone of it."""
    origin, work = folder / f"origin-{size}.git", folder / f"clone-{size}"
    git(folder, "init", "-q", "--bare", "-b", "main", str(origin))
    git(folder, "clone", "-q", str(origin), str(work))
    return work


def run(what: str) -> list[str]:
    """The command of such a process."""
    return [sys.executable, str(ONE), what]


def said(command: list[str]) -> dict[str, float]:
    """What it said."""
    figures: dict[str, float] = json.loads(cpu_of(command)[1])
    return figures


def cpu_of(command: list[str]) -> tuple[float, bytes]:
    """Seconds of CPU of a process and of all that it waited for, and what it printed."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[1]} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, printed


def environment() -> dict[str, str]:
    """This machine's, without what would make git or Python slower here than elsewhere."""
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**ours, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def say(line: str) -> None:
    """A line of a table."""
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
