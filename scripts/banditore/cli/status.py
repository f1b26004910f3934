"""`banditore status`: what is sent, under way and due, without a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import style
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.services.status import Standing


@click.command()
@style
def command(style: str) -> None:
    """Show what is sent, under way and due. Needs no key: it reads only what is public."""
    from banditore.services.status import standings  # noqa: PLC0415 - keeps `--help` fast

    config = bootstrap.settings()
    origin = bootstrap.repository(config)
    files = bootstrap.on_main(config, origin)
    town = bootstrap.town(files)
    found = standings(origin, files, bootstrap.documents(), town.service, bootstrap.clock().now())
    show(found, style, town.service.staff_language)


def show(found: list[Standing], style: str, language: str) -> None:
    """A line a broadcast, or an object a line."""
    import json  # noqa: PLC0415 - as above

    if not found and style != "json":
        click.echo(label("no-broadcasts-yet", language))
    for standing in found:
        facts = ", ".join(f"{label(k, language)} {n}" for k, n in standing.counts.items())
        line = f"{label('standing-' + standing.state, language):<14} {standing.id}  {facts}"
        plain = {"id": standing.id, "state": standing.state, **standing.counts}
        click.echo(json.dumps(plain) if style == "json" else line.rstrip())
