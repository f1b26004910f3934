"""`banditore resume`: the end of `pause`."""

from __future__ import annotations

import click

from banditore.cli.options import live
from banditore.cli.pause import set_brake


@click.command()
@live
def command(*, live: bool) -> None:
    """Let sending go on: set the line “paused” of the rules on main to “no”."""
    set_brake("", live=live)
