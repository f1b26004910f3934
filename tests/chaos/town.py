"""A town that publishes while its runs die: the real command line, git and HTTP."""

from __future__ import annotations

import itertools
import signal
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chaos.judge import People, Said, judge
from chaos.plan import Break
from chaos.runs import LEASE, PATIENCE, Runs, end
from world import World

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Self

    from chaos.plan import Episode, Round

SLOW = 0.02  # seconds that the provider takes to answer
QUIET_RUNS = 5  # in which everything must be closed
PACE = {
    "rate": "200",
    "connections": "8",
    "lease": f"{LEASE} s",
    "message_timeout": "5 s",
    "call_timeout": "2 s",
    "broadcasts_per_day": "100",
    "reach_per_day": "unlimited",
}
TEXT = """\
category: {category}
expires_at: {expires:%Y-%m-%d %H:%M}
it:
  titolo: {italian}
  testo: Restate in casa se potete.
fr:
  titolo: {french}
  testo: Restez chez vous si vous le pouvez.
"""


@dataclass
class Outcome:
    """What one episode showed."""

    runs: int = 0
    kills: int = 0
    breaks: int = 0
    """What went wrong inside a process and was no death."""
    wrong: Counter[str] = field(default_factory=Counter)


class Town:
    """One town with its subscribers."""

    def __init__(self, folder: Path, people: int, provider: str = "twilio") -> None:
        self._world = World(folder, provider)
        self._runs = Runs(self._world)
        self._size = people
        self._numbers = itertools.count(1)
        self.people = People()

    def __enter__(self) -> Self:
        self._world.__enter__()
        phones = [f"+39333000{number:04}" for number in range(100, 100 + self._size)]
        self._world.join(*phones)
        self.people.joined = dict.fromkeys(phones, 0)
        self._world.pace(**PACE)
        self._runs.ready()
        return self

    def __exit__(self, *error: object) -> None:
        self._runs.stop()
        self._world.__exit__(*error)

    @property
    def leaks(self) -> int:
        """How many numbers, ids and secrets stand where they must not."""
        return len(self._world.leaks())

    def steps(self) -> list[str]:
        """The calls of an undisturbed run that sends one broadcast."""
        trace = self._world.home / "trace"
        self._merge("info")
        self._runs.whole(Break(trace=str(trace)))
        return trace.read_text().split("\n")[:-1]

    def play(self, episode: Episode) -> Outcome:
        """A broadcast, the runs that go wrong, quiet ones, and the verdict."""
        self._runs.begin()
        outcome = Outcome()
        said = [self._merge(episode.category)]
        for one in episode.rounds:
            said += self._round(one, outcome)
        for _ in range(QUIET_RUNS):
            outcome.runs += 1
            if self._runs.whole(Break()) == 0 and all(map(self._receipt, said)):
                break
        log = self._world.network.log()
        for this in said:
            receipt = self._receipt(this)
            outcome.wrong += judge(this, self.people, self._runs.starts, log, receipt)
        outcome.wrong["receipts"] += len(self._world.branches("sending/"))
        return outcome

    def leave(self, phone: str) -> None:
        """Somebody texts STOP, now."""
        self._world.text(phone, "STOP")
        self.people.left[phone] = self._runs.messages()

    def said(self) -> str:
        """What the runs of the last episode printed."""
        return self._runs.said()

    def _round(self, one: Round, outcome: Outcome) -> list[Said]:
        trace = self._world.home / f"trace-{next(self._numbers)}"
        self._script(one)
        process = self._runs.start(replace(one.broken, trace=str(trace)), alone=True)
        others = [self._runs.start(Break())] if one.rival else []
        said = self._watch(process, one)
        if one.frozen:
            others.append(self._freeze(process))
        for other in (process, *others):
            outcome.kills += end(other) == -signal.SIGKILL
            outcome.runs += 1
        text = trace.read_text() if trace.exists() else ""
        outcome.breaks += "\n!" in text and "\n!kill" not in text
        self._world.network.clear()
        self._runs.forward(max(0.0, one.broken.jump))
        return said

    def _script(self, one: Round) -> None:
        fault = self._world.network.fault
        for kind, after, times in one.faults:
            fault(kind, after=after, times=times)
        if one.kill_at_message:
            fault("slow", after=one.kill_at_message - 1, seconds=1)
        fault("slow", times=-1, seconds=SLOW)

    def _watch(self, process: subprocess.Popen[bytes], one: Round) -> list[Said]:
        """Until the run ends, or its parent kills it; in the middle, what the town does."""
        start, began, said = time.monotonic(), self._runs.starts[-1], list[Said]()
        meddles = bool(one.leavers or one.emergency or one.rekeyed)
        while process.poll() is None and time.monotonic() < start + PATIENCE:
            age, sent = time.monotonic() - start, self._runs.messages() - began
            if meddles and sent >= min(5, one.kill_at_message or 5):
                meddles = False
                self._rekey(process, one)
                said += self._meddle(one)
                began += one.leavers
            if one.frozen and sent >= 8:
                break
            if one.signal_at and age >= one.signal_at:
                process.terminate()
            if (one.kill_at and age >= one.kill_at) or 0 < one.kill_at_message <= sent:
                process.kill()
            time.sleep(0.01)
        return said

    def _rekey(self, process: subprocess.Popen[bytes], one: Round) -> None:
        """New keys for the list, while the run stands still: it would be over too soon."""
        if one.rekeyed:
            process.send_signal(signal.SIGSTOP)
            for _ in range(one.rekeyed):
                self._world.banditore("keys", "rotate", "--live")
            process.send_signal(signal.SIGCONT)

    def _meddle(self, one: Round) -> list[Said]:
        staying = sorted(self.people.joined.keys() - self.people.left.keys())
        step = len(staying) // max(1, one.leavers)
        for phone in staying[::step][: one.leavers]:
            self.leave(phone)
        return [self._merge("emergenze")] if one.emergency else []

    def _freeze(self, process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        """Stand still for longer than a lease, while another run sends all; then wake up."""
        process.send_signal(signal.SIGSTOP)
        other = self._runs.start(Break())
        end(other)
        process.send_signal(signal.SIGCONT)
        return other

    def _merge(self, category: str) -> Said:
        number, now = f"{next(self._numbers):04}", self._runs.now()
        id_, italian = f"{now:%Y-%m-%d}-prova-{number}", f"Prova numero {number}"
        expires, french = now + timedelta(hours=11), f"Essai numéro {number}"
        text = TEXT.format(category=category, expires=expires, italian=italian, french=french)
        self._world.merge({f"messages/{now:%Y}/{id_}.yaml": text})
        return Said(id_, italian, self._runs.messages())

    def _receipt(self, said: Said) -> str:
        return self._world.at_origin(f"messages/receipts/{said.id}.yaml")


def total(outcomes: Iterable[Outcome]) -> Outcome:
    """All of them together."""
    whole = Outcome()
    for one in outcomes:
        whole.runs += one.runs
        whole.kills += one.kills
        whole.breaks += one.breaks
        whole.wrong += one.wrong
    return whole
