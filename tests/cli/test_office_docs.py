"""The office's guides name commands and options that there are, in each language the same ones."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from banditore.cli.subscribers import command

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / name for name in ("office.md", "office.it.md", "office.fr.md")]
COMMAND = re.compile(r"scripts/run subscribers (?P<name>\w+)(?P<rest>(?:[^\n]*\\\n)*[^\n]*)")


def calls(page: Path) -> list[tuple[str, list[str]]]:
    """Every command in a page, with its options."""
    blocks = re.findall(r"```bash\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    found = (call for block in blocks for call in COMMAND.finditer(block))
    return [
        (call["name"], re.findall(r"(?<=\s)--[\w-]+", call["rest"].partition("#")[0]))
        for call in found
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_guide_is_there_with_its_options(page: Path) -> None:
    found = calls(page)
    assert found
    for name, options in found:
        known = command.commands[name]
        assert isinstance(known, click.Command)
        assert set(options) <= {option for param in known.params for option in param.opts}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_guide_says_what_to_do_for_each_command(page: Path) -> None:
    told = set(re.findall(r"subscribers (\w+)", page.read_text(encoding="utf-8")))
    assert set(command.commands) - {"count"} <= told
