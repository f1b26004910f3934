"""Citizens' texts reach the list and get their answer, whatever dies and whoever races."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.domain.errors import (
    Corrupted,
    PushRefused,
    RepositoryError,
    SampleInPlace,
    StoreError,
    Unavailable,
    WrongKey,
)
from banditore.domain.keys.chain import BASE
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address, Answer, Inbound
from banditore.domain.subscribers import SubscriberList
from banditore.services.receiving.inbound import Desk, pull_and_apply
from banditore.services.receiving.sync import sync
from banditore.services.sending.stop import Stop
from crier import dying_after
from fakes import FakeClock, FakeProvider, FakeRepository, FakeVault
from lists import KEY, founded, store_of
from small_town import town

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.services.receiving.answering import Answered
    from banditore.services.receiving.sync import Synced

ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
CONFIRMED, GOODBYE = "confirmation it Gressan", "goodbye it Gressan"


class Place:
    """A town with its origin and its provider."""

    def __init__(self, state: str = "main") -> None:
        self.clock = FakeClock()
        self.provider = FakeProvider(self.clock)
        self.store = store_of()
        self.town = town(state_branch=state)
        begun = self.clock.now() - timedelta(days=30)
        first = founded(SubscriberList(b"k" * 32, begun))
        self.repository = FakeRepository({"main": {**first, "README.md": b"hello"}})
        self.runs = itertools.count()
        self.ids = itertools.count()
        self.messages = itertools.count()

    def text(self, sender: Address, words: str) -> None:
        self.clock.sleep(1)
        id_ = f"SM{next(self.messages)}"
        self.provider.inbox.append(Inbound(id_, sender, self.clock.now(), "text", words))

    def desk(self) -> Desk:
        return Desk(
            town=self.town,
            repository=self.repository,
            store=self.store,
            provider=self.provider,
            clock=self.clock,
            run=f"run{next(self.runs)}",
            new_id=lambda: f"id{next(self.ids)}",
        )

    def sync(self, *, live: bool = True, stop: Stop | None = None) -> Synced:
        return sync(self.desk(), Stop() if stop is None else stop, live=live)

    def held(self) -> SubscriberList:
        tip = self.repository.tip(self.town.service.state_branch)
        assert tip is not None
        return self.store.load(tip)

    def joined(self) -> list[str]:
        return sorted(self.held().subscribers)


@pytest.fixture
def place() -> Place:
    return Place()


def test_who_joins_is_in_the_list_and_confirmed_and_nothing_is_owed(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    synced = place.sync()
    assert place.joined() == [ANNA]
    assert place.provider.texts(ANNA) == [CONFIRMED]
    assert not place.held().replies
    assert (synced.tally.joined, synced.answered.sent, synced.answered.waiting) == (1, 1, 0)


@pytest.mark.parametrize(("kept", "erased"), [("delete", ["SM0"]), ("keep", [])])
def test_what_was_written_is_deleted_at_the_provider_after_the_push_unless_the_town_keeps_it(
    place: Place, kept: Literal["delete", "keep"], erased: list[str]
) -> None:
    place.provider.capabilities |= {"deletion"}
    limits = replace(place.town.service.limits, texts_at_provider=kept)
    place.town = replace(place.town, service=replace(place.town.service, limits=limits))
    place.text(ANNA, "MI ISCRIVO")
    place.repository.refuses = True
    with pytest.raises(PushRefused):
        place.sync()
    assert place.provider.erased == []
    place.repository.refuses = False
    place.sync()

    assert place.provider.erased == erased


def test_who_leaves_is_gone_and_told_so(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.sync()
    place.text(ANNA, "basta messaggi")
    place.sync()
    assert place.joined() == []
    assert place.provider.texts(ANNA) == [CONFIRMED, GOODBYE]


def test_a_second_sync_changes_and_sends_nothing(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.sync()
    before = dict(place.repository.heads)
    place.sync()
    assert place.repository.heads == before
    assert len(place.provider.sent) == 1


def test_a_dry_run_counts_and_changes_nothing(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    before = dict(place.repository.heads)
    synced = place.sync(live=False)
    assert (synced.tally.joined, synced.answered.waiting) == (1, 1)
    assert place.repository.heads == before
    assert not place.provider.sent


def test_nobody_is_answered_before_the_change_is_pushed(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.repository.refuses = True
    with pytest.raises(PushRefused):
        place.sync()
    assert not place.provider.sent
    place.repository.refuses = False
    place.sync()
    assert place.provider.texts(ANNA) == [CONFIRMED]


def test_the_commit_says_neither_who_nor_how_many(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.sync()
    assert {message for _, message in place.repository.messages[1:]} == {"state: inbound"}


def test_other_files_of_the_branch_stay(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.sync()
    tip = place.repository.tip("main")
    assert tip is not None
    assert tip.read("README.md") == b"hello"


def test_two_runs_at_once_lose_nothing_and_double_nothing(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    late = Inbound("SM-late", BRUNO, place.clock.now(), "text", "MI ISCRIVO")

    def rival() -> None:
        place.provider.inbox.append(late)
        place.sync()

    place.repository.rivals = [rival]
    place.sync()
    place.sync()
    assert place.joined() == [ANNA, BRUNO]
    assert [place.provider.texts(one) for one in (ANNA, BRUNO)] == [[CONFIRMED]] * 2


def test_a_push_that_arrived_though_it_is_reported_failed_doubles_nothing(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.repository.lost_answers = 2
    place.sync()
    place.sync()
    assert place.joined() == [ANNA]
    assert place.provider.texts(ANNA) == [CONFIRMED]


def steps_of(place: Place, talk: Callable[[Place], None]) -> list[str]:
    """The port calls of one undisturbed sync."""
    steps: list[str] = []
    talk(place)
    place.repository.hook = place.provider.hook = steps.append
    place.sync()
    return steps


def conversation(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.text(BRUNO, "ISCRIVIMI")
    place.text(BRUNO, "come va?")


STEPS = steps_of(Place(), conversation)


@pytest.mark.parametrize("step", range(len(STEPS)), ids=lambda n: f"{n}-{STEPS[n]}")
def test_a_run_that_dies_after_any_step_is_made_good_by_the_next(place: Place, step: int) -> None:
    conversation(place)
    with dying_after(step, place.repository, place.provider):
        place.sync()
    place.sync()  # at once: what the dead run owns is not ours yet
    place.clock.sleep(11 * 60)
    place.sync()
    assert place.joined() == [ANNA, BRUNO]
    assert place.provider.texts(ANNA) == [CONFIRMED]
    assert place.provider.texts(BRUNO) == [CONFIRMED, "courtesy it Gressan"]
    assert not place.held().replies


def test_the_steps_that_a_run_can_die_after_are_the_ones_we_think() -> None:
    assert [step for step in STEPS if not step.startswith("tip")] == [
        "pull",
        "change main",
        "acknowledge",
        "send",
        "send",
        "send",
        "change main",
    ]


@pytest.mark.parametrize("delivered", [True, False])
def test_a_reply_of_unknown_outcome_is_looked_up_by_the_next_run(
    place: Place, *, delivered: bool
) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.provider.script = [Answer("unknown")]
    place.provider.lost = int(delivered)
    assert place.sync().answered.unknown == 1
    place.clock.sleep(11 * 60)
    synced = place.sync()
    assert place.provider.texts(ANNA) == [CONFIRMED]
    assert (synced.answered.already, synced.answered.sent) == (int(delivered), int(not delivered))


def test_many_replies_of_a_dead_run_are_looked_up_at_once_and_each_is_told_apart(
    place: Place,
) -> None:
    phones = [Address(f"+39333{number:07d}") for number in range(100, 140)]
    for phone in phones:
        place.text(phone, "MI ISCRIVO")
    place.text(phones[0], "come va?")  # a second reply to the same phone, another text
    place.provider.script = [Answer("unknown")] * len(phones)
    place.provider.lost = len(phones) // 2  # the first half did get it
    place.provider.script += [Answer("unknown")]
    assert place.sync().answered.unknown == 41
    asked: list[str] = []
    place.provider.hook = asked.append
    place.clock.sleep(11 * 60)

    synced = place.sync()

    assert asked.count("log") == 1
    assert (synced.answered.already, synced.answered.sent) == (20, 21)
    assert [place.provider.texts(phone) for phone in phones[1:]] == [[CONFIRMED]] * 39
    assert sorted(place.provider.texts(phones[0])) == sorted([CONFIRMED, "courtesy it Gressan"])


@pytest.mark.parametrize(
    ("script", "sent", "failed", "waiting"),
    [
        ([Answer("retry", "30001"), Answer("slow-down", "20429", retry_after=3)], 1, 0, 0),
        ([Answer("failed", "63024")], 0, 1, 0),
        ([Answer("left", "21610")], 0, 1, 0),
        ([Answer("stop-broadcast", "21617")], 0, 1, 0),  # too long a text: nobody else's fault
        ([Answer("stop-all", "20003")], 0, 0, 1),
    ],
)
def test_an_answer_of_the_provider_settles_a_reply_or_leaves_it_for_later(
    place: Place, script: list[Answer], sent: int, failed: int, waiting: int
) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.provider.script = list(script)
    answered: Answered = place.sync().answered
    assert (answered.sent, answered.failed, answered.waiting) == (sent, failed, waiting)
    assert len(place.held().replies) == waiting
    assert place.joined() == [ANNA]


def test_a_provider_that_takes_nothing_is_told_and_what_is_owed_is_sent_later(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    place.provider.script = [Answer("stop-all", "20003")]
    stop = Stop()
    place.sync(stop=stop)
    assert stop.error is not None
    place.clock.sleep(11 * 60)
    place.sync()
    assert place.provider.texts(ANNA) == [CONFIRMED]


def test_a_reply_that_nobody_sent_in_a_day_is_given_up(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    pull_and_apply(place.desk())
    place.clock.sleep(24 * 3600)
    assert place.sync().tally.late == 1
    assert not place.provider.sent
    assert place.joined() == [ANNA]


def test_publishing_takes_in_without_answering_and_the_next_sync_answers(place: Place) -> None:
    place.text(ANNA, "MI ISCRIVO")
    assert list(pull_and_apply(place.desk()).subscribers.subscribers) == [ANNA]
    assert not place.provider.sent
    place.clock.sleep(11 * 60)
    place.sync()
    assert place.provider.texts(ANNA) == [CONFIRMED]


def test_a_state_branch_of_its_own_begins_with_the_list_of_main() -> None:
    place = Place(state="state")
    place.text(ANNA, "MI ISCRIVO")
    before = place.repository.heads["main"]
    place.sync()
    assert place.joined() == [ANNA]
    assert place.repository.heads["main"] == before


def test_a_state_branch_begins_even_when_nobody_wrote() -> None:
    place = Place(state="state")
    place.sync()
    assert place.joined() == []


def test_a_state_branch_whose_list_was_taken_away_is_an_error_not_a_new_list() -> None:
    place = Place(state="state")
    place.sync()
    place.repository.change("state", lambda _: {BASE: None, "x": b"x"}, "gone")
    with pytest.raises(StoreError, match=BASE):
        place.sync()


def test_an_empty_origin_is_an_error(place: Place) -> None:
    place.repository.heads.clear()
    with pytest.raises(RepositoryError):
        place.sync()


@pytest.mark.parametrize(
    ("keys", "error"),
    [
        (("another",), WrongKey),
        ((), SampleInPlace),
    ],
)
def test_a_list_that_cannot_be_opened_changes_nothing(
    place: Place, keys: tuple[str, ...], error: type[Exception]
) -> None:
    place.text(ANNA, "MI ISCRIVO")
    desk = replace(
        place.desk(), store=AgeSubscriberStore(FixedKeys(keys), FakeVault, place.clock.now)
    )
    before = dict(place.repository.heads)
    with pytest.raises(error):
        sync(desk, Stop(), live=True)
    assert place.repository.heads == before


def test_a_damaged_list_changes_nothing(place: Place) -> None:
    place.repository.change("main", lambda _: {BASE: f"sealed:{KEY}:???".encode()}, "damage")
    before = dict(place.repository.heads)
    with pytest.raises(Corrupted):
        place.sync()
    assert place.repository.heads == before


def test_a_provider_out_of_reach_changes_nothing(place: Place) -> None:
    def away(call: str) -> None:
        if call == "pull":
            raise Unavailable("no answer")

    place.text(ANNA, "MI ISCRIVO")
    place.provider.hook = away
    before = dict(place.repository.heads)
    with pytest.raises(Unavailable):
        place.sync()
    assert place.repository.heads == before
