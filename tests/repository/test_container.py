"""The relay's container holds what it needs, and nobody in it is root."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = (ROOT / "scripts/banditore/relay/Containerfile").read_text().replace("\\\n", " ")
STARTED = """
import re, sys
from importlib.metadata import packages_distributions
found = packages_distributions()
pinned = set(re.findall(r"^([\\w.-]+)==", open(sys.argv[1]).read(), re.MULTILINE))
class Only:
    def find_spec(name, *_):
        of = {one.lower().replace("_", "-") for one in found.get(name.partition(".")[0], ())}
        if of and not of & pinned:
            raise ModuleNotFoundError(name, name=name)
sys.meta_path.insert(0, Only)
import banditore.cli.main, banditore.cli.relay, banditore.relay.server, banditore.relay.probe
import pytest
"""


def words(instruction: str) -> list[str]:
    """What follows an instruction, wherever it stands."""
    return re.findall(rf"^{instruction} +(.+)$", FILE, flags=re.MULTILINE)


def test_everything_that_is_copied_is_there() -> None:
    copied = [line.split()[0] for line in words("COPY")]
    assert copied == ["scripts/locks/relay.txt", "scripts/banditore"]
    assert all((ROOT / path).exists() for path in copied)


def test_packages_come_from_the_lock_with_hashes_and_nobody_is_root() -> None:
    (install,) = (line for line in words("RUN") if line.startswith("pip install"))
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(install.split())
    assert words("USER") == ["10001:10001"]
    assert words("FROM") == ["docker.io/library/python:3.13-slim"]


def test_a_relay_starts_with_nothing_but_what_its_lock_holds() -> None:
    run = subprocess.run(
        [sys.executable, "-c", STARTED, str(ROOT / "scripts/locks/relay.txt")],
        env={"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    # Everything was found but the last, which the lock does not hold.
    assert run.stderr.splitlines()[-1] == "ModuleNotFoundError: pytest"
