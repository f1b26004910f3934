"""The office's commands keep a number out of the shell, of logs and of their own complaints."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from banditore.cli.subscribers import command

ANNA = "+393330000001"
TAKING_NUMBERS = ["show", "erase", "restrict", "unrestrict", "add", "remove"]
FORM = ["--date", "2026-11-20"]


def said(*words: str) -> str:
    result = CliRunner().invoke(command, words)
    assert result.exit_code == 2
    return str(result.output)


@pytest.mark.parametrize("name", TAKING_NUMBERS)
@pytest.mark.parametrize("number", [ANNA, "333 000 0001", "-333 0000001"])
def test_a_number_on_the_command_line_is_refused_and_not_repeated(name: str, number: str) -> None:
    day = FORM if name == "add" else []
    shown = said(name, "--reference", "prot. 1", *day, number)
    assert "0001" not in shown
    assert "000 0001" not in shown


@pytest.mark.parametrize("name", [*TAKING_NUMBERS, "export"])
def test_none_of_them_runs_in_a_workflow(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    more = {"add": FORM, "export": ["--to", "age1x", "--out", "x.age"]}
    assert "not in a workflow" in said(name, "--reference", "prot. 1", *more.get(name, []))


@pytest.mark.parametrize("reference", ["", " ", "x" * 121, f"di {ANNA}", "anna@example.invalid"])
def test_a_reference_is_there_is_short_and_names_nobody(reference: str) -> None:
    assert ANNA not in said("show", "--reference", reference)


def test_a_source_that_holds_a_number_is_refused() -> None:
    shown = said("import", "x.csv", "--source", f"da {ANNA}", "--reference", "prot. 1", *FORM)
    assert ANNA not in shown
