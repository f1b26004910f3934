"""What stands at the tips of the origin's branches: the newest list, and the files of main."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from banditore.domain.errors import RepositoryError, RolledBack, WrongKey

if TYPE_CHECKING:
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Repository, SubscriberStore, Tree

COMMIT = "state: inbound"
"""Always the same: a history must not tell how many joined when."""
MOVED_ON = (WrongKey, RolledBack)
"""Between our look at the tip and the one at the keyring another run may have moved both."""
LOOKS = 3
"""So often is read again what looks so; an older list that was put in place stays older."""


def load_list(
    repository: Repository, store: SubscriberStore, state: str, main: str
) -> SubscriberList:
    """The list at the tip of the state branch; main's, where that branch does not exist yet.

    A state branch *without* a list is an error: somebody took the list away.
    """
    return newest_list(repository, store, state, main)[0]


def newest_list(
    repository: Repository, store: SubscriberStore, state: str, main: str
) -> tuple[SubscriberList, bool]:
    """The list at the tip, and whether the state branch exists. Raises as `load_list`."""
    for _ in range(LOOKS - 1):
        with suppress(*MOVED_ON):
            return _read(repository, store, state, main)
    return _read(repository, store, state, main)


def _read(
    repository: Repository, store: SubscriberStore, state: str, main: str
) -> tuple[SubscriberList, bool]:
    tip = repository.tip(state)
    if tip is not None:
        return store.load(tip), True
    return store.load(on_main(repository, main)), False


def on_main(repository: Repository, main: str) -> Tree:
    """The files on the tip of main, whatever is checked out. Raises RepositoryError."""
    files = repository.tip(main)
    if files is None:
        raise RepositoryError(
            f"the origin has no branch {main}", "push the town's files there first"
        )
    return files
