"""Opens the newest keyring and moves its anchor along; two runs at once cannot harm each other.

A keyring is never changed: whoever changes something makes the next number out of the newest one,
and nobody else can make that number, too. Then it is read back, and the older ones go away.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from banditore.domain.errors import (
    Corrupted,
    KeyringError,
    KeyringTaken,
    KeyringUnreachable,
    SampleInPlace,
    WrongKey,
)
from banditore.domain.keys.keyring import Keyring, disorder, name_of, read_keyring
from banditore.services.keeping.keyring_errors import foreign, lost, unopened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banditore.domain.errors import StoreError
    from banditore.domain.keys.chain import Head
    from banditore.domain.keys.keyring import Slot
    from banditore.ports import Clock, KeyringStore, Vault

TRIES = 8
AT_ONCE = 5
"""So many anchors of a run are stored as they come; GitHub allows 500 uploads an hour."""
REST = 60.0
"""Seconds between two of them, after that."""


@dataclass
class Keyrings:
    """The town's keyring, as one run sees it: the port EpochKeys, and what may change in it."""

    open_store: Callable[[], KeyringStore] = field(repr=False)
    """Asked once, when it is needed."""
    vault: Vault
    """Seals to `policy/recipients.txt`, opens with a long-lived key."""
    clock: Clock
    warn: Callable[[str], object] = field(repr=False)
    by_anybody: bool = False
    """Whether a person has answered for what lies there, and for what we put there."""
    _open: tuple[Slot, Keyring] | None = field(default=None, repr=False)
    _lock: RLock = field(default_factory=RLock, repr=False)
    _highest: int = 0
    """The number of the newest that is there, whether or not it opens."""
    _moved: int = 0
    _moved_at: float = 0.0
    _waiting: Head | None = None

    @cached_property
    def store(self) -> KeyringStore:
        """Where keyrings lie. Raises SettingsError."""
        return self.open_store()

    @property
    def current(self) -> Keyring:
        """The newest keyring. Raises KeyringError, WrongKey, SampleInPlace."""
        return (self._open or self._read())[1]

    @property
    def identities(self) -> Sequence[str]:
        """The epochs' keys, the newest last."""
        return self.current.identities

    @property
    def anchor(self) -> Head | None:
        """What the list's chain must contain."""
        return self.current.anchor

    def refresh(self) -> bool:
        """Look again, as another run may have rewritten the list; whether anything is new."""
        before = self._open
        return self._read() != before

    def found(self, keyring: Keyring) -> None:
        """Put the very first one in place. Raises KeyringTaken where there is one."""
        self.store.create(1, self.vault.seal(keyring.to_json()))

    @property
    def stranger(self) -> str:
        """Who put the newest there, where it was not this software; else empty."""
        wrong = disorder(self.store.slots())
        return (wrong.by or "somebody") if wrong else ""

    def take_over(
        self, make: Callable[[Keyring], Keyring] = lambda ring: ring, vault: Vault | None = None
    ) -> None:
        """A person has looked: a new keyring out of this one, whoever put it there.

        `vault`: sealed to other keys from now on. Raises KeyringError.
        """
        _, ring = self._open or self._read()
        self.vault = vault or self.vault
        if not self._replaced(make(ring)):
            raise KeyringUnreachable("another run changes the keyring just now", "run this again")

    # The anchor

    def advance(self, head: Head) -> None:
        """The list was pushed up to there. What cannot be stored is a warning: a later run can."""
        with self._lock:
            self._advance(head)

    def _advance(self, head: Head) -> None:
        if self._open and head.generation <= self._open[1].anchor.generation:
            return
        if self._moved >= AT_ONCE and self.clock.monotonic() - self._moved_at < REST:
            self._waiting = head
            return
        self._waiting = None
        self._moved += 1
        self._moved_at = self.clock.monotonic()
        try:
            self.change(lambda ring: ring.at(head))
        except KeyringError as failure:
            self._waiting = head
            self.warn(f"the anchor stays behind the list: {failure.message}; a later run moves it")

    def settle(self) -> None:
        """Store the anchor that waits, if one does: the run ends."""
        if self._waiting:
            self._moved = 0
            self.advance(self._waiting)

    # Changes

    def change(self, make: Callable[[Keyring], Keyring]) -> Keyring:
        """Replace the newest keyring by what is made of it. Raises KeyringError.

        `make` is asked again where another run was faster.
        """
        with self._lock:
            for attempt in range(1, TRIES + 1):
                _, ring = self._open or self._read()
                new = make(ring)
                if new == ring:
                    return ring
                if self._replaced(new):
                    return new
                self._open = None
                self.clock.sleep(attempt / 4)
        raise KeyringUnreachable(
            f"other runs changed the keyring {TRIES} times while we tried to", "run this again"
        )

    def tidy(self) -> None:
        """Remove keyrings that a dead run left beside the newest. Raises KeyringError."""
        slots = self.store.slots()
        if len(slots) > 1:
            slot, _ = self._read()
            self._remove(slots, below=slot.number)

    def _replaced(self, new: Keyring) -> bool:
        number, sealed = self._highest + 1, self.vault.seal(new.to_json())
        try:
            self.store.create(number, sealed, by_anybody=self.by_anybody)
        except KeyringTaken:
            return False
        slots = self.store.slots()
        mine = next((one for one in slots if one.number == number), None)
        # A run that stood still makes a number again that others have long left behind.
        if mine is None or slots[-1].number > number:
            if mine:
                self.store.delete(mine)
            return False
        if self.store.read(mine) != sealed:
            raise KeyringUnreachable(f"{name_of(number)} is not what we put there", "run it again")
        self._open, self._highest = (mine, new), number
        self._remove(slots, below=number)
        return True

    def _remove(self, slots: Sequence[Slot], *, below: int) -> None:
        for slot in slots:
            if slot.number < below:
                self.store.delete(slot)

    # Opening

    def _read(self) -> tuple[Slot, Keyring]:
        if self.vault.sample:
            raise SampleInPlace(
                "the repository still holds the sample of an empty list, which nobody can open",
                "make your own keys: banditore keys init --live --out FOLDER",
            )
        for _ in range(TRIES):
            found = self._opened(self.store.slots())
            if found:
                self._open = found
                return found
        raise KeyringUnreachable("the keyring changes faster than we can read it", "run this again")

    def _opened(self, slots: Sequence[Slot]) -> tuple[Slot, Keyring] | None:
        """The newest; an older one only where that is damaged. None where it has gone away."""
        whole = [slot for slot in slots if slot.whole]
        if not whole:
            raise lost(self.store.place, half=bool(slots))
        if not self.by_anybody and (stranger := disorder(slots)):
            raise foreign(stranger)
        first: StoreError | None = None
        for slot in reversed(whole):
            sealed = self.store.read(slot)
            if sealed is None:
                return None
            try:
                ring = read_keyring(self.vault.open(sealed))
            except WrongKey as failure:
                # Not for the older ones: whoever sealed this one to other keys had a reason.
                raise unopened(failure) from None
            except Corrupted as failure:
                first = first or unopened(failure)
                continue
            if not (slot.ours or self.by_anybody or ring.anchor.generation == 1):
                raise foreign(slot)
            self._highest = whole[-1].number
            return slot, ring
        assert first is not None  # noqa: S101 - there was one, and it did not open
        raise first
