"""`banditore subscribers add`, `remove`: who joins or leaves on paper."""

from __future__ import annotations

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
from banditore.cli.subscribers.choices import (
    categories_option,
    chosen,
    dated,
    day_option,
    notice_option,
    version,
)
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from datetime import datetime


@click.command(cls=Discreet)
@reference
@day_option("--date", "The day on which the form was signed.")
@language_option("The language that was asked for.")
@categories_option
@notice_option("The version of the privacy notice on the form; by default the one in force.")
@live
def add(
    *,
    reference: str,
    date: datetime,
    language: str,
    category: tuple[str, ...],
    notice: str | None,
    live: bool,
) -> None:
    """Add who joined by a paper form.

    Who has left since the day of the form stays away.
    """
    from banditore.services.office.forms import Form, enter  # noqa: PLC0415 - keeps `--help` fast

    office = parts.office()
    service = office.town.service
    form = Form(
        dated(date, office),
        spoken(language, service),
        chosen(category, service),
        version(notice, office),
    )
    what = enter(office, asked_number(office, mobile=True), form, reference, live=live)
    say(label(f"office-{what}", service.staff_language))
    if not live:
        dry(service.staff_language)


@click.command(cls=Discreet)
@reference
@live
def remove(*, reference: str, live: bool) -> None:
    """Remove who left by a paper form, as MI CANCELLO does; `erase` changes the key, too."""
    from banditore.services.office import rights  # noqa: PLC0415 - keeps `--help` fast

    office = parts.office()
    language = office.town.service.staff_language
    what = rights.remove(office, asked_number(office), reference, live=live)
    say(label("office-removed" if what else "office-not-there", language))
    if not live:
        dry(language)
