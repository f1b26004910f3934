"""`banditore subscribers count`: how many there are, and nothing else about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import text_or_json

if TYPE_CHECKING:
    from banditore.domain.service import Service
    from banditore.domain.subscribers import SubscriberList


@click.command()
@text_or_json
def command(*, style: str) -> None:
    """Count the subscribers per category and language.

    No number and no name is shown: the list says more only to who opens it with a key.
    """
    from banditore.services.tips import load_list  # noqa: PLC0415 - keeps `--help` fast

    config, files = bootstrap.settings(), bootstrap.work_tree()
    service = bootstrap.town(files).service
    people = load_list(
        bootstrap.repository(config),
        bootstrap.store(files, config),
        service.state_branch,
        config.get("BANDITORE_MAIN"),
    )
    click.echo(as_json(people, service) if style == "json" else table(people, service))


def as_json(people: SubscriberList, service: Service) -> str:
    """`{"total": …, "categories": {"info": {"it": …}}}`."""
    counts = people.counts()
    categories = {
        category: {language: counts[category, language] for language in service.languages}
        for category in service.categories
    }
    return json.dumps({"total": len(people.subscribers), "categories": categories})


def table(people: SubscriberList, service: Service) -> str:
    """A row a category, a column a language; somebody with two categories counts in both rows."""
    counts = people.counts()
    rows = [["", *service.languages, "total"]]
    for category in service.categories:
        numbers = [counts[category, language] for language in service.languages]
        rows.append([category, *map(str, numbers), str(sum(numbers))])
    rows.append(["subscribers", *[""] * len(service.languages), str(len(people.subscribers))])
    return "\n".join(_row(row) for row in rows)


def _row(cells: list[str]) -> str:
    return f"{cells[0]:<12}" + "".join(f"{cell:>8}" for cell in cells[1:])
