"""`check` and `preview` as people run them, and the repository's own messages."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from banditore.adapters.worktree import WorkTree
from banditore.adapters.yaml_files import YamlDocuments
from banditore.cli.check import command as check_command
from banditore.cli.preview import command as preview_command
from banditore.services.broadcasts import load_broadcasts
from banditore.services.checking.check import SCHEMA_FILE, check
from banditore.services.town import load_town
from drafts import GOOD, ROOT, town_files

if TYPE_CHECKING:
    from pathlib import Path

    import click

pytestmark = pytest.mark.e2e
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%d")
PATH = f"messages/{TOMORROW[:4]}/{TOMORROW}-prova.yaml"
FRESH = GOOD.replace("2026-11-24 12:00", f"{TOMORROW} 12:00")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a town, with one commit on its origin."""
    for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    clone = tmp_path / "clone"
    for path, content in town_files().files.items():
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_bytes(content)
    author = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
    for words in (
        ["init", "-q", "--bare", "-b", "main", str(tmp_path / "origin")],
        ["init", "-q", "-b", "main", str(clone)],
        ["-C", str(clone), "remote", "add", "origin", str(tmp_path / "origin")],
        ["-C", str(clone), "add", "."],
        ["-C", str(clone), *author, "commit", "-q", "-m", "town"],
        ["-C", str(clone), "push", "-q", "origin", "main"],
    ):
        subprocess.run(["git", *words], check=True)
    monkeypatch.chdir(clone)
    return clone


def put(town: Path, path: str, content: str) -> None:
    (town / path).parent.mkdir(parents=True, exist_ok=True)
    (town / path).write_text(content)


def run(command: click.Command, *words: str) -> Result:
    return CliRunner().invoke(command, words, standalone_mode=False)


def test_a_good_broadcast_passes_with_code_0(town: Path) -> None:
    put(town, PATH, FRESH)

    result = run(check_command)

    assert (result.return_value, result.stderr) == (0, "banditore: tutto in ordine\n")


def test_a_bad_one_fails_with_code_10_at_its_line(town: Path) -> None:
    put(town, PATH, FRESH.replace("category: info", "category: infos"))

    result = run(check_command)

    assert result.return_value == 10
    assert f"{PATH}:1:11 errore: " in result.stderr
    assert "errori da correggere: 1" in result.stderr


def test_paths_narrow_what_is_shown(town: Path) -> None:
    put(town, PATH, "category: [")
    put(town, "messages/nota.txt", "x")

    assert "nota" not in run(check_command, PATH).stderr
    assert run(check_command, "policy").return_value == 0


def test_a_pull_request_sees_annotations_and_the_preview_of_what_is_good(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = town.parent / "page.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    put(town, PATH, FRESH)
    put(town, "messages/nota.txt", "::error::no")

    result = run(check_command, "--format", "github")

    assert result.return_value == 10
    assert "::error file=messages/nota.txt,line=1,col=1::" in result.stdout
    assert "Osservazioni" in page.read_text()
    assert "Anteprima" in page.read_text()


def test_without_an_origin_it_warns_and_goes_on(town: Path) -> None:
    put(town, PATH, FRESH)
    shutil.rmtree(town.parent / "origin")

    result = run(check_command)

    assert result.return_value == 0
    assert "non si raggiunge main" in result.stderr


def test_preview_shows_what_is_new(town: Path) -> None:
    assert "nessuna comunicazione nuova" in run(preview_command).stderr
    put(town, PATH, FRESH)

    assert "│ *Acqua sospesa a Chevrot*" in run(preview_command).stdout
    only = run(preview_command, "--language", "fr").stdout
    assert "Coupure d'eau" in only
    assert "Acqua" not in only
    row = json.loads(run(preview_command, "--format", "json").stdout)
    assert row["id"] == f"{TOMORROW}-prova"


def test_an_unknown_id_is_a_usage_error(town: Path) -> None:
    result = run(preview_command, "2026-01-01-nulla")

    assert "no valid broadcast 2026-01-01-nulla" in str(result.exception)


def test_the_schema_for_editors_is_the_one_in_the_repository() -> None:
    printed = CliRunner().invoke(check_command, ["--schema"], standalone_mode=False).stdout

    assert json.loads(printed) == json.loads((ROOT / SCHEMA_FILE).read_text())


@pytest.mark.parametrize("year", [2025, 2026, 2040])
def test_the_repository_s_own_messages_pass_whatever_the_date_is(year: int) -> None:
    files = WorkTree(ROOT)

    findings = check(files, files, None, YamlDocuments(), datetime(year, 11, 23, tzinfo=UTC))

    assert {finding.severity.name for finding in findings} <= {"NOTICE"}


def test_the_example_in_the_guide_for_staff_is_a_good_broadcast() -> None:
    guide = (ROOT / "messages/README.md").read_text()
    example, *_ = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    files = town_files({"messages/2026/2026-11-24-esempio.yaml": example})
    town, _ = load_town(files, YamlDocuments())
    assert town is not None

    broadcasts, findings = load_broadcasts(files, YamlDocuments(), town.service)

    assert findings == []
    assert [broadcast.id for broadcast in broadcasts] == ["2026-11-24-esempio"]


def test_there_is_one_broadcast_for_each_category_and_every_file_names_its_schema() -> None:
    files = WorkTree(ROOT)
    town, _ = load_town(files, YamlDocuments())
    assert town is not None
    broadcasts, _ = load_broadcasts(files, YamlDocuments(), town.service)

    assert {broadcast.category for broadcast in broadcasts} == set(town.service.categories)
    for broadcast in broadcasts:
        first = (ROOT / broadcast.path).read_text().splitlines()[0]
        reference = first.removeprefix("# yaml-language-server: $schema=")
        assert ((ROOT / broadcast.path).parent / reference).resolve() == ROOT / SCHEMA_FILE
