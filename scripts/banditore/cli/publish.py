"""`banditore publish`: what is due and has no receipt reaches the phones."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import live, style
from banditore.domain.errors import Interrupted

if TYPE_CHECKING:
    from banditore.services.publish import Publisher, Result

FINDINGS = 10
NOT_ALL = 20


@click.command()
@live
@click.option(
    "--resume",
    "resume",
    metavar="ID",
    multiple=True,
    help="Go on with a broadcast that was halted, after a person has looked.",
)
@style
def command(*, live: bool, resume: tuple[str, ...], style: str) -> int:
    """Send every broadcast on main that is due and has no receipt yet.

    Emergencies first. A run that died is resumed; whoever got the message never gets it twice.
    """
    return run_publish(live=live, style=style, resume=resume)


def run_publish(*, live: bool, style: str, resume: tuple[str, ...] = ()) -> int:
    """Publish, or say what would be sent. Returns the exit code."""
    publisher = bootstrap.publisher(style, frozenset(resume))
    if not live:
        publisher.report.plan(publisher.plan(), publisher.desk.town.service.sending.rate)
        return 0
    result = asyncio.run(_heeding_signals(publisher))
    if not publisher.stop:
        publisher.answer()
    if publisher.stop.error:
        raise publisher.stop.error
    return _code(result)


async def _heeding_signals(publisher: Publisher) -> Result:
    loop = asyncio.get_running_loop()
    why = Interrupted("stopped by a signal", "what was sent is recorded; the next run goes on")
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, publisher.stop.now, why)
    return await publisher.run()


def _code(result: Result) -> int:
    if result.halted or not all(receipt.all_reached for receipt in result.receipts):
        return NOT_ALL
    return FINDINGS if result.findings else 0
