"""`banditore subscribers import`: a list from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.bootstrap import office as parts
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.cli.subscribers.asking import Discreet, dry, in_words, reference
from banditore.cli.subscribers.choices import (
    categories_option,
    chosen,
    dated,
    day_option,
    notice_option,
)
from banditore.domain.audit import personal
from banditore.domain.reception.joining import MEMORY
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.domain.office.importing import Imported
    from banditore.domain.office.lists import Reading
    from banditore.ports import Notices
    from banditore.services.office.office import Office


@click.command(cls=Discreet)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@in_words("--source", "Where the list comes from: it stands with each consent.")
@day_option("--date", "The day by which these people had said yes.")
@reference
@notice_option(
    "The version of the privacy notice that they got; by default an older one than ours."
)
@categories_option
@click.option("--column", default="", metavar="NAME", help="The numbers' column: its head, or B.")
@click.option(
    "--again", is_flag=True, help="From the same source once more: nobody who left is in."
)
@live
def command(
    *,
    file: Path,
    source: str,
    date: datetime,
    reference: str,
    notice: str | None,
    category: tuple[str, ...],
    column: str,
    again: bool,
    live: bool,
) -> None:
    """Import people from a CSV or a phone's contacts, such as its old broadcast lists.

    Only the number is read, and the language where there is a column of it. What cannot be taken is
    told by row and column. Who is there already stays as they are; who left stays away.
    """
    from banditore.domain.office.importing import Origin  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.office.forms import (  # noqa: PLC0415 - as above
        consented_at,
        take_over,
    )

    office = parts.office()
    at = consented_at(office, dated(date, office))
    origin = Origin(source, at, notice or "", chosen(category, office.town.service))
    notices = bootstrap.notices(bootstrap.settings(), "text", office.town.service.staff_language)
    reading = _read(office, file, column, notices)
    done = take_over(office, reading.people, origin, reference, again=again, live=live)
    _tell(office, reading, done)
    if not live:
        dry(office.town.service.staff_language)


def _read(office: Office, file: Path, column: str, notices: Notices) -> Reading:
    from banditore.domain.errors import ContentError  # noqa: PLC0415 - keeps `--help` fast
    from banditore.domain.office.lists import read_people, refused  # noqa: PLC0415 - as above

    service = office.town.service
    # A file may be called after somebody's number.
    name = f"*{file.suffix}" if personal(file.name) else file.name
    try:
        content = file.read_bytes()
    except OSError:
        raise ContentError("nothing was imported", [refused(name)]) from None
    reading = read_people(
        content,
        name,
        parts.numbers(service).read,
        languages=service.languages,
        own=service.number,
        column=column,
        progress=lambda done, of: notices.progress(
            done, of, label("office-reading", service.staff_language)
        ),
    )
    if reading.unusable:
        raise ContentError("nothing was imported", reading.findings)
    for finding in reading.findings:
        notices.finding(finding)
    return reading


def _tell(office: Office, reading: Reading, done: Imported) -> None:
    """What happened, in counts; of the findings those that were not shown, too."""
    language = office.town.service.staff_language
    more = reading.counts.total() - len(reading.findings)
    if more:
        say(label("office-more-findings", language, count=more))
    counts = {
        "office-rows": reading.rows,
        "office-new": done.new,
        "office-already-there": done.already,
        "office-left-before": done.left,
        "office-left-out": reading.rows - done.new - done.already - done.left,
    }
    for key, count in counts.items():
        if count or key in ("office-rows", "office-new"):
            say(f"{label(key, language)}: {count}")
    if done.new:
        say(label("office-memory", language, days=MEMORY.days))
