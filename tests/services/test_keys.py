"""A town's first keys and its first list."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.domain.chain import BASE
from banditore.domain.errors import StoreError
from banditore.domain.keys import FixedKeys
from banditore.services.keys import prepare, refuse_unless_sample
from fakes import FakeFiles, FakeVault

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def store_of(secret: str) -> AgeSubscriberStore:
    return AgeSubscriberStore(FixedKeys((secret,)), AgeVault.of_identity, lambda: NOW)


def test_the_new_key_opens_the_new_list_which_is_empty_and_begins_now() -> None:
    new = prepare(make_key, store_of, NOW, b"r" * 32)
    assert list(new.public) == [BASE, "policy/recipients.txt"]
    assert list(new.secret) == ["workflow.key", "recovery.key"]
    found = store_of(new.secret["workflow.key"].split()[-1]).load(FakeFiles(new.public))
    assert (found.cursor, found.ref_key, found.subscribers) == (NOW, b"r" * 32, {})


def test_no_secret_key_is_in_what_goes_into_the_repository_or_is_printed() -> None:
    new = prepare(make_key, store_of, NOW, b"r" * 32)
    for content in (*new.public.values(), repr(new).encode()):
        assert b"AGE-SECRET-KEY" not in content


def test_a_key_that_does_not_open_the_list_stops_everything() -> None:
    names = iter(["one", "another"])

    def forgetful(secret: str) -> AgeSubscriberStore:
        # Seals with one key and opens with another.
        return AgeSubscriberStore(FixedKeys((next(names),)), FakeVault, lambda: NOW)

    with pytest.raises(StoreError):
        prepare(make_key, forgetful, NOW, b"r" * 32)


def test_the_keys_of_a_town_are_never_replaced() -> None:
    refuse_unless_sample(FakeVault(sample=True))
    with pytest.raises(StoreError, match="already"):
        refuse_unless_sample(FakeVault())
