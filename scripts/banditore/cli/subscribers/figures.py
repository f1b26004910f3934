"""`banditore subscribers stats`, `log`: what can be told of the list, and of the office."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from banditore.bootstrap import office as parts
from banditore.cli.options import text_or_json
from banditore.cli.speech import say
from banditore.domain.sentences.amounts import number
from banditore.domain.sentences.labels import LABELS, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.audit import AuditLine
    from banditore.domain.office.statistics import Statistics
    from banditore.domain.service import Service


@click.command()
@text_or_json
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also draw the months, as an SVG, into this file.",
)
@click.option(
    "--least",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    help="The smallest count that is shown.",
)
def stats(*, style: str, plot: Path | None, least: int) -> None:
    """Show counts by category, language and way of joining, and how they grew.

    Small counts are withheld, and with them those from which they could be worked out.
    """
    from banditore.domain.office import plot as drawing  # noqa: PLC0415 - keeps `--help` fast
    from banditore.domain.office.statistics import statistics  # noqa: PLC0415 - as above

    office = parts.office()
    service = office.town.service
    found = statistics(office.load(), office.month, least)
    if style == "json":
        click.echo(json.dumps(_document(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found, service, least)))
    if plot:
        drawn = drawing.plot(found.months, service.name, service.staff_language)
        plot.write_text(drawn, encoding="utf-8")
        say(label("office-drawn", service.staff_language, file=plot.name))


@click.command()
@text_or_json
def log(*, style: str) -> None:
    """Show what the office did in the last year: when, who, what, why, to how many."""
    office = parts.office()
    lines = sorted(office.load().audit.values(), key=lambda line: (line.at, line.id))
    for line in lines:
        click.echo(_entry(line, office.town.service, style))
    if not lines and style == "text":
        say(label("office-log-empty", office.town.service.staff_language))


def _entry(line: AuditLine, service: Service, style: str) -> str:
    if style == "json":
        kept = {"at": line.at.isoformat(timespec="seconds"), "what": line.what, "by": line.by}
        more = {"note": line.note} if line.note else {}
        return json.dumps(
            {**kept, "reference": line.reference, "count": line.count, **more}, ensure_ascii=False
        )
    when = f"{line.at.astimezone(service.zone):%Y-%m-%d %H:%M}"
    what = label(f"office-act-{line.what}", service.staff_language)
    return "  ".join(
        filter(None, (when, line.by, what, str(line.count), line.reference, line.note))
    )


def _document(found: Statistics) -> dict[str, object]:
    return {
        "total": found.total,
        **found.by,
        "categories": found.categories,
        "languages_of_categories": found.languages,
        "months": dict(found.months),
        "changes": found.changes,
    }


def _lines(found: Statistics, service: Service, least: int) -> Iterator[str]:
    language = service.staff_language

    def shown(count: int | None) -> str:
        return label("office-withheld", language) if count is None else number(count, language)

    def table(title: str, rows: Mapping[str, int | None]) -> Iterator[str]:
        yield ""
        yield label(title, language)
        for name, count in rows.items():
            yield f"  {_name(name, language):<18}{shown(count):>10}"

    yield f"{label('subscribers', language)}: {shown(found.total)}"
    yield from table("office-by-category", found.categories)
    for name in ("language", "joined", "status", "notice"):
        yield from table(f"office-by-{name}", found.by[name])
    yield from table("office-by-month", dict(found.months))
    for month, changes in found.changes.items():
        told = ", ".join(
            f"{label(f'office-move-{what}', language)} {shown(n)}" for what, n in changes.items()
        )
        yield f"  {month}: {told}"
    yield ""
    yield label("office-withheld-why", language, least=least)


def _name(value: str, language: str) -> str:
    key = f"office-is-{value}"
    if not value:  # of a notice: who came with a list
        key = "office-older"
    return label(key, language) if key in LABELS else value
