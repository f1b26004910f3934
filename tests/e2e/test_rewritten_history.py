"""Whatever people do to main with real git, and from whatever clone a run comes: once each."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from town import NEWS, PHONES, SNOW, news, snow
from world import ROOT, SERVICE, World, run_git

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e


@pytest.fixture
def town(world: World, state: str) -> World:
    """Subscribers, the state where it should lie, and one broadcast that was sent."""
    text = (world.work / SERVICE).read_text()
    world.merge({SERVICE: text.replace("state_branch: main", f"state_branch: {state}")})
    world.join(*PHONES)
    world.merge(snow())
    world.banditore("publish", "--live")
    return world


def got(world: World, words: str) -> Counter[str]:
    return Counter(m["to"] for m in world.network.log() if m["template"] and words in m["text"])


def publish(world: World, clone: Path) -> None:
    """A run in that clone, on whatever it has checked out."""
    done = subprocess.run(
        [sys.executable, "-m", "banditore", "publish", "--live"],
        cwd=clone,
        env={
            **world.machine,
            **world.secrets,
            **world.variables,
            "PYTHONPATH": str(ROOT / "scripts"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    world.runs.append(done.stdout + done.stderr)
    assert done.returncode == 0, done.stdout + done.stderr


def cloned(world: World, name: str, *options: str) -> Path:
    run_git(world.folder, "clone", "-q", *options, world.origin.as_uri(), name)
    return world.folder / name


@pytest.mark.parametrize("state", ["main", "state"])
def test_a_revert_and_its_revert_and_a_squash_and_a_rebase_send_nothing_again(
    town: World,
) -> None:
    ((path, text),) = snow().items()
    town.merge({path: None}, "revert")
    publish(town, cloned(town, "reverted", "--depth", "1"))
    town.merge({path: text}, "revert of the revert")
    publish(town, cloned(town, "back", "--depth", "1"))
    town.git("fetch", "-q", "origin")
    squashed = town.git("commit-tree", "origin/main^{tree}", "-m", "all in one")
    town.git("push", "-q", "-f", "origin", f"{squashed}:main")
    publish(town, cloned(town, "squashed", "--depth", "1"))
    town.merge(news(), "news on top of the squash")
    publish(town, cloned(town, "news", "--depth", "1"))

    assert got(town, SNOW) == got(town, NEWS) == dict.fromkeys(PHONES, 1)


@pytest.mark.parametrize("state", ["state"])
def test_a_main_that_was_forced_back_and_a_run_of_an_old_commit_send_nothing_again(
    town: World,
) -> None:
    before = town.git("rev-parse", "HEAD~1")
    old = cloned(town, "old")
    run_git(old, "checkout", "-q", before)
    town.merge(news())
    publish(town, old)
    town.git("push", "-q", "-f", "origin", f"{before}:main")
    publish(town, cloned(town, "forced", "--depth", "1"))
    town.merge({**snow(), **news()}, "both are back")
    publish(town, old)

    assert got(town, SNOW) == got(town, NEWS) == dict.fromkeys(PHONES, 1)


@pytest.mark.parametrize("state", ["state"])
def test_a_broadcast_is_finished_from_another_shallow_clone_though_main_was_squashed_meanwhile(
    town: World,
) -> None:
    town.pace(connections="1", lease="12 s", message_timeout="5 s", call_timeout="2 s")
    town.merge(news())
    town.network.fault("error", times=-1, after=2, code=20003, status=401)
    town.banditore("publish", "--live", code=1)
    assert town.branches("sending/")
    town.network.clear()
    town.git("fetch", "-q", "origin")
    squashed = town.git("commit-tree", "origin/main^{tree}", "-m", "all in one")
    town.git("push", "-q", "-f", "origin", f"{squashed}:main")
    publish(town, cloned(town, "another", "--depth", "1"))

    assert got(town, NEWS) == dict.fromkeys(PHONES, 1)
    assert town.branches("sending/") == []
