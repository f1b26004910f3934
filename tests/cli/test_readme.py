"""The README's tables and blocks say what the code says, and every link leads somewhere."""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from banditore.cli.main import BUG, COMMANDS, INTERRUPTED, banditore
from banditore.cli.publish import FINDINGS, NOT_ALL
from banditore.domain.errors import BanditoreError
from banditore.settings import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        ROOT / "messages/README.md",
    ]
)


def section(title: str) -> str:
    """The text below a heading, up to the next one of its level or above."""
    level, _, rest = README.partition(f" {title}\n")
    marks = level.rpartition("\n")[2]
    assert marks.startswith("##"), f"the README has no heading “{title}”"
    return re.split(rf"^#{{1,{len(marks)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def rows(title: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, by the words that call it."""
    for name in COMMANDS:
        command = importlib.import_module(f"banditore.cli.{name}").command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", c) for sub, c in command.commands.items())
        else:
            yield name, command


def usage(name: str, command: click.Command) -> str:
    """A row's first cell: the words, and what is to be named."""
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    words = [(p.metavar or p.human_readable_name).strip("[]").upper() for p in arguments]
    marked = [
        (f"[{w}]" if not p.required else w) + ("…" if p.nargs < 0 else "")
        for w, p in zip(words, arguments, strict=True)
    ]
    return f"`{' '.join([name, *marked])}`"


def options(command: click.Command) -> str:
    """A row's last cell."""
    found = [p.opts[0] for p in command.params if isinstance(p, click.Option)]
    return " ".join(f"`{name}`" for name in found)


def kinds(base: type[BanditoreError]) -> Iterator[type[BanditoreError]]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds(kind)


def test_the_table_of_commands_is_the_command_line() -> None:
    expected = [
        [usage(name, c), c.get_short_help_str(200).rstrip("."), options(c)]
        for name, c in commands()
    ]
    assert rows("Commands") == expected


def test_each_decision_is_in_the_index_by_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    found = dict(re.findall(r"\[([^\]]+)\]\(([^)]+)\)", index))
    titles = {
        path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").replace(" · ", " "): (
            path.name
        )
        for path in folder.glob("0*.md")
    }
    assert found == titles


def test_each_benchmark_is_in_the_table() -> None:
    benchmarks = {f"`{path.stem}`" for path in (ROOT / "tests/bench").glob("*.py")}
    assert {name for name, _ in rows("Change it")} == benchmarks


def test_the_first_help_in_the_readme_is_what_the_program_prints() -> None:
    said = CliRunner().invoke(
        banditore, ["--help"], prog_name="banditore", terminal_width=80, color=False
    )
    assert f"```console\n$ scripts/run --help\n{said.output}```" in section("Commands")


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_every_option_has_its_help(name: str) -> None:
    command = importlib.import_module(f"banditore.cli.{name}").command
    said = CliRunner().invoke(command, ["--help"])
    assert said.exit_code == 0
    assert command.help
    subcommands = command.commands.values() if isinstance(command, click.Group) else [command]
    assert all(sub.help for sub in subcommands)


def test_the_table_of_settings_is_the_one_of_the_code() -> None:
    expected = [
        [
            f"`{variable.name}`",
            variable.help,
            f"`{variable.default}`" if variable.default else "",
            "secret" if variable.secret else "",
        ]
        for variable in VARIABLES
    ]
    assert rows("Settings") == expected


def test_the_settings_of_the_scripts_are_named_too() -> None:
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file()]
    named = {
        name
        for path in scripts
        for name in re.findall(r"\$\{(BANDITORE_\w+):-", path.read_text(encoding="utf-8"))
    }
    assert named
    assert {name for name in named if f"`{name}`" not in section("Settings")} == set()


def test_the_table_of_exit_codes_has_every_code_that_the_program_gives() -> None:
    errors = {kind.exit_code for kind in kinds(BanditoreError)}
    given = {0, BUG, INTERRUPTED, FINDINGS, NOT_ALL, click.UsageError.exit_code} | errors
    assert [int(row[0].strip("`")) for row in rows("Exit codes")] == sorted(given)


def test_the_table_of_exit_codes_says_what_the_code_s_own_says() -> None:
    told = " ".join((sys.modules[banditore.callback.__module__].__doc__ or "").split())
    assert all(f"{row[0].strip('`')} {row[1]}" in told for row in rows("Exit codes"))


def test_the_table_of_dependencies_is_pyproject_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]
    wanted = [
        re.split(r"[=;<>~ [\]]", requirement)[0]
        for requirement in chain(project["dependencies"], *extra.values())
    ]
    assert [row[0].strip("`") for row in rows("Dependencies")] == list(dict.fromkeys(wanted))
    assert all(len(row) == 3 and all(row) for row in rows("Dependencies"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    here = [target for target in links if target and "://" not in target]
    assert [target for target in here if not (page.parent / target).exists()] == []


def test_every_file_that_the_readme_names_exists() -> None:
    named = re.findall(r"`((?:tests|scripts|policy|messages|docs|\.github)/[\w./-]+)`", README)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_link_within_the_readme_leads_to_a_heading() -> None:
    headings = re.findall(r"^#+ (.+)$", README, flags=re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    wanted = re.findall(r"\]\(#([^)]+)\)", README)
    assert wanted
    assert [anchor for anchor in wanted if anchor not in anchors] == []
