"""How the program talks on a terminal: stderr, prefix, lower case, no full stop, hints apart."""

from __future__ import annotations

import os

import click


def say(text: str) -> None:
    """One line of progress."""
    click.echo(f"banditore: {text}", err=True)


def warn(text: str) -> None:
    """One line that somebody should act on."""
    click.echo(f"banditore: warning: {text}", err=True)


def error(text: str, hint: str = "") -> None:
    """What went wrong and, on a line of its own, the way out; in Actions on the run's page, too."""
    if os.environ.get("GITHUB_ACTIONS"):
        words = "\n".join(filter(None, (text, hint)))
        escaped = words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        click.echo(f"::error title=banditore::{escaped}")
    click.echo(f"banditore: error: {text}", err=True)
    if hint:
        click.echo(f"banditore: hint: {hint}", err=True)
