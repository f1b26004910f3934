"""Each pushed change of the list moves the anchor along, whoever pushed it and why."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from banditore.domain.keys.chain import BASE
from banditore.services.tips import LOOKS, MOVED_ON

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banditore.ports import Files, Repository, SubscriberStore, Tree
    from banditore.services.keeping.keyring import Keyrings


class Anchored:
    """The origin, as those see it who change the list: the port Repository."""

    def __init__(
        self, origin: Repository, state: str, store: SubscriberStore, keyrings: Keyrings
    ) -> None:
        self._origin = origin
        self._state = state
        self._store = store
        self._keyrings = keyrings

    def change(
        self, branch: str, mutate: Callable[[Files], Mapping[str, bytes | None]], message: str
    ) -> str:
        """Re-apply a change to the newest tip; of the state, also say outside git how far it is."""
        if branch != self._state:
            return self._origin.change(branch, mutate, message)
        pushed: list[Patched] = []

        def watched(files: Files) -> Mapping[str, bytes | None]:
            changes = mutate(files)
            pushed[:] = [Patched(files, changes)]
            return changes

        commit = ""
        for look in range(LOOKS):
            try:
                commit = self._origin.change(branch, watched, message)
                break
            except MOVED_ON:
                if look == LOOKS - 1:
                    raise
        # Also where nothing was left to do: another run may have died before it said so.
        if pushed and pushed[0].identity(BASE):
            self._keyrings.advance(self._store.head(pushed[0]))
        return commit

    def tip(self, branch: str) -> Tree | None:
        """The newest commit of a branch."""
        return self._origin.tip(branch)

    def base(self, branch: str) -> Tree | None:
        """The commit of a branch that the proposal grew from."""
        return self._origin.base(branch)

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Branch name → commit."""
        return self._origin.branches(prefix)

    def create(self, branch: str, files: Mapping[str, bytes], message: str) -> Tree:
        """Make a branch that must not exist."""
        return self._origin.create(branch, files, message)

    def append(
        self, branch: str, onto: str, files: Mapping[str, bytes | None], message: str
    ) -> Tree:
        """Commit on top of exactly that tip."""
        return self._origin.append(branch, onto, files, message)

    def delete(self, branch: str, at: str) -> None:
        """Remove a branch."""
        self._origin.delete(branch, at)


class Patched:
    """Files as they are once changes are made: the port Files."""

    def __init__(self, files: Files, changes: Mapping[str, bytes | None]) -> None:
        self._files = files
        self._changes = changes

    def read(self, path: str) -> bytes | None:
        """The content, or None."""
        return self._changes[path] if path in self._changes else self._files.read(path)

    def paths(self, under: str = "") -> Sequence[str]:
        """All files below a folder."""
        prefix = f"{under.rstrip('/')}/" if under else ""
        kept = {path for path in self._files.paths(under) if path not in self._changes}
        new = {path for path, content in self._changes.items() if content is not None}
        return sorted(kept | {path for path in new if path.startswith(prefix)})

    def identity(self, path: str) -> str:
        """A name of the content."""
        if path not in self._changes:
            return self._files.identity(path)
        content = self._changes[path]
        return "" if content is None else f"new {sha256(content).hexdigest()}"
