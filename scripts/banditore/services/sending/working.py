"""Working keys: what belongs to a claim or a doubt is sealed, and signed, with them.

They lie in the encrypted list, and so die with its key; yet they outlive a new key of the list, as
a broadcast may be under way. The newest seals and signs, each opens and checks.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from banditore.domain.errors import Corrupted, StoreError, WrongKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Vault


def mark_of(key: str) -> str:
    """A name for a key, by which a rotation sees what it is still needed for."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def _mac(key: str, content: bytes) -> str:
    return hmac.new(key.encode(), b"a claim of banditore\0" + content, hashlib.sha256).hexdigest()


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

    def sign(self, content: bytes) -> bytes:
        """By this it is known again as ours: who may push, and has no key, cannot make it."""
        self._opened()
        return f"{self.mark} {_mac(self._keys[-1], content)}\n".encode()

    def check(self, content: bytes, signature: bytes) -> None:
        """Raises Corrupted where it is not what we signed, WrongKey where that key is gone."""
        mark, _, mac = signature.decode("ascii", "replace").strip().partition(" ")
        self._opened()
        if mark not in map(mark_of, self._keys):
            self.take(self._load())
        for key in self._keys:
            if mark == mark_of(key):
                if hmac.compare_digest(_mac(key, content).encode(), mac.encode()):
                    return
                raise Corrupted("a signature is not that of its content")
        raise WrongKey("signed with a key that the list does not hold")

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
