"""`banditore doctor`: is everything set up, and what can the provider not do?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import style
from banditore.domain.findings import Severity, blocking
from banditore.domain.sentences import hint, sentence
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.domain.findings import Finding

MARKS = {Severity.NOTICE: "✓", Severity.WARNING: "!", Severity.ERROR: "✗"}


@click.command()
@style
def command(style: str) -> int:
    """Look whether settings, credentials, number, limits and clock are as they must be.

    Says what the provider can and cannot do, and what follows; whether the keyring opens, and
    since when something waits at the relay or queue. It changes nothing, and sends nobody
    anything. Exit code 10: something must be mended first.
    """
    from banditore.bootstrap import carrier, renewal  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.doctor import examine  # noqa: PLC0415 - as above

    config = bootstrap.settings()
    patient = carrier.patient(config)
    language = patient.service.staff_language
    notices = bootstrap.notices(config, style, language)
    town = bootstrap.town(bootstrap.work_tree())
    found = [*examine(patient), *carrier.inbox_findings(town.service, config)]
    found += renewal.standing(config, town)
    for finding in found:
        if style == "text":
            _show(finding, language)
        else:
            notices.finding(finding)
    return 10 if blocking(found) else 0


def _show(finding: Finding, language: str) -> None:
    click.echo(f"{MARKS[finding.severity]} {sentence(finding, language)}")
    way_out = hint(finding, language)
    if way_out:
        click.echo(f"  {label('hint', language)}: {way_out}")
