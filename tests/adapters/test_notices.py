"""What people and programs read, and what GitHub's runner must not obey."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from banditore.adapters.notices import (
    LARGEST_SUMMARY,
    GitHubNotices,
    JsonNotices,
    Summary,
    TextNotices,
)
from banditore.domain.findings import Place, error, notice, warning

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Place("messages/2026/a,b:c.yaml", 3, 5)
TOKEN = "0123456789abcdef"


def github(page: Path | None = None) -> tuple[GitHubNotices, io.StringIO]:
    out = io.StringIO()
    return GitHubNotices(out, Summary(str(page or ""), "it"), "it", TOKEN), out


def test_a_terminal_reads_place_weight_sentence_and_hint() -> None:
    out = io.StringIO()
    notices = TextNotices(out, "it")

    notices.say("fatto\nforse")
    notices.warn("attenzione")
    notices.finding(error("sent-edited", Place("m.yaml", 3, 5), id="x"))

    assert out.getvalue().splitlines() == [
        "banditore: fatto forse",
        "banditore: avvertimento: attenzione",
        (
            "m.yaml:3:5 errore: questa comunicazione è già stata inviata: "
            "cambiarla non cambia i telefoni"
        ),
        (
            "  suggerimento: ripristina il file; per correggere, scrivi una nuova comunicazione "
            "con la riga «corrects: x»"
        ),
    ]


def test_an_annotation_stands_on_its_line_and_is_escaped() -> None:
    notices, out = github()

    notices.finding(warning("hanging-mark", PLACE, mark="100%\n::error::no"))

    (line,) = out.getvalue().splitlines()
    assert line.startswith(
        "::warning file=messages/2026/a%2Cb%3Ac.yaml,line=3,col=5::un segno «100%25%0A"
    )


def test_nine_of_a_kind_are_annotated_and_all_are_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    notices, out = github(page)

    for number in range(12):
        notices.finding(error("wrong-folder", Place("a.yaml", number + 1), expected=f"x{number}"))
    notices.finding(notice("stray-file", Place("b.md")))

    lines = out.getvalue().splitlines()
    assert sum(line.startswith("::error file=") for line in lines) == 9
    assert [line for line in lines if line.startswith("::error::")] == [
        "::error::ce ne sono altri: l'elenco completo è nel riepilogo"
    ]
    assert sum(line.startswith("::notice file=") for line in lines) == 1
    assert page.read_text().count("- **errore**") == 12
    assert page.read_text().startswith("### Osservazioni\n")


def test_progress_that_looks_like_a_command_is_shielded() -> None:
    notices, out = github()

    notices.say("tutto bene")
    notices.say("::add-mask::x")
    notices.say("a ##[error]b")

    assert out.getvalue().splitlines() == [
        "banditore: tutto bene",
        f"::stop-commands::{TOKEN}",
        "banditore: ::add-mask::x",
        f"::{TOKEN}::",
        f"::stop-commands::{TOKEN}",
        "banditore: a ##[error]b",
        f"::{TOKEN}::",
    ]


def test_markup_of_an_author_stays_text_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    notices, _ = github(page)

    notices.finding(error("stray-file", Place("<img src=x>.md")))

    assert "<img" not in page.read_text()


def test_a_page_that_cannot_be_written_is_one_warning(tmp_path: Path) -> None:
    notices, out = github(tmp_path)  # a folder

    notices.summary("uno")
    notices.summary("due")

    (line,) = out.getvalue().splitlines()
    assert line.startswith("::warning::il riepilogo non si può scrivere (")


def test_a_page_never_grows_beyond_what_github_shows(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    notices, _ = github(page)

    for _ in range(5):
        notices.summary("è" * 200_000)

    assert page.stat().st_size < 1024 * 1024
    assert page.stat().st_size > LARGEST_SUMMARY - 500_000
    assert (
        page.read_text()
        .rstrip()
        .endswith("Il riepilogo è troppo lungo per GitHub: il resto manca qui.")
    )


def test_a_very_long_message_is_cut_for_the_annotation() -> None:
    notices, out = github()

    notices.finding(error("wrong-folder", PLACE, expected="x" * 9000))

    assert len(out.getvalue()) < 4300


def test_a_program_reads_one_object_a_line() -> None:
    out = io.StringIO()
    notices = JsonNotices(out, "en")

    notices.say("a\nb ##[x]")
    notices.finding(error("wrong-folder", Place("a.yaml", 2, 3), expected="y"))
    notices.summary("# page")

    said, finding, page = (json.loads(line) for line in out.getvalue().splitlines())
    assert "##[" not in out.getvalue()
    assert said == {"kind": "progress", "text": "a\nb ##[x]"}
    assert (finding["code"], finding["file"], finding["line"]) == ("wrong-folder", "a.yaml", 2)
    assert finding["hint"] == "move it to y"
    assert page["markdown"] == "# page"
