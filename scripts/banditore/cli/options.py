"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")


def live(command: Command) -> Command:
    """`--live`: act on the world; without it, say what would be done."""
    return click.option(
        "--live", is_flag=True, help="Act on the world. Without it: say what would be done."
    )(command)


def style(command: Command) -> Command:
    """`--format`: who reads the output."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "github", "json"]),
        default=lambda: "github" if os.environ.get("GITHUB_ACTIONS") else "text",
        show_default="text, in Actions github",
        help="For a person, for GitHub's annotations and summary, or for a program.",
    )(command)


def text_or_json(command: Command) -> Command:
    """`--format` of what nobody reads in Actions."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For a person or for a program.",
    )(command)


def max_minutes(command: Command) -> Command:
    """`--max-minutes`: how long sending may take."""
    return click.option(
        "--max-minutes",
        type=click.FloatRange(min=0, min_open=True),
        metavar="N",
        help="End the sending in order after so many minutes; the next run sends the rest.",
    )(command)


def out(command: Command) -> Command:
    """`--out`: where files are made."""
    return click.option(
        "--out",
        "folder",
        type=click.Path(file_okay=False, path_type=Path),
        required=True,
        help="The folder for the files; those of the same name are replaced.",
    )(command)
