"""`banditore keys`: the keys that protect the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.keys_ceremony import drill, init, recover
from banditore.cli.options import live
from banditore.cli.speech import say, warn

if TYPE_CHECKING:
    from datetime import datetime

    from banditore.services.keeping.rotation import Rotation

DRILL_EVERY = 92
"""Days after which the recovery key should be tried again."""


@click.group()
def command() -> None:
    """Make, change and try the keys that protect the list."""


command.add_command(init)


@command.command()
@live
def rotate(*, live: bool) -> None:
    """Give the list a new key: older versions in git's history open to nobody any more."""
    rotation = _rotation()
    if not live:
        standing = rotation.store.standing(rotation.tip())
        say(f"would end epoch {standing.head.epoch} and write the list anew under a new key")
        say("--live does it")
        return
    done = rotation.rotate()
    click.echo(f"Epoch {done.ended} has ended; its key is destroyed.")
    since = f"{done.at:%Y-%m-%d %H:%M} UTC"
    click.echo(f"The list is in epoch {done.epoch}, generation {done.generation}, since {since}.")
    click.echo("What lies in git's history from before opens with no key that the town holds.")


@command.command()
def status() -> None:
    """Show how old the list's key is, when it changes, and whether all is in order."""
    from banditore.domain.keys.long_lived import RECIPIENTS, last_drill  # noqa: PLC0415 - for `--help`
    from banditore.domain.keys.rotating import due_at  # noqa: PLC0415 - as above

    rotation = _rotation()
    keyrings, files = rotation.keyrings, bootstrap.work_tree()
    standing, anchor = rotation.store.standing(rotation.tip()), keyrings.current.anchor
    now = bootstrap.clock().now()
    behind = standing.head.generation - anchor.generation
    rows = {
        "keyring": keyrings.store.place,
        "epoch": f"{standing.head.epoch}, since {_day(standing.begun)}",
        "next key": f"{_day(max(due_at(standing), now))}, by the first sync from then on",
        "list": f"{standing.size >> 10} KiB and {standing.segments} changes",
        "somebody left": "yes: the next key ends what is left of them" if standing.left else "no",
        "anchor": "is up to date" if not behind else f"is {behind} changes behind; sync moves it",
    }
    tried = last_drill((files.read(RECIPIENTS) or b"").decode("utf-8", "replace"))
    rows["last drill"] = tried.isoformat() if tried else "never"
    for name, text in rows.items():
        click.echo(f"{name:<14} {text}")
    if len(keyrings.current.identities) > 1:
        say("the list is just getting a new key, or a run died in the middle; sync finishes it")
    if tried is None or (now.date() - tried).days > DRILL_EVERY:
        warn("the recovery key should be tried: banditore keys drill")


command.add_command(recover)
command.add_command(drill)


def _rotation() -> Rotation:
    from banditore.bootstrap import keys  # noqa: PLC0415 - for `--help`

    return keys.rotation_here()


def _day(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
