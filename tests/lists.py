"""The list in tests: sealed with fake keys, so that no time goes into real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.domain.keys.long_lived import FixedKeys
from fakes import FakeClock, FakeVault

if TYPE_CHECKING:
    from banditore.domain.subscribers import SubscriberList

KEY = "AGE-SECRET-KEY-1-OF-A-TEST"


def store_of(*keys: str, vault: FakeVault | None = None) -> AgeSubscriberStore:
    """A store of its own, as every process has one. `vault`: opens and seals in place of others."""

    def vault_of(key: str) -> FakeVault:
        return vault or FakeVault(key)

    return AgeSubscriberStore(FixedKeys(keys or (KEY,)), vault_of, FakeClock().now)


def founded(
    subscribers: SubscriberList, store: AgeSubscriberStore | None = None
) -> dict[str, bytes]:
    """The files of a new list."""
    files = (store or store_of()).found(subscribers)
    return {path: content for path, content in files.items() if content is not None}
