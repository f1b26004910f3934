"""A town's first keys and its first list."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import LIST, AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.domain.errors import StoreError
from banditore.services.keys import prepare, refuse_unless_sample
from fakes import FakeFiles, FakeVault

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def store_of(recipients: bytes, secret: str) -> AgeSubscriberStore:
    return AgeSubscriberStore(AgeVault.of(recipients, secret))


def test_each_new_key_opens_the_new_list_which_is_empty_and_begins_now() -> None:
    new = prepare(make_key, store_of, NOW, b"r" * 32)
    assert list(new.public) == [LIST, "policy/recipients.txt"]
    assert list(new.secret) == ["workflow.key", "recovery.key"]
    for secret in new.secret.values():
        found = store_of(new.public["policy/recipients.txt"], secret).load(FakeFiles(new.public))
        assert (found.cursor, found.ref_key, found.subscribers) == (NOW, b"r" * 32, {})


def test_no_secret_key_is_in_what_goes_into_the_repository_or_is_printed() -> None:
    new = prepare(make_key, store_of, NOW, b"r" * 32)
    for content in (*new.public.values(), repr(new).encode()):
        assert b"AGE-SECRET-KEY" not in content


def test_a_key_that_does_not_open_the_list_stops_everything() -> None:
    def forgetful(content: bytes, secret: str) -> AgeSubscriberStore:
        # Seals with one key and opens with another.
        return AgeSubscriberStore(FakeVault(secret and "another"))

    with pytest.raises(StoreError):
        prepare(make_key, forgetful, NOW, b"r" * 32)


def test_the_keys_of_a_town_are_never_replaced() -> None:
    refuse_unless_sample(FakeVault(sample=True))
    with pytest.raises(StoreError, match="already"):
        refuse_unless_sample(FakeVault())
