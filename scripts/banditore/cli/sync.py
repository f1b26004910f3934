"""`banditore sync`: citizens join, leave and are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import live, max_minutes, style
from banditore.domain.commands.rules import RULES
from banditore.domain.errors import (
    BanditoreError,
    KeyringError,
    ProviderError,
    RepositoryError,
    StoreError,
)
from banditore.domain.findings import Place, warning
from banditore.domain.sentences import sentence
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.domain.sending.receipt import Receipt
    from banditore.domain.service import Service
    from banditore.ports import Notices
    from banditore.services.keeping.rotation import Rotation
    from banditore.services.receiving.inbound import Desk
    from banditore.services.receiving.sync import Synced


@click.command()
@live
@click.option("--publish", is_flag=True, help="Then send what is due and not yet sent.")
@max_minutes
@click.option("--explain", "why", is_flag=True, help="Say how many texts each rule decided on.")
@style
def command(*, live: bool, publish: bool, max_minutes: float | None, why: bool, style: str) -> int:
    """Pull what citizens texted in, keep the list, and answer them."""
    from banditore.services.receiving.sync import sync  # noqa: PLC0415 - as above
    from banditore.services.sending.stop import Stop  # noqa: PLC0415 - keeps `--help` fast

    config, stop = bootstrap.settings(), Stop()
    desk, rotation = bootstrap.desk_and_rotation(config, bootstrap.repository(config))
    language = desk.town.service.staff_language
    synced = sync(desk, stop, live=live)
    notices = bootstrap.notices(config, style, language)
    for line in lines(synced, language, live=live):
        notices.say(line)
    if why:
        explain(synced, notices, language)
    late = _renewal(desk, notices, live=live)
    late = (_upkeep(desk, rotation, notices) if live else None) or late
    code = _publish(live=live, style=style, minutes=max_minutes) if publish else 0
    if stop.error or late:
        raise stop.error or late or AssertionError
    return code


def _renewal(desk: Desk, notices: Notices, *, live: bool) -> BanditoreError | None:
    """Who did not accept a changed notice in time; what keeps it must not keep sends back."""
    from banditore.services.receiving.renewing import renew  # noqa: PLC0415 - keeps `--help` fast

    try:
        found = renew(desk, bootstrap.documents(), live=live)
    except (RepositoryError, StoreError) as failure:
        return failure
    for finding in found:
        notices.finding(finding)
    told = "".join(f"- {sentence(one, desk.town.service.staff_language)}\n" for one in found)
    if told:
        notices.summary(told)
    return None


def _upkeep(desk: Desk, rotation: Rotation, notices: Notices) -> BanditoreError | None:
    rotated = _rotate(rotation, notices, desk.town.service)
    failures = (_reports(desk, notices), _templates(desk), rotated)
    return next(filter(None, failures), None)


def _reports(desk: Desk, notices: Notices) -> BanditoreError | None:
    """What became of messages; what keeps it from being told must not keep sends back."""
    from banditore.services.reports import hear  # noqa: PLC0415 - keeps `--help` fast

    service = desk.town.service
    try:
        heard = hear(desk, bootstrap.keeper(desk))
    except (ProviderError, RepositoryError, StoreError) as failure:
        return failure
    for branch in heard.unreadable:
        notices.warn(label("outcomes-unreadable", service.staff_language, branch=branch))
    if heard.unheard:
        found = warning("doctor-unheard", Place("environment"), count=heard.unheard)
        notices.warn(sentence(found, service.staff_language))
    for receipt in heard.receipts:
        notices.say(told(receipt, service.staff_language))
    return None


def _templates(desk: Desk) -> BanditoreError | None:
    """What WhatsApp says of the templates, for the checks of pull requests."""
    from banditore.services.templates import watch  # noqa: PLC0415 - keeps `--help` fast

    try:
        watch(desk, bootstrap.documents())
    except (ProviderError, RepositoryError) as failure:
        return failure
    return None


def told(receipt: Receipt, language: str) -> str:
    """How far a broadcast got, in counts."""
    return label(
        "reported",
        language,
        id=receipt.broadcast,
        accepted=receipt.counts["accepted"],
        delivered=receipt.delivered,
        read=receipt.read,
        failed=receipt.counts["failed"],
    )


def _rotate(rotation: Rotation, notices: Notices, service: Service) -> KeyringError | None:
    """A new key for the list where it is time; what keeps it from one must not keep sends back."""
    try:
        if rotation.by_pace():
            notices.say(label("rotated", service.staff_language))
    except KeyringError as failure:
        return failure
    return None


def lines(synced: Synced, language: str, *, live: bool) -> list[str]:
    """What was done, in counts; only what is not nothing."""
    tally, answered = synced.tally, synced.answered
    counts = {
        "joined": tally.joined,
        "renewed": tally.renewed,
        "gone": tally.left,
        "chose": tally.chose,
        "asked": tally.asked,
        "ignored": tally.other,
        "answered": answered.sent,
        "answered-before": answered.already,
        "unanswered": answered.failed,
        "answered-perhaps": answered.unknown,
        "too-late": tally.late,
        "waiting": answered.waiting,
        "cards": answered.cards,
        "cards-lost": answered.cards_lost,
    }
    said = [f"{label(key, language)}: {count}" for key, count in counts.items() if count]
    if tally.kinds:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(tally.kinds.items()))
        said.append(f"{label('not-texts', language)}: {kinds}")
    said = said or [label("nothing-new", language)]
    return said if live else [*said, label("would-sync", language)]


def explain(synced: Synced, notices: Notices, language: str) -> None:
    """Rule by rule, how many texts it decided on: why, and nothing of what was written."""
    counts = reasons(synced, language)
    for why, count in counts:
        notices.say(f"{why}: {count}")
    if counts:
        rows = "".join(f"| {why} | {count} |\n" for why, count in counts)
        notices.summary(f"### {label('understood', language)}\n\n| | |\n|---|---:|\n{rows}")


def reasons(synced: Synced, language: str) -> list[tuple[str, int]]:
    """Each rule's sentence with how many texts it decided on, in the order of the rules."""
    decided = synced.tally.rules
    return [(label(f"rule-{rule}", language), decided[rule]) for rule in RULES if decided[rule]]


def _publish(*, live: bool, style: str, minutes: float | None) -> int:
    from banditore.cli.publish import run_publish  # noqa: PLC0415 - keeps `--help` fast

    return run_publish(live=live, style=style, minutes=minutes)
