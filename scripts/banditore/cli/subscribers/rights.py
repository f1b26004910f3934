"""`banditore subscribers show`, `erase`, `restrict`, `unrestrict`: what a citizen may ask for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from banditore.bootstrap import office as parts
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.cli.subscribers.asking import (
    Discreet,
    asked_number,
    dry,
    language_option,
    reference,
    spoken,
)
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.domain.subscriber import Status


@click.command(cls=Discreet)
@reference
@language_option("The letter's language.")
@click.option(
    "--format",
    "style",
    type=click.Choice(["letter", "json"]),
    default="letter",
    show_default=True,
    help="For the citizen to read, or for a program.",
)
@live
def show(*, reference: str, language: str, style: str, live: bool) -> None:
    """Show all there is on a number, as a letter to its owner (GDPR, articles 15 and 20).

    Who did it, when and why stands in the audit before anything is shown.
    """
    from banditore.domain.office.record import as_document  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.office import rights  # noqa: PLC0415 - as above

    office = parts.office()
    staff, language = office.town.service.staff_language, spoken(language, office.town.service)
    record = rights.show(office, asked_number(office), reference, live=live)
    if not live:
        say(label("office-would-show", staff))
        dry(staff)
    elif style == "json":
        click.echo(json.dumps(as_document(record), ensure_ascii=False, indent=2))
    else:
        click.echo(rights.access_letter(office, record, reference, language), nl=False)


@click.command(cls=Discreet)
@reference
@language_option("The certificate's language.")
@live
def erase(*, reference: str, language: str, live: bool) -> None:
    """Erase all there is on a number, change the key at once, and certify it (GDPR, article 17)."""
    from banditore.domain.office.letters import removed  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.office import rights  # noqa: PLC0415 - as above

    office = parts.office()
    staff, language = office.town.service.staff_language, spoken(language, office.town.service)
    address = asked_number(office)
    if not live:
        say(label("office-would-erase", staff))
        click.echo(removed(rights.would_erase(office, address), staff))
        dry(staff)
        return
    done = rights.erase(office, address, reference, language)
    click.echo(rights.certificate(office, done, reference, language), nl=False)


@click.command(cls=Discreet)
@reference
@live
def restrict(*, reference: str, live: bool) -> None:
    """Send nothing to a number any more, and keep its data (GDPR, article 18)."""
    _set_status(reference, "restricted", live=live)


@click.command(cls=Discreet)
@reference
@live
def unrestrict(*, reference: str, live: bool) -> None:
    """Send to a number again: the end of a restriction, of which its owner was told."""
    _set_status(reference, "active", live=live)


def _set_status(reference: str, status: Status, *, live: bool) -> None:
    from banditore.services.office import rights  # noqa: PLC0415 - keeps `--help` fast

    office = parts.office()
    language = office.town.service.staff_language
    there = rights.restrict(office, asked_number(office), reference, status, live=live)
    say(label(f"office-{status}" if there else "office-not-there", language))
    if not live:
        dry(language)
