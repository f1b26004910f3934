"""`banditore keys init` on a folder, as a person runs it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from banditore.adapters.age_keys import make_key
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
    monkeypatch.setenv("BANDITORE_KEYRING", str(tmp_path / "keyring"))
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)
    return town


def keys(*words: str, typed: str | None = None) -> str:
    result = CliRunner().invoke(command, words, input=typed, catch_exceptions=False)
    return str(result.output)


def init(*words: str) -> str:
    return keys("init", *words)


def made(folder: Path, name: str = "safe") -> str:
    """The ceremony, with a copy of the recovery key at hand."""
    out = folder.parent / name
    return init("--live", "--out", str(out), "--recovery", str(out / "recovery.key"))


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "would make two keys" in init("--out", str(folder.parent / "safe"))
    assert not (folder.parent / "safe").exists()
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_keys_are_made_and_what_to_do_next_is_said_without_showing_them(folder: Path) -> None:
    safe = folder.parent / "safe"
    said = made(folder)
    assert said.index("Print") < said.index("The recovery key works")
    assert "gh secret set BANDITORE_IDENTITY" in said
    assert str(safe / "recovery.key") in said
    for name in ("workflow.key", "recovery.key"):
        (secret,) = re.findall(r"AGE-SECRET-KEY-1\w+", (safe / name).read_text())
        assert secret not in said
    assert (folder / "subscribers.enc").read_bytes() != (ROOT / "subscribers.enc").read_bytes()
    assert sorted(path.name for path in folder.rglob("*")) == [
        "policy",
        "recipients.txt",
        "subscribers.enc",
    ]
    assert [path.name for path in (folder.parent / "keyring").iterdir()] == ["keyring-00000001.age"]


def test_keys_are_made_once(folder: Path) -> None:
    made(folder)
    before = (folder / "subscribers.enc").read_bytes()
    with pytest.raises(StoreError, match="already"):
        made(folder, "other")
    assert (folder / "subscribers.enc").read_bytes() == before


def test_a_refused_folder_leaves_the_sample_in_place(folder: Path) -> None:
    with pytest.raises(StoreError, match="must not lie in the repository"):
        init("--live", "--out", str(folder / "keys"))
    assert (folder / "subscribers.enc").read_bytes() == (ROOT / "subscribers.enc").read_bytes()
    assert not (folder / "keys").exists()


def test_nothing_counts_before_the_recovery_key_was_read_back(folder: Path) -> None:
    other = folder.parent / "other.key"
    other.write_text(make_key().secret)
    with pytest.raises(StoreError, match="not the recovery key"):
        init("--live", "--out", str(folder.parent / "safe"), "--recovery", str(other))
    assert (folder / "subscribers.enc").read_bytes() == (ROOT / "subscribers.enc").read_bytes()
    assert not (folder.parent / "keyring").exists()


def test_a_keyring_that_is_there_already_is_somebody_s(folder: Path) -> None:
    (folder.parent / "keyring").mkdir()
    (folder.parent / "keyring" / "keyring-00000007.age").write_bytes(b"sealed")
    with pytest.raises(StoreError, match="may be the only key to a list"):
        made(folder)
    assert not (folder.parent / "safe").exists()


def test_without_a_way_to_github_the_keyring_is_left_to_be_uploaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BANDITORE_KEYRING")
    said = made(folder)
    assert "gh release create banditore-keyring --draft" in said
    assert (folder.parent / "safe" / "keyring-00000001.age").exists()


def test_nobody_to_ask_is_a_mistake_of_use(folder: Path) -> None:
    result = CliRunner().invoke(command, ["drill"])
    assert result.exit_code == 2
    assert "--recovery FILE" in result.output
