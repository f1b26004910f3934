"""A town's first keys and its first, empty list."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError
from banditore.domain.keys import RECIPIENTS, TownKeys
from banditore.domain.subscribers import SubscriberList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.keys import KeyPair
    from banditore.ports import SubscriberStore, Vault

    StoreOf = Callable[[str], SubscriberStore]
    """The store for a secret key."""


@dataclass(frozen=True)
class Prepared:
    """All that is to be written."""

    public: Mapping[str, bytes]
    """Path in the repository → content; the list first, so that a crash between leaves a sample."""
    secret: Mapping[str, str] = field(repr=False)
    """File name → content, for a folder outside the repository."""


def refuse_unless_sample(vault: Vault) -> None:
    """Raises StoreError where the town has its own keys: replacing them would lose the list."""
    if not vault.sample:
        raise StoreError(
            f"{RECIPIENTS} holds this town's own keys already: new ones could not open its list",
            "the list stays as it is; a lost workflow key is replaced with the help of the "
            "recovery key, which opens the same list",
        )


def prepare(
    make_key: Callable[[], KeyPair], store_of: StoreOf, now: datetime, ref_key: bytes
) -> Prepared:
    """Two keys, the file of recipients and an empty list that its key was seen to open.

    Raises StoreError where one does not. Writes nothing.
    """
    keys = TownKeys(make_key(), make_key())
    recipients = keys.recipients().encode()
    empty = SubscriberList(ref_key, now)
    files = store_of(keys.workflow.secret).found(empty)
    public = {path: content for path, content in files.items() if content is not None}
    if store_of(keys.workflow.secret).load(_Files(public)) != empty:
        raise StoreError("a new key does not open the new list", "please report this")
    return Prepared({**public, RECIPIENTS: recipients}, keys.secret_files(now.date()))


class _Files:
    """The files as they will be."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, path: str) -> bytes | None:
        """The content, or None."""
        return self._files.get(path)

    def paths(self, under: str = "") -> Sequence[str]:
        """All of them that begin so."""
        return sorted(path for path in self._files if path.startswith(under))

    def identity(self, path: str) -> str:
        """A digest of the content."""
        content = self._files.get(path)
        return "" if content is None else sha256(content).hexdigest()
