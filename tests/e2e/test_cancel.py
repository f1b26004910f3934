"""The real text of the step that publishes, cancelled as the runner cancels it."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
import yaml

from cancel import cancel, end, start
from town import PHONES, snow
from world import GITHUB_TOKEN, WORKFLOWS, World, run_git, wait_for

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.e2e
SECONDS = 7  # design: finish what is in flight, checkpoint, exit within them
# Tells that pip runs and makes it slow, then is the real Python.
SLOW_PIP = """#!/bin/sh
if [ "$2" = pip ]; then : > "$RUNNER_TEMP/installing"; sleep 1; fi
exec {python} "$@"
"""


def step_text() -> str:
    """What publish.yml runs."""
    publish = yaml.safe_load((WORKFLOWS / "publish.yml").read_text())["jobs"]["publish"]
    (text,) = [step["run"] for step in publish["steps"] if "run" in step]
    assert isinstance(text, str)
    return text


class Start(Protocol):
    """Starts a text as the step, with these variables more."""

    def __call__(self, text: str, **more: str) -> subprocess.Popen[bytes]: ...


@pytest.fixture
def step(world: World, tmp_path: Path) -> Iterator[Start]:
    """Starts a text as the step, in a checkout of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def run(text: str, **more: str) -> subprocess.Popen[bytes]:
        workspace = tmp_path / "home" / "workspace"
        run_git(tmp_path, "clone", "-q", world.origin.as_uri(), str(workspace))
        (world.home / "runner").mkdir()
        environment = {
            **world.machine,
            **world.secrets,
            **world.variables,
            "GITHUB_TOKEN": GITHUB_TOKEN,
            "GITHUB_ACTIONS": "true",
            "GITHUB_RUN_ID": "9",
            "RUNNER_TEMP": str(world.home / "runner"),
            "GITHUB_STEP_SUMMARY": str(world.home / "summary.md"),
            **more,
        }
        started.append(start(text, workspace, environment, world.home / "step.log"))
        return started[0]

    yield run
    for process in started:
        end(process)


def sending(world: World) -> None:
    """Subscribers, a broadcast, and a provider so slow that the send can be cancelled."""
    world.join(*PHONES)
    world.merge(snow())
    world.network.fault("slow", times=-1, seconds=1)


def sent(world: World) -> int:
    """How many broadcasts were accepted."""
    return sum(1 for message in world.network.log() if message["template"])


def test_a_cancelled_step_finishes_what_is_in_flight_and_pushes_a_checkpoint(
    world: World, step: Start
) -> None:
    sending(world)
    process = step(step_text(), BANDITORE_CACHE=world.cache)
    wait_for(lambda: sent(world) > 0)

    how, seconds = cancel(process)

    assert (how, process.returncode) == ("SIGINT", 130), (world.home / "step.log").read_text()
    assert seconds < SECONDS
    assert 0 < sent(world) < len(PHONES)
    assert world.branches("sending/")
    assert not world.at_origin("messages/receipts")


def test_the_run_after_a_cancelled_one_forgets_nobody_and_sends_nothing_twice(
    world: World, step: Start
) -> None:
    sending(world)
    process = step(step_text(), BANDITORE_CACHE=world.cache)
    wait_for(lambda: sent(world) > 0)
    cancel(process)
    world.network.clear()

    result = world.act("push", "publish.yml")

    assert result.code == 0, result.log
    assert sorted(m["to"] for m in world.network.log() if m["template"]) == sorted(PHONES)
    assert world.branches("sending/") == []


def long(world: World) -> None:
    """So many people that blocks follow each other, ten a block, two at a time."""
    world.join(*(f"+39333000{number:04}" for number in range(100, 130)))
    world.pace(connections="2", lease="12 s", message_timeout="5 s", call_timeout="2 s")
    world.merge(snow())
    world.network.fault("slow", times=-1, seconds=0.3)


def all_once(world: World) -> bool:
    """Whether the runs after it reach everybody, and nobody twice."""
    world.network.clear()
    while world.branches("sending/"):
        world.banditore("publish", "--live")
    told = [message["to"] for message in world.network.log() if message["template"]]
    return len(told) == len(set(told)) == 30


def test_a_cancel_does_not_wait_for_a_provider_that_does_not_answer(
    world: World, step: Start
) -> None:
    """Who has left is being looked up just then; what was sent is pushed all the same."""
    long(world)
    process = step(step_text(), BANDITORE_CACHE=world.cache)
    wait_for(lambda: sent(world) > 0)
    world.network.fault("slow", on="list", times=-1, seconds=30)
    wait_for(lambda: sent(world) > 8)

    how, seconds = cancel(process)

    assert (how, process.returncode) == ("SIGINT", 130), (world.home / "step.log").read_text()
    assert seconds < SECONDS
    (branch,) = world.branches("sending/")
    assert json.loads(world.at_origin("claim.json", branch))["clean"]
    assert all_once(world)


def test_a_cancel_does_not_wait_for_an_origin_that_does_not_answer(
    world: World, step: Start
) -> None:
    long(world)
    hook, holds = world.origin / "hooks" / "pre-receive", world.home / "holds"
    process = step(step_text(), BANDITORE_CACHE=world.cache)
    wait_for(lambda: sent(world) > 0)
    holds.touch()
    hook.write_text(f"#!/bin/sh\nwhile [ -e {holds} ]; do sleep 0.1; done\n")
    hook.chmod(0o755)
    wait_for(lambda: sent(world) > 5)

    how, seconds = cancel(process)
    holds.unlink()

    assert (how, process.returncode) == ("SIGINT", 130), (world.home / "step.log").read_text()
    assert seconds < SECONDS
    assert "the next run looks up what is not recorded" in (world.home / "step.log").read_text()
    assert all_once(world)


def test_a_cancel_during_the_installation_sends_nothing(world: World, step: Start) -> None:
    world.join(*PHONES)
    world.merge(snow())
    slow = world.home / "bin" / "python3"
    slow.parent.mkdir()
    real = shutil.which("python3", path=world.machine["PATH"]) or sys.executable
    slow.write_text(SLOW_PIP.format(python=real))
    slow.chmod(0o755)
    process = step(step_text(), PATH=f"{slow.parent}:{world.machine['PATH']}")
    wait_for((world.home / "runner" / "installing").exists)

    how, seconds = cancel(process)

    assert (how, process.returncode, sent(world)) == ("SIGINT", 130, 0)
    assert seconds < SECONDS
    assert world.branches("sending/") == []
    assert list((world.home / "runner").glob("banditore-*")) == []
