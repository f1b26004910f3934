"""`banditore publish`: what is due and has no receipt reaches the phones."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import click

from banditore import bootstrap
from banditore.cli.options import live, max_minutes, style
from banditore.cli.speech import error
from banditore.domain.errors import Interrupted, TimeUp

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.services.publishing.orders import Orders
    from banditore.services.publishing.publish import Publisher
    from banditore.services.publishing.steps import Result
    from banditore.services.sending.stop import Stop

FINDINGS = 10
NOT_ALL = 20
LAST = 6.5
"""Seconds after a signal. A hosted runner kills after ten, and shows nothing of why."""


def _names(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    # A form in GitHub's web page passes what was left empty as an empty text.
    return frozenset(value.strip() for value in values if value.strip())


def _part(_: click.Context, __: click.Parameter, text: str | None) -> tuple[int, int]:
    """`2/4` as (2, 4); (0, 1) without."""
    if not text:
        return 0, 1
    part, _slash, parts = text.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise click.BadParameter("say which of how many: 2/4")
    return int(part), int(parts)


def _of_broadcasts(option: str, help_: str) -> Callable[[Any], Any]:
    return click.option(option, metavar="ID", multiple=True, callback=_names, help=help_)


@click.command()
@live
@_of_broadcasts("--only", "Send nothing but this broadcast.")
@_of_broadcasts("--resume", "Go on with a broadcast that was halted: a person has looked.")
@_of_broadcasts("--abandon", "End a broadcast under way: who has not got it yet does not.")
@click.option("--reason", default="", metavar="TEXT", help="Why; it stands in the receipt.")
@click.option("--resolve", is_flag=True, help="Look up who stayed unknown, and send nothing.")
@max_minutes
@click.option(
    "--split",
    "parts",
    type=click.IntRange(2, 64),
    default=None,
    metavar="N",
    help="Claim what is due in N parts, for several machines, and send nothing.",
)
@click.option("--part", callback=_part, metavar="K/N", help="Send one part of what was split.")
@style
def command(
    *,
    live: bool,
    style: str,
    resolve: bool,
    max_minutes: float | None,
    **orders: Any,  # noqa: ANN401 - what `_orders` takes
) -> int:
    """Send every broadcast on main that is due and has no receipt yet.

    Emergencies first. A run that died is resumed; whoever got the message never gets it twice.
    """
    found = _orders(**orders)
    if resolve:
        return _resolve(live=live, style=style, only=found.only)
    return run_publish(live=live, style=style, orders=found, minutes=max_minutes)


def _orders(
    *,
    only: frozenset[str],
    resume: frozenset[str],
    abandon: frozenset[str],
    reason: str,
    parts: int | None,
    part: tuple[int, int],
) -> Orders:
    from banditore.services.publishing.orders import Orders  # noqa: PLC0415 - keeps `--help` fast

    reason = " ".join(reason.split())
    if (resume or abandon) and not reason:
        raise click.UsageError("say why: --reason TEXT; it stands in the receipt")
    if resume & abandon:
        raise click.UsageError("a broadcast is resumed or abandoned, not both")
    if parts and part[0]:
        raise click.UsageError("--split is for the job before, --part for each of the others")
    of = part[1] if part[0] else 1
    return Orders(only, resume, abandon, reason, parts=parts or 1, part=part[0], of=of)


def run_publish(
    *, live: bool, style: str, orders: Orders | None = None, minutes: float | None = None
) -> int:
    """Publish, or say what would be sent. Returns the exit code."""
    publisher = bootstrap.publisher(style, orders)
    if not live:
        publisher.report.plan(publisher.plan(), publisher.desk.town.service.sending.rate)
        return 0
    try:
        result = asyncio.run(_bounded(publisher, minutes))
        if not publisher.stop and not publisher.orders.apart:
            publisher.answer()
    finally:
        publisher.settle()
    if publisher.stop.error:
        raise publisher.stop.error
    return _code(result)


async def _bounded(publisher: Publisher, minutes: float | None) -> Result:
    """Publish until it is done, a signal comes, or the time is over."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, _interrupt, publisher.stop)
    if minutes:
        over = TimeUp(
            f"the {minutes:g} minutes are over, and not everything is sent",
            "what was sent is recorded; the next run goes on: banditore status shows what is left",
        )
        loop.call_later(minutes * 60, publisher.stop.now, over)
    try:
        return await publisher.run()
    finally:
        publisher.report.rest()  # what is said next must not stand behind a bar


def _interrupt(stop: Stop) -> None:
    """End in order; and at last without, where the origin or the provider keeps us waiting."""
    stop.now(Interrupted("stopped by a signal", "what was sent is recorded; the next run goes on"))
    late = threading.Timer(LAST, _leave)
    late.daemon = True
    late.start()


def _leave() -> None:
    # What a run leaves that dies is what the next one looks for: nobody is doubled or forgotten.
    error(
        "stopped by a signal, before all was tidied up: somebody does not answer",
        "the next run looks up what is not recorded, and goes on",
    )
    os._exit(Interrupted.exit_code)


def _resolve(*, live: bool, style: str, only: frozenset[str]) -> int:
    publisher = bootstrap.publisher(style)
    still = publisher.resolve(only, live=live)
    return NOT_ALL if still else 0


def _code(result: Result) -> int:
    if result.halted or not all(receipt.all_reached for receipt in result.receipts):
        return NOT_ALL
    return FINDINGS if result.findings else 0
