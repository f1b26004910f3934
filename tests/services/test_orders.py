"""What a person orders: this only, go on, give up, look up later; and what forbids to send."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from banditore.domain.errors import Misconfigured, NotUnderWay, ReceiptsMissing, Unavailable
from banditore.domain.message import Answer
from banditore.domain.sending.receipt import path_of
from crier import ID, Crier, everybody_once, phone

pytestmark = pytest.mark.thorough  # each test reads a whole town
OTHER = "2026-11-23-acqua"


def halted(people: int = 100) -> Crier:
    """A town whose broadcast halted: every fourth message failed for good."""
    crier = Crier(people=people)
    crier.provider.script = [Answer(), *[Answer("failed", "63024")] * 24]
    assert crier.publish().halted == [ID]
    crier.provider.script = []
    return crier


# --- only ------------------------------------------------------------------------------------


def test_only_one_broadcast_is_sent_when_a_person_names_it() -> None:
    crier = Crier(people=3)
    crier.file(OTHER)
    crier.publish(only={OTHER})

    assert crier.receipt() is None
    assert crier.counts(OTHER) == {"audience": 3, "accepted": 3}


def test_only_one_that_was_sent_already_sends_nothing_and_is_no_error() -> None:
    crier = Crier(people=3)
    crier.publish()
    crier.publish(only={ID})

    assert crier.deliveries() == everybody_once(3)


@pytest.mark.parametrize(
    "orders",
    [
        {"only": {"2026-11-23-refuso"}},  # a slip of the pen
        {"resume": {ID}},  # due, but nobody has begun it
        {"abandon": {OTHER}},  # not on main at all
    ],
)
def test_a_name_that_the_order_cannot_mean_stops_the_run_before_it_sends(
    orders: dict[str, set[str]],
) -> None:
    crier = Crier(people=3)
    with pytest.raises(NotUnderWay):
        crier.publish(**orders, reason="so that it is done")

    assert crier.provider.sent == []


# --- resume, abandon -------------------------------------------------------------------------


def test_the_reason_for_going_on_stands_in_the_receipt() -> None:
    crier = halted()
    crier.publish(resume={ID}, reason='i numeri "vecchi" sono stati tolti')

    assert crier.counts() == {"audience": 100, "accepted": 76, "failed": 24}
    assert '"what": "resumed", "reason": "i numeri \\"vecchi\\"' in (crier.receipt() or "")


def test_an_abandoned_broadcast_goes_to_nobody_else_and_its_receipt_says_why() -> None:
    crier = halted()
    sent = len(crier.provider.sent)
    result = crier.publish(abandon={ID}, reason="testo sbagliato")

    assert len(crier.provider.sent) == sent
    (receipt,) = result.receipts
    assert receipt.abandoned
    assert receipt.adds_up
    assert receipt.counts["expired"] == 100 - sent - receipt.counts["failed"] > 0
    assert "state: abandoned" in (crier.receipt() or "")
    assert '"reason": "testo sbagliato"' in (crier.receipt() or "")
    assert crier.repository.branches("sending/") == {}


def test_an_abandoned_broadcast_is_not_sent_by_any_later_run() -> None:
    crier = halted()
    crier.publish(abandon={ID}, reason="testo sbagliato")
    sent = len(crier.provider.sent)
    crier.clock.sleep(3600)
    crier.publish()

    assert len(crier.provider.sent) == sent


def test_who_was_in_doubt_when_it_is_abandoned_is_looked_up_and_not_sent_to() -> None:
    crier = Crier(people=30, category="info")
    crier.provider.script = [Answer(), Answer("unknown", "timeout"), Answer("stop-all", "20003")]
    crier.provider.lost = 1  # it had arrived
    crier.publish()
    crier.provider.script = []
    crier.publish(abandon={ID}, reason="non serve più")

    assert crier.counts() == {"audience": 30, "accepted": 2, "expired": 28}


# --- look up later ---------------------------------------------------------------------------


def doubtful() -> Crier:
    """A town whose closed broadcast has three people of whom nobody could tell."""
    crier = Crier(people=3, category="info")
    crier.provider.script = [Answer("unknown", "timeout")] * 6
    crier.publish()
    assert crier.counts() == {"audience": 3, "unknown": 3}
    return crier


def resolve(crier: Crier) -> int:
    return crier.publisher().resolve(frozenset(), live=True)


def test_who_stayed_unknown_is_looked_up_later_and_the_receipt_says_so() -> None:
    crier = doubtful()
    arrived = crier.message_to(phone(1))  # the provider's log shows it late
    crier.provider.sent.append(arrived)

    assert resolve(crier) == 2
    assert crier.counts() == {"audience": 3, "accepted": 1, "unknown": 2}
    assert "resolved_at" in (crier.receipt() or "")
    crier.clock.sleep(2 * 3600)
    assert resolve(crier) == 0  # what the log does not have by now was never accepted
    assert crier.counts() == {"audience": 3, "accepted": 1, "failed": 2}
    assert crier.repository.branches("outcomes/") == {}


def test_a_look_up_may_die_after_any_call_and_be_repeated() -> None:
    number, died = 0, True
    while died:
        number += 1
        crier = doubtful()
        crier.provider.sent.append(crier.message_to(phone(1)))
        crier.clock.sleep(2 * 3600)
        left = [number]

        def die(_: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Unavailable("gone")

        crier.repository.hook = die
        with suppress(Unavailable):
            resolve(crier)
        died = left[0] <= 0
        crier.repository.hook = lambda _: None
        resolve(crier)

        assert crier.counts() == {"audience": 3, "accepted": 1, "failed": 2}, number
    assert number > 4


def test_a_look_up_sends_nothing_and_without_live_changes_nothing() -> None:
    crier = doubtful()
    before = dict(crier.repository.heads)
    attempts = crier.provider.attempts
    crier.publisher().resolve(frozenset(), live=False)

    assert crier.repository.heads == before
    assert crier.provider.attempts == attempts


@pytest.mark.parametrize(("line", "days"), [("", 7), ("\nlimits:\n  outcomes_kept: 3 days\n", 3)])
def test_who_stayed_unknown_is_forgotten_after_as_many_days_as_the_town_says(
    line: str, days: int
) -> None:
    crier = doubtful()
    if line:
        crier.rules("municipality:", f"{line}municipality:")
    crier.clock.sleep(days * 86400 - 60)
    crier.publish()
    assert crier.repository.branches("outcomes/")
    crier.clock.sleep(120)
    crier.publish()
    assert crier.repository.branches("outcomes/") == {}
    assert crier.counts() == {"audience": 3, "unknown": 3}


# --- what keeps a run from sending -----------------------------------------------------------


def test_a_receipt_that_was_removed_stops_everything_before_anybody_gets_it_twice() -> None:
    crier = Crier(people=3)
    crier.publish()
    crier.write(path_of(ID), None)
    crier.file(OTHER)
    with pytest.raises(ReceiptsMissing) as error:
        crier.publish()

    assert ID in error.value.message
    assert crier.deliveries() == everybody_once(3)


@pytest.mark.parametrize(
    "content",
    [
        "",  # emptied
        "state: open\n",  # edited by hand
        "broadcast: another\ndigest: none\n",  # foreign
        "closed_at: 2031-01-01T00:00:00+00:00\n",  # from the future
        "\x00\x01",  # damaged
    ],
)
def test_a_receipt_closes_its_broadcast_whatever_became_of_its_content(content: str) -> None:
    crier = Crier(people=3)
    crier.publish()
    crier.write(path_of(ID), content)
    result = crier.publish()

    assert crier.deliveries() == everybody_once(3)
    assert result.findings == []  # nothing blocks: it is a warning
    assert any(f.code.startswith("receipt-") for f in crier.notices.findings)


@pytest.mark.parametrize("hours", [-3.0, 0.1, 26.0])
def test_a_clock_that_is_off_sends_nothing(hours: float) -> None:
    crier = Crier(people=3)
    crier.provider.skew = timedelta(hours=hours)
    with pytest.raises(Misconfigured, match="clock"):
        crier.publish()

    assert crier.provider.sent == []
    assert crier.receipt() is None


def test_a_clock_that_jumps_while_we_send_stops_the_run_and_forgets_nobody() -> None:
    crier = Crier(people=200)

    def jump(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 60:
            crier.provider.skew = timedelta(hours=2)

    crier.provider.hook = jump
    crier.publish()
    assert isinstance(crier.stop.error, Misconfigured)
    assert len(crier.provider.sent) < 200
    crier.provider.skew = None
    crier.publish()
    assert crier.deliveries() == everybody_once(200)


def test_whom_the_provider_reports_as_opted_out_leaves_the_list_too() -> None:
    crier = Crier(people=5)
    crier.provider.script = [Answer(), Answer("left", "21610")]
    crier.publish()
    main = crier.repository.tip("main")
    assert main is not None

    assert crier.counts() == {"audience": 5, "accepted": 4, "left": 1}
    assert len(crier.store.load(main).subscribers) == 4


@pytest.mark.parametrize("parts", [1, 2])
def test_who_is_not_on_whatsapp_is_counted_once_with_the_receipt(parts: int) -> None:
    crier = Crier(people=12)
    crier.provider.script = [Answer("failed", "63024")]
    crier.publish(parts=parts)
    crier.publish()
    main = crier.repository.tip("main")
    assert main is not None
    (missed,) = crier.store.load(main).misses.values()

    assert crier.counts() == {"audience": 12, "accepted": 11, "failed": 1}
    assert len(missed) == 1


def test_a_number_that_was_missed_too_often_is_suspended() -> None:
    crier = Crier(people=5)
    crier.rules("\nsending:", "\ndead_numbers:\n  suspend_after: 1\nsending:")
    crier.provider.script = [Answer("failed", "63024")]
    crier.publish()
    main = crier.repository.tip("main")
    assert main is not None
    held = crier.store.load(main)

    assert len(held.audience("emergenze")) == len(held.subscribers) - 1 == 4


def limit(crier: Crier, rule: str) -> None:
    crier.rules("\nsending:", f"\nlimits:\n  {rule}\nsending:")


def test_more_people_than_a_broadcast_may_have_halt_it() -> None:
    crier = Crier(people=30, category="info")
    limit(crier, "recipients_per_broadcast: 20")
    result = crier.publish()

    assert result.halted == [ID]
    assert crier.provider.sent == []


def test_more_people_than_the_number_may_reach_in_a_day_get_it_over_several_days() -> None:
    crier = Crier(people=300, category="info", more="expires_at: 2026-11-26 12:00\n")
    limit(crier, "reach_per_day: 250")
    crier.publish()
    assert len(crier.provider.sent) == 250
    crier.clock.sleep(12 * 3600)
    crier.publish()
    assert len(crier.provider.sent) == 250
    crier.clock.sleep(13 * 3600)
    crier.publish()

    assert crier.deliveries() == everybody_once(300)
    assert crier.counts() == {"audience": 300, "accepted": 300}


def test_an_emergency_is_not_held_back_by_what_the_number_may_reach() -> None:
    crier = Crier(people=300)
    limit(crier, "reach_per_day: 250")
    crier.publish()

    assert crier.deliveries() == everybody_once(300)
