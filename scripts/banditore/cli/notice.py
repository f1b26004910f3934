"""`banditore notice`: the privacy notice as pages, as a text, and as the site shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.bootstrap import public
from banditore.cli.options import out
from banditore.cli.speech import say
from banditore.cli.writing import write_all
from banditore.domain.sentences.labels import label
from banditore.services.notice import compare, compare_cards, notice_pages, page_files
from banditore.services.public import load_public

if TYPE_CHECKING:
    from pathlib import Path

    from banditore.domain.texts.pages.notice_page import NoticePage

DIFFERS = 10


@click.group()
def command() -> None:
    """Publish the privacy notice."""


@command.command()
@out
def page(folder: Path) -> None:
    """Make the notice's pages for the town's site, whole and as parts, and the contact card."""
    pages = _pages()
    write_all(page_files(pages), folder, pages[0].service.staff_language)


@command.command()
@click.option("--language", help="In this language; the service's first, if none is named.")
def text(language: str | None) -> None:
    """Print the notice as a phone shows it, with its version and digest."""
    pages = {page.notice.language: page for page in _pages()}
    wanted = language or next(iter(pages))
    if wanted not in pages:
        raise click.UsageError(f"no language {wanted}; there is: {', '.join(pages)}")
    click.echo(pages[wanted].text(), nl=False)


@command.command()
@click.argument("urls", nargs=-1)
def check(urls: tuple[str, ...]) -> int:
    """Compare the site's pages with the notice, word for word, and its contact card.

    URLS name the pages; without them, the one that service.yaml names. Exit code 10: the site shows
    another text.
    """
    town = bootstrap.town(bootstrap.work_tree())
    site = public.site()
    found = compare(town, site, urls or (town.service.notice_url,))
    for one in found:
        say(
            label(
                f"site-{one.standing}",
                town.service.staff_language,
                notice=one.language,
                version=one.version,
                url=one.url,
                differs=one.differs,
            )
        )
    cards = compare_cards(town, site)
    for url, standing in cards.items():
        say(label(f"card-{standing}", town.service.staff_language, url=url))
    standings = [*(one.standing for one in found), *cards.values()]
    return 0 if set(standings) == {"same"} else DIFFERS


def _pages() -> list[NoticePage]:
    files = bootstrap.work_tree()
    town = bootstrap.town(files)
    return notice_pages(town, load_public(files, bootstrap.documents(), town).require())
