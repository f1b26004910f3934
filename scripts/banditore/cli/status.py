"""`banditore status`: what is sent, under way and due, without a secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import style
from banditore.domain.moments import shown
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.domain.service import Service
    from banditore.services.status import Standing


@click.command()
@style
def command(style: str) -> None:
    """Show what is sent, under way and due. Needs no key: it reads only what is public."""
    from banditore.bootstrap import renewal  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.status import standings  # noqa: PLC0415 - keeps `--help` fast

    config = bootstrap.settings()
    origin = bootstrap.repository(config)
    files = bootstrap.on_main(config, origin)
    ours = bootstrap.town(files)
    service = ours.service
    now = bootstrap.clock().now()
    found, doubts = standings(origin, files, bootstrap.documents(), service, now)
    notices = bootstrap.notices(config, style, service.staff_language)
    if service.paused:
        notices.warn(label("paused-now", service.staff_language, reason=service.paused))
    show(found, style, service)
    for finding in renewal.standing(config, ours):
        notices.finding(finding)
    for doubt in doubts:
        notices.finding(doubt)


def show(found: list[Standing], style: str, service: Service) -> None:
    """A line a broadcast, or an object a line."""
    import json  # noqa: PLC0415 - as above

    if not found and style != "json":
        click.echo(label("no-broadcasts-yet", service.staff_language))
    for standing in found:
        click.echo(json.dumps(_plain(standing)) if style == "json" else _line(standing, service))


def _line(standing: Standing, service: Service) -> str:
    language = service.staff_language
    facts = [f"{label(k, language)} {n}" for k, n in standing.counts.items()]
    if standing.why:
        facts.append(label(f"why-{standing.why}", language))
    if standing.until:
        facts.append(label("may-leave", language, when=shown(standing.until, service.zone)))
    line = f"{label('standing-' + standing.state, language):<14} {standing.id}  {', '.join(facts)}"
    return line.rstrip()


def _plain(standing: Standing) -> dict[str, object]:
    held: dict[str, object] = {}
    if standing.why:
        held["why"] = standing.why
        held["until"] = standing.until.isoformat() if standing.until else None
    return {"id": standing.id, "state": standing.state, **standing.counts, **held}
