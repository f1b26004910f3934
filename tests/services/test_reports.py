"""Delivery reports move outcomes forward; nothing of the sending hangs on them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.meta.mailbox import Mailbox
from banditore.domain.claim import read_claim
from banditore.domain.errors import NotOffered, Unavailable
from banditore.domain.message import Answer, Status
from banditore.domain.subscribers import PendingReply
from banditore.domain.tags import tag_of
from banditore.services.reports import Heard, hear
from banditore.services.silence import AT_ONCE
from crier import ID, Crier, Death, phone
from fakes import FakeProvider
from mailbag import Mailbag

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banditore.domain.capabilities import Capability
    from banditore.domain.message import DeliveryState
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Clock

BRANCH = f"outcomes/{ID}"


def told_of(provider: str, people: int = 3, category: str = "info") -> Crier:
    """A town whose broadcast is closed; reports come by tag (Meta) or by text (Twilio)."""
    crier = Crier(people=people, category=category)
    by_tag: frozenset[Capability] = frozenset({"send", "inbound", "statuses"})
    crier.provider.capabilities = by_tag if provider == "meta" else by_tag | {"look-up"}
    crier.publish()
    return crier


def listed(crier: Crier) -> SubscriberList:
    tip = crier.repository.tip("main")
    assert tip is not None
    return crier.store.load(tip)


def report(
    crier: Crier, number: int, state: DeliveryState, code: str = "", id_: str = ""
) -> Status:
    sent = crier.message_to(phone(number))
    if "look-up" in crier.provider.capabilities:
        made = crier.clock.now()
        for row in crier.provider.sent:
            if row.to == sent.to:
                made = row.at
        return Status(state, made, code=code, to=sent.to, text=sent.text)
    ref = listed(crier).ref(phone(number))
    return Status(state, crier.clock.now(), tag=tag_of(ID, ref), code=code, id=id_)


def listen(crier: Crier) -> Heard:
    publisher = crier.publisher()
    return hear(publisher.desk, publisher.steps.keeper())


def fields(crier: Crier) -> dict[str, int]:
    return {key: n for key, n in crier.counts().items() if key != "audience"}


@pytest.mark.parametrize("provider", ["meta", "twilio"])
def test_the_receipt_tells_how_many_messages_arrived_and_were_read(provider: str) -> None:
    crier = told_of(provider)
    assert fields(crier) == {"accepted": 3}
    crier.provider.news = [
        report(crier, 0, "read"),
        report(crier, 1, "delivered"),
        report(crier, 2, "sent"),
    ]

    heard = listen(crier)

    assert [(one.delivered, one.read) for one in heard.receipts] == [(2, 1)]
    assert fields(crier) == {"accepted": 3, "delivered": 2, "read": 1}


@pytest.mark.parametrize("provider", ["meta", "twilio"])
def test_a_late_failure_moves_from_accepted_to_failed_and_it_adds_up(provider: str) -> None:
    crier = told_of(provider)
    crier.provider.news = [report(crier, 0, "failed", "131000"), report(crier, 1, "delivered")]

    listen(crier)

    assert fields(crier) == {"accepted": 2, "failed": 1, "delivered": 1}
    assert '"131000": 1' in (crier.receipt() or "")
    assert crier.counts()["audience"] == 3


def test_hearing_the_same_again_changes_nothing() -> None:
    crier = told_of("meta")
    crier.provider.news = [report(crier, 0, "delivered")]
    listen(crier)
    before = dict(crier.repository.heads)
    crier.clock.sleep(3600)
    listen(crier)

    assert crier.repository.heads == before


def test_reports_of_strangers_of_replies_and_of_other_broadcasts_are_not_counted() -> None:
    crier = told_of("meta")
    good = report(crier, 0, "read")
    crier.provider.news = [
        replace(good, tag=tag_of(ID, "f" * 32)),
        replace(good, tag="reply:id1"),
        replace(good, tag=good.tag.replace(ID, "2026-01-01-altro")),
        replace(good, tag="", to=phone(1), text="a reply"),
        replace(good, tag="", to=None),
    ]

    listen(crier)

    assert fields(crier) == {"accepted": 3}


def test_the_same_text_a_day_later_is_another_message() -> None:
    crier = told_of("twilio")
    later = crier.clock.now() + timedelta(days=1)
    crier.provider.news = [replace(report(crier, 0, "read"), at=later)]

    listen(crier)

    assert fields(crier) == {"accepted": 3}


def test_a_receipt_is_rewritten_ever_more_seldom() -> None:
    crier = told_of("meta")
    crier.clock.sleep(20 * 3600)
    crier.provider.news = [report(crier, 0, "delivered")]
    listen(crier)
    crier.clock.sleep(3600)
    crier.provider.news = [report(crier, 1, "read")]
    listen(crier)
    assert fields(crier) == {"accepted": 3, "delivered": 1}  # the other is kept, and told later
    crier.provider.news = []
    crier.clock.sleep(10 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 3, "delivered": 2, "read": 1}


def test_the_last_thing_that_can_become_known_is_told_at_once() -> None:
    crier = told_of("meta", people=1)
    crier.clock.sleep(20 * 3600)
    crier.provider.news = [report(crier, 0, "delivered")]
    listen(crier)
    crier.provider.news = [report(crier, 0, "read")]
    listen(crier)

    assert fields(crier) == {"accepted": 1, "delivered": 1, "read": 1}


def test_no_news_for_three_days_is_a_failure_and_a_late_delivery_ends_it() -> None:
    crier = told_of("meta")
    crier.provider.news = [report(crier, 0, "delivered")]
    listen(crier)
    crier.clock.sleep(71 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 3, "delivered": 1}
    crier.clock.sleep(2 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 1, "failed": 2, "delivered": 1}
    assert '"no-news": 2' in (crier.receipt() or "")
    crier.provider.news = [report(crier, 1, "delivered")]
    crier.clock.sleep(30 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 2, "failed": 1, "delivered": 2}


def test_where_nothing_is_reported_of_anybody_silence_means_nothing() -> None:
    crier = told_of("meta")
    crier.clock.sleep(100 * 3600)
    listen(crier)

    assert fields(crier) == {"accepted": 3}


def test_who_was_unknown_is_known_by_a_report() -> None:
    crier = Crier(people=1, category="info")
    crier.provider.capabilities = frozenset({"send", "inbound", "statuses"})
    crier.provider.script, crier.provider.reporting = [Answer("unknown", "timeout")], False
    crier.publish()
    assert fields(crier) == {"unknown": 1}
    crier.provider.news = [report(crier, 0, "delivered")]

    listen(crier)

    assert fields(crier) == {"accepted": 1, "delivered": 1}


@pytest.mark.parametrize("provider", ["meta", "twilio"])
def test_after_the_towns_time_only_counts_are_left(provider: str) -> None:
    crier = told_of(provider)
    assert crier.repository.branches("outcomes/")
    crier.provider.news = [report(crier, 0, "delivered")]
    crier.clock.sleep(7 * 86400 + 60)

    listen(crier)

    assert crier.repository.branches("outcomes/") == {}
    assert fields(crier)["delivered"] == 1
    crier.provider.news = [report(crier, 0, "read")]
    listen(crier)
    assert "read" not in fields(crier)


def test_a_run_that_only_publishes_forgets_as_well_and_leaves_the_last_counts() -> None:
    crier = told_of("meta")
    crier.clock.sleep(86400)
    crier.provider.news = [report(crier, 0, "delivered")]
    listen(crier)
    crier.clock.sleep(60)
    crier.provider.news = [report(crier, 0, "read")]
    listen(crier)  # too soon for the receipt
    crier.clock.sleep(7 * 86400)
    crier.publish()

    assert crier.repository.branches("outcomes/") == {}
    assert fields(crier) == {"accepted": 3, "delivered": 1, "read": 1}


def test_when_nothing_more_can_become_known_nothing_is_kept() -> None:
    crier = told_of("meta")
    crier.provider.news = [
        report(crier, 0, "read"),
        report(crier, 1, "read"),
        report(crier, 2, "failed", "131026"),
    ]
    listen(crier)

    assert crier.repository.branches("outcomes/") == {}
    assert fields(crier) == {"accepted": 2, "failed": 1, "delivered": 2, "read": 2}


def test_a_provider_that_reports_nothing_leaves_nothing_to_be_kept() -> None:
    crier = Crier(people=3, category="info")
    crier.publish()

    assert crier.repository.branches("outcomes/") == {}
    assert listen(crier).receipts == []


# --- the list ------------------------------------------------------------------------------


def test_a_number_that_a_report_finds_not_to_be_on_whatsapp_counts_once_as_missed() -> None:
    crier = told_of("meta")
    crier.provider.news = [report(crier, 0, "failed", "131026")]
    listen(crier)
    listen(crier)

    (broadcasts,) = listed(crier).misses.values()
    assert broadcasts == (ID,)


@pytest.mark.parametrize(("provider", "code"), [("meta", "131050"), ("twilio", "21610")])
def test_who_opted_out_as_a_report_says_leaves_what_they_opted_out_of(
    provider: str, code: str
) -> None:
    crier = told_of(provider)
    crier.provider.news = [report(crier, 0, "failed", code)]
    listen(crier)

    one = listed(crier).find(phone(0))
    assert (one.categories if one else None) == ({"emergenze", "info"} if "50" in code else None)
    assert fields(crier) == {"accepted": 2, "left": 1}


# --- silence ---------------------------------------------------------------------------------

ON_ITS_WAY = Status("sent", datetime(2026, 11, 23, 17, tzinfo=UTC))
ARRIVED = replace(ON_ITS_WAY, state="delivered")


def silent_of(people: int, *, history: bool = True) -> Crier:
    """Of one of them it was reported that it arrived, of the others that it was sent."""
    crier = told_of("meta", people)
    if history:
        crier.provider.capabilities |= {"history"}
    sent = [report(crier, n, "sent", id_=f"wamid.{n}") for n in range(1, people)]
    crier.provider.news = [*sent, report(crier, 0, "delivered")]
    return crier


def test_who_stays_unknown_for_three_days_counts_as_lost_by_itself() -> None:
    crier = Crier(people=3, category="info")
    crier.provider.capabilities = frozenset({"send", "inbound", "statuses"})
    crier.provider.script, crier.provider.reporting = [Answer("unknown", "timeout")], False
    crier.publish()
    reached = [row.to for row in crier.provider.sent]
    crier.provider.news = [
        replace(report(crier, n, "delivered"), to=None) for n in range(3) if phone(n) in reached
    ]
    listen(crier)
    assert fields(crier) == {"accepted": 2, "unknown": 1, "delivered": 2}
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert fields(crier) == {"accepted": 2, "failed": 1, "delivered": 2}
    assert '"lost": 1' in (crier.receipt() or "")


def test_who_was_silent_is_asked_for_by_id_before_it_is_called_a_failure() -> None:
    crier = silent_of(4)
    crier.provider.past = {"wamid.1": ARRIVED, "wamid.2": ON_ITS_WAY}
    listen(crier)
    assert crier.provider.asked == []
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert crier.provider.asked == ["wamid.1", "wamid.2", "wamid.3"]
    assert fields(crier) == {"accepted": 2, "failed": 2, "delivered": 2}
    listen(crier)
    assert len(crier.provider.asked) == 3


def test_a_failure_that_only_the_providers_history_tells_counts() -> None:
    crier = silent_of(2)
    crier.provider.past = {"wamid.1": replace(ON_ITS_WAY, state="failed", code="131026")}
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert '"131026": 1' in (crier.receipt() or "")


def test_a_provider_that_keeps_no_history_leaves_silence_what_it_is() -> None:
    crier = silent_of(3)
    crier.provider.past = NotOffered("not open to us")
    crier.clock.sleep(73 * 3600)
    listen(crier)

    assert (len(crier.provider.asked), fields(crier)["failed"]) == (1, 2)


def test_while_history_does_not_answer_nothing_is_presumed_but_not_for_ever() -> None:
    crier = silent_of(3)
    crier.provider.past = Unavailable("busy")
    crier.clock.sleep(73 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 3, "delivered": 1}
    crier.clock.sleep(30 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 1, "failed": 2, "delivered": 1}


def test_many_are_asked_for_over_several_runs() -> None:
    people = AT_ONCE + 5
    crier = silent_of(people)
    crier.provider.past = {f"wamid.{n}": ON_ITS_WAY for n in range(people)}
    crier.clock.sleep(73 * 3600)
    for _ in range(2):
        listen(crier)

    assert len(set(crier.provider.asked)) == len(crier.provider.asked) == people - 1
    crier.clock.sleep(40 * 3600)
    listen(crier)
    assert fields(crier) == {"accepted": 1, "failed": people - 1, "delivered": 1}


# --- the inbox ------------------------------------------------------------------------------


def test_an_inbox_may_forget_every_report_that_is_used_or_nobodys() -> None:
    crier = told_of("meta")
    good = report(crier, 0, "delivered")
    crier.provider.news = [
        good,
        report(crier, 1, "sent", id_="wamid.1"),
        replace(good, tag="reply:id1"),
        replace(good, tag=good.tag.replace(ID, "2026-01-01-altro")),
        replace(good, tag=""),
    ]
    listen(crier)

    assert crier.provider.waiting == []


@pytest.mark.parametrize("prefix", ["sending/", "outcomes/"])
def test_it_keeps_what_belongs_to_a_broadcast_under_way_or_one_that_cannot_be_read(
    prefix: str,
) -> None:
    crier = told_of("meta")
    ours = report(crier, 0, "delivered")
    theirs = replace(ours, tag=ours.tag.replace(ID, "2026-11-20-altro"))
    crier.provider.news = [ours, theirs]
    crier.repository.create(f"{prefix}2026-11-20-altro", {"claim.json": b"{"}, "damage")
    heard = listen(crier)

    assert heard.unreadable == [f"{prefix}2026-11-20-altro"] * (prefix == "outcomes/")
    assert fields(crier) == {"accepted": 3, "delivered": 1}
    assert crier.provider.waiting == [theirs]


def test_it_keeps_what_was_heard_of_a_broadcast_whose_claim_is_still_there() -> None:
    crier = told_of("meta")  # the run that closes it may make its outcomes anew
    crier.provider.news = [report(crier, 0, "delivered")]
    crier.repository.create(f"sending/{ID}+2", {}, "a claim")
    listen(crier)

    assert crier.provider.waiting == crier.provider.news


def test_it_keeps_the_report_of_a_reply_that_is_still_owed() -> None:
    crier = told_of("meta")
    crier.provider.news = [Status("sent", crier.clock.now(), tag=f"reply:{one}") for one in "ab"]
    now = crier.clock.now()
    owed = PendingReply("a", phone(0), "help", "it", now, "run-0", now)
    tip = crier.repository.tip("main")
    assert tip is not None
    people = replace(crier.store.load(tip), replies={"a": owed})
    crier.repository.change("main", lambda files: crier.store.store(files, people), "owed")
    listen(crier)

    assert [status.tag for status in crier.provider.waiting] == ["reply:a"]


def test_it_keeps_the_id_of_who_is_silent_where_the_provider_can_be_asked_by_it() -> None:
    crier = silent_of(3)
    crier.provider.news += [report(crier, 1, "delivered"), report(crier, 9, "sent", id_="wamid.9")]
    listen(crier)
    assert [status.id for status in crier.provider.waiting] == ["wamid.2"]
    crier.clock.sleep(73 * 3600)
    listen(crier)
    assert crier.provider.waiting == []


class Posted(FakeProvider):
    """What is reported lies in an inbox, as with Meta."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.bag = Mailbag()
        self.process()

    def process(self) -> None:
        """Another process begins: it remembers nothing."""
        self.bag.again()
        self.box = Mailbox(self.bag, "1")

    def post(self, *told: Status) -> None:
        rows = [
            {"id": "wamid.x", "status": one.state, "biz_opaque_callback_data": one.tag}
            | ({"errors": [{"code": int(one.code)}]} if one.code else {})
            for one in told
        ]
        value = {"metadata": {"phone_number_id": "1"}, "statuses": rows}
        entry = {"changes": [{"field": "messages", "value": value}]}
        self.bag.put(json.dumps({"entry": [entry]}).encode(), self._clock.now())

    def statuses(self, since: datetime) -> Iterator[Status]:
        self.hook("statuses")
        return self.box.statuses()

    def reported(self, needed: Callable[[Status], bool]) -> None:
        self.hook("reported")
        self.box.settled()  # as the sync before it did
        self.box.reported(needed)


def dying(crier: Crier, after: int) -> bool:
    """A sync that dies after so many calls; whether it did."""
    left = [after]

    def die(_: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Death

    crier.repository.hook = crier.provider.hook = die
    try:
        listen(crier)
    except Death:
        return True
    finally:
        crier.repository.hook = crier.provider.hook = lambda _: None
        assert isinstance(crier.provider, Posted)
        crier.provider.process()
    return False


def test_no_report_is_lost_wherever_a_sync_is_killed_before_and_after_a_broadcast_closes() -> None:
    after, died = 0, True
    while died:
        after += 1
        crier = Crier(people=3, category="info")
        provider = crier.provider = Posted(crier.clock)
        provider.capabilities = frozenset({"send", "inbound", "statuses"})
        provider.script = [Answer(message_id="1"), Answer("later")]
        crier.publish()
        # The first has its message; the claim is there, and the rest is for later.
        first = next(n for n in range(3) if phone(n) in {row.to for row in provider.sent})
        others = [n for n in range(3) if n != first]
        provider.post(report(crier, first, "sent"))
        provider.post(report(crier, first, "read"), replace(ARRIVED, tag="of:nobody"))
        early = dying(crier, after)
        listen(crier)
        provider.process()
        assert len(provider.bag.waiting) == 2, after
        crier.publish()
        provider.post(report(crier, others[0], "delivered"))
        provider.post(report(crier, others[1], "failed", "131026"))
        late = dying(crier, after)
        listen(crier)

        assert fields(crier) == {"accepted": 2, "failed": 1, "delivered": 2, "read": 1}, after
        assert provider.bag.waiting == {}, after
        died = early or late
    assert after > 8


def test_it_may_die_after_any_call_and_be_repeated() -> None:
    number, died = 0, True
    while died:
        number += 1
        crier = told_of("meta")
        crier.provider.news = [
            report(crier, 0, "read"),
            report(crier, 1, "failed", "131026"),
            report(crier, 2, "failed", "131050"),
        ]
        left = [number]

        def die(_: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] == 0:
                raise Unavailable("gone")

        crier.repository.hook = crier.provider.hook = die
        died = False
        try:
            listen(crier)
        except Unavailable:
            died = True
        crier.repository.hook = crier.provider.hook = lambda _: None
        listen(crier)

        assert fields(crier) == {"accepted": 1, "failed": 1, "left": 1, "delivered": 1, "read": 1}
        assert list(listed(crier).misses.values()) == [(ID,)], number
    assert number > 8


def test_two_at_once_lose_nothing_of_what_either_heard() -> None:
    crier = told_of("meta")
    first, second = report(crier, 0, "read"), report(crier, 1, "delivered")
    crier.provider.news = [first]
    raced: list[Heard] = []

    def race(call: str) -> None:
        if call == "statuses" and not raced:
            raced.append(Heard())
            crier.provider.news = [second]
            listen(crier)
            crier.provider.news = [first]

    crier.provider.hook = race
    heard = listen(crier)
    assert crier.provider.waiting == [first]
    listen(crier)

    assert raced
    assert heard.overtaken
    assert fields(crier) == {"accepted": 3, "delivered": 2, "read": 1}


def test_what_is_kept_names_nobody() -> None:
    crier = told_of("meta")
    crier.provider.news = [report(crier, 0, "read")]
    listen(crier)
    tree = crier.repository.tip(BRANCH)
    assert tree is not None

    assert sorted(tree.paths()) == [
        "account.json",
        "claim.json",
        "news/00001.age",
        "recipients.age",
    ]
    everything = b"".join(tree.read(path) or b"" for path in tree.paths())
    assert b"333000" not in everything
    assert read_claim(BRANCH, tree.read("claim.json"), prefix="outcomes/").broadcast == ID
