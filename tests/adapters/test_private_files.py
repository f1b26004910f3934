"""A file for its owner's eyes only, outside the repository, and never over another one."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.private_files import write_private
from banditore.domain.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "list.age"
    write_private(path, b"sealed", outside=tmp_path / "town")
    assert path.read_bytes() == b"sealed"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["town/list.age", "town/messages/../list.age", "link/list.age"])
def test_it_does_not_lie_in_the_repository(name: str, tmp_path: Path) -> None:
    (tmp_path / "town" / "messages").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "town")
    with pytest.raises(StoreError, match="not lie in the repository"):
        write_private(tmp_path / name, b"sealed", outside=tmp_path / "town")


@pytest.mark.parametrize("name", ["there.age", "no/such/folder.age"])
def test_nothing_is_overwritten_and_no_folder_is_made(name: str, tmp_path: Path) -> None:
    (tmp_path / "there.age").write_bytes(b"somebody's")
    with pytest.raises(StoreError, match="cannot be written"):
        write_private(tmp_path / name, b"sealed", outside=tmp_path / "town")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"somebody's"]
