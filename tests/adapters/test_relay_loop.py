"""From Meta's webhook to the list and back: relay, inbox, Meta's adapter and sync, together."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from banditore.adapters.age_vault import AgeVault
from banditore.adapters.inbox_relay import RelayInbox
from banditore.adapters.meta import Account, Meta
from banditore.domain.errors import PushRefused, Unavailable
from banditore.domain.subscribers import SubscriberList
from banditore.services.receiving.inbound import Desk, pull_and_apply
from banditore.services.receiving.sync import sync
from banditore.services.reports import hear
from banditore.services.sending.claim_desk import ClaimDesk
from banditore.services.sending.stop import Stop
from banditore.services.sending.working import WorkingVault
from banditore.wire.line import Lines
from fakes import FakeClock, FakeRepository, FakeVault
from letters import IDENTITY, PHONE, TOKEN, Box, Through, delivery
from lists import founded, store_of
from small_town import town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from banditore.services.receiving.sync import Synced


def report(state: str, tag: str) -> bytes:
    """A delivery report, as Meta posts it."""
    status = {
        "id": "wamid.HBgL",
        "status": state,
        "timestamp": "1795629600",
        "recipient_id": PHONE,
        "biz_opaque_callback_data": tag,
    }
    value = {"metadata": {"phone_number_id": "100"}, "statuses": [status]}
    entry = {"id": "200", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


class Loop:
    """A town on Meta with a relay. `process`: a run of its own, which remembers nothing."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.clock = FakeClock(datetime.fromtimestamp(box.now, UTC) + timedelta(minutes=1))
        begun = self.clock.now() - timedelta(days=30)
        self.repository = FakeRepository({"main": founded(SubscriberList(b"k" * 32, begun))})
        self.store = store_of()
        self.sent: list[str] = []
        self.ids = itertools.count()
        self.line = Through(box)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json={"id": "100"})
        words = json.loads(request.read())
        self.sent.append(words["text"]["body"])
        accepted = {"contacts": [{"wa_id": PHONE}], "messages": [{"id": "wamid.x"}]}
        return httpx.Response(200, json={"messaging_product": "whatsapp", **accepted})

    def process(self) -> Desk:
        relay = Lines(transport=lambda: self.line)
        meta = httpx.MockTransport(self._answer)
        vault = AgeVault.of_identity(str(IDENTITY))
        url = "https://relay.example"
        provider = Meta(
            Account("https://graph.example", "v25.0", "100", "200", "token"),
            RelayInbox(url, TOKEN, vault.open, relay, sleep=lambda _: None),
            timeout=5,
            now=self.clock.now,
            lines=Lines(transport=lambda: meta, slot=lambda: meta),
        )
        return Desk(
            town=town(),
            repository=self.repository,
            store=self.store,
            provider=provider,
            clock=self.clock,
            run=f"run{next(self.ids)}",
            new_id=lambda: f"id{next(self.ids)}",
        )

    def sync(self, *, live: bool = True) -> Synced:
        return sync(self.process(), Stop(), live=live)

    def hear(self) -> None:
        """As `banditore sync` does: first what came in, then what was reported."""
        desk = self.process()
        sync(desk, Stop(), live=True)
        vault = WorkingVault(lambda: SubscriberList(b"k", self.clock.now()), FakeVault)
        sending = desk.town.service.sending
        hear(desk, ClaimDesk(desk.repository, vault, desk.store, desk.clock, sending, desk.run))

    def joined(self) -> int:
        tip = self.repository.tip("main")
        assert tip is not None
        return len(self.store.load(tip).subscribers)


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    with Box(tmp_path) as box:
        yield Loop(box)


def test_who_texts_is_on_the_list_and_answered_and_the_relay_is_empty(loop: Loop) -> None:
    loop.box.post(delivery("MI ISCRIVO"))
    loop.sync()
    assert (loop.joined(), loop.sent) == (1, ["confirmation it Gressan"])
    assert loop.box.kept() == []


def test_a_dry_run_takes_nothing_away(loop: Loop) -> None:
    loop.box.post(delivery("MI ISCRIVO"))
    assert loop.sync(live=False).answered.waiting == 1
    assert loop.box.kept() == [delivery("MI ISCRIVO")]


def test_a_push_that_fails_leaves_everything_at_the_relay(loop: Loop) -> None:
    loop.box.post(delivery("MI ISCRIVO"))
    loop.repository.refuses = True
    with pytest.raises(PushRefused):
        loop.sync()
    assert (loop.box.kept(), loop.sent) == ([delivery("MI ISCRIVO")], [])
    loop.repository.refuses = False
    loop.sync()
    assert (loop.joined(), loop.box.kept()) == (1, [])


def test_a_run_that_dies_between_push_and_acknowledgement_is_made_good(loop: Loop) -> None:
    loop.box.post(delivery("MI ISCRIVO"))
    pull_and_apply(loop.process())
    assert (loop.joined(), loop.box.kept()) == (1, [delivery("MI ISCRIVO")])
    loop.clock.sleep(11 * 60)  # the dead run's reply is taken over
    loop.sync()
    assert (loop.joined(), loop.sent, loop.box.kept()) == (1, ["confirmation it Gressan"], [])


def test_one_process_that_pulls_twice_misses_nothing_of_the_first_time(loop: Loop) -> None:
    desk = loop.process()
    loop.box.post(delivery("MI ISCRIVO"))
    loop.repository.refuses = True
    with pytest.raises(PushRefused):
        pull_and_apply(desk)
    loop.repository.refuses = False
    pull_and_apply(desk)
    assert loop.joined() == 1


def test_who_leaves_while_a_run_is_under_way_has_left_at_its_next_look(loop: Loop) -> None:
    desk = loop.process()
    loop.box.post(delivery("MI ISCRIVO", 1))
    assert len(pull_and_apply(desk).subscribers.subscribers) == 1
    loop.box.post(delivery("MI CANCELLO", 2))
    assert len(pull_and_apply(desk).subscribers.subscribers) == 0


def test_a_relay_that_does_not_answer_stops_before_anything_is_changed(loop: Loop) -> None:
    loop.box.post(delivery("MI ISCRIVO"))
    loop.line.cut = 0
    with pytest.raises(Unavailable, match="the relay does not answer"):
        loop.sync()
    assert (loop.joined(), loop.sent) == (0, [])


def test_reports_wait_while_their_broadcast_is_sent_and_those_of_others_go(loop: Loop) -> None:
    claim = loop.repository.create("sending/2026-11-23-neve", {}, "a claim")
    waiting = report("delivered", f"2026-11-23-neve:{'a' * 32}")
    loop.box.post(waiting)
    loop.box.post(report("delivered", f"2026-11-01-altro:{'a' * 32}"))
    loop.box.post(report("delivered", "of:nobody"))
    loop.box.post(delivery("MI ISCRIVO"))
    for _ in range(2):
        loop.hear()
        assert loop.box.kept() == [waiting]
    loop.repository.delete("sending/2026-11-23-neve", claim.commit)
    loop.hear()
    assert loop.box.kept() == []
