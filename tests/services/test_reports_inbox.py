"""A report waits in the inbox as long as somebody needs it, and no longer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from banditore.domain.errors import NotOffered
from banditore.domain.message import Answer, Status
from banditore.domain.subscribers import PendingReply
from crier import ID, Crier, phone
from reporting import Posted, dying, fields, listen, report, silent_of, told_of


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
        provider.post(
            report(crier, first, "read"), Status("read", crier.clock.now(), tag="of:nobody")
        )
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


def test_no_id_is_kept_where_it_turns_out_that_nobody_can_be_asked_by_it() -> None:
    crier = silent_of(3)
    crier.provider.unbrought = NotOffered("not open to us")
    listen(crier)

    assert crier.provider.waiting == []


def test_a_sync_notices_that_the_provider_cannot_bring_what_it_has() -> None:
    crier = told_of("meta")
    crier.provider.unbrought = 4
    assert listen(crier).unheard == 0  # nobody can tell
    crier.provider.capabilities |= {"history"}
    assert listen(crier).unheard == 4
    crier.provider.unbrought = NotOffered("not open to us")
    assert listen(crier).unheard == 0
