"""`banditore subscribers`: what the office does with the list of subscribers."""

from __future__ import annotations

import click

from banditore.cli.subscribers import count, export, figures, forms, importing, renotify, rights


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Look after the list: count it, answer citizens, take over forms and lists.

    No number is ever named on a command line: it is asked for, or read from standard input. Without
    a command: count.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(count.command, style="text")


command.add_command(count.command, "count")
command.add_command(rights.show)
command.add_command(rights.erase)
command.add_command(rights.restrict)
command.add_command(rights.unrestrict)
command.add_command(forms.add)
command.add_command(forms.remove)
command.add_command(importing.command, "import")
command.add_command(export.command, "export")
command.add_command(figures.stats)
command.add_command(figures.log)
command.add_command(renotify.command, "renotify")
