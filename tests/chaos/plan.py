"""What goes wrong, where and when: plans that follow from a seed alone."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True)
class Break:
    """One thing that goes wrong inside a process, at the n-th call whose name begins so."""

    call: str = ""
    nth: int = 1
    how: str = ""
    """kill-before, kill-after, refuse, lie (the push arrived), down, jump; empty: nothing.

    And what a program that breaks its promises would do, to see whether the judge notices: `twice`
    (a message leaves two times), `swallow` (it counts as accepted and does not leave), `deaf` (from
    that look on nothing has come in).
    """
    jump: float = 0.0
    """Seconds by which its wall clock jumps."""
    ahead: float = 0.0
    """Seconds by which its wall clock is ahead of this machine's from the start."""
    trace: str = "/dev/null"
    """The file that its calls are written to, one a line; `!how` where it broke."""

    def to_json(self) -> str:
        """As the launcher reads it."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Round:
    """One run that goes wrong, and what happens around it."""

    broken: Break = field(default_factory=Break)
    kill_at: float = 0.0
    """Seconds after its start when its parent kills it; 0: never."""
    kill_at_message: int = 0
    """The message during whose answer its parent kills it; 0: never."""
    signal_at: float = 0.0
    """Seconds after its start when it is asked to stop (SIGTERM)."""
    faults: tuple[tuple[str, int, int], ...] = ()
    """Of the provider: kind, after so many messages, how often."""
    leavers: int = 0
    """How many text STOP in the middle."""
    emergency: bool = False
    """Whether another broadcast, an urgent one, is merged in the middle."""
    rekeyed: int = 0
    """How often the list gets a new key in the middle, by the office's command."""
    rival: bool = False
    """Whether a second run starts at the same time."""
    frozen: bool = False
    """Whether it stands still for longer than its lease, while another run takes over."""


@dataclass(frozen=True)
class Episode:
    """One broadcast, and the runs that go wrong until quiet ones close it."""

    kind: str
    category: str
    rounds: tuple[Round, ...]

    def to_json(self) -> str:
        """For the report: what it takes to see it again."""
        plain = asdict(self)
        plain["rounds"] = [_spare(one) for one in plain["rounds"]]
        return json.dumps(plain)


def _spare(one: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in one.items() if value and name != "broken"}
    broken = {name: value for name, value in one["broken"].items() if value}
    return {**kept, "broken": broken} if broken.get("how") else kept


PUSHES = ("change main", "create sending", "append sending", "delete sending")
AFTER_ACCEPTANCE = ("lost", "broken", "html", "half", "empty", "stranger")
FAULTS = (*AFTER_ACCEPTANCE, "dropped", "throttle")
JUMPS = (150.0, 900.0, 7200.0, -150.0, -900.0, -7200.0)  # beyond what a clock may differ
SENDS = 3  # of so many sends one is a protocol step: they are all alike


def steps_of(trace: Sequence[str]) -> list[Break]:
    """A death before and after each call of an undisturbed run."""
    seen: dict[str, int] = {}
    found = []
    for name in trace:
        seen[name] = seen.get(name, 0) + 1
        if name != "send" or seen[name] % SENDS == 1:
            found += [Break(name, seen[name], how) for how in ("kill-before", "kill-after")]
    return found


def episodes(seed: int, seeds: int, steps: Sequence[Break], kills: int) -> Iterator[Episode]:
    """A town's episodes: its share of the protocol's steps, and of everything else."""
    share = list(steps)[seed % seeds :: seeds]
    budget = -(-kills // seeds)
    others = list(_others(random.Random(f"{seed}")))
    number = planned = 0
    while planned < budget or share or number < len(others):
        dice = random.Random(f"{seed}/{number}")
        step = share.pop(0) if share else dice.choice(steps)
        kind, first = others[number] if number < len(others) else ("step", Round(step))
        rounds = [first, *_further(dice, steps)]
        if kind != "step":
            rounds.append(Round(step))
        planned += sum(map(_kills, rounds))
        number += 1
        yield Episode(kind, dice.choice(("emergenze", "info")), tuple(rounds))


def _kills(one: Round) -> bool:
    return bool(one.kill_at or one.kill_at_message or one.broken.how.startswith("kill"))


def _further(dice: random.Random, steps: Sequence[Break]) -> list[Round]:
    """Deaths of those that take over, too: steps of theirs, or a moment."""
    again: list[Round] = []
    while len(again) < dice.choice((1, 2, 3)):
        moment = Round(kill_at=round(dice.uniform(0.3, 1.6), 3))
        again.append(dice.choice((Round(dice.choice(steps)), moment)))
    return again


def _others(dice: random.Random) -> Iterator[tuple[str, Round]]:
    """One of each kind that is not a death at a step, in an order of its own."""
    moment, message = round(dice.uniform(0.4, 1.6), 3), dice.randint(1, 40)
    faults = tuple((dice.choice(FAULTS), dice.randint(0, 30), dice.randint(1, 3)) for _ in range(3))
    late = Round(kill_at_message=dice.randint(5, 35))
    push = Break(dice.choice(PUSHES), dice.choice((1, 1, 2, 3)), "lie")
    jump = Break("send", dice.randint(1, 30), "jump", jump=dice.choice(JUMPS))
    kinds = [
        ("moment", Round(kill_at=moment)),
        ("message", Round(kill_at_message=message)),
        ("push lies", Round(push)),
        ("push refused", Round(replace(push, how="refuse"))),
        ("provider", Round(faults=faults)),
        ("provider", replace(late, faults=faults)),
        ("provider", Round(Break(dice.choice(("pull", "log")), dice.randint(1, 3), "down"))),
        ("clock jump", Round(jump)),
        ("leavers", replace(late, leavers=2)),
        ("emergency", replace(late, emergency=True)),
        ("rekeyed", replace(late, rekeyed=2, leavers=1)),
        ("rekeyed", Round(rekeyed=2)),
        ("race", replace(late, rival=True)),
        ("race", Round(rival=True)),
        ("frozen", Round(frozen=True)),
        ("signal", Round(signal_at=round(dice.uniform(0.5, 1.4), 3))),
    ]
    dice.shuffle(kinds)
    yield from kinds
