"""`banditore doctor` as a person uses it, against the simulator on either API."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from banditore.cli.main import banditore
from network import Network
from towns import town_files

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.e2e


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in town_files().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BANDITORE_KEYRING", str(tmp_path / "keyring"))
    monkeypatch.setenv("BANDITORE_IDENTITY", "nobody looks at it here")
    return tmp_path


def provider(town: Path, name: str) -> None:
    rules = town / "policy/service.yaml"
    rules.write_text(rules.read_text().replace("provider: simulator", f"provider: {name}"))


def number_of(town: Path) -> str:
    text = (town / "policy/service.yaml").read_text()
    line = next(line for line in text.splitlines() if line.strip().startswith("number:"))
    return line.partition(":")[2].strip().replace(" ", "")


def test_a_town_on_the_simulator_is_well(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Network() as network:
        for name, value in network.environment.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(banditore, ["doctor", "--format", "text"])

    assert "✓ il fornitore ci riconosce" in done.output
    assert "✗" not in done.output


def test_meta_without_an_inbox_is_not_ready_and_says_what_to_do(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider(town, "meta")
    with Network(number=number_of(town), dialect="meta") as network:
        network.stand(tier=250, quality="RED")
        for name, value in network.environment.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(banditore, ["doctor", "--format", "json"], standalone_mode=False)

    codes = {json.loads(line).get("code") for line in done.output.splitlines()}
    assert done.return_value == 10
    assert {"doctor-no-inbound", "doctor-quality", "doctor-reach-less"} <= codes
    assert "doctor-other-number" not in codes


def test_a_stale_token_is_one_clear_sentence(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    provider(town, "meta")
    with Network(number=number_of(town), dialect="meta") as network:
        for name, value in {**network.environment, "META_ACCESS_TOKEN": "stale"}.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(banditore, ["doctor", "--format", "text"], standalone_mode=False)

    assert done.return_value == 10
    assert "META_ACCESS_TOKEN" in done.output
    assert "stale" not in done.output


def test_a_day_for_a_changed_notice_keeps_no_doctor_from_speaking_where_there_is_no_origin(
    town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = town / "policy/service.yaml"
    asks = "consent:\n  new_notice: ask\n  words: { it: [CONFERMO], fr: [JE CONFIRME] }\n"
    asks += "  accept_by: { notice: 2026-11, day: 2027-03-31 }\n"
    rules.write_text(rules.read_text() + asks)
    with Network() as network:
        for name, value in network.environment.items():
            monkeypatch.setenv(name, value)
        done = CliRunner().invoke(banditore, ["doctor"], standalone_mode=False)

    assert "il fornitore ci riconosce" in done.output
    assert done.exception is None
