"""Delivery reports move outcomes forward; nothing of the sending hangs on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import Unavailable
from banditore.domain.message import Answer
from banditore.domain.sending.claim import read_claim
from banditore.domain.sending.tags import tag_of
from banditore.services.reports import Heard
from crier import ID, Crier, phone
from fakes import FakeProvider
from reporting import BRANCH, fields, listed, listen, report, told_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from banditore.domain.message import Status


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


def test_a_report_that_shows_a_header_and_buttons_around_the_text_is_found() -> None:
    crier = told_of("twilio")
    good = report(crier, 0, "read")
    crier.provider.news = [replace(good, text=f"Avviso\n\n{good.text}\n\n[AIUTO]")]

    listen(crier)

    assert fields(crier) == {"accepted": 3, "delivered": 1, "read": 1}


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


class Counted(FakeProvider):
    """A provider with a log, which counts how often it is read."""

    read = 0

    def statuses(self, since: datetime) -> Iterator[Status]:
        self.read += 1
        yield from super().statuses(since)


def test_a_log_is_read_only_where_a_broadcast_waits_for_news() -> None:
    crier = Crier(people=1, category="info")
    provider = crier.provider = Counted(crier.clock)
    provider.capabilities |= {"statuses"}
    listen(crier)
    assert provider.read == 0
    crier.publish()
    listen(crier)
    assert provider.read == 1


# --- the list ------------------------------------------------------------------------------


def test_a_number_that_a_report_finds_not_to_be_on_whatsapp_counts_once_as_missed() -> None:
    crier = told_of("meta")
    crier.provider.news = [report(crier, 0, "failed", "131026")]
    listen(crier)
    listen(crier)

    (broadcasts,) = listed(crier).misses.values()
    assert broadcasts == (ID,)


@pytest.mark.parametrize(
    ("provider", "code"), [("meta", "131050"), ("twilio", "21610"), ("twilio", "63033")]
)
def test_who_opted_out_as_a_report_says_leaves_what_they_opted_out_of(
    provider: str, code: str
) -> None:
    crier = told_of(provider)
    crier.provider.news = [report(crier, 0, "failed", code)]
    listen(crier)

    one = listed(crier).find(phone(0))
    assert (one.categories if one else None) == (None if code == "21610" else {"emergenze", "info"})
    assert fields(crier) == {"accepted": 2, "left": 1}


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
        "claim.sig",
        "news/00001.age",
        "recipients.age",
    ]
    everything = b"".join(tree.read(path) or b"" for path in tree.paths())
    assert b"333000" not in everything
    assert read_claim(BRANCH, tree.read("claim.json"), prefix="outcomes/").broadcast == ID
