"""How a broadcast stands, for who asks and for the run that comes upon it."""

from __future__ import annotations

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.services.status import standings
from crier import ID, Crier, die_at, everybody_once

pytestmark = pytest.mark.thorough  # each test reads a whole town


def states(crier: Crier) -> dict[str, str]:
    main = crier.repository.tip("main")
    assert main is not None
    service, now = crier.town.service, crier.clock.now()
    found, _ = standings(crier.repository, main, YamlDocuments(), service, now)
    return {standing.id: standing.state for standing in found}


def test_status_tells_a_live_send_from_a_dead_one_and_from_one_that_is_done() -> None:
    crier = Crier(people=30, more="expires_at: 2026-11-23 23:00\n")
    crier.file("2026-11-23-acqua", more="send_at: 2026-11-23 22:00\n")
    crier.file("2026-11-22-frana", more="expires_at: 2026-11-23 12:00\n")
    others = {"2026-11-23-acqua": "later", "2026-11-22-frana": "missed"}
    assert states(crier) == {ID: "due", **others}
    die_at(crier, "send", 12)
    assert states(crier) == {ID: "sending", **others}
    crier.clock.sleep(100)
    assert states(crier) == {ID: "stopped", **others}
    crier.publish()
    assert states(crier) == {ID: "sent", **others}


def test_who_waits_for_a_dead_run_says_so() -> None:
    crier = Crier(people=30)
    die_at(crier, "send", 12)
    crier.publish()

    assert any("another run holds it" in line for line in crier.notices.lines)
    assert crier.deliveries() == everybody_once(30)
