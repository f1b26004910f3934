"""A short campaign of kills: real processes, git and HTTP, and the simulator's log as the judge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chaos.plan import Break, Episode, Round
from chaos.town import Town

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e
PEOPLE = 24
DIES_AFTER_ITS_CLAIM = Round(Break("create sending", 1, "kill-after"))
DIES_BEFORE_A_CHECKPOINT = Round(Break("append sending", 2, "kill-before"))
DIES_DURING_A_MESSAGE = Round(kill_at_message=9, leavers=1)


@pytest.fixture(scope="module")
def town(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Town]:
    """A town with subscribers, one for all tests: it takes longer to build than to use."""
    provider = getattr(request, "param", "twilio")
    with Town(tmp_path_factory.mktemp("town"), PEOPLE, provider) as town:
        yield town
        assert town.leaks == 0


@pytest.mark.parametrize("town", ["twilio", "meta"], indirect=True)
def test_nobody_gets_it_twice_and_nobody_is_forgotten_whenever_runs_are_killed(town: Town) -> None:
    """Three deaths in a row: after the claim, before a checkpoint, and while somebody leaves."""
    rounds = (DIES_AFTER_ITS_CLAIM, DIES_BEFORE_A_CHECKPOINT, DIES_DURING_A_MESSAGE)

    outcome = town.play(Episode("step", "emergenze", rounds))

    assert outcome.kills == 3
    assert outcome.wrong.total() == 0, outcome.wrong


def test_answers_that_are_lost_and_a_push_that_lies_double_nobody(town: Town) -> None:
    """The provider took messages and did not say so; the origin took a checkpoint and denied it."""
    lost = Round(faults=(("lost", 3, 2), ("broken", 4, 1)), kill_at_message=12)
    lies = Round(Break("append sending", 1, "lie"))

    outcome = town.play(Episode("provider", "info", (lost, lies)))

    assert (outcome.kills, outcome.breaks) == (1, 1)
    assert outcome.wrong.total() == 0, outcome.wrong


def test_a_list_that_gets_two_new_keys_in_the_middle_doubles_and_forgets_nobody(town: Town) -> None:
    """The run goes on under keys that it did not begin with, dies, and another one takes over."""
    rekeyed = Round(kill_at_message=15, rekeyed=2, leavers=1)

    outcome = town.play(Episode("rekeyed", "emergenze", (rekeyed, Round(rekeyed=1))))

    assert outcome.kills == 1
    assert outcome.wrong.total() == 0, outcome.wrong


@pytest.mark.parametrize(
    ("broken", "verdicts"),
    [
        (Break("send", 3, "twice"), {"doubled": 1}),
        (Break("send", 3, "swallow"), {"forgotten": 1, "receipts": 1}),
        (Break("pull", 1, "deaf"), {"leavers": 1}),
        (Break(), {}),
    ],
    ids=["twice", "swallowed", "deaf", "as it is"],
)
def test_the_judge_notices_a_program_that_breaks_its_promises(
    town: Town, broken: Break, verdicts: dict[str, int]
) -> None:
    """Somebody has left before it is merged."""
    town.leave(min(town.people.joined.keys() - town.people.left.keys()))

    outcome = town.play(Episode("sabotage", "emergenze", (Round(broken),)))

    assert dict(+outcome.wrong) == verdicts
