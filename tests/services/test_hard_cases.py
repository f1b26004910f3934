"""What may happen between two runs, or in the middle of one, that no single rule speaks of."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import Interrupted, PushRefused
from banditore.domain.message import Answer
from crier import ID, Crier, Death, everybody_once, mortal

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"
FAILED = Answer("failed", "63024")
NAMED_ANEW = "2026-11-23-neve"


def path(id_: str) -> str:
    return f"messages/2026/{id_}.yaml"


def at_message(number: int, act: Callable[[], object]) -> Callable[[str], None]:
    """Once, when so many messages have left."""
    left = [number]

    def hook(call: str) -> None:
        left[0] -= call == "send"
        if left[0] == 0:
            left[0] = -1
            act()

    return hook


def die() -> None:
    raise Death


# --- the same file under another name --------------------------------------------------------


@pytest.mark.parametrize("state", ["main", "state"])
@pytest.mark.parametrize("number", [1, 12, 30])
def test_a_file_that_is_renamed_while_it_is_sent_is_not_sent_again(number: int, state: str) -> None:
    """Its pull request was checked before there was anything to compare it with."""
    crier = Crier(people=30, state=state)

    def rename() -> None:
        crier.write(path(ID), None)
        crier.file(NAMED_ANEW, "emergenze")

    crier.provider.hook = at_message(number, rename)
    crier.publish()
    result = crier.publish()

    assert crier.deliveries() == everybody_once(30)
    assert [finding.code for finding in result.findings] == ["sent-renamed"]
    assert crier.receipt(NAMED_ANEW) is None


@pytest.mark.parametrize("number", [1, 25])
def test_a_file_that_is_renamed_after_its_run_died_is_sent_under_its_first_name(
    number: int,
) -> None:
    crier = Crier(people=30)
    with mortal(crier, at_message(number, die)), suppress(Death):
        crier.publish()
    crier.write(path(ID), None)
    crier.file(NAMED_ANEW, "emergenze")
    for _ in range(2):
        crier.clock.sleep(3600)
        crier.publish()

    assert crier.deliveries() == everybody_once(30)
    assert crier.counts() == {"audience": 30, "accepted": 30}


def test_a_file_that_was_renamed_is_no_error_any_more_once_it_has_expired() -> None:
    crier = Crier(people=3)
    crier.publish()
    crier.write(path(ID), None)
    crier.file(NAMED_ANEW, "emergenze")
    assert len(crier.publish().findings) == 1
    crier.clock.sleep(3 * 24 * 3600)

    assert crier.publish().findings == []
    assert crier.deliveries() == everybody_once(3)


def test_two_files_of_the_same_bytes_are_sent_once() -> None:
    crier = Crier(people=3)
    crier.file("2026-11-23-zeta", "emergenze")
    crier.publish()
    result = crier.publish()

    assert crier.deliveries() == everybody_once(3)
    assert [finding.code for finding in result.findings] == ["sent-copied"]


def test_the_same_words_in_another_file_are_another_broadcast() -> None:
    crier = Crier(people=3)
    crier.file(NAMED_ANEW, "emergenze", more="corrects: 2026-11-23-allerta-neve\n")
    crier.publish()

    assert set(crier.deliveries().values()) == {2}


# --- failures that are spread over runs ------------------------------------------------------


def interrupt(crier: Crier) -> None:
    crier.stop.now(Interrupted("a signal"))


def test_failures_count_on_after_whatever_ended_the_run_that_saw_them() -> None:
    crier, runs = Crier(people=200), 0
    crier.provider.script = [FAILED] * 200
    halted: list[str] = []
    while not halted and runs < 6:
        runs += 1
        crier.provider.hook = at_message(8, lambda: interrupt(crier))
        halted = crier.publish().halted

    assert halted == [ID]
    assert runs == 2


def test_who_resumes_has_seen_the_failures_until_then_also_when_that_run_dies() -> None:
    crier = Crier(people=100)
    crier.provider.script = [Answer(), *[FAILED] * 24]
    assert crier.publish().halted == [ID]
    crier.provider.script = []
    with mortal(crier, at_message(30, die)), suppress(Death):
        crier.publish(resume={ID}, reason="the numbers were checked")
    crier.clock.sleep(3600)

    assert crier.publish().halted == []
    assert crier.counts() == {"audience": 100, "accepted": 76, "failed": 24}


# --- who sleeps in the wrong moment ----------------------------------------------------------


def test_who_sleeps_before_the_receipt_takes_back_nothing_of_what_others_learnt() -> None:
    """What was reported of single people meanwhile lies on a branch that it would make anew."""
    crier = Crier(people=12)
    crier.provider.capabilities |= {"statuses"}
    slept: list[dict[str, str]] = []

    def sleep(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 12 and not slept:
            slept.append({})
            run = crier.publisher()
            other = threading.Thread(target=lambda: asyncio.run(run.run()))
            crier.clock.sleep(3600)
            other.start()
            other.join()
            slept[0] = dict(crier.repository.branches("outcomes/"))

    crier.provider.hook = sleep
    crier.publish()

    assert slept
    assert slept[0]
    assert crier.repository.branches("outcomes/") == slept[0]
    assert crier.deliveries() == everybody_once(12)


# --- an origin that does not let go ----------------------------------------------------------


def test_a_branch_that_the_origin_does_not_let_go_keeps_nothing_from_being_sent() -> None:
    crier = Crier(people=3)
    real = crier.repository.delete

    def delete(branch: str, at: str) -> None:
        raise PushRefused("the server refuses")

    crier.repository.delete = delete  # type: ignore[method-assign] # a rule of the server's
    crier.publish()
    assert crier.counts() == {"audience": 3, "accepted": 3}
    crier.file("2026-11-23-acqua", "emergenze", more="expires_at: 2026-11-24 12:00\n")
    crier.publish()

    assert crier.counts("2026-11-23-acqua") == {"audience": 3, "accepted": 3}
    assert any("removed" in line for line in crier.notices.warnings)
    crier.repository.delete = real  # type: ignore[method-assign]
    crier.publish()
    assert crier.repository.branches("sending/") == {}


# --- the end of what has expired -------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [("hours: always", "hours: 08:00-19:00"), ("languages:", "paused: una prova\nlanguages:")],
    ids=["by night", "under a pause"],
)
def test_what_was_begun_and_has_expired_is_closed_at_any_hour(rule: tuple[str, str]) -> None:
    crier = Crier(people=40, category="info", more="expires_at: 2026-11-23 18:40\n")
    crier.provider.hook = at_message(13, lambda: interrupt(crier))
    crier.publish()
    crier.provider.hook = lambda _: None
    crier.rules(*rule)
    crier.clock.sleep(4 * 3600)
    sent = len(crier.provider.sent)
    crier.publish()

    assert len(crier.provider.sent) == sent
    assert crier.counts() == {"audience": 40, "accepted": sent, "expired": 40 - sent}


# --- the archive -----------------------------------------------------------------------------


def test_a_first_run_that_sends_something_leaves_the_archive_alone_afterwards_too() -> None:
    crier = Crier(people=3)
    crier.file("2026-11-19-vecchia", "info", more="expires_at: 2026-11-26 12:00\n")
    crier.publish()
    crier.publish()

    assert crier.deliveries() == everybody_once(3)
    assert crier.receipt("2026-11-19-vecchia") is None
