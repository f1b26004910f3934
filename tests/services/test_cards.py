"""The town's contact card follows a confirmation at most once, and never at its cost."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import Interrupted, RepositoryError
from banditore.domain.message import Address, Answer, Inbound
from banditore.domain.subscribers import SubscriberList
from banditore.services.receiving.inbound import Desk, pull_and_apply
from banditore.services.receiving.sync import sync
from banditore.services.sending.stop import Stop
from crier import dying_after
from fakes import FakeClock, FakeProvider, FakeRepository
from lists import founded, store_of
from small_town import town

if TYPE_CHECKING:
    from banditore.services.receiving.answering import Answered

ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
CONFIRMED = "confirmation it Gressan"
CARD = "Comune di Gressan"


class Place:
    """A town whose provider takes cards and buttons."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.provider = FakeProvider(self.clock)
        self.provider.capabilities |= {"cards", "buttons"}
        self.store = store_of()
        self.town = town()
        first = founded(SubscriberList(b"k" * 32, self.clock.now() - timedelta(days=30)))
        self.repository = FakeRepository({"main": dict(first)})
        self.ids = itertools.count()

    def text(self, sender: Address, words: str) -> None:
        self.clock.sleep(1)
        id_ = f"SM{next(self.ids)}"
        self.provider.inbox.append(Inbound(id_, sender, self.clock.now(), "text", words))

    def desk(self) -> Desk:
        run, new_id = f"run{next(self.ids)}", lambda: f"id{next(self.ids)}"
        return Desk(self.town, self.repository, self.store, self.provider, self.clock, run, new_id)

    def sync(self, stop: Stop | None = None) -> Answered:
        return sync(self.desk(), Stop() if stop is None else stop, live=True).answered

    def screen(self, to: Address) -> list[str]:
        """What a phone got: each text, and of a card the name on it."""
        contents = [one.content for one in self.provider.shown if one.to == to]
        return [one.card.name if one.card else one.text for one in contents]

    def owes(self) -> int:
        tip = self.repository.tip("main")
        assert tip is not None
        return len(self.store.load(tip).replies)


@pytest.fixture
def place() -> Place:
    return Place()


def test_the_card_says_who_the_town_is_and_follows_the_confirmation(place: Place) -> None:
    service = replace(place.town.service, email="info@comune.example", contact_card="https://c/x")
    place.town = replace(place.town, service=service)
    place.text(ANNA, "MI ISCRIVO")

    answered = place.sync()

    assert (answered.sent, answered.cards, answered.cards_lost) == (1, 1, 0)
    assert place.screen(ANNA) == [CONFIRMED, CARD]
    card = place.provider.shown[-1].content.card
    assert card is not None
    assert (card.phone, card.website) == (service.number, service.website)
    assert (card.email, card.link) == ("info@comune.example", "https://c/x")


def test_the_card_bears_the_town_s_name_in_the_language_of_the_confirmation(place: Place) -> None:
    names = {"it": "Comune di Gressan", "fr": "Commune de Gressan"}
    place.town = replace(place.town, service=replace(place.town.service, names=names))
    place.text(ANNA, "JE M'INSCRIS")
    place.text(BRUNO, "MI ISCRIVO")
    place.sync()

    assert [place.screen(one)[-1] for one in (ANNA, BRUNO)] == [names["fr"], names["it"]]


@pytest.mark.parametrize(
    ("words", "screen"),
    [
        ("MI ISCRIVO", [CONFIRMED, CARD]),
        ("AIUTO", ["help it Gressan"]),
        ("MI CANCELLO", ["not-subscribed it Gressan"]),
        ("come va?", ["courtesy it Gressan"]),
    ],
)
def test_only_who_joins_gets_it(place: Place, words: str, screen: list[str]) -> None:
    place.text(ANNA, words)
    place.sync()
    place.sync()

    assert place.screen(ANNA) == screen


def test_a_town_that_wants_none_and_a_provider_that_takes_none_have_none(place: Place) -> None:
    place.provider.capabilities -= {"cards"}
    place.text(ANNA, "MI ISCRIVO")
    assert place.sync().cards == 0

    place.provider.capabilities |= {"cards"}
    place.town = replace(place.town, service=replace(place.town.service, contact_card=None))
    place.text(BRUNO, "MI ISCRIVO")
    answered = place.sync()

    assert (answered.cards, answered.cards_lost) == (0, 0)
    assert [place.screen(one) for one in (ANNA, BRUNO)] == [[CONFIRMED]] * 2


@pytest.mark.parametrize(
    ("answers", "cards"),
    [
        ([Answer("retry", "30001"), Answer()], 1),  # surely not sent: tried again
        ([Answer("unknown")], 0),
        ([Answer("failed", "63021")], 0),
        ([Answer("stop-broadcast", "12300")], 0),
        ([Answer("stop-all", "20003")], 0),
        ([Answer("left", "21610")], 0),
    ],
)
def test_whatever_becomes_of_a_card_it_is_not_sent_later_and_the_rest_is_as_without(
    place: Place, answers: list[Answer], cards: int
) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.provider.script = [Answer(), *answers]

    answered = place.sync()
    place.clock.sleep(11 * 60)
    later = place.sync()

    assert (answered.sent, answered.cards, answered.cards_lost) == (1, cards, 1 - cards)
    assert (later.sent, later.already, later.cards, later.cards_lost) == (0, 0, 0, 0)
    assert place.screen(ANNA) == [CONFIRMED, CARD][: 1 + cards]
    assert not place.owes()


@pytest.mark.parametrize("lost", [0, 1])
def test_a_confirmation_of_unknown_outcome_brings_no_card_before_it_is_known(
    place: Place, lost: int
) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.provider.script, place.provider.lost = [Answer("unknown")], lost
    assert place.sync().cards == 0
    place.clock.sleep(11 * 60)
    place.sync()

    # Where it had left, nobody can tell any more what else had: the card is given up.
    assert place.screen(ANNA) == ([CONFIRMED] if lost else [CONFIRMED, CARD])


def test_replies_are_settled_before_a_card_leaves(place: Place) -> None:
    steps: list[str] = []
    place.text(ANNA, "MI ISCRIVO")
    place.repository.hook = place.provider.hook = steps.append
    place.sync()

    assert [one for one in steps if not one.startswith("tip")] == [
        *("pull", "change main", "acknowledge", "send", "change main", "send")
    ]


def test_no_card_leaves_where_the_settling_could_not_be_pushed(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")

    def refuse(step: str) -> None:
        place.repository.refuses = step == "send"

    place.provider.hook = refuse
    with pytest.raises(RepositoryError):
        place.sync()
    place.repository.refuses = False
    place.clock.sleep(11 * 60)
    place.sync()

    assert place.screen(ANNA) == [CONFIRMED]


def conversation(place: Place) -> list[str]:
    """The port calls of an undisturbed sync in which two people join."""
    steps: list[str] = []
    place.text(ANNA, "MI ISCRIVO")
    place.text(BRUNO, "ISCRIVIMI")
    place.repository.hook = place.provider.hook = steps.append
    place.sync()
    return steps


STEPS = conversation(Place())


@pytest.mark.parametrize("blind", [False, True], ids=["with-a-log", "with-reports-only"])
@pytest.mark.parametrize("step", range(len(STEPS)), ids=lambda n: f"{n}-{STEPS[n]}")
def test_after_a_death_at_any_step_there_is_one_confirmation_and_one_card_at_most(
    place: Place, step: int, *, blind: bool
) -> None:
    if blind:
        place.provider.capabilities -= {"look-up"}
    place.text(ANNA, "MI ISCRIVO")
    place.text(BRUNO, "ISCRIVIMI")
    with dying_after(step, place.repository, place.provider):
        place.sync()
    for _ in range(3):
        place.clock.sleep(11 * 60)
        place.sync()

    for one in (ANNA, BRUNO):
        assert place.screen(one) in ([CONFIRMED], [CONFIRMED, CARD])
    assert not place.owes()


def test_a_run_that_is_told_to_stop_sends_no_card(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    stop = Stop()

    def end(step: str) -> None:
        if step == "send":
            stop.now(Interrupted("stopped"))

    place.provider.hook = end
    answered = place.sync(stop)

    assert (answered.sent, answered.cards_lost) == (1, 1)
    assert place.screen(ANNA) == [CONFIRMED]


def test_a_reply_that_an_older_version_owed_brings_no_card(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    pull_and_apply(place.desk())
    tip = place.repository.tip("main")
    assert tip is not None
    before = place.store.load(tip)
    replies = {key: replace(reply, facts={}) for key, reply in before.replies.items()}
    place.repository.change(
        "main", lambda files: place.store.store(files, replace(before, replies=replies)), "x"
    )
    place.clock.sleep(11 * 60)
    place.sync()

    assert place.screen(ANNA) == [CONFIRMED]
