"""`banditore sync`: citizens join, leave and are answered."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import live, style
from banditore.cli.town import town_of
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.ports import Files
    from banditore.services.content import Town
    from banditore.services.inbound import Desk
    from banditore.services.sync import Synced
    from banditore.settings import Settings


@click.command()
@live
@click.option("--publish", is_flag=True, help="Then send what is due and not yet sent.")
@style
def command(*, live: bool, publish: bool, style: str) -> int:
    """Pull what citizens texted in, keep the list, and answer them."""
    from banditore.services.sending.stop import Stop  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.sync import sync  # noqa: PLC0415 - as above

    files, config, stop = bootstrap.work_tree(), bootstrap.settings(), Stop()
    town = town_of(files)
    language = town.service.staff_language
    synced = sync(desk_for(town, files, config), stop, live=live)
    notices = bootstrap.notices(config, style, language)
    for line in lines(synced, language, live=live):
        notices.say(line)
    code = _publish(live=live, style=style) if publish else 0
    if stop.error:
        raise stop.error
    return code


def desk_for(town: Town, files: Files, config: Settings) -> Desk:
    """The town's desk on this machine."""
    from banditore.services.inbound import Desk  # noqa: PLC0415 - keeps `--help` fast

    return Desk(
        town=town,
        repository=bootstrap.repository(config),
        store=bootstrap.store(files, config),
        provider=bootstrap.provider(town.service, config),
        clock=bootstrap.clock(),
        run=bootstrap.run_name(config),
        new_id=lambda: uuid.uuid4().hex,
        main=config.get("BANDITORE_MAIN"),
    )


def lines(synced: Synced, language: str, *, live: bool) -> list[str]:
    """What was done, in counts; only what is not nothing."""
    tally, answered = synced.tally, synced.answered
    counts = {
        "joined": tally.joined,
        "renewed": tally.renewed,
        "gone": tally.left,
        "ignored": tally.other,
        "answered": answered.sent,
        "answered-before": answered.already,
        "unanswered": answered.failed,
        "answered-perhaps": answered.unknown,
        "too-late": tally.late,
        "waiting": answered.waiting,
    }
    said = [f"{label(key, language)}: {count}" for key, count in counts.items() if count]
    said = said or [label("nothing-new", language)]
    return said if live else [*said, label("would-sync", language)]


def _publish(*, live: bool, style: str) -> int:
    from banditore.cli.publish import run_publish  # noqa: PLC0415 - keeps `--help` fast

    return run_publish(live=live, style=style)
