"""`banditore pause`: nothing is sent any more until `resume`."""

from __future__ import annotations

import click

from banditore import bootstrap
from banditore.cli.options import live
from banditore.cli.speech import say
from banditore.domain.errors import ContentError
from banditore.domain.policy.building import paused_of
from banditore.domain.policy.pausing import line_for
from banditore.domain.schema_parts import LONGEST_TEXT
from banditore.domain.sentences.labels import label
from banditore.services.town import SERVICE


@click.command()
@click.option("--reason", metavar="TEXT", help="Why, for those who read the rules.")
@live
def command(*, reason: str | None, live: bool) -> None:
    """Stop all sending: set the line “paused” of the rules on main."""
    words = label("pause-default", staff_language()) if reason is None else " ".join(reason.split())
    if not paused_of(words):
        raise click.UsageError("--reason must say why; to go on: banditore resume")
    if len(words) > LONGEST_TEXT:
        raise click.UsageError(f"--reason may have {LONGEST_TEXT} characters")
    set_brake(words, live=live)


def set_brake(reason: str, *, live: bool) -> None:
    """Set the line, or say what it would be; `""` resumes."""
    brake = bootstrap.brake()
    facts = {"path": SERVICE, "line": line_for(reason)}
    tip = brake.repository.tip(brake.branch)
    if tip is not None and brake.state(tip) == reason:
        key = "paused-already"
    else:
        key = "paused-changed" if live else "would-change"
    if live:
        brake.change(reason)
    say(label(key, staff_language(), **facts))


def staff_language() -> str:
    """What staff reads; English where the rules do not pass: the brake must work even then."""
    try:
        return bootstrap.town(bootstrap.work_tree()).service.staff_language
    except ContentError:
        return "en"
