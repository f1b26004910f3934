"""A broadcast reaches once everybody who is on the list, and only while it is due."""

from __future__ import annotations

from collections import Counter

import pytest

from banditore.domain.errors import PushRefused
from banditore.domain.sending.claim import read_claim
from crier import ID, Crier, die_at, everybody_once, phone, resume

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
