"""The real workflow files, end to end, under act."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from town import CONCERT, NEWS, PHONES, SNOW, bad, concert, news, snow
from world import run_git

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e
on_both = pytest.mark.parametrize("world", ["twilio", "meta"], indirect=True)
# One message at a time; and the shortest claim, for the run that has to wait for its end.
SLOW = {"connections": "1", "lease": "12 s", "message_timeout": "5 s", "call_timeout": "3 s"}


def receivers(world: World, words: str) -> list[str]:
    """Who got a broadcast that has these words, once for each time."""
    return sorted(m["to"] for m in world.network.log() if m["template"] and words in m["text"])


def test_a_bad_file_is_annotated_on_its_line_and_fails(world: World) -> None:
    files, line = bad()
    pull = world.propose(files)

    result = world.act("pull_request", "check.yml", payload=pull)

    assert (result.code, result.jobs) == (1, {"check": "failure"}), result.log
    assert (next(iter(files)), line) in [place[:2] for place in result.annotations("error")]


def test_a_good_file_shows_its_preview_on_the_page_of_the_run(world: World) -> None:
    pull = world.propose(snow())

    result = world.act("pull_request", "check.yml", payload=pull)

    assert (result.code, result.jobs) == (0, {"check": "success"}), result.log
    assert result.annotations("error") == []
    assert SNOW in result.summary


def test_a_merge_queue_is_checked_as_a_pull_request_is(world: World) -> None:
    world.propose(bad()[0])

    result = world.act("merge_group", "check.yml", payload={"merge_group": {}})

    assert result.jobs == {"check": "failure"}, result.log


def test_a_merge_sends_once_and_a_run_again_of_the_same_commit_sends_nothing(world: World) -> None:
    world.join(*PHONES)
    world.merge(snow())

    first = world.act("push", "publish.yml", run="77")
    again = world.act("push", "publish.yml", run="77", attempt="2")

    assert (first.jobs, again.jobs) == ({"publish": "success"},) * 2, first.log + again.log
    assert receivers(world, SNOW) == sorted(PHONES)
    assert world.at_origin(f"messages/receipts/{next(iter(snow())).split('/')[-1]}")
    assert world.branches("sending/") == []


@on_both
def test_three_merges_and_three_syncs_at_once_lose_nothing_and_double_nothing(world: World) -> None:
    """The three runs of the merges start when all three are on main: nobody has an own file."""
    world.join(*PHONES)
    late = "+393330000019"
    world.text(late, "MI ISCRIVO")
    for files in (snow(), news(), concert()):
        world.merge(files)

    results = world.at_once(
        *[("push", "publish.yml")] * 3,
        *[("schedule", "sync.yml")] * 3,
    )
    last = world.act("schedule", "sync.yml", run="9")

    assert [result.code for result in [*results, last]] == [0] * 7, "".join(
        result.log for result in [*results, last] if result.code
    )
    for words in (SNOW, NEWS, CONCERT):
        assert [phone for phone in receivers(world, words) if phone != late] == sorted(PHONES)
        assert receivers(world, words).count(late) <= 1
    assert world.banditore("subscribers").count(f"{len(PHONES) + 1}") >= 1
    assert len(world.network.messages(late)) >= 1


@on_both
def test_a_lost_runner_is_resumed_with_nobody_twice_and_nobody_forgotten(world: World) -> None:
    world.join(*PHONES)
    world.pace(**SLOW)
    world.merge(snow())
    world.network.fault("slow", times=-1, seconds=0.5)
    lost = world.act(
        "push",
        "publish.yml",
        run="5",
        kill=signal.SIGTERM,
        when=lambda: len(receivers(world, SNOW)) >= 2,
    )
    world.network.clear()
    before = receivers(world, SNOW)

    again = world.act("push", "publish.yml", run="5", attempt="2")

    assert lost.code != 0
    assert 2 <= len(before) < len(PHONES)
    assert again.jobs == {"publish": "success"}, again.log
    assert receivers(world, SNOW) == sorted(PHONES)


def test_a_sync_sends_what_is_due_though_no_push_was_noticed(world: World) -> None:
    world.join(*PHONES)
    world.merge(snow())

    result = world.act("schedule", "sync.yml")

    assert result.jobs == {"sync": "success"}, result.log
    assert receivers(world, SNOW) == sorted(PHONES)


def test_who_left_a_moment_ago_gets_nothing_more(world: World) -> None:
    world.join(*PHONES)
    leaver, *others = PHONES
    world.text(leaver, "MI CANCELLO")
    world.merge(snow())

    result = world.act("push", "publish.yml")

    assert result.jobs == {"publish": "success"}, result.log
    assert receivers(world, SNOW) == sorted(others)


def test_a_runner_that_has_nothing_installed_prepares_itself(world: World) -> None:
    result = world.act("schedule", "sync.yml", fresh=True)

    assert result.jobs == {"sync": "success"}, result.log
    assert "preparing the runtime environment" in result.log


def test_the_tests_workflow_is_as_red_as_the_script_it_runs(world: World) -> None:
    world.merge({"scripts/test": "#!/usr/bin/env bash\necho tested && exit 3\n"})

    result = world.act("push", "tests.yml")

    assert result.jobs == {"tests": "failure"}
    assert "tested" in result.log


def test_the_search_for_leaks_finds_what_is_planted(world: World) -> None:
    """The fixture `world` searches at the end of every test here; this shows that it can find."""
    world.text(PHONES[0], "MI ISCRIVO")
    planted = PHONES[0].removeprefix("+39")
    world.merge({"notes.md": f"chiamare {planted}\n"})

    assert world.leaks() == [planted]

    world.texted.clear()


def test_a_list_that_somebody_put_back_stops_everything_until_a_person_accepts_it(
    world: World,
) -> None:
    world.join(*PHONES)
    before = run_git(world.origin, "rev-parse", "main")
    world.text(PHONES[0], "MI CANCELLO")
    assert world.act("workflow_dispatch", "sync.yml").code == 0
    rotated = world.act("workflow_dispatch", "rotate.yml")
    assert (rotated.code, "Epoch 1 has ended" in rotated.log) == (0, True), rotated.log
    newest = run_git(world.origin, "rev-parse", "main")
    world.text(PHONES[1], "MI CANCELLO")
    world.act("workflow_dispatch", "sync.yml")

    # One from before the new key nobody can open; one from after it lacks a change.
    for old, word in (
        (before, "sealed to another key"),
        (newest, "older than one that was in use"),
    ):
        run_git(world.origin, "update-ref", "refs/heads/main", old)
        refused = world.act("workflow_dispatch", "sync.yml")
        assert (refused.code, word in refused.log) == (1, True), refused.log

    (number,) = re.findall(r"found generation (\d+)", refused.log)[:1]
    form = {"inputs": {"generation": number, "reason": "the test put it back itself"}}
    accepted = world.act("workflow_dispatch", "accept.yml", payload=form)
    assert accepted.code == 0, accepted.log
    assert "the test put it back itself" in accepted.summary
    assert world.act("workflow_dispatch", "sync.yml").code == 0
