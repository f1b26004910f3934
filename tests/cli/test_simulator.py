"""`banditore simulator` as a person uses it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e

PHONE = "+393330000001"
TOWN = "+393389428034"


@pytest.fixture
def network() -> Iterator[Network]:
    with Network() as running:
        yield running


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "scripts")}


def run(folder: Path, network: Network | None, *words: str) -> subprocess.CompletedProcess[str]:
    url = network.url if network else "http://127.0.0.1:9"
    return subprocess.run(
        [sys.executable, "-m", "banditore", "simulator", *words],
        cwd=folder,
        env={**ENVIRONMENT, "BANDITORE_SIMULATOR_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_phone_texts_and_reads(tmp_path: Path, network: Network) -> None:
    texted = run(tmp_path, network, "text", PHONE, "MI ISCRIVO", "--to", TOWN)
    read = run(tmp_path, network, "read", PHONE)

    assert (texted.returncode, texted.stdout) == (0, "")
    assert read.stdout == "phone: MI ISCRIVO\n"


def test_the_log_masks_numbers(tmp_path: Path, network: Network) -> None:
    network.approve("prova_it", "Comune: {{1}}. Fine")
    network.text(PHONE, "MI ISCRIVO")
    form = {"To": f"whatsapp:{PHONE}", "From": f"whatsapp:{TOWN}", "Body": "Benvenuto"}
    account = f"AC{'0' * 32}"
    url = f"{network.url}/2010-04-01/Accounts/{account}/Messages.json"
    httpx.post(url, data=form, auth=(account, "simulator"), trust_env=False).raise_for_status()

    log = run(tmp_path, network, "log").stdout

    assert log.endswith("\t…001\tdelivered\t(free text)\n")
    assert PHONE not in log


def test_a_fault_is_scripted_and_cleared(tmp_path: Path, network: Network) -> None:
    run(tmp_path, network, "fault", "throttle", "--times", "3", "--retry-after", "2")
    scripted = httpx.get(f"{network.url}/control/faults", trust_env=False).json()["faults"]
    run(tmp_path, network, "fault", "none")
    cleared = httpx.get(f"{network.url}/control/faults", trust_env=False).json()["faults"]

    assert [(f["kind"], f["times"], f["retry_after"]) for f in scripted] == [("throttle", 3, 2)]
    assert cleared == []


def test_a_wrong_number_is_a_wrong_usage(tmp_path: Path, network: Network) -> None:
    wrong = run(tmp_path, network, "text", "333", "Ciao", "--to", TOWN)

    assert wrong.returncode == 2
    assert "a number is written +39" in wrong.stderr


def test_where_no_simulator_answers_the_hint_starts_one(tmp_path: Path) -> None:
    alone = run(tmp_path, None, "read", PHONE)

    assert alone.returncode == 1
    assert "banditore: error: no simulator answers at http://127.0.0.1:9" in alone.stderr
    assert "banditore: hint: start one: " in alone.stderr
    assert PHONE not in alone.stderr


def test_serve_prints_its_address_and_ends_on_interrupt(tmp_path: Path) -> None:
    serve = [sys.executable, "-m", "banditore", "simulator", "serve", "--port", "0"]
    with subprocess.Popen(
        [*serve, "--number", TOWN], cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        figures = httpx.get(f"{url}/control/settings", trust_env=False).json()
        server.send_signal(signal.SIGINT)
        code = server.wait(timeout=10)

    assert (figures["messages"], code) == (0, 0)


def test_a_taken_port_is_said_so(tmp_path: Path, network: Network) -> None:
    port = network.url.rsplit(":", 1)[1]

    taken = run(tmp_path, network, "serve", "--port", port, "--number", TOWN)

    assert (taken.returncode, taken.stdout) == (1, "")
    assert f"port {port} is taken" in taken.stderr
