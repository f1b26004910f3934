"""Working keys: what belongs to a claim or a doubt is sealed with them.

They lie in the encrypted list, and so die with its key; yet they outlive a new key of the list, as
a broadcast may be under way. The newest seals, each opens.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError, WrongKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Vault


def mark_of(key: str) -> str:
    """A name for a key, by which a rotation sees what it is still needed for."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


class WorkingVault:
    """Seals and opens for this run. Methods raise what reading the list raises, too."""

    def __init__(
        self, load: Callable[[], SubscriberList], vault_of: Callable[[str], Vault]
    ) -> None:
        """`load`: the list as it is pushed. `vault_of`: for age identities, the newest last."""
        self._load = load
        self._vault_of = vault_of
        self._keys: tuple[str, ...] = ()
        self._vault: Vault | None = None

    def seal(self, content: bytes) -> bytes:
        """Sealed with the newest key that we know."""
        return self._opened().seal(content)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed with any of the keys. Raises WrongKey, Corrupted."""
        try:
            return self._opened().open(sealed)
        except WrongKey:
            # By a run that knows a newer key than ours.
            self.take(self._load())
        return self._opened().open(sealed)

    @property
    def mark(self) -> str:
        """Names the key that seals; nobody can tell the key from it."""
        self._opened()
        return mark_of(self._keys[-1])

    def seals_for(self, subscribers: SubscriberList) -> bool:
        """Whether what we seal is sealed with the newest key of that list."""
        return self._keys[-1:] == subscribers.working_keys[-1:]

    def take(self, subscribers: SubscriberList) -> None:
        """From now on with the keys of that list."""
        self._keys = subscribers.working_keys
        if not self._keys:
            raise StoreError(
                "the list holds no key for what is being sent",
                "give it a new one: banditore keys rotate --live",
            )
        self._vault = self._vault_of("\n".join(self._keys))

    def _opened(self) -> Vault:
        if self._vault is None:
            self.take(self._load())
        assert self._vault is not None  # noqa: S101 - taken just now
        return self._vault
