"""How fast a broadcast is sent, beside what others would write, in ratios of one run.

The whole engine: a town in git with age files, `publish` in a process of its own, and the simulator
in another, over TLS, whose own log is the judge. Sections: unpaced, loop, paced, checkpoints,
start, size; all of them by default. Exit code 1 where a promise of the README is missed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from load.place import Place
from load.town import ROOT, Town

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from load.place import Seen

CLIENTS = Path(__file__).parents[1] / "load" / "clients.py"
WIDTH = 200
ANSWER = 0.1  # seconds
THEORY = WIDTH / ANSWER
UNPACED = 100_000  # messages a second: nobody gets there


@dataclass
class Bench:
    """What the sections share."""

    folder: Path
    place: Place
    quick: bool
    missed: list[str] = field(default_factory=list)

    @property
    def where(self) -> Mapping[str, str]:
        """The environment of the processes."""
        return self.place.environment

    def send(self, town: Town, *, rate: int, enforced: bool, **how: object) -> tuple[Any, Seen]:
        """One broadcast to a town, slowly answered: the engine's figures and the judge's."""
        self.place.reset()
        town.register(self.where)
        self.place.begin(slow=ANSWER, rate=rate if enforced else None)
        figures = town.publish(self.where, rate=rate, connections=WIDTH, **how)
        seen = self.place.seen()
        self.promise(f"everybody once of {town.people:,}", seen.messages == town.people)
        self.promise("nobody twice", not seen.twice)
        return figures, seen

    def client(self, name: str, count: int) -> dict[str, Any]:
        """What somebody else's client does."""
        self.place.reset()
        self.place.begin(slow=ANSWER, rate=None)
        words = [sys.executable, str(CLIENTS), name, self.place.url, str(count), str(WIDTH)]
        done = subprocess.run(
            words, env=dict(self.where), capture_output=True, text=True, check=True
        )
        figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return figures

    def promise(self, what: str, kept: bool) -> None:  # noqa: FBT001 - the promise itself
        """Note what is missed."""
        if not kept:
            self.missed.append(what)


def unpaced(bench: Bench) -> None:
    """As fast as it goes, beside others."""
    people = 3_000 if bench.quick else 10_000
    town = Town(bench.folder, people)
    figures, seen = bench.send(town, rate=UNPACED, enforced=False)
    rows = [row("banditore, all of it", people, seen.rate, figures["cpu"])]
    for name, words, count in (
        ("bare", "bare asyncio streams", people),
        ("aiohttp", "aiohttp", people),
        ("httpx", "httpx, one client shared", 300),
    ):
        other = bench.client(name, count)
        rows.append(row(words, other["taken"], other["taken"] / other["seconds"], other["cpu"]))
    head = ("client", "messages", "msg/s", "of the theory", "CPU µs/msg")
    table(f"Unpaced: TLS, answers after {ANSWER:g} s, {WIDTH} at once", head, rows)
    bench.promise("0.6 of the theory", seen.rate >= 0.6 * THEORY)


def row(words: str, count: int, rate: float, cpu: float) -> tuple[str, ...]:
    """One client's line."""
    share = f"{rate / THEORY:.2f}"
    return (words, f"{count:,}", f"{rate:,.0f}", share, f"{cpu / max(1, count) * 1e6:,.0f}")


def loop(bench: Bench) -> None:
    """The loop with Twilio's own package."""
    theirs = bench.client("twilio", 20 if bench.quick else 50)
    slow = theirs["taken"] / theirs["seconds"]
    _, seen = bench.send(Town(bench.folder, 4_000), rate=UNPACED, enforced=False)
    rows = [
        ("for s in …: client.messages.create(…)", f"{slow:.1f}", "1"),
        ("banditore", f"{seen.rate:,.0f}", f"{seen.rate / slow:,.0f}"),
    ]
    table("Beside the loop with Twilio's own package", ("", "msg/s", "times"), rows)
    bench.promise("100 times the loop", seen.rate >= 100 * slow)


def paced(bench: Bench) -> None:
    """At the limit, which the provider enforces over a sliding second."""
    rows = []
    for rate in (20, 80, 1000):
        seconds = 5 if bench.quick else 60 if rate == 1000 else 30
        figures, seen = bench.send(
            Town(bench.folder, rate * seconds + 1, rate=rate), rate=rate, enforced=True
        )
        core = figures["cpu"] / figures["seconds"]
        rows.append(
            (
                f"{rate:,}/s",
                f"{seen.messages:,}",
                f"{seen.rate / rate:.2%}",
                f"{seen.worst_second:,}",
                f"{seen.refused}",
                f"{core:.2f}",
            )
        )
        bench.promise(f"99 % of {rate}/s", seen.rate >= 0.99 * rate)
        bench.promise(f"no 429 at {rate}/s", not seen.refused)
        bench.promise(f"0.85 of a core at {rate}/s", core <= 0.85)
    head = ("limit", "messages", "of the limit", "worst second", "429s", "of a core")
    table("Paced: the provider refuses what is more in any one second", head, rows)


def checkpoints(bench: Bench) -> None:
    """What claims and checkpoints in git cost, beside an origin in memory."""
    people = 3_000 if bench.quick else 10_000
    rates: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(1 if bench.quick else 3):
        for memory in (True, False):
            # What was sent from memory has no receipt in git, and would be sent again.
            town = Town(bench.folder, people, rate=1000)
            _, seen = bench.send(town, rate=UNPACED, enforced=False, memory=memory)
            rates[memory].append(seen.rate)
    off, on = median(rates[True]), median(rates[False])
    rows = [("in memory", f"{off:,.0f}", ""), ("in git", f"{on:,.0f}", f"{1 - on / off:+.1%}")]
    table("Checkpoints (medians)", ("origin", "msg/s", "cost"), rows)
    bench.promise("checkpoints below 3 %", on >= 0.97 * off)


def start(bench: Bench) -> None:
    """From the start of the workflow's process to the first message."""
    town = Town(bench.folder, 3_400, rate=1000)
    subprocess.run([str(ROOT / "scripts" / "run"), "--help"], capture_output=True, check=True)
    rows = []
    for _ in range(1 if bench.quick else 3):
        bench.place.reset()
        town.register(bench.where)
        town.file()
        began = time.time()
        town.command(bench.where)
        rows.append((f"{town.people:,}", f"{bench.place.seen().first - began:.2f}"))
    table("Start to first message", ("subscribers", "seconds"), rows)
    bench.promise("3 s to the first message", median(float(found[1]) for found in rows) < 3)


def size(bench: Bench) -> None:
    """Our own work alone, for a small and a large audience."""
    rows, costs = [], []
    for people in (10_000, 100_000 if bench.quick else 1_000_000):
        figures = Town(bench.folder, people, rate=1000).publish(
            bench.where, rate=UNPACED, connections=WIDTH, instant=True
        )
        cost = figures["cpu_sending"] / people * 1e6
        costs.append(cost)
        total = figures["cpu"] / people * 1e6
        megabytes = f"{figures['megabytes']:,.0f}"
        rows.append((f"{people:,}", f"{cost:,.0f}", f"{total:,.0f}", megabytes))
        bench.promise("everybody once", figures["accepted"] == people)
        bench.promise("300 MB", figures["megabytes"] < 300)
    head = ("subscribers", "CPU µs/msg while sending", "start included", "peak MB")
    table("Audience", head, rows)
    bench.promise("CPU per message does not grow", costs[1] <= 1.1 * costs[0])


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print one, in Markdown."""
    lines = ["", title, "", *(f"| {' | '.join(cells)} |" for cells in (head, *rows))]
    lines.insert(4, f"|{'---|' * len(head)}")
    print("\n".join(lines), flush=True)  # noqa: T201


SECTIONS = {
    "unpaced": unpaced,
    "loop": loop,
    "paced": paced,
    "checkpoints": checkpoints,
    "start": start,
    "size": size,
}


def main() -> None:
    """Run the chosen sections."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="small and short: does it work?")
    chosen = parser.parse_args()
    if unknown := set(chosen.sections) - SECTIONS.keys():
        parser.error(f"no section {', '.join(unknown)}; there are {', '.join(SECTIONS)}")
    with tempfile.TemporaryDirectory() as name, Place(Path(name)) as place:
        bench = Bench(Path(name), place, chosen.quick)
        for section in chosen.sections or SECTIONS:
            SECTIONS[section](bench)
    if bench.missed:
        sys.exit(f"missed: {', '.join(dict.fromkeys(bench.missed))}")


if __name__ == "__main__":
    main()
