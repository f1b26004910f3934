"""`banditore subscribers export`: the whole list, for moving away."""

from __future__ import annotations

from pathlib import Path

import click

from banditore.bootstrap import office as parts
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.cli.subscribers.asking import Discreet, dry, reference
from banditore.domain.sentences.labels import label


@click.command(cls=Discreet)
@click.option(
    "--to",
    "recipients",
    required=True,
    multiple=True,
    metavar="age1…",
    help="The public key of who is to read it; several times for several.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to make, outside the repository.",
)
@reference
@live
def command(*, recipients: tuple[str, ...], out: Path, reference: str, live: bool) -> None:
    """Export the whole list, encrypted to a key that you name: JSON lines, gzip, age."""
    from banditore.services.office.moving import export  # noqa: PLC0415 - keeps `--help` fast

    if out.expanduser().exists():
        raise click.UsageError(f"{out.name} is there already: name another file")
    office = parts.office()
    language = office.town.service.staff_language
    vault = parts.vault_to(recipients)
    people, sealed = export(office, vault, reference, live=live)
    if live:
        parts.write_private(out, sealed)
    key = "office-exported" if live else "office-would-export"
    say(label(key, language, count=people, keys=len(recipients), file=out.name))
    if not live:
        dry(language)
