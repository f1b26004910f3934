"""`pause`, `resume` and `status` as people run them, on a clone of a town."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from banditore.cli.pause import command as pause
from banditore.cli.resume import command as resume
from banditore.cli.status import command as status
from drafts import GOOD, PATH, town_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e
SERVICE = "policy/service.yaml"


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare origin with one commit; the test stands in a clone of it."""
    for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    clone, bare = tmp_path / "clone", tmp_path / "origin"
    for path, content in town_files({PATH: GOOD.replace("2026-11-24", "2099-11-24")}).files.items():
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_bytes(content)
    author = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (
        ["init", "-q", "--bare", "-b", "main", str(bare)],
        ["init", "-q", "-b", "main", str(clone)],
        ["-C", str(clone), "remote", "add", "origin", str(bare)],
        ["-C", str(clone), "add", "."],
        ["-C", str(clone), *author, "commit", "-q", "-m", "town"],
        ["-C", str(clone), "push", "-q", "origin", "main"],
    ):
        subprocess.run(["git", *words], check=True)
    monkeypatch.chdir(clone)
    return bare


def run(command: click.Command, *words: str) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=False)


def rules(origin: Path) -> str:
    shown = ["git", "-C", str(origin), "show", f"main:{SERVICE}"]
    return subprocess.run(shown, check=True, capture_output=True, text=True).stdout


def test_a_dry_run_changes_nothing_and_says_the_line(origin: Path) -> None:
    before = rules(origin)
    said = run(pause, "--reason", "prova generale")

    assert "paused: prova generale" in said.stderr
    assert rules(origin) == before


def test_a_pause_is_on_main_at_once_and_on_top_of_the_status_until_it_ends(origin: Path) -> None:
    before = rules(origin)
    run(pause, "--reason", "prova generale", "--live")
    assert rules(origin) == before.replace("\npaused: no\n", "\npaused: prova generale\n")
    said = run(status)
    assert "in pausa: prova generale" in said.stderr
    run(resume, "--live")

    assert rules(origin) == before
    assert "in pausa" not in run(status).stderr


def test_status_tells_a_program_what_is_held_and_why(origin: Path) -> None:
    run(pause, "--live")
    said = [json.loads(line) for line in run(status, "--format", "json").stdout.splitlines()]
    (standing,) = [row for row in said if "state" in row]

    assert rules(origin).count("\npaused: sospeso a mano\n") == 1
    assert standing["state"] == "held"
    assert standing["why"] in {"paused", "archive", "too-old"}  # the clock is the real one


@pytest.mark.parametrize("reason", ["", "  ", "no", "x" * 301])
def test_a_reason_that_is_none_is_refused(origin: Path, reason: str) -> None:
    before = rules(origin)

    assert run(pause, "--live", "--reason", reason).exit_code == click.UsageError.exit_code
    assert rules(origin) == before
