"""A town's first keys and first list; a lost workflow key; and trying the recovery key."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError
from banditore.domain.keys.keyring import Keyring, read_keyring
from banditore.domain.keys.long_lived import (
    RECIPIENTS,
    FixedKeys,
    TownKeys,
    secret_file,
    with_workflow,
)
from banditore.domain.subscribers import SubscriberList

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.keys.chain import Standing
    from banditore.domain.keys.long_lived import KeyPair
    from banditore.ports import EpochKeys, Files, SubscriberStore, Vault
    from banditore.services.keeping.keyring import Keyrings

    StoreOf = Callable[[EpochKeys], SubscriberStore]
    VaultOf = Callable[[bytes, str], Vault]
    """For a file of recipients and a secret key."""


@dataclass(frozen=True)
class Prepared:
    """All that is to be written."""

    public: Mapping[str, bytes]
    """Path in the repository → content; the list first, so that a crash between leaves a sample."""
    secret: Mapping[str, str] = field(repr=False)
    """File name → content, for a folder outside the repository."""
    keyring: bytes
    """The first keyring, sealed."""


def refuse_unless_sample(vault: Vault) -> None:
    """Raises StoreError where the town has its own keys: replacing them would lose the list."""
    if not vault.sample:
        raise StoreError(
            f"{RECIPIENTS} holds this town's own keys already: new ones could not open its list",
            "the list stays as it is; a lost workflow key is replaced with the help of the "
            "recovery key: banditore keys recover",
        )


def prepare(
    make_key: Callable[[], KeyPair],
    store_of: StoreOf,
    vault_of: VaultOf,
    now: datetime,
    ref_key: bytes,
) -> Prepared:
    """Two keys, an empty list under a key of its own, and a keyring that each of the two opens.

    Raises StoreError where one does not. Writes nothing.
    """
    keys, epoch, working = TownKeys(make_key(), make_key()), make_key(), make_key()
    recipients = keys.recipients().encode()
    empty = SubscriberList(ref_key, now, working_keys=(working.secret,))
    store = store_of(FixedKeys((epoch.secret,)))
    public = {path: content for path, content in store.found(empty).items() if content is not None}
    ring = Keyring((epoch.secret,), store.head(_Files(public)))
    sealed = vault_of(recipients, "").seal(ring.to_json())
    for key in (keys.workflow, keys.recovery):
        if _opened(vault_of(recipients, key.secret), sealed, store_of, _Files(public)) != empty:
            raise StoreError("a new key does not open the new list", "please report this")
    secret = keys.secret_files(now.date())
    return Prepared({**public, RECIPIENTS: recipients}, secret, sealed)


def check_recovery(prepared: Prepared, vault_of: VaultOf, store_of: StoreOf, typed: str) -> bool:
    """Whether what somebody typed in is the recovery key: it opens keyring and list."""
    recipients = prepared.public[RECIPIENTS]
    if typed.strip() not in prepared.secret["recovery.key"].split():
        return False
    _opened(vault_of(recipients, typed), prepared.keyring, store_of, _Files(prepared.public))
    return True


@dataclass(frozen=True)
class Recovered:
    """A new workflow key in place of one that is lost."""

    recipients: bytes
    secret: str = field(repr=False)
    """The content of `workflow.key`."""


def new_workflow_key(
    recipients: bytes, recovery: str, make_key: Callable[[], KeyPair], now: datetime
) -> Recovered:
    """The file of recipients with another workflow key. Raises StoreError.

    `recovery`: the recovery key's public half.
    """
    made = make_key()
    text = with_workflow(recipients.decode("utf-8"), recovery, made.public)
    if text is None:
        raise StoreError(
            f"{RECIPIENTS} does not hold the recovery key and another one beside it",
            "is this the town's recovery key? bring the file back as it was: git log -- the file",
        )
    return Recovered(text.encode(), secret_file(made, now.date()))


def drill(keyrings: Keyrings, store_of: StoreOf, files: Files) -> Standing:
    """Open the keyring with the recovery key alone, and then the list. Raises StoreError."""
    ring = keyrings.current
    store = store_of(FixedKeys(ring.identities, ring.anchor))
    return store.standing(files)


def _opened(vault: Vault, sealed: bytes, store_of: StoreOf, files: Files) -> SubscriberList:
    ring = read_keyring(vault.open(sealed))
    return store_of(FixedKeys(ring.identities, ring.anchor)).load(files)


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
