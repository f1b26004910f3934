"""A broadcast reaches everybody once, whoever dies, races or comes late."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.claim import read_claim
from banditore.domain.errors import Interrupted, Misconfigured, PushRefused, Unavailable
from banditore.domain.message import Answer
from banditore.domain.outcomes import State, Tally
from banditore.services.sending.closing import Account, close
from banditore.services.status import standings
from crier import ID, Crier, Death, everybody_once, mortal, phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.services.publish import Publisher

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"


def test_everybody_gets_it_once_in_their_language() -> None:
    crier = Crier(people=3)
    crier.publish()

    assert crier.deliveries() == everybody_once(3)
    assert "EMERGENZE" in crier.provider.texts(phone(0))[0]
    assert "URGENCES" in crier.provider.texts(phone(1))[0]
    assert crier.counts() == {"audience": 3, "accepted": 3}


def test_a_second_run_sends_nothing() -> None:
    crier = Crier()
    crier.publish()
    crier.publish()

    assert crier.deliveries() == everybody_once(3)
    assert crier.repository.branches("sending/") == {}


def test_no_message_leaves_before_its_claim_is_pushed_nor_before_its_blocks_intent() -> None:
    crier = Crier(people=50)
    size: list[int] = []

    def look(call: str) -> None:
        if call == "send":
            tip = crier.repository.commits[crier.repository.heads[BRANCH]]
            claim = read_claim(BRANCH, tip.read("claim.json"))
            size.append(claim.block)
            assert len(crier.provider.sent) <= claim.intent * claim.block

    crier.provider.hook = look
    crier.publish()

    assert len(size) == 50
    assert size[0] < 50


def test_a_slow_provider_makes_the_run_renew_its_lease_and_go_on() -> None:
    crier = Crier(people=60)

    def dawdle(call: str) -> None:
        if call == "send":
            crier.clock.sleep(7)  # the 60 take seven minutes, a lease a minute and a half

    crier.provider.hook = dawdle
    crier.publish()

    assert crier.deliveries() == everybody_once(60)
    assert crier.counts() == {"audience": 60, "accepted": 60}


def test_a_claim_that_cannot_be_pushed_sends_nothing() -> None:
    crier = Crier()
    crier.repository.refuses = True
    with pytest.raises(PushRefused):
        crier.publish()

    assert crier.provider.sent == []


def test_a_broadcast_removed_from_main_after_its_claim_still_reaches_everybody() -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    crier.write(f"messages/2026/{ID}.yaml", None)
    resume(crier)

    assert crier.deliveries() == everybody_once(30)


def test_a_reverted_revert_sends_nothing() -> None:
    crier = Crier()
    crier.publish()
    path = f"messages/2026/{ID}.yaml"
    content = (crier.repository.tip("main") or pytest.fail("no main")).read(path)
    crier.write(path, None)
    crier.publish()
    crier.write(path, (content or b"").decode())
    crier.publish()

    assert crier.deliveries() == everybody_once(3)


def test_a_history_that_was_squashed_into_one_commit_sends_nothing() -> None:
    crier = Crier()
    crier.publish()
    main = crier.repository.commits[crier.repository.heads["main"]]
    del crier.repository.heads["main"]
    crier.repository._push("main", main.files, "squashed")
    crier.publish()

    assert crier.deliveries() == everybody_once(3)


def test_a_main_that_was_forced_back_sends_nothing_where_the_state_has_its_own_branch() -> None:
    crier = Crier(state="state")
    before = crier.repository.heads["main"]
    crier.publish()
    crier.file("2026-11-23-acqua")
    crier.publish()
    crier.repository.heads["main"] = before
    crier.publish()

    assert Counter(crier.deliveries().values()) == {2: 3}


def test_who_texts_a_leave_word_before_the_send_gets_nothing() -> None:
    crier = Crier()
    crier.text(phone(1), "MI CANCELLO")
    crier.publish()

    assert phone(1) not in crier.deliveries()
    assert crier.counts() == {"audience": 2, "accepted": 2}


def test_who_leaves_during_the_send_is_dropped_at_the_next_block() -> None:
    crier = Crier(people=40)
    main = crier.repository.tip("main")
    assert main is not None
    last = list(crier.store.load(main).audience("emergenze").values())[-1].address

    def leave(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 1:
            crier.text(last, "STOP")

    crier.provider.hook = leave
    crier.publish()

    assert last not in crier.deliveries()
    assert crier.counts() == {"audience": 40, "accepted": 39, "left": 1}


def test_a_stale_broadcast_is_not_sent() -> None:
    crier = Crier(more="expires_at: 2026-11-23 17:30\n")  # half an hour ago in Rome
    crier.publish()

    assert crier.provider.sent == []
    assert crier.receipt() is None
    assert any(ID in line for line in crier.notices.warnings)


def test_expiry_is_checked_at_every_block() -> None:
    crier = Crier(people=40, more="expires_at: 2026-11-23 18:01\n")

    def dawdle(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 10:
            crier.clock.sleep(120)

    crier.provider.hook = dawdle
    crier.publish()

    assert crier.counts() == {"audience": 40, "accepted": 10, "expired": 30}


def test_a_broadcast_for_later_waits() -> None:
    crier = Crier(more="send_at: 2026-11-23 20:00\n")
    crier.publish()
    assert crier.provider.sent == []
    crier.clock.sleep(2 * 3600)
    crier.publish()

    assert crier.deliveries() == everybody_once(3)


def test_emergencies_go_first() -> None:
    crier = Crier(category="info", people=1)
    crier.file("2026-11-23-frana", "emergenze")
    crier.publish()

    assert ["EMERGENZE" in sent.text for sent in crier.provider.sent] == [True, False]


def test_a_file_that_does_not_pass_stops_no_other() -> None:
    crier = Crier()
    crier.write("messages/2026/2026-11-23-rotta.yaml", "category: emergenze\nit: {}\n")
    result = crier.publish()

    assert crier.deliveries() == everybody_once(3)
    assert {f.place.file for f in result.findings} == {"messages/2026/2026-11-23-rotta.yaml"}


def test_nobody_subscribed_is_closed_with_an_audience_of_none() -> None:
    crier = Crier(people=0)
    crier.publish()

    assert "audience: 0" in (crier.receipt() or "")


def test_the_receipt_and_the_branch_name_nobody() -> None:
    crier = Crier(people=20)
    crier.publish()
    files = [f for tree in crier.repository.commits.values() for f in tree.files.items()]
    bare = b"\n".join(content for path, content in files if path.startswith("messages/receipts"))
    claims = b"\n".join(content for path, content in files if path == "claim.json")

    assert bare
    assert claims
    assert b"+39333000" not in bare + claims.replace(b"+393330000999", b"")


def test_state_on_a_branch_of_its_own_leaves_main_to_people() -> None:
    crier = Crier(people=30, state="state")
    before = crier.repository.heads["main"]
    die_at(crier, "send", 12)
    resume(crier)
    crier.publish()

    assert crier.deliveries() == everybody_once(30)
    assert crier.counts() == {"audience": 30, "accepted": 30}
    assert crier.repository.heads["main"] == before


# --- answers that are none -------------------------------------------------------------------


def test_an_answer_that_was_lost_is_looked_up_and_nobody_gets_it_twice() -> None:
    crier = Crier(people=5)
    crier.provider.script = [Answer(), Answer("unknown", "timeout")]
    crier.provider.lost = 1  # it had arrived
    crier.publish()

    assert crier.deliveries() == everybody_once(5)
    assert crier.counts() == {"audience": 5, "accepted": 5}


def test_an_unknown_that_never_arrived_is_sent_again_once_every_attempt_has_ended() -> None:
    crier = Crier(people=5, category="info")
    crier.provider.script = [Answer("unknown", "timeout")]
    before = crier.clock.monotonic()
    crier.publish()

    assert crier.deliveries() == everybody_once(5)
    assert crier.clock.monotonic() - before >= 35


def test_who_stays_unknown_is_reported_and_not_counted_as_reached() -> None:
    crier = Crier(people=1, category="info")
    crier.provider.script = [Answer("unknown", "timeout")] * 20
    crier.publish()

    assert crier.counts() == {"audience": 1, "unknown": 1}


def test_emergencies_are_tried_more_often_than_events_while_unknown() -> None:
    tries = {}
    for category in ("emergenze", "eventi"):
        crier = Crier(people=1, category="info" if category == "eventi" else category)
        crier.provider.script = [Answer("unknown", "timeout")] * 20
        crier.publish()
        tries[category] = crier.provider.attempts

    assert tries["emergenze"] > tries["eventi"] > 1


def test_a_broadcast_whose_unknown_cannot_be_looked_up_stays_open() -> None:
    crier = Crier(people=5)
    crier.provider.script = [Answer("unknown", "timeout")]

    def fail(call: str) -> None:
        if call == "log":
            raise Unavailable("down")

    crier.provider.hook = fail
    crier.publish()
    assert isinstance(crier.stop.error, Unavailable)
    assert crier.receipt() is None
    crier.provider.hook = lambda _: None
    crier.publish()

    assert crier.deliveries() == everybody_once(5)


@pytest.mark.parametrize(
    ("answers", "sends", "counts"),
    [
        # a throttled message was surely not sent: it is tried again
        ([Answer("slow-down", "20429", retry_after=2)], 2, {"audience": 1, "accepted": 1}),
        ([Answer("retry", "63012")], 2, {"audience": 1, "accepted": 1}),
        # the provider's word on one person, three times
        ([Answer("retry", "63012")] * 3, 3, {"audience": 1, "failed": 1}),
        ([Answer("failed", "63024")], 1, {"audience": 1, "failed": 1}),
        ([Answer("left", "21610")], 1, {"audience": 1, "left": 1}),
    ],
)
def test_an_answer_becomes_the_outcome_that_it_means(
    answers: list[Answer], sends: int, counts: dict[str, int]
) -> None:
    crier = Crier(people=1)
    crier.provider.script = list(answers)
    crier.publish()

    assert crier.provider.attempts == sends
    assert crier.counts() == counts


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer("stop-all", "20003"), Misconfigured),
        (Answer("retry", "connection"), Unavailable),  # nobody answers at all
    ],
)
def test_a_provider_that_takes_nothing_ends_the_run_and_forgets_nobody(
    answer: Answer, error: type[Exception]
) -> None:
    crier = Crier(people=30)
    crier.provider.script = [Answer(), *[answer] * 200]
    crier.publish()
    assert isinstance(crier.stop.error, error)
    assert crier.receipt() is None
    crier.provider.script = []
    crier.publish()

    assert crier.deliveries() == everybody_once(30)


def test_a_broadcast_that_is_refused_halts_alone() -> None:
    crier = Crier(people=1)
    crier.file("2026-11-23-acqua")
    crier.provider.script = [Answer("stop-broadcast", "template")]
    result = crier.publish()

    assert result.halted == [ID]
    assert crier.counts("2026-11-23-acqua") == {"audience": 1, "accepted": 1}


def test_too_many_permanent_failures_halt_the_broadcast_until_a_person_looks() -> None:
    crier = Crier(people=100)
    crier.provider.script = [Answer("failed", "63024")] * 100
    result = crier.publish()
    assert result.halted == [ID]
    attempts = crier.provider.attempts
    crier.provider.script = []
    crier.clock.sleep(3600)
    crier.publish()

    assert crier.provider.attempts == attempts < 100
    assert crier.receipt() is None


def test_a_halted_broadcast_goes_on_when_a_person_says_so_and_nobody_gets_it_twice() -> None:
    crier = Crier(people=100)
    crier.provider.script = [Answer(), *[Answer("failed", "63024")] * 24]
    crier.publish()
    crier.provider.script = []
    crier.publish(resume={ID}, reason="the numbers were checked")

    assert set(crier.deliveries().values()) == {1}
    assert crier.counts() == {"audience": 100, "accepted": 76, "failed": 24}


def test_outcomes_that_do_not_add_up_close_no_receipt() -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    publisher = crier.publisher()
    crier.clock.sleep(3600)
    keeper = publisher.steps.keeper()
    journal = publisher.steps.claims(keeper).resume(BRANCH)
    assert journal is not None
    account = Account(journal.claim, Tally(Counter[State]({"accepted": 29})), [])
    with pytest.raises(AssertionError, match="add up"):
        close(keeper, account, "main")

    assert crier.receipt() is None
    assert crier.repository.branches("sending/")


# --- deaths, races, signals ------------------------------------------------------------------


def die_at(crier: Crier, call: str, number: int) -> bool:
    """Run until the n-th call of that name is done, and die there. Whether it came to that."""
    left = [number]

    def hook(name: str) -> None:
        if name.startswith(call):
            left[0] -= 1
            if left[0] == 0:
                raise Death

    return _dies(crier, hook)


def _dies(crier: Crier, hook: Callable[[str], None]) -> bool:
    try:
        with mortal(crier, hook):
            crier.publish()
    except Death:
        return True
    return False


def resume(crier: Crier) -> None:
    """The next run, hours later."""
    crier.clock.sleep(3600)
    crier.publish()


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


# --- status ----------------------------------------------------------------------------------


def states(crier: Crier) -> dict[str, str]:
    main = crier.repository.tip("main")
    assert main is not None
    service, now = crier.town.service, crier.clock.now()
    found, _ = standings(crier.repository, main, YamlDocuments(), service, now)
    return {standing.id: standing.state for standing in found}


def test_status_tells_a_live_send_from_a_dead_one_and_from_one_that_is_done() -> None:
    crier = Crier(people=30, more="expires_at: 2026-11-23 23:00\n")
    crier.file("2026-11-23-acqua", more="send_at: 2026-11-23 22:00\n")
    crier.file("2026-11-22-frana", more="expires_at: 2026-11-23 12:00\n")
    others = {"2026-11-23-acqua": "later", "2026-11-22-frana": "missed"}
    assert states(crier) == {ID: "due", **others}
    die_at(crier, "send", 12)
    assert states(crier) == {ID: "sending", **others}
    crier.clock.sleep(100)
    assert states(crier) == {ID: "stopped", **others}
    crier.publish()
    assert states(crier) == {ID: "sent", **others}


def test_who_waits_for_a_dead_run_says_so() -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    crier.publish()

    assert any("another run holds it" in line for line in crier.notices.lines)
    assert crier.deliveries() == everybody_once(30)
