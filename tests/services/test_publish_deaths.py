"""A run may die, sleep, race another or be stopped: everybody is reached once."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import Interrupted, PushRefused
from banditore.domain.message import Answer
from crier import ID, Crier, die_at, everybody_once, resume

if TYPE_CHECKING:
    from banditore.services.publishing.publish import Publisher

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"
CALLS = ["pull", "tip", "branches", "change", "create", "append", "send", "log", "delete"]


@pytest.mark.parametrize("call", CALLS)
def test_a_run_may_die_after_any_call_and_nobody_gets_it_twice_nor_is_forgotten(call: str) -> None:
    number, died = 1, True
    while died and number < 60:
        crier = Crier(people=34)
        crier.provider.script = [Answer(), Answer("unknown", "timeout")]
        crier.provider.lost = number % 2
        died = die_at(crier, call, number)
        resume(crier)

        assert crier.deliveries() == everybody_once(34), (call, number)
        assert crier.counts() == {"audience": 34, "accepted": 34}, (call, number)
        assert crier.repository.branches("sending/") == {}
        number += 1


def test_a_run_may_die_again_and_again() -> None:
    crier = Crier(people=40)
    for number in range(2, 9):
        die_at(crier, "", number * 5)
        crier.clock.sleep(600)
    resume(crier)

    assert crier.deliveries() == everybody_once(40)
    assert crier.counts() == {"audience": 40, "accepted": 40}


def test_a_round_of_second_tries_that_is_stopped_and_then_dies_doubles_nobody() -> None:
    crier = Crier(people=40)
    crier.provider.script = [Answer("unknown", "timeout")]  # in the first block, never arrived

    def stop(call: str) -> None:
        if call == "log":  # all blocks are sent, the one unknown is looked up
            crier.stop.now(Interrupted("a signal"))

    crier.provider.hook = stop
    crier.publish()
    assert len(crier.provider.sent) == 39
    died = die_at(crier, "send", 1)  # the next run sends to that one, and dies
    resume(crier)

    assert died
    assert crier.deliveries() == everybody_once(40)
    assert crier.counts() == {"audience": 40, "accepted": 40}


@pytest.mark.parametrize("number", range(1, 12))
def test_a_push_that_arrives_though_git_reports_a_failure_doubles_nothing(number: int) -> None:
    crier = Crier(people=34)
    left = [number]

    def lose(name: str) -> None:
        if name.split(maxsplit=1)[0] in ("change", "create", "append"):
            left[0] -= 1
            if left[0] == 0:
                crier.repository.hook = lambda _: None
                raise PushRefused("reported failed")

    crier.repository.hook = lose
    with contextlib.suppress(PushRefused):
        crier.publish()
    crier.repository.hook = lambda _: None
    resume(crier)

    assert crier.deliveries() == everybody_once(34)
    assert crier.counts() == {"audience": 34, "accepted": 34}


def test_a_run_that_slept_past_its_lease_and_the_one_that_took_over_send_it_once() -> None:
    crier = Crier(people=30)
    rivals: list[threading.Thread] = []

    def rival(call: str) -> None:
        if call == "send" and not rivals and len(crier.provider.sent) == 12:
            # It waits for the end of the lease, takes over and finishes, while we stand still.
            run = crier.publisher()
            rivals.append(threading.Thread(target=lambda: asyncio.run(run.run())))
            rivals[0].start()
            rivals[0].join()

    crier.provider.hook = rival
    crier.publish()

    assert rivals
    assert crier.deliveries() == everybody_once(30)
    assert crier.counts() == {"audience": 30, "accepted": 30}


def test_two_runs_that_claim_at_once_send_it_once() -> None:
    crier = Crier(people=30)
    runs = [crier.publisher() for _ in range(2)]
    crier.repository.rivals = [lambda: asyncio.run(_first(runs))]
    asyncio.run(runs[1].run())

    assert crier.deliveries() == everybody_once(30)


async def _first(runs: list[Publisher]) -> None:
    await runs[0].run()


def test_a_claim_of_a_living_run_is_left_to_it() -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    first = crier.repository.heads[BRANCH]
    sleeps = [0]

    def renewed(call: str) -> None:
        if call == f"tip {BRANCH}":
            sleeps[0] += 1
            if sleeps[0] == 3:  # the other run pushes its next intent
                tree = crier.repository.commits[first]
                crier.repository.heads[BRANCH] = crier.repository._push(
                    BRANCH, tree.files, "sending"
                ).commit

    crier.repository.hook = renewed
    sent = len(crier.provider.sent)
    crier.publish()

    assert len(crier.provider.sent) == sent
    assert crier.receipt() is None


def test_a_run_that_was_overtaken_sends_nothing_more_and_tidies_nothing_up() -> None:
    crier = Crier(people=60)
    stolen: list[str] = []

    def steal(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 20 and not stolen:
            stolen.append("")
            tree = crier.repository.commits[crier.repository.heads[BRANCH]]
            crier.repository._push(BRANCH, tree.files, "sending")
            stolen[0] = crier.repository.heads[BRANCH]

    crier.provider.hook = steal
    crier.publish()

    assert len(crier.provider.sent) < 60
    assert crier.receipt() is None
    assert crier.repository.heads[BRANCH] == stolen[0]


def test_an_interrupted_run_saves_what_it_did_and_the_next_goes_on_at_once() -> None:
    crier = Crier(people=40)

    def interrupt(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 13:
            crier.stop.now(Interrupted("a signal"))

    crier.provider.hook = interrupt
    crier.publish()
    assert isinstance(crier.stop.error, Interrupted)
    sent = len(crier.provider.sent)
    assert sent <= 20  # the block it was in, at most
    crier.provider.hook = lambda _: None
    before = crier.clock.now()
    crier.publish()

    assert crier.deliveries() == everybody_once(40)
    assert crier.clock.now() - before < timedelta(seconds=30)


def test_an_old_checkout_sends_what_is_on_main_now() -> None:
    crier = Crier(people=2)
    publisher = crier.publisher()
    crier.publish()
    asyncio.run(publisher.run())

    assert crier.deliveries() == everybody_once(2)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("claim.json", b""),
        ("claim.json", b"{"),
        ("claim.json", b'{"banditore": 2}'),  # from the future
        ("claim.json", b"[]"),
        ("audience.age", b"nonsense"),
        ("audience.age", None),
        ("outcomes/000/00000.age", b"nonsense"),
    ],
)
def test_a_damaged_claim_sends_nothing_and_stops_no_other_broadcast(
    path: str, content: bytes | None
) -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    sent = len(crier.provider.sent)
    crier.repository.change(BRANCH, lambda _: {path: content}, "edited by hand")
    crier.file("2026-11-23-acqua")
    crier.clock.sleep(3600)
    result = crier.publish()

    assert result.halted == [ID]
    assert len(crier.provider.sent) == sent + 30
    assert crier.receipt() is None
