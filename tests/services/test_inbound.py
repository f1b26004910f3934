"""The list at the tip: refreshed at no cost, and changed by what the provider says."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from banditore.domain.errors import Misconfigured, RolledBack
from banditore.domain.keys.chain import BASE, SEGMENTS
from banditore.domain.message import Address, Inbound
from banditore.domain.subscribers import SubscriberList
from banditore.services.receiving.inbound import (
    TOLERANCE,
    Desk,
    pull_and_apply,
    remove_opted_out,
    would_apply,
)
from banditore.services.tips import COMMIT
from fakes import FakeClock, FakeProvider, FakeRepository, FakeVault
from lists import KEY, founded, store_of
from small_town import town

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.ports import Files, SubscriberStore

ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
SECOND = timedelta(seconds=1)


class CountingVault(FakeVault):
    """Counts how often the list was opened."""

    opened = 0

    def open(self, sealed: bytes) -> bytes:
        self.opened += 1
        return super().open(sealed)


class Office:
    """A desk with Anna and Bruno on its list. `state`: the branch that the list is on."""

    def __init__(self, state: str = "main") -> None:
        self.clock = FakeClock()
        self.provider = FakeProvider(self.clock)
        self.vault = CountingVault(KEY)
        begun = self.clock.now() - timedelta(days=1)
        self.repository = FakeRepository({"main": founded(SubscriberList(b"k" * 32, begun))})
        ids = itertools.count()
        self.desk = Desk(
            town=town(state_branch=state),
            repository=self.repository,
            store=store_of(vault=self.vault),
            provider=self.provider,
            clock=self.clock,
            run="run",
            new_id=lambda: f"id{next(ids)}",
        )
        for who in (ANNA, BRUNO):
            self.text(who, "MI ISCRIVO")

    def text(self, sender: Address, words: str) -> None:
        self.clock.sleep(60)
        number = len(self.provider.inbox)
        self.provider.inbox.append(Inbound(f"SM{number}", sender, self.clock.now(), "text", words))

    def held(self) -> list[str]:
        """Who is on the list at the origin, read by somebody else."""
        tip = self.repository.tip(self.desk.state)
        assert tip is not None
        return list(store_of().load(tip).subscribers)


class Behind:
    """A store that finds the tip older than the anchor: another run has just moved both."""

    def __init__(self, office: Office, times: int) -> None:
        self._store, self._times = office.desk.store, times

    def load(self, files: Files) -> SubscriberList:
        self._times -= 1
        if self._times >= 0:
            raise RolledBack("the list is older than one that was in use")
        return self._store.load(files)

    def store(self, files: Files, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        return self._store.store(files, subscribers)


def test_a_tip_that_another_run_has_just_left_behind_is_read_again() -> None:
    office = Office()
    office.desk = replace(office.desk, store=cast("SubscriberStore", Behind(office, 2)))

    pull_and_apply(office.desk)

    assert office.held() == [ANNA, BRUNO]


def test_an_older_list_that_was_put_in_place_stays_older() -> None:
    office = Office()
    office.desk = replace(office.desk, store=cast("SubscriberStore", Behind(office, 99)))

    with pytest.raises(RolledBack):
        pull_and_apply(office.desk)


def test_a_refresh_with_nothing_new_is_the_very_same_list_and_opens_nothing() -> None:
    office = Office()
    first = pull_and_apply(office.desk).subscribers
    opened, commits = office.vault.opened, len(office.repository.commits)
    assert pull_and_apply(office.desk).subscribers is first
    assert pull_and_apply(office.desk, take_over=True).subscribers is first
    assert (office.vault.opened, len(office.repository.commits)) == (opened, commits)


def test_what_we_stored_ourselves_is_not_opened_again() -> None:
    office = Office()
    first = pull_and_apply(office.desk).subscribers
    opened = office.vault.opened
    office.text(ANNA, "STOP")
    after = pull_and_apply(office.desk).subscribers
    assert list(after.subscribers) == [BRUNO]
    assert pull_and_apply(office.desk).subscribers is after is not first
    assert office.vault.opened == opened


def test_what_somebody_else_stored_is_opened() -> None:
    office = Office()
    pull_and_apply(office.desk)
    emptied = SubscriberList(b"z" * 32, office.clock.now())
    office.repository.change("main", lambda files: store_of().store(files, emptied), "another run")
    office.provider.inbox.clear()
    assert not pull_and_apply(office.desk).subscribers.subscribers


def test_a_message_dated_ahead_does_not_move_the_cursor_at_each_pull() -> None:
    office = Office()
    ahead = Inbound("SM9", ANNA, office.clock.now() + SECOND * 100, "text", "AIUTO")
    office.provider.inbox.append(ahead)
    first = pull_and_apply(office.desk).subscribers
    office.clock.sleep(10)
    assert pull_and_apply(office.desk).subscribers is first


@pytest.mark.parametrize("state", ["main", "state"])
def test_who_opted_out_at_the_provider_is_taken_off_and_that_is_pushed(state: str) -> None:
    office = Office(state)
    before = pull_and_apply(office.desk).subscribers
    after = remove_opted_out(office.desk, {before.ref(ANNA): "21610"}, office.clock.now())
    assert list(after.subscribers) == office.held() == [BRUNO]
    assert office.repository.messages[-1] == (state, COMMIT)


def test_a_state_branch_that_is_not_there_yet_begins_without_them() -> None:
    office = Office()
    listed = pull_and_apply(office.desk).subscribers
    apart = Desk(**{**vars(office.desk), "town": town(state_branch="state")})
    before = office.repository.tip("main")
    assert before is not None
    remove_opted_out(apart, {listed.ref(ANNA): "21610"}, office.clock.now())
    tip = office.repository.tip("state")
    assert tip is not None
    assert list(tip.paths()) == sorted(office.desk.store.held(tip))
    assert tip.paths(SEGMENTS)
    assert tip.read(BASE) == before.read(BASE)
    assert list(office.desk.store.load(tip).subscribers) == [BRUNO]


def test_taking_off_who_is_not_there_pushes_nothing() -> None:
    office = Office()
    before = pull_and_apply(office.desk).subscribers
    commits = len(office.repository.commits)
    assert remove_opted_out(office.desk, {"0" * 32: "21610"}, office.clock.now()) is before
    early = office.clock.now() - timedelta(days=1)
    assert remove_opted_out(office.desk, {before.ref(ANNA): "21610"}, early) is before
    assert len(office.repository.commits) == commits


def test_somebody_who_joins_while_another_is_taken_off_is_not_lost() -> None:
    office = Office()
    office.provider.inbox.pop()
    before = pull_and_apply(office.desk).subscribers
    office.text(BRUNO, "MI ISCRIVO")
    rival = Desk(**{**vars(office.desk), "store": store_of()})
    office.repository.rivals.append(lambda: pull_and_apply(rival))
    after = remove_opted_out(office.desk, {before.ref(ANNA): "21610"}, office.clock.now())
    assert list(after.subscribers) == office.held() == [BRUNO]


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (TOLERANCE + SECOND, "slow"),
        (-TOLERANCE - SECOND, "fast"),
        (timedelta(days=400), "slow"),
    ],
)
def test_a_clock_that_is_off_stops_before_anything_is_changed(ahead: timedelta, words: str) -> None:
    office = Office()
    office.provider.skew = ahead
    for act in (pull_and_apply, would_apply):
        with pytest.raises(Misconfigured, match=f"clock is off by .*{words}") as caught:
            act(office.desk)
        assert caught.value.hint
    assert office.held() == []
    assert len(office.repository.commits) == 1


@pytest.mark.parametrize("ahead", [None, timedelta(), TOLERANCE, -TOLERANCE])
def test_a_clock_that_is_nearly_right_or_not_known_is_fine(ahead: timedelta | None) -> None:
    office = Office()
    office.provider.skew = ahead
    pull_and_apply(office.desk)
    assert office.held() == [ANNA, BRUNO]
