"""A whole broadcast through a provider that answers nonsense; the network's own log judges."""

from __future__ import annotations

from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from banditore.adapters.twilio import Twilio
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.errors import BanditoreError
from banditore.services.broadcasts import load_templates
from banditore.services.templates import needed, push
from banditore.simulator.faults import Fault, Faults, On
from banditore.simulator.server import InThread
from banditore.simulator.world import ACCOUNT, TOKEN, World
from crier import Crier, everybody_once
from fakes import FakeFiles
from towns import town_files

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from banditore.domain.message import Answer, Outbound
    from banditore.ports import Sender
    from fakes import FakeClock

pytestmark = [pytest.mark.e2e, pytest.mark.thorough]

PEOPLE = 40


class SameTime(World):
    """A network whose clock is the test's."""

    def __init__(self, clock: FakeClock, number: str) -> None:
        self._clock = clock
        super().__init__(number=number)

    def now(self) -> float:
        return self._clock.now().timestamp()


class ListsLater(Faults):
    """A script whose faults on lists begin with the first message: the inbox is had until then."""

    begun = False

    def take(self, on: On, to: str = "") -> Fault | None:
        self.begun |= on == "send"
        return super().take(on, to) if on != "list" or self.begun else None


class Timeless:
    """A sender that does not say when a message left: this machine's clock is not the test's."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        return replace(await self._sender.send(message, still), left_at=None)


class Carrier(Twilio):
    """The real adapter, in the test's time."""

    @asynccontextmanager
    async def sender(  # type: ignore[override] # a sender as the port asks for
        self, connections: int
    ) -> AsyncIterator[Sender]:
        async with super().sender(connections) as sender:
            yield Timeless(sender)


class Mad:
    """A town whose provider is the real adapter, over HTTP, before a network that goes mad."""

    def __init__(self, crier: Crier, world: World, url: str) -> None:
        sending = replace(crier.town.service.sending, connections=4)
        service = replace(crier.town.service, sending=sending)
        crier.town = replace(crier.town, service=service)
        files, documents = FakeFiles(town_files()), YamlDocuments()
        templates, _ = load_templates(files, documents, service)
        self.url = url
        self.crier = crier
        self.world = world
        wanted = needed(templates, service.languages, [])
        push(self.provider(), [one for one in wanted if one.name.startswith("allerta")])

    def provider(self) -> Carrier:
        """As a fresh process opens it."""
        clock, service, url = self.crier.clock, self.crier.town.service, self.url
        return Carrier(
            ACCOUNT, TOKEN, service, api=url, content=url, now=clock.now, sleep=clock.sleep
        )

    def publish(self) -> str:
        """One run; what it could not do."""
        self.crier.provider = self.provider()  # type: ignore[assignment] # the real one
        try:
            self.crier.publish()
        except BanditoreError as error:
            return str(error.message)
        return self.crier.stop.error.message if self.crier.stop.error else ""

    def until_closed(self) -> None:
        """Runs, an hour apart, until there is a receipt."""
        for _ in range(6):
            self.crier.clock.sleep(3600)
            self.publish()
            if self.crier.receipt():
                return
        raise AssertionError("the broadcast never closes")

    def delivered(self) -> Counter[str]:
        messages = self.world.network.messages.values()
        return Counter(m.to for m in messages if not m.inbound and m.status != "failed")


@pytest.fixture
def mad() -> Iterator[Mad]:
    crier = Crier(people=PEOPLE)
    world = SameTime(crier.clock, crier.town.service.number)
    with InThread(world) as url:
        yield Mad(crier, world, url)


DENIED = ["html", "half", "cut", "empty", "nonsense", "redirect", "broken", "lost"]
ACCEPTED = [*DENIED, "stranger"]
"""Kinds of answers after which the message was accepted nevertheless."""


@pytest.mark.parametrize("kind", ACCEPTED)
@pytest.mark.parametrize(
    "how",
    [
        {"times": 1},  # the first answer
        {"times": 1, "after": 17},  # one in the middle
        {"times": 7, "after": 5},
        {"times": -1},  # every one, until somebody mends it
    ],
    ids=["first", "middle", "several", "all"],
)
def test_whatever_a_send_is_answered_everybody_gets_it_once(
    mad: Mad, kind: str, how: dict[str, Any]
) -> None:
    mad.world.faults.add({"kind": kind, **how})
    mad.publish()
    mad.world.faults.clear()

    if not mad.crier.receipt():
        mad.until_closed()

    assert mad.delivered() == everybody_once(PEOPLE)
    assert mad.crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}


@pytest.mark.parametrize("how", [{"times": 1}, {"times": 7, "after": 5}], ids=["one", "several"])
def test_who_was_surely_not_sent_to_is_sent_to_again(mad: Mad, how: dict[str, Any]) -> None:
    mad.world.faults.add({"kind": "dropped", **how})

    mad.publish()

    if not mad.crier.receipt():
        mad.until_closed()
    assert mad.delivered() == everybody_once(PEOPLE)


@pytest.mark.parametrize("kind", [*DENIED, "flood"])
def test_a_look_up_that_cannot_be_had_decides_nothing_and_loses_nothing(
    mad: Mad, kind: str
) -> None:
    mad.world.faults = ListsLater()
    mad.world.faults.add({"kind": "lost", "times": 9, "after": 4})
    mad.world.faults.add({"kind": kind, "on": "list", "times": -1})

    said = mad.publish()

    assert "provider" in said
    assert not mad.crier.receipt()
    assert set(mad.delivered().values()) == {1}
    mad.world.faults.clear()
    mad.until_closed()
    assert mad.delivered() == everybody_once(PEOPLE)


@pytest.mark.parametrize("kind", DENIED)
def test_an_inbox_that_makes_no_sense_sends_nothing(mad: Mad, kind: str) -> None:
    mad.world.faults.add({"kind": kind, "on": "list", "times": -1})

    said = mad.publish()

    assert "provider" in said
    assert "+39333" not in said
    assert not mad.delivered()
    assert not mad.crier.repository.branches("sending/")
    mad.world.faults.clear()
    mad.until_closed()
    assert mad.delivered() == everybody_once(PEOPLE)
