"""`banditore templates`: what WhatsApp must approve before a broadcast can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.domain.errors import ContentError
from banditore.domain.findings import blocking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.due.template_standing import Needed
    from banditore.domain.templates.registration import Registered
    from banditore.ports import Provider

FINDINGS = 10


@click.group()
def command() -> None:
    """Register templates with the provider."""


@command.command()
@live
def push(*, live: bool) -> None:
    """Register what is missing, and submit it for WhatsApp's approval."""
    from banditore.services import templates  # noqa: PLC0415 - keeps `--help` fast

    provider, wanted = _provider_and_needed()
    missing = templates.missing(provider, wanted)
    if live:
        left = templates.push(provider, missing)
        say(f"{len(missing) - left} of {len(wanted)} templates submitted or under review already")
        if left:
            say(f"WhatsApp takes no more in an hour: run it again then for the other {left}")
    else:
        say(f"would register {len(missing)} of {len(wanted)} templates; --live does it")
    _show(wanted, provider.templates())


@command.command()
def status() -> None:
    """Show what WhatsApp says of each: approved, rejected and why, paused, its quality."""
    provider, wanted = _provider_and_needed()
    _show(wanted, provider.templates())


@command.command()
def diff() -> int:
    """Compare with what is registered: missing, different, or needed by nothing any more."""
    from banditore.domain.due.template_standing import (  # noqa: PLC0415 - as above
        MOST_REGISTERED,
        differences,
    )

    provider, wanted = _provider_and_needed()
    known = provider.templates()
    found = differences(wanted, known)
    for name, what in found:
        click.echo(f"{name}\t{what}")
    say(f"{len(known)} are registered; an account that is not verified may have {MOST_REGISTERED}")
    return FINDINGS if any(what != "orphaned" for _, what in found) else 0


def _show(wanted: list[Needed], known: Mapping[str, Registered]) -> None:
    for one in wanted:
        there = known.get(one.name)
        row = [one.name, one.category, there.status if there else "missing"]
        if there and there.category not in ("", one.category):
            row.append(f"category is {there.category} now")
        if there and there.quality:
            row.append(f"quality {there.quality}")
        if there and there.reason:
            row.append(there.reason)
        click.echo("\t".join(row))


def _provider_and_needed() -> tuple[Provider, list[Needed]]:
    from banditore.bootstrap import carrier  # noqa: PLC0415 - as above
    from banditore.services import broadcasts, templates  # noqa: PLC0415 - as above

    files, documents = bootstrap.work_tree(), bootstrap.documents()
    town = bootstrap.town(files)
    _, findings = broadcasts.load_templates(files, documents, town.service)
    if blocking(findings):
        raise ContentError("the templates do not pass", findings, "run: scripts/run check")
    wanted = templates.needed_by(files, documents, town.service)
    return carrier.provider(town.service, bootstrap.settings()), wanted
