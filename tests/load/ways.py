"""Ways to keep a list in files: ours, and two that others would take."""

from __future__ import annotations

import base64
import json
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.domain.keys.long_lived import FixedKeys
from fakes import FakeFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.message import Address
    from banditore.domain.subscribers import Subscriber, SubscriberList

    Changes = Mapping[str, bytes | None]


def store(identity: str) -> AgeSubscriberStore:
    """The real one, with real keys."""
    return AgeSubscriberStore(
        FixedKeys((identity,)), AgeVault.of_identity, lambda: datetime.now(UTC)
    )


class Way(Protocol):
    """How a list is kept in files."""

    def first(self, subscribers: SubscriberList) -> Changes:
        """The files it begins with."""

    def next(self, subscribers: SubscriberList) -> Changes:
        """What changes for this one."""


class Ours:
    """A base and segments."""

    def __init__(self) -> None:
        self._store = store(make_key().secret)
        self._files = FakeFiles()

    def first(self, subscribers: SubscriberList) -> Changes:
        """A base."""
        return self._put(self._store.found(subscribers))

    def next(self, subscribers: SubscriberList) -> Changes:
        """One more segment."""
        return self._put(self._store.store(self._files, subscribers))

    def _put(self, changed: Changes) -> Changes:
        self._files.files |= {path: content or b"" for path, content in changed.items()}
        return changed


class Whole:
    """The whole file anew: gzip, padding and age, as `age -r … list.jsonl.gz` in a script."""

    def __init__(self) -> None:
        self._key = make_key().secret

    def first(self, subscribers: SubscriberList) -> Changes:
        """All of it."""
        return store(self._key).found(subscribers)

    next = first


class Records:
    """SOPS's JSON store, emulated: each value is sealed for itself; what stays stays as it is."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Address, str], tuple[str, str]] = {}

    def first(self, subscribers: SubscriberList) -> Changes:
        """All of it, in the order of the addresses."""
        rows = [self._row(one) for one in subscribers.subscribers.values()]
        return {"subscribers.json": json.dumps(rows, indent=2).encode()}

    next = first

    def _row(self, one: Subscriber) -> dict[str, str]:
        consent = one.consent
        said = {
            "address": str(one.address),
            "id": one.id,
            "language": one.language,
            "at": consent.at.isoformat(),
            "message": consent.message,
            "notice": consent.notice,
        }
        return {name: self._sealed(one.address, name, value) for name, value in said.items()}

    def _sealed(self, address: Address, name: str, value: str) -> str:
        kept = self._kept.get((address, name))
        if kept and kept[0] == value:
            return kept[1]
        # AES-GCM's output is as long as its input, and looks like chance.
        data, iv, tag = (
            base64.b64encode(random.randbytes(size)).decode() for size in (len(value), 32, 16)
        )
        sealed = f"ENC[AES256_GCM,data:{data},iv:{iv},tag:{tag},type:str]"
        self._kept[address, name] = value, sealed
        return sealed
