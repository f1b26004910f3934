"""`banditore poster`: posters, cards, codes and a part of a web page that invite to join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.bootstrap import public
from banditore.cli.options import out
from banditore.cli.writing import write_all
from banditore.services.poster import KINDS, printed
from banditore.services.public import load_public

if TYPE_CHECKING:
    from pathlib import Path


@click.command(name="poster")
@out
@click.option(
    "--only",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Make only these: posters, cards, the code alone, the part of a web page.",
)
@click.option("--language", "languages", multiple=True, help="Only in this language.")
def command(folder: Path, kinds: tuple[str, ...], languages: tuple[str, ...]) -> int:
    """Make posters and cards (PDF, SVG), the code alone and a part of a web page.

    The code opens WhatsApp with the words of joining already written. All words come from policy/.
    """
    files, documents = bootstrap.work_tree(), bootstrap.documents()
    town = bootstrap.town(files)
    known = town.service.languages
    strange = sorted(set(languages) - set(known))
    if strange:
        raise click.UsageError(f"no language {', '.join(strange)}; there is: {', '.join(known)}")
    words = load_public(files, documents, town).require()
    printer = public.printer()
    made = printed(town.service, words, printer, kinds or KINDS, languages or known)
    write_all(made, folder, town.service.staff_language)
    return 0
