"""The list gets a new key while a broadcast is under way: nobody is doubled, nobody forgotten."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.domain.keys.keyring import Keyring
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Answer
from banditore.services.keeping.keyring import Keyrings
from banditore.services.keeping.rotation import Rotation
from crier import ID, Crier, Death, everybody_once, mortal
from fakes import FakeKeyrings, FakeVault
from lists import KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.ports import EpochKeys
    from banditore.services.publishing.orders import Orders
    from banditore.services.publishing.publish import Publisher

pytestmark = pytest.mark.thorough
PEOPLE = 12
FIRST = f"AGE-SECRET-KEY-1{0:058}"


class Rekeyed(Crier):
    """A town whose list is opened with the keyring; each run knows only what lies there."""

    def __init__(self, category: str = "emergenze") -> None:
        super().__init__(people=PEOPLE, category=category)
        self.kept = FakeKeyrings(self.clock.now)
        self._made = 0
        born = AgeSubscriberStore(FixedKeys((KEY,)), FakeVault, self.clock.now)
        tip = self.repository.tip("main")
        assert tip is not None
        files = born.rewrite(tip, born.load(tip), FIRST)
        self.repository.change("main", lambda _: files, "a key of its own")
        tip = self.repository.tip("main")
        assert tip is not None
        head = self.store_of(FixedKeys((FIRST,))).head(tip)
        self._ring().found(Keyring((FIRST,), head))

    def _ring(self) -> Keyrings:
        return Keyrings(lambda: self.kept, FakeVault(), self.clock, lambda _: None)

    def store_of(self, keys: EpochKeys) -> AgeSubscriberStore:
        return AgeSubscriberStore(keys, FakeVault, self.clock.now)

    def publisher(self, orders: Orders | None = None) -> Publisher:
        self.store = self.store_of(self._ring())
        return super().publisher(orders)

    def rotate(self) -> None:
        """Another run, a sync, gives the list a new key."""
        ring = self._ring()
        Rotation(
            origin=self.repository,
            state="main",
            main="main",
            store=self.store_of(ring),
            store_of=self.store_of,
            keyrings=ring,
            clock=self.clock,
            new_key=self._new_key,
        ).rotate()

    def _new_key(self) -> str:
        self._made += 1
        return f"AGE-SECRET-KEY-1{self._made:058}"


def meddling(crier: Rekeyed, at: int, times: int) -> Callable[[str], None]:
    """Rotates so often right after the run's `at`-th call."""
    seen = 0

    def hook(call: str) -> None:
        nonlocal seen
        seen += 1
        if seen == at:
            crier.repository.hook, crier.provider.hook = (lambda _: None), (lambda _: None)
            for _ in range(times):
                crier.rotate()
            crier.repository.hook = crier.provider.hook = hook

    return hook


def calls() -> int:
    """How many calls an undisturbed run makes."""
    crier, names = Rekeyed(), list[str]()
    crier.repository.hook = crier.provider.hook = names.append
    crier.publish()
    return len(names)


@pytest.mark.parametrize("times", [1, 2])
def test_a_rotation_after_any_call_of_a_run_changes_nothing_for_anybody(times: int) -> None:
    for at in range(1, calls() + 1):
        crier = Rekeyed()
        crier.repository.hook = crier.provider.hook = meddling(crier, at, times)
        crier.publish()
        crier.repository.hook = crier.provider.hook = lambda _: None
        crier.publish()
        assert crier.deliveries() == everybody_once(PEOPLE), at
        assert crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}, at
        assert crier.repository.branches("sending/") == {}


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_run_that_died_at_any_call_is_taken_over_under_another_key(times: int) -> None:
    for at in range(1, calls() + 1):
        crier = Rekeyed()
        seen = 0

        def die(call: str, at: int = at) -> None:
            nonlocal seen
            seen += 1
            if seen == at:
                raise Death

        with suppress(Death), mortal(crier, die):
            crier.publish()
        for _ in range(times):
            crier.rotate()
        for _ in range(3):
            crier.clock.sleep(3600)
            crier.publish()
        assert crier.deliveries() == everybody_once(PEOPLE), at
        assert crier.counts()["audience"] == PEOPLE, at
        assert crier.repository.branches("sending/") == {}, at


def test_who_stayed_unknown_can_be_looked_up_after_rotations() -> None:
    crier = Rekeyed(category="info")
    crier.provider.script = [Answer("unknown", "timeout")] * 2 * PEOPLE
    crier.publish()
    assert crier.counts() == {"audience": PEOPLE, "unknown": PEOPLE}
    for _ in range(3):
        crier.rotate()
    crier.clock.sleep(7200)
    assert crier.publisher().resolve(frozenset(), live=True) == 0
    assert crier.counts() == {"audience": PEOPLE, "failed": PEOPLE}
    assert crier.repository.branches("outcomes/") == {}


def test_a_claim_made_under_a_key_that_was_just_superseded_is_given_back_and_made_again() -> None:
    crier = Rekeyed()
    created: list[str] = []

    def hook(call: str) -> None:
        if call == f"create sending/{ID}":
            created.append(call)
            if len(created) == 1:
                crier.repository.hook = lambda _: None
                crier.rotate()
                crier.repository.hook = hook

    crier.repository.hook = hook
    crier.publish()
    assert len(created) == 2
    assert crier.deliveries() == everybody_once(PEOPLE)


def test_a_claim_whose_key_is_gone_was_never_begun_and_is_made_anew() -> None:
    """Its run died right after claiming, with a key that had just been superseded."""
    crier = Rekeyed()

    def die(call: str) -> None:
        if call == f"create sending/{ID}":
            raise Death

    with suppress(Death), mortal(crier, die):
        crier.publish()
    branch = f"sending/{ID}"
    claim = crier.repository.heads.pop(branch)  # as if it had come between two rotations
    crier.rotate()
    crier.rotate()
    crier.repository.heads[branch] = claim
    for _ in range(2):
        crier.clock.sleep(3600)
        crier.publish()
    assert crier.deliveries() == everybody_once(PEOPLE)
