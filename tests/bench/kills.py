"""Kills `publish` at every step of its protocol and at any moment, and counts who got what.

Real processes against the simulator and a bare git origin, `kill -9` at each call to the outside
world, during a message, at random moments; pushes that lie, answers that are lost, clocks that
jump, leavers, emergencies and rivals in the middle. Then quiet runs until all is closed. The judge
is the simulator's own log. Exit code 1 where anybody got a broadcast twice or was forgotten.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chaos.judge import VERDICTS
from chaos.plan import episodes, steps_of
from chaos.town import Outcome, Town, total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chaos.plan import Break, Episode

PEOPLE = 40
QUICK = 3  # broadcasts of a town
SEVERAL = 4  # towns at once for two processors: a run waits more than it works


@dataclass(frozen=True)
class Case:
    """One town of a campaign."""

    seed: int
    seeds: int
    kills: int
    only: int = -1
    """The number of the one episode to play; -1: all."""
    most: int | None = None
    """How many episodes at most."""


@dataclass(frozen=True)
class Played:
    """An episode and what it showed."""

    seed: int
    number: int
    episode: Episode
    outcome: Outcome


def play(case: Case) -> list[Played]:
    """The episodes of a town."""
    shown = []
    scratch = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    with scratch as folder, Town(Path(folder), PEOPLE) as town:
        steps: list[Break] = steps_of(town.steps())
        planned = episodes(case.seed, case.seeds, steps, case.kills)
        for number, episode in enumerate(itertools.islice(planned, case.most)):
            if case.only in (-1, number):
                shown.append(Played(case.seed, number, episode, town.play(episode)))
                if shown[-1].outcome.wrong.total():
                    print(f"{_where(shown[-1])}\n{town.said()}", flush=True)  # noqa: T201
        if shown:
            shown[-1].outcome.wrong["leaks"] += town.leaks
    return shown


def campaign(cases: Sequence[Case]) -> list[Played]:
    """Several towns at once."""
    shown: list[Played] = []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(SEVERAL, mp_context=spawn) as pool:
        for number, done in enumerate(as_completed(pool.submit(play, c) for c in cases), start=1):
            try:
                shown += done.result()
            except Exception as error:  # noqa: BLE001 - the other towns go on
                print(f"a town came to no end: {error!r}", flush=True)  # noqa: T201
            print(f"town {number} of {len(cases)}: {_line(shown)}", flush=True)  # noqa: T201
    return shown


def table(shown: Sequence[Played]) -> list[str]:
    """By kind of break: episodes, runs, kills, other breaks, verdicts."""
    words = ("kind of break", "broadcasts", "runs", "kills", "breaks", *VERDICTS, "leaks")
    rows: list[tuple[str, ...]] = [words]
    for kind in sorted({one.episode.kind for one in shown}):
        mine = [one.outcome for one in shown if one.episode.kind == kind]
        rows.append((kind, *map(str, _figures(mine))))
    rows.append(("all", *map(str, _figures([one.outcome for one in shown]))))
    widths = [max(len(row[column]) for row in rows) for column in range(len(words))]
    return ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in rows]


def _figures(outcomes: Sequence[Outcome]) -> list[int]:
    whole = total(outcomes)
    wrong = [whole.wrong[verdict] for verdict in (*VERDICTS, "leaks")]
    return [len(outcomes), whole.runs, whole.kills, whole.breaks, *wrong]


def _where(one: Played) -> str:
    """How to see it again."""
    again = f"--seed {one.seed} --only {one.number}"
    return f"{again}: {dict(+one.outcome.wrong)}\n  {one.episode.to_json()}"


def _line(shown: Sequence[Played]) -> str:
    whole = total(one.outcome for one in shown)
    seeds = len({one.seed for one in shown})
    said = ", ".join(f"{whole.wrong[verdict]} {verdict}" for verdict in (*VERDICTS, "leaks"))
    return f"{whole.kills} kills, {len(shown)} broadcasts, {seeds} seeds: {said}"


def main() -> None:
    """Print the table; exit code 1 on any violation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--quick", action="store_true", help="two towns, three broadcasts each")
    parser.add_argument("--seed", type=int, help="only this town")
    parser.add_argument("--only", type=int, default=-1, help="and of it only this broadcast")
    chosen = parser.parse_args()
    if chosen.quick:
        chosen.seeds = 2
    seeds = range(chosen.seeds) if chosen.seed is None else [chosen.seed]
    began = time.monotonic()
    most = QUICK if chosen.quick else None
    cases = [Case(seed, chosen.seeds, chosen.kills, chosen.only, most) for seed in seeds]
    shown = campaign(cases)
    print(*table(shown), sep="\n")  # noqa: T201
    bad = [one for one in shown if one.outcome.wrong.total()]
    print(*map(_where, bad), sep="\n", end="\n" if bad else "")  # noqa: T201
    print(f"{_line(shown)}; {time.monotonic() - began:,.0f} s")  # noqa: T201
    sys.exit(1 if bad or {one.seed for one in shown} != set(seeds) else 0)


if __name__ == "__main__":
    main()
