"""How the program talks on a terminal: stderr, prefix, lower case, no full stop, hints apart."""

from __future__ import annotations

import click


def say(text: str) -> None:
    """One line of progress."""
    click.echo(f"banditore: {text}", err=True)


def warn(text: str) -> None:
    """One line that somebody should act on."""
    click.echo(f"banditore: warning: {text}", err=True)


def error(text: str, hint: str = "") -> None:
    """What went wrong and, on a line of its own, the way out."""
    click.echo(f"banditore: error: {text}", err=True)
    if hint:
        click.echo(f"banditore: hint: {hint}", err=True)
