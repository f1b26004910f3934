"""Runs of `publish` as real processes, on a clock that is put forward instead of waited for.

The lease of a dead run is not waited for: after each run the wall clock of the next one and the
simulator's are put forward by the same, once nothing of the old run is under way any more.
"""

from __future__ import annotations

import itertools
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from world import ROOT, run_git

if TYPE_CHECKING:
    from chaos.plan import Break
    from world import World

LAUNCHER = Path(__file__).with_name("launch.py")
ZONE = ZoneInfo("Europe/Rome")
LEASE = 12
MARGIN = 8  # seconds that a claim's lease is over for
SETTLE = 0.15  # seconds that what a dead run left behind (a request, a `git push`) may still take
PATIENCE = 60.0  # seconds that a run may take


class Runs:
    """The runs of one town."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._ahead = 0.0
        self._number = itertools.count(1)
        self._outputs = world.folder / "outputs"
        # As on Actions, no run works in the staff's clone, nor in that of a run beside it.
        self._clones = [world.folder / name for name in ("runner", "other-runner")]
        self._printed: list[Path] = []
        self._started: list[subprocess.Popen[bytes]] = []
        self.starts: list[int] = []
        """When runs started while no other was alive, as places in the simulator's order."""

    def ready(self) -> None:
        """The world stands: from here on it is ten o'clock, as at night the not urgent waits."""
        self._outputs.mkdir()
        for clone in self._clones:
            words = ("clone", "-q", "--depth", "1", self._world.origin.as_uri(), str(clone))
            run_git(self._world.folder, *words)
        ten = self.now().replace(hour=10, minute=0, second=0)
        self.forward((ten - self.now()).total_seconds() % timedelta(days=1).total_seconds())

    def begin(self) -> None:
        """Another episode."""
        for kept in (self.starts, self._printed, self._started):
            kept.clear()

    def said(self) -> str:
        """What the runs of this episode printed."""
        return "\n".join(f"--- {path.stem}\n{path.read_text()}" for path in self._printed)

    def now(self) -> datetime:
        """What the runs take for the time, in the town's zone."""
        return datetime.now(UTC).astimezone(ZONE) + timedelta(seconds=self._ahead)

    def messages(self) -> int:
        """How many messages the simulator has seen, both ways."""
        return int(self._world.network.set()["messages"])

    def forward(self, seconds: float = 0.0) -> None:
        """Until every lease is over, and so many seconds more."""
        time.sleep(SETTLE)
        step = seconds + LEASE + MARGIN
        self._ahead += step
        self._world.network.set(advance=step)

    def whole(self, planned: Break) -> int:
        """A run to its end; how it ended."""
        code = end(self.start(planned, alone=True))
        self.forward()
        return code

    def start(self, planned: Break, *, alone: bool = False) -> subprocess.Popen[bytes]:
        """A run, as a workflow starts it."""
        if alone:
            self.starts.append(self.messages())
        words = replace(planned, ahead=self._ahead).to_json()
        world = self._world
        path = f"{ROOT}/scripts:{ROOT}/tests"
        self._printed.append(self._outputs / f"{next(self._number)}.txt")
        with self._printed[-1].open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, str(LAUNCHER), words, "--", "publish", "--live"],
                cwd=self._clones[0 if alone else 1],
                env={**world.machine, **world.secrets, **world.variables, "PYTHONPATH": path},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._started.append(process)
        return process

    def stop(self) -> None:
        """No run is left, whatever became of the campaign."""
        for process in self._started:
            process.kill()
            process.wait()


def end(process: subprocess.Popen[bytes]) -> int:
    """How it ended; a run that never does is killed and counts as failed."""
    try:
        return process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGCONT)
        process.kill()
        process.wait()
        return 1
