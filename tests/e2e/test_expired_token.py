"""A token that expires while a broadcast is sent, with whole processes on both APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from town import snow

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e

PEOPLE = [f"+39333000{number:04}" for number in range(811, 815)]


@pytest.mark.parametrize("world", ["twilio", "meta"], indirect=True)
def test_it_is_one_sentence_and_the_run_after_its_renewal_sends_the_rest_once(
    world: World,
) -> None:
    world.join(*PEOPLE)
    world.merge(snow())
    code = 190 if world.network.meta else 20003
    world.network.fault("error", code=code, after=1, times=-1)

    said = world.banditore("publish", "--live", code=1)

    (told,) = [line for line in said.splitlines() if "error: " in line]
    assert f"(code {code})" in told
    assert "hint: check the account, its credentials and its number" in said
    assert len(templates(world)) == 1
    assert len(world.branches("sending/")) == 1

    world.network.clear()
    world.banditore("publish", "--live")
    assert sorted(templates(world)) == PEOPLE
    assert world.branches("sending/") == []


def templates(world: World) -> list[str]:
    """Who got a broadcast, once for each message."""
    return [str(message["to"]) for message in world.network.log() if message["template"]]
