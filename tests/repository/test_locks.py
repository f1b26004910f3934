"""The locks are what every machine installs: complete, exact, with hashes, and of one mind."""

from __future__ import annotations

import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "scripts" / "locks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
EXTRAS = PROJECT["optional-dependencies"]
# Lock → the lists of pyproject.toml that it must hold.
CONTENTS = {
    "runtime": PROJECT["dependencies"],
    "simulator": [*PROJECT["dependencies"], *EXTRAS["simulator"]],
    **{extra: [*PROJECT["dependencies"], *EXTRAS[extra]] for extra in ("poster", "relay", "sqs")},
    "tests": [
        *PROJECT["dependencies"],
        *chain(*(EXTRAS[name] for name in EXTRAS if name != "bench")),
    ],
}
PAIRS = [
    ("runtime", "simulator"),
    *(("runtime", extra) for extra in ("poster", "relay", "sqs")),
    *((extra, "tests") for extra in ("simulator", "poster", "relay", "sqs")),
    ("tests", "bench"),
]


def name_of(requirement: str) -> str:
    """`types-PyYAML==6 ; …` is types-pyyaml."""
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def pins(lock: str) -> dict[str, str]:
    """Package → its whole entry."""
    text = (LOCKS / f"{lock}.txt").read_text().replace("\\\n", " ")
    entries = [line for line in text.splitlines() if line and line[0] not in " #"]
    return {name_of(entry): entry for entry in entries}


@pytest.mark.parametrize("lock", CONTENTS)
def test_every_dependency_is_in_its_lock(lock: str) -> None:
    assert {name_of(requirement) for requirement in CONTENTS[lock]} <= set(pins(lock))


@pytest.mark.parametrize("lock", CONTENTS)
def test_every_package_has_one_version_and_hashes(lock: str) -> None:
    for entry in pins(lock).values():
        assert re.match(r"\S+==\S+ ", entry), entry[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), entry[:60]


@pytest.mark.parametrize(("small", "large"), PAIRS)
def test_what_is_tested_is_what_runs(small: str, large: str) -> None:
    """The larger lock holds the smaller one's very versions."""

    def versions(lock: str) -> dict[str, str]:
        return {name: entry.split()[0] for name, entry in pins(lock).items()}

    assert versions(small).items() <= versions(large).items()


@pytest.mark.parametrize("lock", CONTENTS)
def test_a_lock_names_no_package_index(lock: str) -> None:
    assert "://" not in (LOCKS / f"{lock}.txt").read_text()


@pytest.mark.parametrize(
    ("words", "lock"),
    [
        ("", "runtime"),
        ("--help", "runtime"),
        ("sync --live", "runtime"),
        ("check relay", "runtime"),
        ("relay serve", "relay"),
        ("--debug relay serve", "relay"),
        ("poster", "poster"),
        ("simulator text", "simulator"),
    ],
)
def test_a_command_gets_the_lock_that_it_needs(words: str, lock: str) -> None:
    chosen = f". scripts/environment.sh; lock_of {words}; SQS_QUEUE_URL=x lock_of {words}"
    run = subprocess.run(
        ["bash", "-c", chosen], cwd=ROOT, env={}, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [lock, "sqs" if lock == "runtime" else lock]
