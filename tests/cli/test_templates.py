"""`banditore templates` on the town's own files, with the simulator as provider."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from network import Network

pytestmark = pytest.mark.e2e

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def town(tmp_path: Path) -> Path:
    for folder in ("policy", "messages"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def run(folder: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "banditore", "templates", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "BANDITORE_SIMULATOR_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def states(shown: str) -> set[str]:
    return {line.split("\t")[2] for line in shown.splitlines()}


def test_a_dry_run_registers_nothing_and_live_registers_all_once(town: Path) -> None:
    with Network() as network:
        would = run(town, network.url, "push")
        before = run(town, network.url, "status")
        pushed = run(town, network.url, "push", "--live")
        after = run(town, network.url, "status")
        again = run(town, network.url, "push", "--live")

    assert [done.returncode for done in (would, before, pushed, after, again)] == [0] * 5
    assert "would register" in would.stderr
    assert states(before.stdout) == {"missing"}
    assert states(pushed.stdout) == states(after.stdout) == {"approved"}
    assert "banditore: 0 of " in again.stderr


def test_what_waits_for_review_is_shown_and_not_submitted_twice(town: Path) -> None:
    with Network() as network:
        network.set(approving=False)
        run(town, network.url, "push", "--live")
        again = run(town, network.url, "push", "--live")

    assert again.returncode == 0
    assert states(again.stdout) == {"pending"}


def test_a_broken_template_is_not_registered(town: Path) -> None:
    (town / "messages/templates/allerta/it.j2").write_text("{% for x in y %}")

    with Network() as network:
        refused = run(town, network.url, "push", "--live")

    assert refused.returncode == 10
    assert "banditore: hint: " in refused.stderr


def test_a_provider_that_does_not_answer_is_an_error_of_the_job(town: Path) -> None:
    alone = run(town, "http://127.0.0.1:9", "status")

    assert (alone.returncode, alone.stdout) == (1, "")
    assert "banditore: error: the provider does not answer" in alone.stderr


def test_what_is_registered_is_compared_with_what_the_files_need(town: Path) -> None:
    with Network() as network:
        nothing = run(town, network.url, "diff")
        run(town, network.url, "push", "--live")
        same = run(town, network.url, "diff")
        path = town / "messages/templates/allerta/it.j2"
        path.write_text(path.read_text().replace("Comune", "Municipio", 1))
        edited = run(town, network.url, "diff")

    assert (nothing.returncode, same.returncode, edited.returncode) == (10, 0, 10)
    assert {line.split("\t")[1] for line in nothing.stdout.splitlines()} == {"missing"}
    assert same.stdout == ""
    assert {line.split("\t")[1] for line in edited.stdout.splitlines()} == {"missing", "orphaned"}
    assert "may have 250" in same.stderr
