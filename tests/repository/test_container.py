"""The relay's container holds what it needs, and nobody in it is root."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from load.relays import SETTINGS

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
    assert words("ARG") == ["BASE=docker.io/library/python:3.13-slim"]
    assert words("FROM") == ["${BASE}"]


@pytest.mark.e2e
def test_what_the_image_holds_starts_where_nothing_else_is_and_passes_its_health_check(
    tmp_path: Path,
) -> None:
    app, data = tmp_path / "app", tmp_path / "data"
    for source, target in (line.split() for line in words("COPY")):
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, tmp_path / target.lstrip("/"))
    data.mkdir()
    layout = dict(pair.split("=") for line in words("ENV") for pair in line.split())
    places = {name: value.replace("/app", str(app)) for name, value in layout.items()}
    places |= {"RELAY_DATABASE": str(data / "relay.db")}
    entry = json.loads(words("ENTRYPOINT")[0])
    relay = subprocess.Popen(
        [sys.executable, *entry[1:], "--port", "0"],
        cwd=data,
        env={**SETTINGS, **places},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert relay.stdout
        port = relay.stdout.readline().strip().rpartition(":")[2]
        asked = json.loads(re.findall(r"CMD (\[.+\])", words("HEALTHCHECK")[0])[0])
        check = [word.replace(":8027/", f":{port}/") for word in asked[1:]]
        assert subprocess.run([sys.executable, *check], check=False).returncode == 0
        assert [path.name for path in data.glob("*.db")] == ["relay.db"]
    finally:
        relay.terminate()
        assert relay.wait(10) == 0
        relay.stdout.close()  # type: ignore[union-attr] # it was asked for


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
