"""The send engine as whole processes: parts on several machines, emergencies, a person's orders."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from town import NEWS, PHONES, SNOW, news, snow
from world import ROOT, wait_for

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e
MANY = [f"+39333{n:07d}" for n in range(100, 124)]


def got(world: World, words: str) -> Counter[str]:
    """How often each phone got a broadcast that has these words."""
    return Counter(m["to"] for m in world.network.log() if m["template"] and words in m["text"])


def start(world: World, *options: str) -> subprocess.Popen[str]:
    """A `publish` that runs beside the test."""
    return subprocess.Popen(
        [sys.executable, "-m", "banditore", "publish", "--live", *options],
        cwd=world.work,
        env={
            **world.machine,
            **world.secrets,
            **world.variables,
            "PYTHONPATH": str(ROOT / "scripts"),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_four_machines_send_a_part_each_and_one_writes_the_receipt(world: World) -> None:
    world.join(*MANY)
    world.merge(snow())

    result = world.act("workflow_dispatch", "publish-parts.yml")

    assert result.code == 0, result.log
    assert result.jobs == {"plan": "success", "send": "success", "collect": "success"}
    assert got(world, SNOW) == dict.fromkeys(MANY, 1)
    assert world.branches("sending/") == []
    assert f"accepted: {len(MANY)}" in world.at_origin(f"messages/receipts/{receipt_of(snow())}")
    ended = [
        row["matrix"]["part"] for row in result.rows if row.get("matrix") and "jobResult" in row
    ]
    assert sorted(ended) == [1, 2, 3, 4]


def receipt_of(files: object) -> str:
    """The name of the receipt of the one broadcast among these files."""
    (name,) = re.findall(r"\d{4}-\d\d-\d\d-[a-z-]+\.yaml", str(files))
    return str(name)


def test_an_emergency_that_is_merged_while_a_long_broadcast_runs_overtakes_it(
    world: World,
) -> None:
    world.join(*MANY)
    world.pace(rate="2")
    world.merge(news())
    with start(world) as run:
        wait_for(lambda: len(got(world, NEWS)) >= 5)
        world.merge(snow())
        wait_for(lambda: bool(got(world, SNOW)))
        overtaken = len(MANY) - len(got(world, NEWS))
        world.pace(rate="200")  # the rest need not take its time
        run.send_signal(signal.SIGTERM)
        run.communicate(timeout=30)
    said = world.banditore("publish", "--live")

    assert overtaken
    assert got(world, SNOW) == got(world, NEWS) == dict.fromkeys(MANY, 1), said


def test_a_run_ends_in_order_when_its_minutes_are_over_and_says_so(world: World) -> None:
    world.join(*PHONES)
    world.pace(rate="1")
    world.merge(snow())
    said = world.banditore("publish", "--live", "--max-minutes", "0.05", code=20)

    assert "minutes are over" in said
    assert 0 < len(got(world, SNOW)) < len(PHONES)
    world.pace(rate="20")
    began = datetime.now().astimezone()
    world.banditore("publish", "--live")
    assert (datetime.now().astimezone() - began).total_seconds() < 10  # nobody's lease in the way
    assert got(world, SNOW) == dict.fromkeys(PHONES, 1)


def test_a_form_of_github_orders_what_a_person_decided(world: World) -> None:
    world.join(*PHONES)
    world.merge({**snow(), **news()})
    name = receipt_of(news()).removesuffix(".yaml")
    result = world.act(
        "workflow_dispatch", "publish.yml", payload={"inputs": {"only": name, "resume": ""}}
    )

    assert result.code == 0, result.log
    assert got(world, NEWS) == dict.fromkeys(PHONES, 1)
    assert not got(world, SNOW)
