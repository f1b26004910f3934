"""`banditore poster` and `banditore notice`: files in a folder, and nothing else."""

from __future__ import annotations

import builtins
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from banditore.cli.main import banditore
from banditore.domain.errors import ContentError, FolderError, PackageMissing, PageUnknown

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.thorough  # each makes whole sheets


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "town"
    shutil.copytree(ROOT / "policy", folder / "policy")
    monkeypatch.chdir(folder)
    yield folder
    assert [p.name for p in folder.iterdir()] == ["policy"], "something was written into the town"


def run(*words: str) -> Result:
    return CliRunner().invoke(banditore, words)


def test_every_file_is_made_and_listed(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("poster", "--out", str(out))

    assert done.exit_code == 0
    assert sorted(done.stdout.splitlines()) == sorted(str(path) for path in out.iterdir())
    assert len(done.stdout.splitlines()) == 20
    assert "file scritti: 20" in done.stderr


def test_what_is_replaced_is_said_and_other_files_stay(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    first = run("poster", "--out", str(out), "--only", "code", "--language", "it")
    second = run("poster", "--out", str(out), "--only", "code", "--language", "it")

    assert "c'è già" not in first.stderr
    assert "code.it.svg c'è già: lo sostituisco" in second.stderr
    assert sorted(path.name for path in out.iterdir()) == ["code.it.svg", "mine.txt"]
    assert (out / "mine.txt").read_text() == "mine"


def test_a_language_that_the_town_does_not_speak_is_a_wrong_word(town: Path) -> None:
    done = run("poster", "--out", "x", "--language", "de")

    assert done.exit_code == 2
    assert "no language de; there is: it, fr" in done.stderr


def test_a_folder_is_asked_for(town: Path) -> None:
    assert run("poster").exit_code == 2


def test_a_place_that_cannot_be_written_is_said_so(town: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("poster", "--out", str(tmp_path / "file" / "below"), "--only", "code")

    assert isinstance(done.exception, FolderError)


def test_words_that_do_not_pass_make_no_file(town: Path, tmp_path: Path) -> None:
    words = town / "policy" / "public.fr.yaml"
    words.write_text(words.read_text().replace("know:", "knwo:"))
    done = run("poster", "--out", str(tmp_path / "out"))

    assert isinstance(done.exception, ContentError)
    assert not (tmp_path / "out").exists()


def test_without_its_packages_the_command_says_what_to_install(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: object) -> object:
        if name.startswith("banditore.adapters.poster"):
            raise ModuleNotFoundError(name="typst")
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    done = run("poster", "--out", "x")

    assert isinstance(done.exception, PackageMissing)
    assert "typst" in done.exception.message
    assert "scripts/locks/poster.txt" in done.exception.hint


def test_the_pages_of_the_notice_are_made(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "pages"
    done = run("notice", "page", "--out", str(out))
    names = sorted(path.name for path in out.iterdir())

    assert done.exit_code == 0
    assert names == [
        "comune.fr.vcf",
        "comune.it.vcf",
        "privacy-part.fr.html",
        "privacy-part.it.html",
        "privacy.fr.html",
        "privacy.it.html",
    ]
    assert 'href="privacy.fr.html"' in (out / "privacy.it.html").read_text()


def test_the_text_of_the_notice_ends_with_the_version_and_digest_of_its_page(
    town: Path, tmp_path: Path
) -> None:
    run("notice", "page", "--out", str(tmp_path))
    said = run("notice", "text", "--language", "fr").stdout
    digest = re.findall(r"sha256:[0-9a-f]{64}", said)

    assert said.startswith("*Notice d'information sur le service")
    assert re.findall(r"sha256:[0-9a-f]{64}", (tmp_path / "privacy.fr.html").read_text()) == digest
    assert (
        re.findall(r"sha256:[0-9a-f]{64}", (tmp_path / "privacy-part.fr.html").read_text())
        == digest
    )


def test_the_text_is_in_the_service_s_first_language_unless_one_is_named(town: Path) -> None:
    assert run("notice", "text").stdout.startswith("*Informativa")
    assert run("notice", "text", "--language", "de").exit_code == 2


def test_a_site_that_cannot_be_reached_is_no_verdict(town: Path) -> None:
    done = run("notice", "check", "http://127.0.0.1:9/")

    assert isinstance(done.exception, PageUnknown)
