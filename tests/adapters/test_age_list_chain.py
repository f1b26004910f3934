"""A base and its segments: any history is loaded as it ended, and no other chain is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, repeat
from random import randbytes
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_list.contents import Contents, digest_of
from banditore.adapters.age_list.sealed import base_size, segment_size
from banditore.domain.errors import ChainBroken, Corrupted, RolledBack, StoreError, WrongKey
from banditore.domain.keys.chain import BASE, SEGMENTS, Head, segment_path
from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, PendingReply, Subscriber, SubscriberList
from fakes import FakeFiles, FakeVault
from lists import KEY, founded, store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
EMPTY = SubscriberList(b"k" * 32, NOW)


def phone(number: int) -> Address:
    return Address(f"+39333000{number:04}")


def person(number: int, language: str = "it") -> Subscriber:
    consent = Consent(NOW, f"{number:032x}", "2026-11", f"sha256:{language}")
    return Subscriber(f"{number:032x}", phone(number), language, frozenset({"info"}), consent)


def with_people(*numbers: int, language: str = "it") -> SubscriberList:
    return replace(EMPTY, subscribers={phone(n): person(n, language) for n in numbers})


class Branch(FakeFiles):
    """The files of a list at the tip of a branch."""

    def __init__(self, subscribers: SubscriberList = EMPTY) -> None:
        super().__init__(founded(subscribers))
        self.store = store_of()

    def put(self, subscribers: SubscriberList) -> None:
        """One more change, by a process that has been there from the beginning."""
        self.change(self.store.store(self, subscribers))

    def rewrite(self, subscribers: SubscriberList, key: str = KEY) -> None:
        """A new base."""
        self.change(self.store.rewrite(self, subscribers, key))

    def change(self, changes: object) -> None:
        assert isinstance(changes, dict)
        both = {**self.files, **changes}
        self.files = {path: content for path, content in both.items() if content is not None}

    def without(self, *paths: str) -> FakeFiles:
        return FakeFiles({path: self.files[path] for path in self.files if path not in paths})

    def with_files(self, files: dict[str, bytes]) -> FakeFiles:
        return FakeFiles({**self.files, **files})


def long() -> Branch:
    """Five people who joined one after the other."""
    branch = Branch()
    for number in range(1, 6):
        branch.put(with_people(*range(number)))
    return branch


def test_each_change_is_one_more_file_and_the_others_stay_as_they_are() -> None:
    branch = Branch()
    for number in range(1, 4):
        before = dict(branch.files)
        branch.put(with_people(*range(number)))
        assert before.items() <= branch.files.items()
        assert branch.files.keys() - before.keys() == {segment_path(number + 1)}
        assert store_of().load(branch) == with_people(*range(number))


def test_what_changes_nothing_makes_no_file() -> None:
    branch = long()
    assert branch.store.store(branch, with_people(*range(5))) == {}


LISTS = st.builds(
    SubscriberList,
    ref_key=st.just(b"k" * 32),
    cursor=st.integers(0, 3).map(lambda n: NOW + timedelta(seconds=n)),
    subscribers=st.dictionaries(st.integers(0, 7), st.sampled_from(["it", "fr"]), max_size=6).map(
        lambda found: {phone(n): person(n, language) for n, language in found.items()}
    ),
    seen=st.dictionaries(st.sampled_from("abc"), st.just(NOW)),
    replies=st.sets(st.sampled_from("abc")).map(
        lambda ids: {i: PendingReply(i, phone(1), "help", "it", NOW, "run", NOW) for i in ids}
    ),
    courtesy=st.dictionaries(st.sampled_from("abc"), st.sampled_from([NOW, NOW + timedelta(1)])),
    misses=st.dictionaries(st.sampled_from("abc"), st.just(("one", "two"))),
    moves=st.dictionaries(st.tuples(st.just("2026-11"), st.sampled_from("ab")), st.integers(0, 3)),
    sent=st.frozensets(st.sampled_from(["one", "two"])),
    working_keys=st.sampled_from([(), ("one",), ("one", "two")]),
)


@pytest.mark.thorough
@given(st.lists(st.tuples(LISTS, st.integers(0, 9)), max_size=8))
def test_any_history_is_loaded_as_it_ended(history: list[tuple[SubscriberList, int]]) -> None:
    branch, keys = Branch(), [KEY]
    follower = store_of(KEY, *(str(n) for n in range(10)))
    branch.store = store_of(KEY, *(str(n) for n in range(10)))
    for number, (after, dice) in enumerate(history):
        if dice == 0:
            keys.append(str(number))
            branch.rewrite(after, keys[-1])
        else:
            branch.put(after)
        assert branch.store.load(branch) == follower.load(branch) == after
        assert store_of(keys[-1]).load(branch) == after


def test_a_list_in_columns_that_were_made_anew_is_told_from_the_old_one() -> None:
    branch = Branch(with_people(*range(2_000)))
    many = {**with_people(*range(500, 2_000), language="fr").subscribers, phone(3_000): person(1)}
    after = replace(
        EMPTY, subscribers={**many, phone(3_000): replace(person(1), address=phone(3_000))}
    )
    branch.put(after)
    assert store_of().load(branch) == after
    assert branch.store.standing(branch).left


def test_a_segment_with_nothing_in_it_is_fine() -> None:
    branch = Branch()
    branch.put(replace(EMPTY, cursor=NOW + timedelta(1)))
    assert store_of().load(branch).cursor == NOW + timedelta(1)


# What was opened is kept


class CountingVault(FakeVault):
    """Counts how often something was opened."""

    opened = 0

    def open(self, sealed: bytes) -> bytes:
        self.opened += 1
        return super().open(sealed)


def test_of_a_longer_chain_only_what_is_new_is_opened() -> None:
    branch, vault = long(), CountingVault(KEY)
    store = store_of(vault=vault)
    first = store.load(branch)
    assert vault.opened == 6
    assert store.load(branch) is first
    branch.put(with_people(0, 9))
    assert store.load(branch) == with_people(0, 9)
    assert vault.opened == 7


def test_what_we_stored_ourselves_is_not_opened_again_unless_another_was_faster() -> None:
    branch, vault = long(), CountingVault(KEY)
    ours = store_of(vault=vault)
    mine = with_people(*range(6))
    changes = ours.store(branch, mine)
    opened = vault.opened
    branch.put(with_people(7))
    assert ours.load(branch) == with_people(7)
    assert vault.opened == opened + 1
    branch.change(ours.store(branch, mine))
    assert ours.load(branch) == mine
    assert vault.opened == opened + 1
    assert changes


class Streamed(Branch):
    """Files that give the base in pieces."""

    def stream(self, path: str) -> Iterator[bytes]:
        content = self.files[path]
        return (content[at : at + 10_007] for at in range(0, len(content), 10_007))


def test_a_base_may_come_in_pieces() -> None:
    branch = Streamed(with_people(*range(500)))
    branch.put(with_people(1))
    assert store_of().load(branch) == with_people(1)


def test_a_file_too_large_to_be_kept_is_read_twice() -> None:
    branch = Streamed()
    branch.files[BASE] = randbytes(9 * 1024 * 1024)
    contents = Contents(branch, {})
    taken = contents.take(0)
    for _ in range(2):
        assert b"".join(taken.pieces()) == branch.files[BASE]
    assert (taken.digest, taken.size) == (digest_of(branch.files[BASE]), len(branch.files[BASE]))


class Endless(Streamed):
    """Whose base is far too large."""

    def stream(self, path: str) -> Iterator[bytes]:
        yield from repeat(bytes(1 << 20))


def test_a_file_that_is_larger_than_any_we_write_is_refused_before_it_is_in_memory() -> None:
    with pytest.raises(Corrupted, match="larger than any file"):
        store_of().load(Endless())


# Sizes


def test_small_lists_and_small_changes_have_one_size_each() -> None:
    sizes = set()
    for people in ((), (1,), range(500)):
        branch = Branch(with_people(*people))
        assert len(branch.files[BASE]) == len(Branch().files[BASE])
        for after in (with_people(*people, 1001, 1002), with_people(*people[1:])):
            changed = branch.store.store(branch, after)
            sizes |= {len(content or b"") for content in changed.values()}
    assert len(sizes) == 1


def test_sizes_grow_by_a_quarter_of_a_doubling_or_by_a_doubling() -> None:
    assert {base_size(n) for n in range(0, 65_537, 512)} == {65_536}
    assert [base_size(n) // 1024 for n in (65_537, 81_920, 100_000, 114_689)] == [80, 80, 112, 128]
    assert [segment_size(n) for n in (1, 512, 513, 1024, 1025, 5000)] == [
        512,
        512,
        1024,
        1024,
        2048,
        8192,
    ]
    for before, after in pairwise(sorted({base_size(n) for n in range(0, 1 << 20, 4096)})):
        assert before < after <= before * 1.25


# Chains that are not ours

SWAPPED = {segment_path(3): segment_path(4), segment_path(4): segment_path(3)}


def attacks() -> dict[str, Callable[[Branch], FakeFiles]]:
    """What who may push, and has no key, can do with the files."""
    last, third = segment_path(6), segment_path(3)
    return {
        "is missing": lambda branch: branch.without(third),
        "enc is missing": lambda branch: branch.without(segment_path(2)),
        "00000003.age holds another": lambda branch: branch.with_files(
            {path: branch.files[other] for path, other in SWAPPED.items()}
        ),
        "00000007.age holds another": lambda branch: branch.with_files(
            {segment_path(7): branch.files[third]}
        ),
        "00000006.age does not follow": lambda branch: branch.with_files(
            {last: another_line().files[last]}
        ),
        "00000002.age does not follow": lambda branch: branch.with_files(
            {BASE: founded(with_people(9))[BASE]}
        ),
        "00000006.age: sealed to another key": lambda branch: branch.with_files(
            {last: another_line("another").files[last]}
        ),
        "does not belong there": lambda branch: branch.with_files(
            {f"{SEGMENTS}/notes.txt": b"hello"}
        ),
    }


def another_line(key: str = KEY) -> Branch:
    branch = Branch()
    if key != KEY:
        branch = Branch.__new__(Branch)
        FakeFiles.__init__(branch, founded(EMPTY, store_of(key)))
        branch.store = store_of(key)
    for number in range(1, 6):
        branch.put(with_people(*range(10, 10 + number)))
    return branch


def test_a_file_under_another_name_is_refused_also_by_who_has_opened_it_before() -> None:
    branch = long()
    branch.store.load(branch)
    branch.files[segment_path(9)] = branch.files.pop(segment_path(6))
    for store in (branch.store, store_of()):
        with pytest.raises(ChainBroken, match=r"00000006\.age is missing"):
            store.load(branch)


@pytest.mark.parametrize("words", attacks())
def test_a_chain_with_a_file_missing_swapped_replayed_or_foreign_is_refused(words: str) -> None:
    branch = long()
    with pytest.raises(ChainBroken, match=words.removeprefix("enc ")) as caught:
        store_of().load(attacks()[words](branch))
    assert "git restore" in caught.value.hint


def test_who_can_seal_but_has_no_key_cannot_forge_a_file() -> None:
    """Whoever learns the recipient of an epoch can seal to it; the MAC's key he does not have."""
    branch = long()

    class Recipient(FakeVault):
        def __init__(self, key: str) -> None:
            super().__init__(KEY)  # seals so that our key opens it

    forger = AgeSubscriberStore(store_of("guess")._keys, Recipient, lambda: NOW)
    forged = forger.found(with_people(666))
    with pytest.raises(Corrupted, match="last line does not fit"):
        store_of().load(branch.with_files({BASE: forged[BASE] or b""}))


def test_a_list_under_another_key_is_an_error_of_its_own() -> None:
    with pytest.raises(WrongKey, match=BASE):
        store_of("another").load(long())


def test_a_chain_without_its_base_is_no_list() -> None:
    with pytest.raises(StoreError, match=f"there is no {BASE}"):
        store_of().load(long().without(BASE))


# Older states


def test_an_older_state_of_the_chain_is_refused_by_who_saw_the_newer_one() -> None:
    branch = long()
    seen = store_of()
    seen.load(branch)
    older = branch.without(segment_path(6))
    with pytest.raises(RolledBack):
        seen.load(older)
    assert store_of().load(older) == with_people(
        *range(4)
    )  # nothing tells it: that is the anchor's
    assert seen.load(branch) == with_people(*range(5))


def test_an_older_state_is_refused_by_the_anchor() -> None:
    branch = long()
    anchored = Keys((KEY,), branch.store.head(branch))
    with pytest.raises(RolledBack, match="generation 5"):
        anchored.store().load(branch.without(segment_path(6)))
    with pytest.raises(RolledBack):
        anchored.store().load(another_line())
    branch.put(with_people(3))
    assert anchored.store().load(branch) == with_people(3)


class Keys:
    """A keyring that other runs change; `next` is what a look at it brings."""

    def __init__(self, identities: tuple[str, ...], anchor: Head | None = None) -> None:
        self.identities = identities
        self.anchor = anchor
        self.next: tuple[tuple[str, ...], Head | None] | None = None
        self.looks = 0

    def refresh(self) -> bool:
        self.looks += 1
        if self.next is None:
            return False
        (self.identities, self.anchor), self.next = self.next, None
        return True

    def store(self) -> AgeSubscriberStore:
        return AgeSubscriberStore(self, FakeVault, lambda: NOW)


def test_a_list_that_another_run_rewrote_is_opened_after_a_look_at_the_keyring() -> None:
    branch = long()
    keys = Keys((KEY,))
    store = keys.store()
    store.load(branch)
    branch.store = store_of(KEY, "second", "third")
    for key in ("second", "third"):
        keys.next = (key,), branch.store.head(branch)
        branch.rewrite(with_people(1), key)
    branch.put(with_people(1, 2))
    assert store.load(branch) == with_people(1, 2)
    assert keys.looks == 1


def test_a_look_at_the_keyring_that_brings_nothing_new_ends_in_the_error() -> None:
    keys = Keys(("another",))
    with pytest.raises(WrongKey):
        keys.store().load(long())
    assert keys.looks == 1


# Rewriting


def test_a_rewrite_is_one_base_in_place_of_all_files_and_the_old_key_does_not_open_it() -> None:
    branch = long()
    before = branch.store.head(branch)
    changes = branch.store.rewrite(branch, with_people(1), "second")
    assert sorted(path for path, content in changes.items() if content is None) == [
        segment_path(n) for n in range(2, 7)
    ]
    branch.change(changes)
    assert list(branch.files) == [BASE]
    renewed = store_of("second")
    assert renewed.load(branch) == with_people(1)
    assert renewed.head(branch).epoch == before.epoch + 1
    assert renewed.head(branch).generation == before.generation + 1
    with pytest.raises(WrongKey):
        store_of(KEY).load(branch)


def test_while_a_list_is_rewritten_either_key_may_be_the_one() -> None:
    branch = long()
    both = store_of(KEY, "second")
    assert both.load(branch) == with_people(*range(5))
    branch.change(both.rewrite(branch, with_people(1), "second"))
    assert both.load(branch) == store_of(KEY, "second").load(branch) == with_people(1)


def test_the_standing_says_what_a_rewrite_is_decided_by() -> None:
    branch = long()
    standing = branch.store.standing(branch)
    assert (standing.segments, standing.left) == (5, False)
    assert standing.size == len(branch.files[BASE])
    assert standing.head == branch.store.head(branch)
    branch.put(with_people(1))
    for store in (branch.store, store_of()):
        assert store.standing(branch).left
    branch.rewrite(with_people(1))
    standing = branch.store.standing(branch)
    assert (standing.segments, standing.left) == (0, False)


def test_the_files_of_a_list_can_be_carried_elsewhere() -> None:
    branch = long()
    branch.files["README.md"] = b"hello"
    held = branch.store.held(branch)
    assert {**held, "README.md": b"hello"} == branch.files
