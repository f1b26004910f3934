"""Runs die at each call to git and to the keyring's place; GitHub's API is played over real HTTP.

Whatever comes afterwards, the list is never lost, one keyring remains, nobody is lost or doubled.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from banditore.adapters.keyring_folder import FolderKeyrings
from banditore.adapters.keyring_github.rest import NO_CONNECTION_IS_KEPT
from fakes import FakeRepository
from github import GitHub
from strongroom import Death, Town, on_github, phone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from banditore.domain.keys.keyring import Slot
    from banditore.ports import KeyringStore

pytestmark = pytest.mark.e2e


class Reaper:
    """Counts the calls of a run, and ends it at one of them."""

    def __init__(self) -> None:
        self.at = 0
        self.seen = 0

    def step(self, _: str = "") -> None:
        self.seen += 1
        # Every further one, too: the dead do nothing more.
        if 0 < self.at <= self.seen:
            raise Death

    def begin(self, at: int = 0) -> None:
        self.at, self.seen = at, 0


class MortalTransport(httpx.HTTPTransport):
    """May die before an answer is read; that is also before the next request leaves."""

    def __init__(self, reaper: Reaper) -> None:
        super().__init__(limits=NO_CONNECTION_IS_KEPT, trust_env=False)
        self._reaper = reaper

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        answer.read()
        answer.close()
        self._reaper.step()
        return answer


class MortalFolder(FolderKeyrings):
    """May die after each of its calls."""

    reaper: Reaper

    def create(self, number: int, sealed: bytes, *, by_anybody: bool = False) -> None:
        super().create(number, sealed, by_anybody=by_anybody)
        self.reaper.step()

    def delete(self, slot: Slot) -> None:
        super().delete(slot)
        self.reaper.step()


@pytest.fixture(scope="module")
def github() -> Iterator[GitHub]:
    with GitHub() as server:
        yield server


@pytest.fixture(params=["folder", "github"])
def towns(
    request: pytest.FixtureRequest, tmp_path: Path, github: GitHub
) -> Iterator[Callable[[], tuple[Town, Reaper]]]:
    """Makes a town, one at a time."""
    number = 0
    client = httpx.Client()

    def made() -> tuple[Town, Reaper]:
        nonlocal number, client
        number += 1
        reaper = Reaper()
        kept: KeyringStore
        if request.param == "folder":
            kept = folder = MortalFolder(tmp_path / f"{number}", tmp_path / "work")
            folder.reaper = reaper
        else:
            github.reset()
            client.close()
            client = httpx.Client(transport=MortalTransport(reaper))
            kept = on_github(github, client)
        town = Town(kept)
        origin = town.origin
        assert isinstance(origin, FakeRepository)
        origin.hook = reaper.step
        return town, reaper

    yield made
    client.close()


def sync(town: Town) -> None:
    """Somebody left; it is time for a new key."""
    town.leave(1)
    town.clock.jump(timedelta(days=1))
    town.run().by_pace()


def erase(town: Town) -> None:
    """On request: gone, and a new key at once."""
    run = town.run()
    town.leave(2, run)
    run.rotate()


def take_over_a_list(town: Town) -> None:
    run = town.run()
    for number in (50, 51):
        town.join(number, run)


ACTS: dict[Callable[[Town], None], tuple[set[int], set[int]]] = {
    sync: (set(), {1}),
    erase: (set(), {2}),
    take_over_a_list: ({50, 51}, set()),
}
"""What it does → who joins by it, who leaves."""


@pytest.mark.parametrize("act", ACTS, ids=lambda it: it.__name__)
def test_a_death_at_any_call_loses_nobody_and_leaves_one_keyring(
    towns: Callable[[], tuple[Town, Reaper]], act: Callable[[Town], None]
) -> None:
    town, reaper = towns()
    reaper.begin()
    act(town)
    calls = reaper.seen
    assert calls > 5
    for at in range(1, calls + 1):
        town, reaper = towns()
        reaper.begin(at)
        with pytest.raises(Death):
            act(town)
        reaper.begin()
        later = list(ACTS)[at % len(ACTS)]
        survived(town, act)
        later(town)
        town.run().by_pace()
        assert len(town.ring.identities) == 1, at  # of the one keyring that there is
        survived(town, act, later)
        town.run().rotate()
        assert town.readable() == [head(town)], at


def survived(town: Town, *acts: Callable[[Town], None]) -> None:
    """The first act did each of its steps or did not; the others did all of theirs."""
    died, *whole = (ACTS[act] for act in acts)
    joined, left = set[int](), set[int]()
    for joins, leaves in whole:
        joined |= joins
        left |= leaves
    people = town.people
    for number in {0, 1, 2, 50, 51} - died[0] - died[1]:
        expected = number in ({0, 1, 2} | joined) - left
        assert (phone(number) in people) == expected, number
    for number in joined:
        assert phone(number) in people
    for number in left:
        assert phone(number) not in people


def head(town: Town) -> str:
    assert isinstance(town.origin, FakeRepository)
    return town.origin.heads["main"]


@pytest.mark.parametrize("kind", ["upload", "assets", "download", "delete"])
@pytest.mark.parametrize("how", ["502", "503", "nonsense", "403/1", "lost", "starter"])
def test_whatever_github_answers_during_a_rotation_the_next_run_is_well(
    github: GitHub, kind: str, how: str
) -> None:
    for times in (1, 2, 9):
        github.reset()
        with httpx.Client(trust_env=False, limits=NO_CONNECTION_IS_KEPT) as client:
            town = Town(on_github(github, client))
            github.fault(kind, how, times)
            with suppress(Exception):
                erase(town)
            github._faults.clear()
            github.ahead = timedelta(minutes=5)  # what is half there by then stays so
            erase(town)
            assert town.people == {phone(0), phone(1)}
            assert len(town.ring.identities) == 1
            assert town.readable() == [head(town)]
