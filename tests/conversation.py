"""Conversations as files: who texts what and when, what comes back, what stands in the list.

tests/conversations/<what it shows>/conversation.yaml:

    town: { opt_in: double }             # rules that differ from policy/service.yaml
    talk:
      - anna: MI ISCRIVO                 # by phone; @anna: by user id; anna+@anna: both are told
        back: confirmation it            # the replies, by the name and language of their texts
        says: [EVENTI]                   # words that must be in them
        buttons: [MI ISCRIVO]            # below them; none where it is missing
      - after: 25 h                      # 1 min after the step before, where nothing is said
        late: 2 h                        # sent so long before, and arriving now
        anna: { image: yes }             # or audio …, leave: all | marketing, moved: anna2,
                                         # tap: the label of a button that the phone shows
        sync: no                         # taken in together with the next step
      - notice: 2027-01                  # the town publishes another privacy notice
        told: info                       # a broadcast of this category has told of it
      - broadcast: evento it             # before it, the person gets a broadcast of this template
        button: MI CANCELLO              # under which this stands, and not what stands there
        anna: { tap: MI CANCELLO }
    list:
      anna: "it: emergenze, eventi, info"   # [suspended], (notice 2026-11) where not as usual

Whoever gets a confirmation gets the town's contact card after it, unless the step says `card: no`,
and nobody else does: that is compared in every conversation. Everything goes through
the real sync, the real texts of policy/, and one dialect of a network.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import yaml

from banditore.adapters.meta import Account, Meta
from banditore.adapters.twilio import Twilio
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.contact import files_of, vcard
from banditore.domain.message import Address, Inbound, Outbound
from banditore.domain.policy.building import seconds_of
from banditore.domain.subscribers import SubscriberList
from banditore.domain.templates.template_frame import Frame, FrameButton
from banditore.domain.texts.replies import samples_of, tidy
from banditore.services.broadcasts import load_templates
from banditore.services.receiving.inbound import Desk
from banditore.services.receiving.renewing import renew
from banditore.services.receiving.sync import sync
from banditore.services.sending.stop import Stop
from banditore.services.town import Town, load_town
from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from banditore.simulator.world import ACCOUNT, TOKEN
from fakes import FakeClock, FakeFiles, FakeProvider, FakeRepository
from lists import founded, store_of
from mailbag import SECRET
from telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.subscriber import Subscriber
    from banditore.domain.templates.template import Template
    from banditore.ports import Clock, Provider
    from mailbag import Mailbag
    from network import Network

ROOT = Path(__file__).parents[1]
FOLDER = Path(__file__).parent / "conversations"
NAMES = ("anna", "bruno", "carla", "dario", "elena", "anna2", "anna3", "bruno2")
_WORDS = {"after", "late", "back", "says", "sync", "notice", "told"}
_WORDS |= {"buttons", "card", "broadcast", "button"}
MARK = "•@@"


class Dialect(Protocol):
    """A network that a conversation runs on, in virtual time."""

    @property
    def clock(self) -> Clock:
        """Its time, which the town's machines share."""

    @property
    def provider(self) -> Provider:
        """The way to it."""

    @property
    def tells(self) -> frozenset[str]:
        """What it can tell of what a scenario may need."""

    @property
    def on_phones(self) -> bool:
        """Whether what is sent to a user id shows on the phone behind it."""

    def wait(self, seconds: float) -> None:
        """Time passes."""

    def arrive(self, inbound: Inbound) -> None:
        """Something comes in; its id is the network's own."""

    def screen(self, to: Address) -> list[Seen]:
        """What one phone shows, the oldest first."""


@dataclass(frozen=True)
class Seen:
    """A message on a phone."""

    text: str
    buttons: tuple[str, ...] = ()
    card: str = ""
    """The number of the contact that it offers to save."""


class Memory:
    """The fake provider: it can tell everything."""

    on_phones = False
    tells = frozenset(("ids", "late", "all", "marketing", "moved", "kinds", "bare", "tap"))

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.provider = FakeProvider(self.clock)
        self.provider.capabilities |= {"cards", "buttons"}

    def wait(self, seconds: float) -> None:
        self.clock.sleep(seconds)

    def arrive(self, inbound: Inbound) -> None:
        self.provider.inbox.append(inbound)

    def screen(self, to: Address) -> list[Seen]:
        shown = (one.content for one in self.provider.shown if one.to == to)
        return [
            Seen("", card=one.card.phone) if one.card else Seen(one.text, one.buttons)
            for one in shown
        ]


def _seen(message: Mapping[str, Any]) -> Seen:
    card = message["card"] or {"phone": ""}
    return Seen(message["text"], tuple(message["buttons"]), card["phone"])


class _Ahead:
    """The real clock, put ahead."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return time.monotonic() + self.seconds

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    async def pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class SimulatedTwilio:
    """The simulator over HTTP, as Twilio: texts and photos by phone, nothing else is told."""

    on_phones = True
    tells = frozenset(("tap",))

    def __init__(self, network: Network) -> None:
        network.reset()
        self._network = network
        self._clock = _Ahead()
        self.clock = self._clock
        service = town_of((), "").service
        for card in files_of(service):
            network.publish(card.link, vcard(card))
        self.provider = Twilio(
            ACCOUNT, TOKEN, service, api=network.url, content=network.url, now=self.clock.now
        )

    def wait(self, seconds: float) -> None:
        self._clock.seconds += seconds
        self._network.set(advance=seconds)

    def arrive(self, inbound: Inbound) -> None:
        media = inbound.kind == "other"
        self._network.text(inbound.sender, inbound.text, media=media, kind=inbound.what)

    def screen(self, to: Address) -> list[Seen]:
        return list(map(_seen, self._network.screen(to)))


class SimulatedMeta:
    """The simulator over HTTP, as Meta, with its webhooks: a user id stands beside each phone."""

    on_phones = True
    tells = frozenset(("ids", "marketing", "moved", "kinds", "tap"))

    def __init__(self, network: Network, bag: Mailbag) -> None:
        network.reset()
        bag.waiting.clear()
        network.webhooks(url=bag.url, secret=SECRET, batch=1000, duplicates=1, shuffled=True)
        self._network = network
        self._clock = _Ahead()
        self.clock = self._clock
        account = Account(network.url, "v25.0", NUMBER_ID, WABA_ID, TOKEN)
        self.provider = Meta(account, bag, timeout=10, now=self.clock.now)

    def wait(self, seconds: float) -> None:
        self._clock.seconds += seconds
        self._network.set(advance=seconds)

    def arrive(self, inbound: Inbound) -> None:
        network, sender = self._network, inbound.sender
        if inbound.kind == "moved":
            network.move(sender, inbound.also or "")
        elif inbound.kind == "leave":
            network.wish(sender, "stop")
        else:
            hidden = not sender.startswith("+")
            phone = address_of(name_of(sender)[1:]) if hidden else sender
            network.mark(phone, hidden=hidden, user_id=(sender if hidden else inbound.also) or "")
            network.text(phone, inbound.text, kind=inbound.what or "text")
        network.told()

    def screen(self, to: Address) -> list[Seen]:
        return list(map(_seen, self._network.screen(to)))


@dataclass(frozen=True)
class Scenario:
    """One conversation."""

    name: str
    town: Mapping[str, str]
    talk: list[dict[str, Any]]
    listed: Mapping[str, str]

    @property
    def needs(self) -> frozenset[str]:
        """What a dialect must be able to tell, beside plain texts and photos by phone."""
        found = {"late" for step in self.talk if "late" in step}
        spoken = [_said(step) for step in self.talk]
        if any("@" in who for who, _ in spoken):
            # A network that tells user ids tells them always.
            found |= {"ids"} | {"bare" for who, _ in spoken if who and "@" not in who}
        for _, said in spoken:
            if isinstance(said, dict):
                (kind,) = said
                told = {"leave": said[kind], "moved": kind, "image": "photo", "tap": kind}
                found.add(told.get(kind, "kinds"))
        return frozenset(found - {"photo"})


def scenarios() -> list[Scenario]:
    """All of them."""
    return [_read(path) for path in sorted(FOLDER.glob("*/conversation.yaml"))]


def _read(path: Path) -> Scenario:
    raw = yaml.load(path.read_text(), yaml.BaseLoader)  # noqa: S506 - texts only
    assert raw.keys() <= {"town", "talk", "list"}, raw.keys()
    return Scenario(path.parent.name, raw.get("town") or {}, raw["talk"], raw.get("list") or {})


def _said(step: Mapping[str, Any]) -> tuple[str, Any]:
    who = [key for key in step if key not in _WORDS]
    assert len(who) <= 1, who
    return (who[0], step[who[0]]) if who else ("", "")


@dataclass
class Stage:
    """A town in which a conversation takes place."""

    scenario: Scenario
    dialect: Dialect
    notice: str = ""
    read: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.store = store_of()
        begun = self.dialect.clock.now() - timedelta(days=30)
        empty = founded(SubscriberList(b"k" * 32, begun))
        self.repository = FakeRepository({"main": dict(empty)})
        self._ids, self._runs, self._messages = (itertools.count(1) for _ in range(3))

    @property
    def town(self) -> Town:
        return town_of(tuple(self.scenario.town.items()), self.notice)

    def kind_of(self, text: str) -> str:
        """Which of the town's texts this is."""
        patterns = patterns_of(tuple(self.scenario.town.items()), self.notice)
        found = [name for name, pattern in patterns if pattern.fullmatch(text)]
        assert len(found) == 1, (found, text)
        return found[0]

    def play(self) -> None:
        """All steps, then the list."""
        for number, step in enumerate(self.scenario.talk):
            place = f"{self.scenario.name}, step {number + 1}"
            who, said = _said(step)
            self.notice = step.get("notice", self.notice)
            self.dialect.wait(seconds_of(step.get("after", "1 min")))
            if "told" in step:
                now = self.dialect.clock.now()
                tell(self.repository, self.store, now, step["told"], self.notice)
            if "broadcast" in step:
                asyncio.run(self._broadcast(who, step))
            if who:
                self._arrive(who, said, seconds_of(step.get("late", "0 s")))
            if step.get("sync") != "no":
                self._sync()
                back = step.get("back", {})
                expected = back if isinstance(back, dict) else {who.partition("+")[0]: back}
                self._compare(place, expected, step)
        assert self._list() == dict(self.scenario.listed), self.scenario.name

    async def _broadcast(self, who: str, step: Mapping[str, Any]) -> None:
        """A broadcast of a template's examples reaches one person, and its buttons with it."""
        name, language = step["broadcast"].split()
        template = templates_of(tuple(self.scenario.town.items()), self.notice)[name]
        if "button" in step:
            frame = Frame(buttons=(FrameButton("quick-reply", step["button"]),))
            template = replace(template, frames={language: frame})
        rendered, *_ = template.variants(language)
        to, provider = address_of(who), self.dialect.provider
        provider.register(rendered.submission(template.category))
        assert provider.templates()[rendered.name].status == "approved"
        async with provider.sender(1) as sender:
            answer = await sender.send(Outbound(to, rendered.content()))
        assert answer.fault is None, answer
        self.read[who] = len(self.dialect.screen(to))

    def _arrive(self, who: str, said: Any, late: int) -> None:  # noqa: ANN401 - YAML
        phone, _, code = who.partition("+")
        at = self.dialect.clock.now() - timedelta(seconds=late)
        id_ = f"SM{next(self._messages):032x}"
        also = address_of(code) if code else None
        if isinstance(said, str):
            inbound = Inbound(id_, address_of(phone), at, "text", said, also)
        else:
            ((kind, value),) = said.items()
            match kind:
                case "moved":
                    inbound = Inbound(id_, address_of(phone), at, kind, also=address_of(value))
                case "tap":
                    inbound = Inbound(id_, address_of(phone), at, "text", value, also, what=kind)
                case "leave":
                    inbound = Inbound(id_, address_of(phone), at, kind, also=also, scope=value)
                case _:
                    inbound = Inbound(id_, address_of(phone), at, "other", also=also, what=kind)
        self.dialect.arrive(inbound)

    def _sync(self) -> None:
        desk = Desk(
            self.town,
            self.repository,
            self.store,
            self.dialect.provider,
            self.dialect.clock,
            f"run{next(self._runs)}",
            lambda: f"{next(self._ids):032x}",
        )
        stop = Stop()
        sync(desk, stop, live=True)
        renew(desk, YamlDocuments(), live=True)
        assert not stop.error

    def _compare(self, place: str, expected: Mapping[str, Any], step: Mapping[str, Any]) -> None:
        wanted = {
            who.removeprefix("@") if self.dialect.on_phones else who: (
                [one] if isinstance(one, str) else one
            )
            for who, one in expected.items()
        }
        got: dict[str, list[str]] = {}
        offered: list[str] = []
        carded = step.get("card") != "no"
        for name in (*NAMES, *(f"@{name}" for name in NAMES)):
            screen = self.dialect.screen(address_of(name))
            fresh, self.read[name] = screen[self.read.get(name, 0) :], len(screen)
            texts = [one for one in fresh if not one.card]
            if texts:
                got[name] = [self.kind_of(one.text) for one in texts]
            offered += [button for one in texts for button in one.buttons]
            assert [one.card for one in fresh] == self._cards(got.get(name, []), carded), place
            for words in step.get("says", []) if texts else []:
                assert any(words in one.text for one in texts), (place, texts)
        assert got == wanted, place
        able = "buttons" in self.dialect.provider.capabilities
        assert offered == (step.get("buttons", []) if able else []), place

    def _cards(self, kinds: list[str], carded: bool) -> list[str]:  # noqa: FBT001
        """Texts first, then a card for each confirmation."""
        confirmed = sum(kind.startswith("confirmation") for kind in kinds)
        return ["" for _ in kinds] + [self.town.service.number] * confirmed * carded

    def _list(self) -> dict[str, str]:
        tip = self.repository.tip("main")
        assert tip is not None
        held = self.store.load(tip)
        assert not held.replies
        return {
            "+".join(filter(None, map(name_of, one.addresses))): self._row(one)
            for one in held.subscribers.values()
        } | {f"asked: {name_of(address)}": one.language for address, one in held.applicants.items()}

    def _row(self, one: Subscriber) -> str:
        row = f"{one.language}: {', '.join(sorted(one.categories))}"
        if one.status != "active":
            row += f" [{one.status}]"
        if one.consent.notice != self.town.notices[one.language].version:
            row += f" (notice {one.consent.notice})"
        return row


def address_of(name: str) -> Address:
    """A person's phone, or their user id."""
    if name.startswith("@"):
        return Address(f"IT.{name[1:]}")
    return Address(f"+3933300000{NAMES.index(name) + 10}")


def name_of(address: Address) -> str:
    """The other way round; empty for a user id that no scenario names."""
    if address.startswith("IT."):
        return "" if address[3:].isdecimal() else f"@{address[3:]}"
    return NAMES[int(address[-2:]) - 10]


@cache
def _files() -> dict[str, bytes]:
    paths = [*(ROOT / "policy").rglob("*.*"), *(ROOT / "messages/templates").rglob("*.*")]
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths}


@cache
def town_of(changes: tuple[tuple[str, str], ...], notice: str) -> Town:
    """The town of this repository, with some of its rules changed."""
    files = dict(_files())
    rules = files["policy/service.yaml"].decode()
    for key, value in changes:
        rules, times = re.subn(rf"(?m)^(  {key}:).*$", rf"\1 {value}", rules)
        assert times == 1, key
    files["policy/service.yaml"] = rules.encode()
    for language in ("it", "fr") if notice else ():
        path = f"policy/privacy.{language}.md"
        text = files[path].decode()
        version = re.search(r"(?m)^version: (.+)$", text)
        assert version
        files[path] = text.replace(version[1], notice).encode()
    town, findings = load_town(FakeFiles(files), YamlDocuments())
    assert town is not None, findings
    return town


@cache
def templates_of(changes: tuple[tuple[str, str], ...], notice: str) -> Mapping[str, Template]:
    """The town's templates."""
    service = town_of(changes, notice).service
    templates, findings = load_templates(FakeFiles(_files()), YamlDocuments(), service)
    assert not findings, findings
    return templates


@cache
def patterns_of(
    changes: tuple[tuple[str, str], ...], notice: str
) -> list[tuple[str, re.Pattern[str]]]:
    """The town's texts by name, `confirmation it`, as patterns for what is sent."""
    town = town_of(changes, notice)
    found = []
    for kind, language in town.replies.templates:
        values = dict.fromkeys(samples_of(town.service, kind, language), MARK)
        text = tidy(town.replies.render(kind, language, **values))
        pattern = re.escape(text).replace(re.escape(MARK), "(?s:.+)")
        found.append((f"{kind} {language}", re.compile(pattern)))
    return found
