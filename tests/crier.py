"""A town with subscribers, an origin and a provider in memory, that publishes again and again."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.message import Address, Inbound, Sent
from banditore.domain.sending.claim import read_claim
from banditore.domain.sending.receipt import path_of
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.publishing.orders import Orders
from banditore.services.publishing.publish import Publisher
from banditore.services.publishing.publish_report import Report
from banditore.services.receiving.inbound import Desk
from banditore.services.sending.stop import Stop
from banditore.services.sending.working import WorkingVault
from banditore.services.tips import load_list
from banditore.services.town import load_town
from fakes import FakeClock, FakeFiles, FakeNotices, FakeProvider, FakeRepository, FakeVault
from lists import founded, store_of
from towns import town_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from banditore.services.publishing.steps import Result
    from banditore.services.town import Town

ID = "2026-11-23-allerta-neve"
RULES = "policy/service.yaml"
TEXT = """\
category: {category}
{more}it:
  titolo: Allerta arancione per neve
  testo: Dalle 18 di oggi neve oltre i 500 metri. Evitate di mettervi in viaggio se potete.
fr:
  titolo: Alerte orange pour la neige
  testo: Dès 18 h neige au-dessus de 500 mètres. Évitez de prendre la route si vous le pouvez.
"""


class Death(BaseException):
    """The process is gone; nothing may catch it."""


@cache
def esempio() -> Town:
    """The town, read once for all tests."""
    town, findings = load_town(FakeFiles(town_files()), YamlDocuments())
    assert town is not None, findings
    return town


def phone(number: int) -> Address:
    return Address(f"+39333000{number:04}")


class Crier:
    """The town. `publish` is one run of a fresh process."""

    def __init__(
        self, people: int = 3, category: str = "emergenze", more: str = "", state: str = "main"
    ) -> None:
        self.clock = FakeClock(datetime(2026, 11, 23, 17, tzinfo=UTC))
        self.provider = FakeProvider(self.clock)
        self.store = store_of()
        files = town_files({f"messages/2026/{ID}.yaml": TEXT.format(category=category, more=more)})
        town = esempio()
        self.town = replace(town, service=replace(town.service, state_branch=state))
        self.repository = FakeRepository({"main": {**files, **self._list(people)}})
        self.runs = itertools.count(1)
        self.notices = FakeNotices()
        self.stop = Stop()

    def _list(self, people: int) -> dict[str, bytes]:
        consent = Consent(self.clock.now(), "SM1", "2026-11", "sha256:0")
        everything = frozenset(self.town.service.categories)
        subscribers = {
            phone(n): Subscriber(str(n), phone(n), ("it", "fr")[n % 2], everything, consent)
            for n in range(people)
        }
        begun = self.clock.now() - timedelta(hours=1)
        return founded(
            SubscriberList(b"k" * 32, begun, subscribers, working_keys=("W1",)), self.store
        )

    def publisher(self, orders: Orders | None = None) -> Publisher:
        desk = Desk(
            town=self.town,
            repository=self.repository,
            store=self.store,
            provider=self.provider,
            clock=self.clock,
            run=f"run-{next(self.runs)}",
            new_id=lambda: "id",
        )
        self.stop = Stop()
        report = Report(self.notices, "en", self.clock, self.town.service.zone)
        vault = WorkingVault(
            lambda: load_list(desk.repository, desk.store, desk.state, desk.main), FakeVault
        )
        return Publisher(desk, vault, YamlDocuments(), self.stop, report, orders or Orders())

    def publish(self, **orders: Any) -> Result:  # noqa: ANN401 - see services/publishing/orders.py
        return asyncio.run(self.publisher(Orders(**orders)).run())

    def write(self, path: str, content: str | None) -> None:
        """Somebody merges a change to main."""
        new = content.encode() if content is not None else None
        self.repository.change("main", lambda _: {path: new}, "merge")

    def file(self, id_: str, category: str = "info", more: str = "") -> None:
        self.write(f"messages/2026/{id_}.yaml", TEXT.format(category=category, more=more))

    def rules(self, old: str, new: str) -> None:
        """Somebody changes policy/service.yaml on main; runs that begin later go by it."""
        main = self.repository.tip("main")
        content = (main.read(RULES) if main else None) or b""
        assert old.encode() in content
        self.write(RULES, content.decode().replace(old, new))
        changed = self.repository.tip("main")
        town, findings = load_town(changed, YamlDocuments()) if changed else (None, [])
        assert town is not None, findings
        self.town = town

    def text(self, sender: Address, words: str) -> None:
        inbound = Inbound(f"SM{len(self.provider.inbox)}", sender, self.clock.now(), "text", words)
        self.provider.inbox.append(inbound)

    def message_to(self, to: Address) -> Sent:
        """A row of the provider's log: this town's text, as that person gets it."""
        claims = [tree.read("claim.json") for tree in self.repository.commits.values()]
        newest = read_claim(f"sending/{ID}", [claim for claim in claims if claim][-1])
        language = ("it", "fr")[int(to[-1]) % 2]
        return Sent(to, newest.content[language].text, self.clock.now(), failed=False)

    def receipt(self, id_: str = ID) -> str | None:
        tip = self.repository.tip(self.town.service.state_branch)
        content = tip.read(path_of(id_)) if tip else None
        return content.decode() if content else None

    def counts(self, id_: str = ID) -> dict[str, int]:
        """The receipt's numbers that are not nil."""
        rows = (row.partition(": ") for row in (self.receipt(id_) or "").splitlines())
        return {key: int(value) for key, _, value in rows if value.isdecimal() and value != "0"}

    def deliveries(self) -> Counter[str]:
        """How many messages each phone shows."""
        return Counter(sent.to for sent in self.provider.sent if not sent.failed)


@contextmanager
def mortal(crier: Crier, hook: Callable[[str], object]) -> Iterator[None]:
    """A run whose hook may raise Death: then nothing of it happens any more, as after `kill -9`."""
    dead: list[Death] = []

    def watched(call: str) -> None:
        try:
            hook(call)
        except Death as death:
            dead.append(death)
            raise

    def gate() -> None:
        if dead:
            raise Death

    ports = crier.repository, crier.provider
    for port in ports:
        port.hook, port.gate = watched, gate
    try:
        yield
    finally:
        for port in ports:
            port.hook, port.gate = lambda _: None, lambda: None


@contextmanager
def dying_after(step: int, *ports: FakeRepository | FakeProvider) -> Iterator[None]:
    """What runs within dies once that many calls of these ports, and one more, came through."""
    calls = itertools.count()

    def die(_: str) -> None:
        if next(calls) == step:
            raise Death

    for port in ports:
        port.hook = die
    with pytest.raises(Death):
        yield
    for port in ports:
        port.hook = lambda _: None


def die_at(crier: Crier, call: str, number: int) -> bool:
    """Run until the n-th call of that name is done, and die there. Whether it came to that."""
    left = [number]

    def hook(name: str) -> None:
        if name.startswith(call):
            left[0] -= 1
            if left[0] == 0:
                raise Death

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


def everybody_once(people: int) -> Mapping[str, int]:
    return {phone(n): 1 for n in range(people)}
