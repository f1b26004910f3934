"""`banditore state`: is the list the one that was in use? And a person's word where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.options import live, style
from banditore.cli.speech import say

if TYPE_CHECKING:
    from banditore.services.keeping.accepting import Seen


@click.group()
def command() -> None:
    """Show what keeps the list from being rolled back, and accept one that it refuses."""


@command.command()
def show() -> None:
    """Show how far the list and its anchor are, and what is wrong with them."""
    from banditore.bootstrap import keys  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.keeping.accepting import look  # noqa: PLC0415

    for line in lines(look(keys.rotation_here(by_anybody=True))):
        click.echo(line)


@command.command()
@click.option(
    "--generation", type=click.IntRange(1), required=True, help="Which state: its number."
)
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stands on the run's page.")
@live
@style
def accept(*, generation: int, reason: str, live: bool, style: str) -> None:
    """Take the list as it is for the newest, although the anchor refuses it."""
    from banditore.bootstrap import keys  # noqa: PLC0415 - keeps `--help` fast
    from banditore.services.keeping.accepting import accept, look  # noqa: PLC0415

    reason = " ".join(reason.split())
    if not reason:
        raise click.UsageError("--reason must say why")
    rotation = keys.rotation_here(by_anybody=True)
    seen = accept(rotation, generation) if live else look(rotation)
    notices = bootstrap.notices(bootstrap.settings(), style, "en")
    for line in lines(seen):
        notices.say(line)
    if seen.as_it_should_be:
        notices.say("there is nothing to accept: sends go on as they are")
        return
    if not live:
        say("would accept exactly this; --live does it")
        return
    words = f"A person accepted the list at generation {generation}. Why: {reason}"
    notices.say(words)
    notices.summary(words)


def lines(seen: Seen) -> list[str]:
    """What there is, and exactly what would be accepted."""
    head, anchor = seen.standing.head, seen.anchor
    said = [
        f"list: epoch {head.epoch}, generation {head.generation}, {head.digest[:16]}…",
        f"anchor: epoch {anchor.epoch}, generation {anchor.generation}, {anchor.digest[:16]}…",
    ]
    if seen.refused:
        said.append(f"refused: {seen.refused}")
        said.append(_lost(-seen.behind))
    if seen.stranger:
        said.append(
            f"refused: the keyring is not this software's: {seen.stranger} put it there. "
            "An older keyring lets an older list pass: does the anchor above look right?"
        )
    return said if not seen.as_it_should_be else [*said, "all is as it should be"]


def _lost(changes: int) -> str:
    counted = f"its last {changes} changes are" if changes > 1 else "a change that was in use is"
    return (
        f"who accepts this says: {counted} to be forgotten. Who left in them gets messages again, "
        "until they leave once more; who joined in them is not on the list"
    )
