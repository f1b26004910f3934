"""A folder as a store of keyrings."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.keyring_folder import FolderKeyrings
from banditore.domain.errors import (
    KeyringLost,
    KeyringRefused,
    KeyringTaken,
    KeyringUnreachable,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def keyrings(tmp_path: Path) -> FolderKeyrings:
    return FolderKeyrings(tmp_path / "keyring", tmp_path / "repository")


def test_what_is_put_there_comes_back_and_goes_away(keyrings: FolderKeyrings) -> None:
    assert keyrings.slots() == []
    keyrings.create(1, b"first")
    keyrings.create(2, b"second")
    assert [keyrings.read(slot) for slot in keyrings.slots()] == [b"first", b"second"]
    first, _ = keyrings.slots()
    keyrings.delete(first)
    keyrings.delete(first)
    assert [slot.number for slot in keyrings.slots()] == [2]
    assert keyrings.read(first) is None


def test_folder_and_files_are_for_their_owner_s_eyes(
    keyrings: FolderKeyrings, tmp_path: Path
) -> None:
    keyrings.create(1, b"first")
    folder = tmp_path / "keyring"
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]
    assert modes == [0o700, 0o600]


def test_of_many_at_once_one_gets_the_number_and_nothing_is_left_of_the_others(
    keyrings: FolderKeyrings, tmp_path: Path
) -> None:
    keyrings.create(1, b"first")

    def race(number: int) -> bool:
        try:
            keyrings.create(2, b"%d" % number)
        except KeyringTaken:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(race, range(8)))
    assert got.count(True) == 1
    assert keyrings.read(keyrings.slots()[1]) == b"%d" % got.index(True)
    assert len(list((tmp_path / "keyring").iterdir())) == 2


def test_what_a_dead_run_left_half_written_is_no_keyring(
    keyrings: FolderKeyrings, tmp_path: Path
) -> None:
    keyrings.create(1, b"first")
    (tmp_path / "keyring" / ".keyring-x8").write_bytes(b"ha")
    assert [slot.number for slot in keyrings.slots()] == [1]


def test_a_folder_that_is_gone_is_not_made_again_for_a_later_keyring(
    keyrings: FolderKeyrings,
) -> None:
    with pytest.raises(KeyringLost, match="gone"):
        keyrings.create(2, b"second")


def test_the_repository_is_no_place_for_it(tmp_path: Path) -> None:
    with pytest.raises(KeyringRefused, match="must not lie in the repository"):
        FolderKeyrings(tmp_path / "town" / "keyring", tmp_path / "town")


def test_a_place_that_is_no_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "keyring").write_text("")
    keyrings = FolderKeyrings(tmp_path / "keyring", tmp_path / "repository")
    with pytest.raises(KeyringUnreachable, match="cannot be used") as failure:
        keyrings.slots()
    assert "BANDITORE_KEYRING" in failure.value.hint
