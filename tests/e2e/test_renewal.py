"""A notice changes with a last day: what staff are told, by every command that tells of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e

ANNA = "+393330000001"
SERVICE, NOTICES = "policy/service.yaml", ("policy/privacy.it.md", "policy/privacy.fr.md")


def test_who_has_not_accepted_is_told_of_in_counts_and_nobody_untold_goes(world: World) -> None:
    world.join(ANNA)
    day = f"{datetime.now(UTC) + timedelta(days=60):%Y-%m-%d}"
    rules = (world.work / SERVICE).read_text()
    asks = f"  new_notice: ask\n  accept_by: {{ notice: v2, day: {day} }}\n"
    changed = {path: (world.work / path).read_text() for path in NOTICES}
    world.merge(
        {SERVICE: rules.replace("  new_notice: keep\n", asks)}
        | {path: text.replace("version: 2026-11", "version: v2") for path, text in changed.items()}
    )

    # A draft that says until when, merged and sent to everybody who gets it.
    drafted = world.banditore("subscribers", "renotify", "--live")
    assert "raggiunge 1 dei 1" in drafted
    (draft,) = world.work.glob("messages/*/*-informativa-v2.yaml")
    path, text = str(draft.relative_to(world.work)), draft.read_text()
    assert text.count(day[:4]) >= 2
    draft.unlink()
    world.merge({path: text})
    world.banditore("publish", "--live")
    (told,) = [text for text in world.network.messages(ANNA) if "v2" in text]
    assert "MI ISCRIVO" in told

    # One broadcast is no reminder: Anna stays, and each command says so.
    for words in (["sync", "--live"], ["status"], ["doctor"], ["subscribers", "renotify"]):
        said = world.banditore(*words)
        assert "non hanno accettato l'informativa v2" in said
        assert day in said
    world.banditore("sync", "--live", "--format", "github")
    assert '"total": 1' in world.banditore("subscribers", "count", "--format", "json")

    # She says yes, and nobody is missing any more.
    world.text(ANNA, "Mi iscrivo")
    assert "hanno accettato" not in world.banditore("sync", "--live")
