"""The list is opened with the commands of docs/subscriber-list.md, taken from it word for word."""

from __future__ import annotations

import json
import os
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.git import GitRepository
from banditore.domain.keys.chain import Head
from banditore.domain.keys.keyring import Keyring, name_of
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "subscriber-list.md"
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
PEOPLE = [Address(f"+39333000{number:04}") for number in range(5)]


def commands(title: str = "Open the list with only age and a shell") -> list[str]:
    """The blocks of a section, in order."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.partition(f"\n## {title}\n")[2]
    return re.findall(
        r"^```bash\n(.*?)^```$", section.partition("\n## ")[0], re.MULTILINE | re.DOTALL
    )


def person(address: Address, language: str) -> Subscriber:
    consent = Consent(NOW, "0" * 32, "2026-11", f"sha256:{language}")
    return Subscriber("1" * 32, address, language, frozenset({"info"}), consent)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """What the commands of the page print, each block after a line of its own."""
    folder = tmp_path_factory.mktemp("town")
    clone, key = folder / "clone", make_key()
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", folder / "origin"], check=True)
    subprocess.run(
        ["git", "clone", "-q", folder / "origin", clone], check=True, capture_output=True
    )
    repository = GitRepository(clone, dict(os.environ))
    store = AgeSubscriberStore(FixedKeys((key.secret,)), AgeVault.of_identity, lambda: NOW)
    first = {a: person(a, "it") for a in PEOPLE[:3]}
    listed = SubscriberList(b"k" * 32, NOW, first)
    repository.change("main", lambda _: store.found(listed), "state")
    second = replace(listed, subscribers={**first, PEOPLE[3]: person(PEOPLE[3], "fr")})
    repository.change("main", lambda files: store.store(files, second), "state")
    third = {a: one for a, one in second.subscribers.items() if a != PEOPLE[0]}
    last = replace(second, subscribers={**third, PEOPLE[1]: person(PEOPLE[1], "fr")})
    repository.change("main", lambda files: store.store(files, last), "state")
    (clone / "epoch.key").write_text(f"# a comment\n{key.secret}\n")
    where = subprocess.run([ROOT / "scripts" / "age"], check=True, capture_output=True, text=True)
    script = "\necho ---\n".join(["set -eu", *commands()])
    return subprocess.run(
        ["bash", "-c", script],
        cwd=clone,
        env={**os.environ, "PATH": f"{where.stdout.strip()}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def printed(shell: subprocess.CompletedProcess[str]) -> list[list[str]]:
    assert shell.returncode == 0, shell.stderr
    assert not shell.stderr
    return [block.splitlines() for block in shell.stdout.split("---\n")]


def test_the_rows_of_all_files_are_shown(printed: list[list[str]]) -> None:
    rows = [json.loads(line) for line in printed[2]]
    assert [row[0] for row in rows if isinstance(row, list)] == [*PEOPLE[:3], PEOPLE[3], PEOPLE[1]]
    assert {"row": "gone", "of": "subscriber", "address": PEOPLE[0]} in rows


def test_the_list_is_shown_as_it_is_now(printed: list[list[str]]) -> None:
    rows = [json.loads(line) for line in printed[3]]
    assert [(row[0], row[2]) for row in rows] == [(PEOPLE[1], 1), (PEOPLE[2], 0), (PEOPLE[3], 1)]


def test_the_sum_inside_is_checked_without_us(printed: list[list[str]]) -> None:
    ours, theirs = printed[4]
    assert len(ours) == 64
    assert ours == theirs


def test_the_recovery_key_gives_the_epoch_s_key_out_of_the_newest_keyring(tmp_path: Path) -> None:
    workflow, recovery, old, new = (make_key() for _ in range(4))
    vault = AgeVault.of(f"{workflow.public}\n{recovery.public}\n".encode(), "")
    for number, keys in ((7, (old.secret,)), (8, (old.secret, new.secret))):
        ring = Keyring(keys, Head(1, number, "0" * 64))
        (tmp_path / name_of(number)).write_bytes(vault.seal(ring.to_json()))
    (tmp_path / "recovery.key").write_text(f"# a comment\n{recovery.secret}\n")
    download, by_hand = commands("Get the epoch's key by hand")
    assert download.startswith("gh release download banditore-keyring ")
    where = subprocess.run([ROOT / "scripts" / "age"], check=True, capture_output=True, text=True)
    path = f"{where.stdout.strip()}:{os.environ['PATH']}"
    done = ["bash", "-euc", by_hand]
    subprocess.run(done, cwd=tmp_path, env={**os.environ, "PATH": path}, check=True)
    assert (tmp_path / "epoch.key").read_text() == f"{new.secret}\n"
