"""A town's first keys and its first list."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.domain.errors import StoreError, WrongKey
from banditore.domain.keys.chain import BASE
from banditore.domain.keys.keyring import read_keyring
from banditore.domain.keys.long_lived import (
    RECIPIENTS,
    FixedKeys,
    last_drill,
    with_drill,
    with_workflow,
)
from banditore.services.keeping.keys import Prepared, check_recovery, prepare, refuse_unless_sample
from fakes import FakeFiles, FakeVault

if TYPE_CHECKING:
    from banditore.ports import EpochKeys

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def store_of(keys: EpochKeys) -> AgeSubscriberStore:
    return AgeSubscriberStore(keys, AgeVault.of_identity, lambda: NOW)


def made() -> Prepared:
    return prepare(make_key, store_of, AgeVault.of, NOW, b"r" * 32)


def test_each_long_lived_key_opens_the_keyring_and_that_the_list_which_is_empty() -> None:
    new = made()
    assert list(new.public) == [BASE, RECIPIENTS]
    assert list(new.secret) == ["workflow.key", "recovery.key"]
    for secret in new.secret.values():
        ring = read_keyring(AgeVault.of(None, secret).open(new.keyring))
        found = store_of(FixedKeys(ring.identities, ring.anchor)).load(FakeFiles(new.public))
        assert (found.cursor, found.ref_key, found.subscribers) == (NOW, b"r" * 32, {})
        assert len(found.working_keys) == 1


def test_no_long_lived_key_opens_anything_that_lies_in_git() -> None:
    new = made()
    for secret in new.secret.values():
        with pytest.raises(WrongKey):
            AgeVault.of(None, secret).open(new.public[BASE])


def test_only_the_recovery_key_is_taken_for_the_recovery_key() -> None:
    new = made()
    typed = {name: text.split()[-1] for name, text in new.secret.items()}
    assert check_recovery(new, AgeVault.of, store_of, typed["recovery.key"])
    for wrong in (typed["workflow.key"], make_key().secret, typed["recovery.key"][:-1], ""):
        assert not check_recovery(new, AgeVault.of, store_of, wrong)


def test_no_secret_key_is_in_what_goes_into_the_repository_or_is_printed() -> None:
    new = made()
    for content in (*new.public.values(), new.keyring, repr(new).encode()):
        assert b"AGE-SECRET-KEY" not in content


RECIPIENTS_FILE = """\
# Who can open the list.

# The workflow's:
age1first  # Actions
# The recovery key:
age1recovery
age1another
"""


def test_a_new_workflow_key_takes_the_old_one_s_line_and_no_other() -> None:
    changed = with_workflow(RECIPIENTS_FILE, "age1recovery", "age1new")
    assert changed == RECIPIENTS_FILE.replace("age1first", "age1new")


@pytest.mark.parametrize("recovery", ["age1stranger", "age1"])
def test_a_key_that_is_none_of_the_town_s_replaces_nothing(recovery: str) -> None:
    assert with_workflow(RECIPIENTS_FILE, recovery, "age1new") is None
    assert with_workflow("age1recovery\n", "age1recovery", "age1new") is None


def test_the_day_of_the_last_drill_is_noted_once_and_read_again() -> None:
    assert last_drill(RECIPIENTS_FILE) is None
    once = with_drill(RECIPIENTS_FILE, date(2026, 11, 23))
    twice = with_drill(once, date(2027, 2, 20))
    assert [last_drill(text) for text in (once, twice)] == [date(2026, 11, 23), date(2027, 2, 20)]
    assert len(twice.splitlines()) == len(RECIPIENTS_FILE.splitlines()) + 1
    assert last_drill("# The recovery key was last tried on 2026-99-99") is None


def test_a_key_that_does_not_open_the_list_stops_everything() -> None:
    names = iter(["one", "another"])

    def forgetful(keys: EpochKeys) -> AgeSubscriberStore:
        # Seals with one key and opens with another.
        return AgeSubscriberStore(FixedKeys((next(names),)), FakeVault, lambda: NOW)

    with pytest.raises(StoreError):
        prepare(make_key, forgetful, AgeVault.of, NOW, b"r" * 32)


def test_the_keys_of_a_town_are_never_replaced() -> None:
    refuse_unless_sample(FakeVault(sample=True))
    with pytest.raises(StoreError, match="already"):
        refuse_unless_sample(FakeVault())
