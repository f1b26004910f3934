"""The list in real git: whoever races loses nothing, and a shallow clone is enough."""

from __future__ import annotations

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.git import GitRepository
from banditore.adapters.worktree import WorkTree
from banditore.domain.errors import RolledBack
from banditore.domain.keys.chain import BASE, SEGMENTS, Head
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from banditore.ports import Files

pytestmark = pytest.mark.e2e
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
SECRET = make_key().secret
EACH = 4
WHO = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")


def person(number: int) -> Subscriber:
    consent = Consent(NOW, f"{number:032x}", "2026-11", "sha256:it")
    address = Address(f"+39333000{number:04}")
    return Subscriber(f"{number:032x}", address, "it", frozenset({"info"}), consent)


def store(anchor: Head | None = None) -> AgeSubscriberStore:
    return AgeSubscriberStore(FixedKeys((SECRET,), anchor), AgeVault.of_identity, lambda: NOW)


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", tmp_path / "origin"], check=True)
    first = store().found(SubscriberList(b"k" * 32, NOW))
    clone(tmp_path / "origin", "first").change("main", lambda _: first, "as it began")
    return tmp_path / "origin"


def clone(origin: Path, name: str, *options: str) -> GitRepository:
    folder = origin.parent / name
    command = ["git", "clone", "-q", *options, origin.as_uri(), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return GitRepository(folder, dict(os.environ), pause=lambda _: None)


def add(repository: GitRepository, ours: AgeSubscriberStore, number: int) -> None:
    """Somebody joins."""

    def join(files: Files) -> Mapping[str, bytes | None]:
        now, one = ours.load(files), person(number)
        return ours.store(files, replace(now, subscribers={**now.subscribers, one.address: one}))

    repository.change("main", join, "state: inbound")


def loaded(repository: GitRepository, ours: AgeSubscriberStore) -> list[str]:
    tip = repository.tip("main")
    assert tip is not None
    return list(ours.load(tip).subscribers)


def test_who_join_at_the_same_time_in_several_clones_are_all_there(origin: Path) -> None:
    def work(number: int) -> None:
        mine, ours = clone(origin, f"c{number}", *([], ["--depth", "1"])[number % 2]), store()
        for join in range(number * EACH, (number + 1) * EACH):
            add(mine, ours, join)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))

    everybody = [person(number).address for number in range(3 * EACH)]
    shallow = clone(origin, "last", "--depth", "1")
    assert loaded(shallow, store()) == everybody
    tip = shallow.tip("main")
    assert tip is not None
    assert len(tip.paths(SEGMENTS)) == 3 * EACH
    assert list(store().load(WorkTree(origin.parent / "last")).subscribers) == everybody


def test_an_older_state_is_noticed_in_a_shallow_clone_and_a_squashed_history_is_not(
    origin: Path,
) -> None:
    mine, ours = clone(origin, "mine"), store()
    for number in range(3):
        add(mine, ours, number)
    tip = mine.tip("main")
    assert tip is not None
    anchor, folder = ours.head(tip), origin.parent / "mine"

    def git(*words: str) -> str:
        done = subprocess.run(
            [
                "git",
                "-C",
                folder,
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.invalid",
                *words,
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    squashed = git("commit-tree", f"{tip.commit}^{{tree}}", "-m", "all in one")
    git("push", "-q", "--force", "origin", f"{squashed}:refs/heads/main")
    assert len(loaded(clone(origin, "squashed", "--depth", "1"), store(anchor))) == 3

    git("push", "-q", "--force", "origin", f"{tip.commit}~1:refs/heads/main")
    with pytest.raises(RolledBack):
        loaded(clone(origin, "older", "--depth", "1"), store(anchor))
    git("push", "-q", "--force", "origin", f"{tip.commit}:refs/heads/main")
    git("checkout", "-q", "--detach", tip.commit)
    git("revert", "--no-edit", "HEAD")
    git("push", "-q", "origin", "HEAD:main")
    with pytest.raises(RolledBack):
        loaded(clone(origin, "reverted", "--depth", "1"), store(anchor))
    assert (folder / BASE).exists()
