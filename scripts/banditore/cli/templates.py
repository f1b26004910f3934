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
    from banditore.ports import Provider
    from banditore.services.templates import Needed


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
        templates.push(provider, missing)
        say(f"{len(missing)} of {len(wanted)} templates submitted or already under review")
        missing = templates.missing(provider, wanted)
    else:
        say(f"would register {len(missing)} of {len(wanted)} templates; --live does it")
    _show(wanted, missing)


@command.command()
def status() -> None:
    """Show which templates may be sent."""
    from banditore.services import templates  # noqa: PLC0415 - keeps `--help` fast

    provider, wanted = _provider_and_needed()
    _show(wanted, templates.missing(provider, wanted))


def _show(wanted: list[Needed], missing: list[Needed]) -> None:
    not_yet = {one.name for one in missing}
    for one in wanted:
        state = "not approved" if one.name in not_yet else "approved"
        click.echo(f"{one.name}\t{one.category}\t{state}")


def _provider_and_needed() -> tuple[Provider, list[Needed]]:
    from banditore.bootstrap import carrier  # noqa: PLC0415 - as above
    from banditore.services import broadcasts, templates  # noqa: PLC0415 - as above

    files, documents = bootstrap.work_tree(), bootstrap.documents()
    town = bootstrap.town(files)
    texts, findings = broadcasts.load_templates(files, documents, town.service)
    if blocking(findings):
        raise ContentError("the templates do not pass", findings, "run: scripts/run check")
    drafted, _ = broadcasts.load_broadcasts(files, documents, town.service)
    wanted = templates.needed(texts, town.service.languages, drafted)
    return carrier.provider(town.service, bootstrap.settings()), wanted
