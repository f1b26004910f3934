"""`banditore doctor` in a whole town: keyring, relay or none, and the number, on both APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("world", ["twilio", "meta"], indirect=True)
def test_a_town_that_is_well_is_told_so_and_nothing_is_taken_away(world: World) -> None:
    world.text("+393330000801", "MI ISCRIVO")

    said = world.banditore("doctor")

    assert "✗" not in said
    assert "il portachiavi si apre" in said
    assert ("vi aspetta qualcosa dal" in said) is world.network.meta
    world.banditore("sync", "--live")
    assert world.banditore("subscribers", "count").split()[-1] == "1"


@pytest.mark.parametrize("world", ["meta"], indirect=True)
def test_what_is_not_open_or_does_not_answer_has_its_sentence(world: World) -> None:
    world.network.stand(history=False)
    world.relay_url, relay = world.network.url, world.relay_url
    said = world.banditore("doctor", code=10)
    assert "il fornitore non dice, a richiesta, che fine ha fatto un messaggio" in said
    assert "✗ il relay o la coda non risponde come dovrebbe" in said
    assert said.count("✗") == 1

    world.relay_url, world.identity = relay, str(x25519.Identity.generate())
    said = world.banditore("doctor", code=10)
    assert "✗ il portachiavi non si apre" in said
    assert said.count("✗") == 1
