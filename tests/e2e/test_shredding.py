"""After a rotation, of all that git ever took only the present list opens, with every key there is.

The long-lived keys, the live keyring and the keys inside the list are tried on every blob of the
origin, reachable or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from banditore.adapters.age_vault import AgeVault
from banditore.domain.keys.chain import BASE
from banditore.services.sending.working import WorkingVault
from strongroom import RealTown, opened_with, phone, place
from world import run_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.e2e


@pytest.fixture(params=["folder", "github"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RealTown]:
    with place(request.param, tmp_path) as kept:
        yield RealTown(tmp_path, kept)


def opened(town: RealTown) -> set[str]:
    """The blobs that open with all that the town holds."""
    run = town.run()
    keys = [town.workflow.secret, town.recovery.secret, *town.ring.identities]
    keys += run.store.load(run.tip()).working_keys
    blobs = town.objects().items()
    return {blob for blob, content in blobs if opened_with(keys, content) is not None}


def broadcast(town: RealTown, name: str) -> None:
    """A claim with its frozen audience that came and went."""
    run = town.run()
    vault = WorkingVault(lambda: run.store.load(run.tip()), AgeVault.of_identity)
    tree = town.origin.create(f"sending/{name}", {"audience.age": vault.seal(b"refs")}, "sending")
    town.origin.delete(f"sending/{name}", tree.commit)


def test_only_the_present_base_and_its_segments_open(town: RealTown) -> None:
    for epoch in range(4):
        for number in range(4):
            town.join(10 * epoch + number)
        broadcast(town, f"of-epoch-{epoch}")
        town.leave(10 * epoch)
        town.run().rotate()
    town.run().rotate()  # what was sealed for claims dies with the second one
    town.leave(31)
    sealed = [c for c in town.objects().values() if c.startswith(b"age-encryption.org/")]
    assert len(sealed) > 25
    tip = town.fetch()
    listed = town.git("ls-tree", "-r", tip, "subscribers.enc", "subscribers.d").splitlines()
    assert opened(town) == {line.split()[2] for line in listed}
    assert len(listed) == 2
    assert phone(31) not in town.people


def test_git_has_forgotten_nothing_and_that_is_the_point(town: RealTown) -> None:
    town.leave(0)
    before = len(opened(town))
    assert before == 2  # the base still holds who left, until the rotation
    town.run().rotate()
    history = run_git(town.bare, "log", "--all", "--format=%H", "--", BASE).split()
    assert len(history) == 2
    assert len(opened(town)) == 1
