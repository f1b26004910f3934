"""Attacks by somebody who may push: nobody who left is written to again, nothing forged is read.

Real git, real age. `shown` would happen if the list were read without an anchor: proof that an
attack is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_list.opened import Seal
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.keyring_folder import FolderKeyrings
from banditore.domain.errors import ChainBroken, Corrupted, RolledBack, StoreError, WrongKey
from banditore.domain.keys.chain import BASE, SEGMENTS, Link, segment_path
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.subscribers import SubscriberList
from banditore.services.keeping.accepting import accept, look
from strongroom import RealTown, phone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.e2e
LEAVER = phone(0)


@pytest.fixture
def town(tmp_path: Path) -> RealTown:
    """Four changes: 7 joins, LEAVER leaves, 8 and 9 join."""
    made = RealTown(tmp_path, FolderKeyrings(tmp_path / "keyring", tmp_path / "work"))
    made.join(7)
    made.leave(0)
    made.join(8)
    made.join(9)
    return made


def old_version_as_a_new_commit(town: RealTown) -> None:
    town.fetch(back=3)
    old = {path: town.file(path) for path in (BASE, segment_path(2))}
    town.fetch()
    town.put({segment_path(n): None for n in (3, 4, 5)})
    town.put(old)
    town.git("add", "-A")
    town.git("commit", "-q", "-m", "nothing special")
    town.git("push", "-q", "origin", "HEAD:main")


def revert_of_the_last_update(town: RealTown) -> None:
    town.fetch()
    town.git("revert", "--no-edit", "HEAD")
    town.git("push", "-q", "origin", "HEAD:main")


def force_push_to_an_older_commit(town: RealTown) -> None:
    town.fetch(back=3)
    town.git("push", "-q", "-f", "origin", "HEAD:main")


def stale_runner_goes_on_from_the_commit_before(town: RealTown) -> None:
    """It has the keys; it appends to HEAD~1 and forces its commit over the newer one."""
    town.fetch(back=1)
    ring = town.ring
    store = town.store_of(FixedKeys(ring.identities))
    tip = town.origin.tip("main")
    assert tip is not None
    before = _Lying(town)
    changes = store.store(before, SubscriberList(b"k" * 32, town.clock.now(), working_keys=("x",)))
    town.put(dict(changes))
    town.push("state: inbound")


class _Lying:
    """The work tree as files."""

    def __init__(self, town: RealTown) -> None:
        self._town = town

    def read(self, path: str) -> bytes | None:
        full = self._town.work / path
        return full.read_bytes() if full.exists() else None

    def paths(self, under: str = "") -> list[str]:
        found = (path for path in (self._town.work / under).rglob("*") if path.is_file())
        named = (path.relative_to(self._town.work).as_posix() for path in found)
        return sorted(path for path in named if not path.startswith(".git/"))

    def identity(self, path: str) -> str:
        return self._town.git("hash-object", path)


def a_segment_in_the_middle_removed(town: RealTown) -> None:
    town.fetch()
    town.put({segment_path(3): None})
    town.push("tidied")


def two_segments_swapped(town: RealTown) -> None:
    town.fetch()
    three, four = town.file(segment_path(3)), town.file(segment_path(4))
    town.put({segment_path(3): four, segment_path(4): three})
    town.push("tidied")


def an_old_segment_under_the_next_number(town: RealTown) -> None:
    """The one in which somebody joined, who may have left since."""
    town.fetch()
    town.put({segment_path(6): town.file(segment_path(2))})
    town.push("state: inbound")


def an_earlier_epoch(town: RealTown) -> None:
    before = town.fetch()
    town.run().rotate()
    town.git("push", "-q", "-f", "origin", f"{before}:main")


def forged_for_the_long_lived_keys(town: RealTown) -> None:
    """Their public halves stand in policy/recipients.txt."""
    forged(town, f"{town.workflow.public}\n{town.recovery.public}\n")


def forged_for_the_epoch_s_key(town: RealTown) -> None:
    """Should its public half have got out: the next base of a new epoch, well made."""
    identity = town.ring.identities[-1]
    public = str(AgeVault.of_identity(identity)._recipients[0])
    forged(town, f"{public}\n")


def forged(town: RealTown, recipients: str) -> None:
    town.fetch()
    head = town.ring.anchor
    attacker = town.new_key()
    store = AgeSubscriberStore(
        FixedKeys((attacker,)), lambda _: AgeVault.of(recipients.encode(), ""), town.clock.now
    )
    link = Link(head.epoch + 1, head.generation + 1, head.digest, "")
    people = {LEAVER: town.subscriber(0)}
    known = SubscriberList(b"k" * 32, town.clock.now(), people)
    town.put({segment_path(n): None for n in range(2, 6)})
    town.put(dict(store._base(link, known, Seal.of(attacker, store._vault_of))))
    town.push("state: inbound")


ATTACKS: list[tuple[Callable[[RealTown], None], type[StoreError]]] = [
    (old_version_as_a_new_commit, RolledBack),
    (revert_of_the_last_update, RolledBack),
    (force_push_to_an_older_commit, RolledBack),
    (stale_runner_goes_on_from_the_commit_before, RolledBack),
    (a_segment_in_the_middle_removed, ChainBroken),
    (two_segments_swapped, ChainBroken),
    (an_old_segment_under_the_next_number, ChainBroken),
    (an_earlier_epoch, WrongKey),
    (forged_for_the_long_lived_keys, WrongKey),
    (forged_for_the_epoch_s_key, Corrupted),
]


@pytest.mark.parametrize(("attack", "error"), ATTACKS, ids=lambda it: getattr(it, "__name__", ""))
def test_an_attack_is_refused_and_says_so(
    town: RealTown, attack: Callable[[RealTown], None], error: type[StoreError]
) -> None:
    attack(town)
    for run in (town.run(), town.run()):
        with pytest.raises(StoreError) as failure:
            run.store.load(run.tip())
        assert type(failure.value) is error
        assert failure.value.hint
        with pytest.raises(StoreError):
            run.by_pace()
        with pytest.raises(StoreError):
            town.leave(8, run)


OF_OLD = ATTACKS[:3]


@pytest.mark.parametrize("attack", [one for one, _ in OF_OLD], ids=lambda it: it.__name__)
def test_without_the_anchor_an_old_state_would_be_taken_for_the_newest(
    town: RealTown, attack: Callable[[RealTown], None]
) -> None:
    attack(town)
    known = town.store_of(FixedKeys(town.ring.identities)).load(town.run().tip())
    assert (LEAVER in known.subscribers) == (attack is not revert_of_the_last_update)


@pytest.mark.parametrize("attack", [one for one, _ in ATTACKS[:4]], ids=lambda it: it.__name__)
def test_a_person_accepts_exactly_the_state_that_was_seen(
    town: RealTown, attack: Callable[[RealTown], None]
) -> None:
    attack(town)
    seen = look(town.run(by_anybody=True))
    generation = seen.standing.head.generation
    assert seen.refused
    with pytest.raises(StoreError, match=f"at generation {generation}, not"):
        accept(town.run(by_anybody=True), generation + 1)
    accept(town.run(by_anybody=True), generation)
    run = town.run()
    assert look(run).as_it_should_be
    town.leave(8, run)
    town.run().rotate()
    assert phone(8) not in town.people


@pytest.mark.parametrize("attack", [one for one, _ in ATTACKS[4:]], ids=lambda it: it.__name__)
def test_what_is_no_list_of_ours_nobody_can_accept(
    town: RealTown, attack: Callable[[RealTown], None]
) -> None:
    attack(town)
    with pytest.raises(StoreError):
        accept(town.run(by_anybody=True), 5)


def test_a_main_that_was_squashed_is_no_attack(town: RealTown) -> None:
    """Whoever rewrites history without touching the list's files rolls nothing back."""
    town.fetch()
    town.git("checkout", "-q", "--orphan", "fresh")
    town.git("commit", "-q", "-m", "squashed")
    town.git("push", "-q", "-f", "origin", "HEAD:main")
    assert LEAVER not in town.people
    assert town.run().by_pace() is None


def test_a_run_that_died_before_it_moved_the_anchor_leaves_no_gap_for_long(town: RealTown) -> None:
    run = town.run()
    run.origin.change(
        "main",
        lambda files: run.store.store(files, SubscriberList(b"k" * 32, town.clock.now())),
        "state",
    )
    assert town.ring.anchor.generation == 5
    assert look(town.run()).behind == 1
    town.run().by_pace()
    assert town.ring.anchor.generation == 6


def test_the_segments_are_where_the_attacks_look_for_them(town: RealTown) -> None:
    town.fetch()
    assert [p.name for p in sorted((town.work / SEGMENTS).iterdir())] == [
        f"{n:08}.age" for n in range(2, 6)
    ]
