"""Keyrings as files in a folder outside the repository: a demonstration, tests, own machines."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.domain.errors import KeyringLost, KeyringRefused, KeyringTaken, KeyringUnreachable
from banditore.domain.keys.keyring import Slot, name_of, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_HALF = ".keyring-"


class FolderKeyrings:
    """A folder that only its owner may look into."""

    def __init__(self, folder: Path, repository: Path) -> None:
        """Raises KeyringRefused where the folder lies in the repository: git would keep it."""
        self._folder = folder.expanduser().resolve()
        if self._folder.is_relative_to(repository.resolve()):
            raise KeyringRefused(
                "the keyring must not lie in the repository: git forgets nothing",
                "name a folder outside it: BANDITORE_KEYRING=/path",
            )

    @property
    def place(self) -> str:
        """The folder."""
        return f"the folder {self._folder}"

    def slots(self) -> Sequence[Slot]:
        """All keyrings in it, in the order of their numbers."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except FileNotFoundError:
            return []
        except OSError as failure:
            raise self._trouble(failure) from None
        numbers = {name: number_of(name) for name in names}
        found = [Slot(number, name) for name, number in numbers.items() if number is not None]
        return sorted(found, key=lambda slot: slot.number)

    def read(self, slot: Slot) -> bytes | None:
        """The sealed keyring, or None where it has gone away since."""
        try:
            return (self._folder / slot.id).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as failure:
            raise self._trouble(failure) from None

    def create(self, number: int, sealed: bytes, *, by_anybody: bool = False) -> None:
        """Put one there, whole or not at all. Raises KeyringTaken, KeyringLost."""
        del by_anybody
        try:
            if number == 1:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._link(self._folder / name_of(number), sealed)
        except FileExistsError:
            raise KeyringTaken(f"{name_of(number)} is there already") from None
        except FileNotFoundError:
            raise KeyringLost(
                f"{self.place} is gone", "bring it back; it holds the only key to the list"
            ) from None
        except OSError as failure:
            raise self._trouble(failure) from None

    def delete(self, slot: Slot) -> None:
        """Remove one; nothing to do where it is gone."""
        try:
            (self._folder / slot.id).unlink(missing_ok=True)
        except OSError as failure:
            raise self._trouble(failure) from None

    def _link(self, path: Path, sealed: bytes) -> None:
        """A file under its name at once, with all its bytes on the disk; never over another."""
        handle, half = tempfile.mkstemp(prefix=_HALF, dir=self._folder)  # for its owner only
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            os.link(half, path)
        finally:
            with suppress(OSError):
                Path(half).unlink()

    def _trouble(self, failure: OSError) -> KeyringUnreachable | KeyringRefused:
        kind = KeyringRefused if isinstance(failure, PermissionError) else KeyringUnreachable
        return kind(
            f"the keyring cannot be used in {self.place}: {failure.strerror}",
            "see BANDITORE_KEYRING, and who may read and write there",
        )
