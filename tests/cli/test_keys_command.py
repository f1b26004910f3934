"""`banditore keys init` on a folder, as a person runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from banditore.cli.keys import command
from banditore.domain.errors import StoreError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    town = tmp_path / "town"
    (town / "policy").mkdir(parents=True)
    shutil.copy(ROOT / "policy" / "recipients.txt", town / "policy")
    shutil.copy(ROOT / "subscribers.enc", town)
    monkeypatch.chdir(town)
    return town


def init(*words: str) -> str:
    result = CliRunner().invoke(command, ["init", *words], catch_exceptions=False)
    return str(result.output)


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "would make two keys" in init("--out", str(folder.parent / "safe"))
    assert not (folder.parent / "safe").exists()
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_keys_are_made_and_what_to_do_next_is_said_without_showing_them(folder: Path) -> None:
    safe = folder.parent / "safe"
    said = init("--live", "--out", str(safe))
    assert "gh secret set BANDITORE_IDENTITY" in said
    assert str(safe / "recovery.key") in said
    assert "AGE-SECRET-KEY" not in said
    assert "AGE-SECRET-KEY" in (safe / "workflow.key").read_text()
    assert (folder / "subscribers.enc").read_bytes() != (ROOT / "subscribers.enc").read_bytes()
    assert sorted(path.name for path in folder.rglob("*")) == [
        "policy",
        "recipients.txt",
        "subscribers.enc",
    ]


def test_keys_are_made_once(folder: Path) -> None:
    init("--live", "--out", str(folder.parent / "safe"))
    before = (folder / "subscribers.enc").read_bytes()
    with pytest.raises(StoreError, match="already"):
        init("--live", "--out", str(folder.parent / "other"))
    assert (folder / "subscribers.enc").read_bytes() == before


def test_a_refused_folder_leaves_the_sample_in_place(folder: Path) -> None:
    with pytest.raises(StoreError):
        init("--live", "--out", str(folder / "keys"))
    assert (folder / "subscribers.enc").read_bytes() == (ROOT / "subscribers.enc").read_bytes()
    assert not (folder / "keys").exists()
