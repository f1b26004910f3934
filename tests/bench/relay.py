"""What the relay takes: events a second, time to an answer, deaths, and what it must refuse.

Beside it, with the same server, what somebody would write in an hour (load/naive_relay.py). The
client shares the machine, so that processor time says more than seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from letters import delivery, signature
from load.deaths import Town, campaign
from load.relays import Line, flood, pace, request, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

TARGET = 2000
"""Events a second."""
SLOWEST = 0.1
"""Seconds, for 99 of 100 at 200 a second."""
LINES = 64
SECRET_WORDS = ("MI ISCRIVO", "393330", "wamid", "Segreta", "sha256=")


def main() -> None:
    """Print figures; exit code 1 where one misses its mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["rate", "pace", "kills", "refuse"])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="a tenth of the events")
    chosen = parser.parse_args()
    events = chosen.events // 10 if chosen.quick else chosen.events
    missed = []
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # noqa: T201
    for what in chosen.what:
        act = {"rate": rate, "pace": paced, "kills": kills, "refuse": refusals}[what]
        with tempfile.TemporaryDirectory() as folder:
            if not act(Path(folder), events, Random(chosen.seed)):
                missed.append(what)
    if missed:
        sys.exit(f"missed: {', '.join(missed)}")


def rate(folder: Path, events: int, _: Random) -> bool:
    """As fast as they are taken; each answered when it is sealed and on the disk."""
    messages = [request(delivery("MI ISCRIVO", number)) for number in range(events)]
    took = {}
    for name in ("naive", "relay"):
        (folder / name).mkdir()
        with serving(folder / name, naive=name == "naive") as process:
            before = process.cpu()
            took[name] = asyncio.run(flood(process.port, messages, LINES))
            cpu = (process.cpu() - before) / events * 1e6
            print(f"{name:<6} {events / took[name]:>7,.0f} events/s · {cpu:,.0f} CPU µs/event")  # noqa: T201
            if name == "relay":
                town = Town(process.url)
                assert town.fetch()
                assert len(town.pulled) == events
    print(f"       {took['naive'] / took['relay']:.1f} times the naive one, and sealed")  # noqa: T201
    return events / took["relay"] >= TARGET


def paced(folder: Path, events: int, _: Random) -> bool:
    """At 200 a second."""
    messages = [request(delivery("MI ISCRIVO", number)) for number in range(events // 2)]
    with serving(folder) as process:
        took = asyncio.run(pace(process.port, messages, 200, LINES))
    p50, p99 = (took[int(len(took) * part)] * 1000 for part in (0.5, 0.99))
    print(f"at 200/s: median {p50:.1f} ms, 99 of 100 within {p99:.1f} ms, last {took[-1]:.3f} s")  # noqa: T201
    return p99 / 1000 < SLOWEST


def kills(folder: Path, events: int, dice: Random) -> bool:
    """Killed again and again, while the town fetches."""
    toll = campaign(folder, events, dice, kills=max(3, events // 200))
    print(  # noqa: T201
        f"{toll.kills} kills: {toll.answered:,} answered 200, {toll.failed:,} tries failed, "
        f"{toll.pulled:,} fetched, {toll.missing} missing, {toll.twice} kept twice"
    )
    return not (toll.missing or toll.twice or toll.strange or toll.told)


def refusals(folder: Path, events: int, dice: Random) -> bool:
    """Forged, cut, replayed and oversized ones, beside good ones."""
    wanted = {"forged": 403, "truncated": 403, "oversized": 413, "replayed": 200}
    good = [delivery("MI ISCRIVO", number) for number in range(50)]
    count = events // 10
    with serving(folder) as process:
        asyncio.run(flood(process.port, [request(body) for body in good], 8))
        right = dict.fromkeys(wanted, 0)
        for kind, message in attacks(good, dice, count):
            right[kind] += asyncio.run(once(process.port, message)) == wanted[kind]
        town = Town(process.url)
        assert town.fetch()
        kept = sorted(body for _, body in town.pulled) == sorted(good)
        told = any(word in process.log for word in SECRET_WORDS)
    answers = ", ".join(f"{right[kind]:,} of {count:,} {kind} → {wanted[kind]}" for kind in wanted)
    print(f"{answers}; kept: {'the good ones, once' if kept else 'SOMETHING ELSE'}")  # noqa: T201
    print(f"log: {'SPEAKS OF CONTENT' if told else 'no trace'}")  # noqa: T201
    return kept and not told and set(right.values()) == {count}


def attacks(good: list[bytes], dice: Random, count: int) -> Iterator[tuple[str, bytes]]:
    """So many of each kind. Each from a source of its own: patience is measured elsewhere."""
    for number in range(count):
        body = delivery("MI ISCRIVO", 10**6 + number)
        source = {"x-forwarded-for": f"198.51.{number // 250}.{number % 250}"}
        forged = signature(body, dice.choice(["", "guess", "meta-s-secret-of-the-App"]))
        cut = body[: dice.randrange(len(body))]
        long = {**signature(body), "content-length": str(dice.randrange(4 * 2**20 + 1, 2**40))}
        old = dice.choice(good)
        length = {"content-length": str(len(body))}
        yield "forged", request(body, length | forged | source)
        yield "truncated", request(cut, signature(body) | source)
        yield "oversized", request(body, long | source)
        yield "replayed", request(old, signature(old) | source)


async def once(port: int, message: bytes) -> int:
    """The status of one request on a connection of its own."""
    line = Line(port)
    try:
        return await line.post(message)
    finally:
        line.close()


if __name__ == "__main__":
    main()
