"""A list with its keyring and its origin, and runs that each know only what lies there.

`Town()` keeps all in memory, with seals that cost nothing; `RealTown(folder, place)` has a bare
origin, age keys and a real place for the keyring.
"""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

import httpx
from pyrage import DecryptError, decrypt, x25519

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.git import GitRepository
from banditore.adapters.keyring_folder import FolderKeyrings
from banditore.adapters.keyring_github import GitHubKeyrings
from banditore.adapters.keyring_github.rest import NO_CONNECTION_IS_KEPT, Rest
from banditore.domain.errors import StoreError, WrongKey
from banditore.domain.keys.chain import BASE
from banditore.domain.keys.keyring import Keyring, read_keyring
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.keeping.anchoring import Anchored, Patched
from banditore.services.keeping.keyring import Keyrings
from banditore.services.keeping.rotation import Rotation
from fakes import FakeClock, FakeFiles, FakeKeyrings, FakeRepository, FakeVault
from github import REPOSITORY, GitHub
from world import run_git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from banditore.ports import EpochKeys, KeyringStore, Repository, Vault

LONG_LIVED = "long-lived"
PEOPLE = 3


class Death(BaseException):
    """The process is gone; nothing may catch it."""


def phone(number: int) -> Address:
    return Address(f"+39333000{number:04}")


class Town:
    """In memory."""

    def __init__(self, kept: KeyringStore | None = None, state: str = "main") -> None:
        self.state = state
        self.clock = FakeClock()
        self.kept: KeyringStore = kept or FakeKeyrings(self.clock.now)
        self.warnings: list[str] = []
        self._numbers = count(1)
        first = self.new_key()
        people = {phone(n): self.subscriber(n) for n in range(PEOPLE)}
        known = SubscriberList(b"k" * 32, self.clock.now(), people, working_keys=(self.new_key(),))
        store = self.store_of(FixedKeys((first,)))
        files = Patched(FakeFiles(), store.found(known))
        base = files.read(BASE)
        assert base is not None
        self.origin = self.make_origin({BASE: base, "policy/x": b"y"})
        self.run().keyrings.found(Keyring((first,), store.head(files)))

    # What it is made of

    def new_key(self) -> str:
        return f"AGE-SECRET-KEY-1{next(self._numbers):058d}"

    def vault_of(self, keys: str) -> Vault:
        return FakeVault(keys)

    def long_lived(self) -> Vault:
        """What opens the keyring."""
        return FakeVault(LONG_LIVED)

    def make_origin(self, files: dict[str, bytes]) -> Repository:
        return FakeRepository({"main": files})

    def store_of(self, keys: EpochKeys) -> AgeSubscriberStore:
        return AgeSubscriberStore(keys, self.vault_of, self.clock.now)

    def subscriber(self, number: int) -> Subscriber:
        consent = Consent(self.clock.now(), "0" * 20, "2026-11", "sha256:0")
        everything = frozenset({"emergenze"})
        return Subscriber(str(number), phone(number), "it", everything, consent)

    # What happens

    def run(self, *, by_anybody: bool = False) -> Rotation:
        """A run of its own: it knows what lies there, and nothing else."""
        ring = Keyrings(
            lambda: self.kept, self.long_lived(), self.clock, self.warnings.append, by_anybody
        )
        return Rotation(
            origin=self.origin,
            state=self.state,
            main="main",
            store=self.store_of(ring),
            store_of=self.store_of,
            keyrings=ring,
            clock=self.clock,
            new_key=self.new_key,
        )

    def change(
        self,
        make: Callable[[SubscriberList], SubscriberList],
        run: Rotation | None = None,
        message: str = "state",
    ) -> None:
        """A run changes the list, as a sync does."""
        run = run or self.run()
        anchored = Anchored(self.origin, self.state, run.store, run.keyrings)
        anchored.change(
            self.state, lambda files: run.store.store(files, make(run.store.load(files))), message
        )

    def leave(self, number: int, run: Rotation | None = None) -> None:
        self.change(lambda known: without(known, number), run)

    def join(self, number: int, run: Rotation | None = None) -> None:
        self.change(lambda known: with_one(known, self.subscriber(number)), run)

    # What is seen

    @property
    def ring(self) -> Keyring:
        """The only keyring."""
        (slot,) = self.kept.slots()
        sealed = self.kept.read(slot)
        assert sealed is not None
        return read_keyring(self.long_lived().open(sealed))

    @property
    def people(self) -> set[str]:
        """Who is on the list, as a fresh run sees it."""
        run = self.run()
        return set(run.store.load(run.tip()).subscribers)

    def readable(self) -> list[str]:
        """The commits whose list opens with all that the town holds."""
        assert isinstance(self.origin, FakeRepository)
        found = []
        for commit, tree in self.origin.commits.items():
            try:
                self.store_of(FixedKeys(self.ring.identities)).load(tree)
            except WrongKey:
                continue
            except StoreError:  # a commit without a list
                continue
            found.append(commit)
        return found


class RealTown(Town):
    """A bare origin, age, and whatever place for the keyring."""

    def __init__(self, folder: Path, kept: KeyringStore) -> None:
        self.folder = folder
        self.bare, self.work = folder / "origin.git", folder / "work"
        self.workflow, self.recovery = make_key(), make_key()
        super().__init__(kept)

    def new_key(self) -> str:
        return make_key().secret

    def vault_of(self, keys: str) -> Vault:
        return AgeVault.of_identity(keys)

    def long_lived(self) -> Vault:
        recipients = f"{self.workflow.public}\n{self.recovery.public}\n".encode()
        return AgeVault.of(recipients, self.workflow.secret)

    def make_origin(self, files: dict[str, bytes]) -> Repository:
        run_git(self.folder, "init", "-q", "--bare", "-b", "main", str(self.bare))
        run_git(self.folder, "init", "-q", "-b", "main", str(self.work))
        self.git("remote", "add", "origin", str(self.bare))
        self.git("config", "user.name", "somebody")
        self.git("config", "user.email", "somebody@example.invalid")
        self.put(files)
        self.push("as it began")
        return GitRepository(self.work, {"PATH": "/usr/bin:/bin"}, pause=lambda _: None)

    # Somebody with the right to push

    def git(self, *words: str) -> str:
        return run_git(self.work, *words)

    def put(self, files: Mapping[str, bytes | None]) -> None:
        """Files in the work tree; None removes one."""
        for name, content in files.items():
            path = self.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True) if content is None else path.write_bytes(content)

    def push(self, subject: str) -> str:
        """Commit the work tree, and push whatever was there before."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject)
        self.git("push", "-q", "-f", "origin", "HEAD:main")
        return self.git("rev-parse", "HEAD")

    def fetch(self, back: int = 0) -> str:
        """The work tree as it was so many commits ago."""
        self.git("fetch", "-q", "origin", "main")
        self.git("checkout", "-q", "-f", "-B", "main", f"FETCH_HEAD~{back}")
        return self.git("rev-parse", "HEAD")

    def file(self, path: str) -> bytes:
        return (self.work / path).read_bytes()

    def objects(self) -> dict[str, bytes]:
        """Every blob that the origin ever took, reachable or not: its id and content."""
        listed = run_git(
            self.bare,
            *("cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)"),
        )
        blobs = [line.split()[1] for line in listed.splitlines() if line.startswith("blob ")]
        show = ["git", "-C", str(self.bare), "cat-file", "blob"]
        return {
            blob: subprocess.run([*show, blob], capture_output=True, check=True).stdout
            for blob in blobs
        }


def opened_with(keys: Iterable[str], sealed: bytes) -> bytes | None:
    """What one of these identities of age opens: by age alone, not by our code; else None."""
    try:
        plain: bytes = decrypt(sealed, [x25519.Identity.from_str(key) for key in keys])
    except DecryptError:
        return None
    return plain


def without(known: SubscriberList, number: int) -> SubscriberList:
    left = {a: s for a, s in known.subscribers.items() if a != phone(number)}
    return replace(known, subscribers=left)


def with_one(known: SubscriberList, one: Subscriber) -> SubscriberList:
    return replace(known, subscribers={**known.subscribers, one.address: one})


def on_github(github: GitHub, client: httpx.Client) -> GitHubKeyrings:
    """The keyrings of a repository, as a workflow's token sees them."""
    rest = Rest(github.url, REPOSITORY, github.token, client, lambda _: None)
    return GitHubKeyrings(rest, REPOSITORY, writers=(), now=github.now, sleep=lambda _: None)


@contextmanager
def place(kind: str, folder: Path) -> Iterator[KeyringStore]:
    """A folder, or GitHub as far as anybody can tell."""
    if kind == "folder":
        yield FolderKeyrings(folder / "keyring", folder / "work")
        return
    with GitHub() as github, httpx.Client(trust_env=False, limits=NO_CONNECTION_IS_KEPT) as client:
        yield on_github(github, client)
