"""`banditore relay` as a person starts it, and as a machine that dies leaves it."""

from __future__ import annotations

import itertools
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import httpx
import pytest

from letters import APP_SECRET, BEARER, IDENTITY, TOKEN, VERIFY, delivery, opened, signature
from load.deaths import campaign

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
GOOD = {
    "META_APP_SECRET": APP_SECRET,
    "META_VERIFY_TOKEN": VERIFY,
    "RELAY_TOKEN": TOKEN,
    "RELAY_RECIPIENTS": str(IDENTITY.to_public()),
}
SERVE = [sys.executable, "-m", "banditore", "relay", "serve", "--port", "0"]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SCRIPTS), **GOOD, **changes}


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A relay of this folder, and where it answers."""
    with (
        (folder / "log").open("a") as log,
        subprocess.Popen(
            SERVE, cwd=folder, env=environment(), text=True, stdout=subprocess.PIPE, stderr=log
        ) as server,
    ):
        assert server.stdout is not None
        try:
            yield server, server.stdout.readline().strip()
        finally:
            server.kill()


def post(client: httpx.Client, url: str, body: bytes) -> int:
    headers = signature(body)
    return client.post(f"{url}/webhook", content=body, headers=headers).status_code


def fetched(url: str) -> list[bytes]:
    """Everything that waits, page by page."""
    found: list[bytes] = []
    after = 0
    while True:
        path = f"{url}/events?after={after}"
        page = httpx.get(path, headers=BEARER, trust_env=False).raise_for_status().json()
        for event in page["events"]:
            found += opened(event)
            after = event["cursor"]
        if not page["more"]:
            return found


def refused(folder: Path, **changes: str) -> str:
    """What it says when it does not start."""
    run = subprocess.run(
        SERVE, cwd=folder, env=environment(**changes), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert list(folder.glob("relay.db")) == []
    return run.stderr


def test_it_does_not_start_without_and_names_all_that_is_missing(tmp_path: Path) -> None:
    said = refused(tmp_path, **dict.fromkeys(GOOD, ""))
    assert all(f"{name} (" in said for name in GOOD)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"BANDITORE_IDENTITY": str(IDENTITY)}, "must not be able to read what it keeps"),
        ({"RELAY_RECIPIENTS": str(IDENTITY)}, "the relay was given a secret key"),
        ({"RELAY_RECIPIENTS": "age1abc"}, "no age public key"),
        ({"RELAY_TOKEN": "short"}, "at least 32 characters"),
        ({"RELAY_PROXIES": "many"}, "RELAY_PROXIES is a small number"),
        ({"RELAY_DATABASE": "nowhere/x.db"}, "nowhere/x.db cannot be opened or made"),
    ],
)
def test_it_does_not_start_with_what_cannot_be_right(
    tmp_path: Path, changes: dict[str, str], words: str
) -> None:
    said = refused(tmp_path, **changes)
    assert words in said
    assert "banditore: hint: " in said
    assert str(IDENTITY) not in said


def test_the_policy_says_what_to_seal_to_but_for_the_sample(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    policy = tmp_path / "policy" / "recipients.txt"
    sample = SCRIPTS.parent / "policy" / "recipients.txt"
    policy.write_bytes(sample.read_bytes())
    assert "RELAY_RECIPIENTS (" in refused(tmp_path, RELAY_RECIPIENTS="")
    policy.write_text(f"# the workflow's\n{IDENTITY.to_public()} # ours\n")
    with subprocess.Popen(
        SERVE, cwd=tmp_path, env=environment(RELAY_RECIPIENTS=""), text=True, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout is not None
        url = server.stdout.readline().strip()
        with httpx.Client(trust_env=False) as client:
            assert post(client, url, delivery("1")) == 200
        assert fetched(url) == [delivery("1")]
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 0


def test_a_taken_port_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [*SERVE[:-1], port], cwd=tmp_path, env=environment(), capture_output=True, text=True,
            check=False,
        )  # fmt: skip
    assert run.returncode == 1
    assert f"nobody can listen at 127.0.0.1, port {port}" in run.stderr


def test_whatever_was_answered_outlives_kill_9(tmp_path: Path) -> None:
    answered: list[bytes] = []
    numbers = itertools.count()
    for life in range(3):
        with serving(tmp_path) as (server, url), httpx.Client(trust_env=False) as client:
            for _ in range(20 + life):
                body = delivery("MI ISCRIVO", next(numbers))
                assert post(client, url, body) == 200
                answered.append(body)
            server.kill()
    with serving(tmp_path) as (_, url):
        assert fetched(url) == answered
    assert "MI ISCRIVO" not in (tmp_path / "log").read_text()


def test_it_ends_in_order_and_leaves_one_tidy_file(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, url):
        with httpx.Client(trust_env=False) as client:
            post(client, url, delivery("1"))
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 0
    assert [path.name for path in tmp_path.glob("relay.db*")] == ["relay.db"]


def test_a_relay_that_dies_all_the_time_loses_and_doubles_nothing(tmp_path: Path) -> None:
    toll = campaign(tmp_path, 300, Random(1), kills=4)
    assert (toll.answered, toll.kills) == (300, 4)
    assert (toll.pulled, toll.missing, toll.twice, toll.strange) == (300, 0, 0, 0)
    assert not toll.told


NOISE = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # somebody speaks TLS
    b"MI ISCRIVO 393330000001\r\n\r\n",
    b"POST /webhook HTTP/1.1\r\n\r\n",
    b"POST /webhook HTTP/1.1\r\nhost: a\r\ncontent-length: MI ISCRIVO\r\n\r\n",
    b"POST /webhook HTTP/1.1\r\nhost: a\r\nx: " + b"393330000001" * 10_000 + b"\r\n\r\n",
    b"POST /webhook HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nMI ISCRIVO\r\n",
    b"POST /" + b"393330000001" * 10_000 + b" HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET /events?after=%ff&limit=MI%20ISCRIVO HTTP/1.1\r\nhost: a\r\n\r\n",
    b"GET /\xff\x00 HTTP/1.1\r\nhost: a\r\n\r\n",
    b"\x00" * 100,
]


def test_noise_is_no_reason_to_fall_or_to_talk(tmp_path: Path) -> None:
    with serving(tmp_path) as (server, url):
        port = int(url.rpartition(":")[2])
        for noise in NOISE:
            with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
                line.sendall(noise)
                line.shutdown(socket.SHUT_WR)
                answer = line.recv(4096)
            assert answer[9:10] != b"2"
            assert b"ISCRIVO" not in answer
            assert b"39333" not in answer
        assert httpx.get(f"{url}/health", trust_env=False).text == "ok"
        assert server.poll() is None
    (said,) = (tmp_path / "log").read_text().splitlines()
    assert said.endswith("; ^C ends it")


def checked(**changes: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "banditore", "relay", "check"]
    env = environment(**changes)
    return subprocess.run(words, env=env, capture_output=True, text=True, check=False)


def test_a_relay_that_is_as_it_should_be_is_told_so_and_stays_as_it_is(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, url):
        with httpx.Client(trust_env=False) as client:
            post(client, url, delivery("1"))
        right = checked(RELAY_URL=url)
        assert fetched(url) == [delivery("1")]
        wrong = checked(RELAY_URL=url, RELAY_TOKEN="x" * 32, META_VERIFY_TOKEN="y" * 32)
    assert (right.returncode, right.stdout.count("yes "), "NO" in right.stdout) == (0, 6, False)
    assert (wrong.returncode, wrong.stdout.count("NO  it")) == (1, 2)
    assert "the relay's RELAY_TOKEN must be the same" in wrong.stdout


def test_where_no_relay_answers_everything_is_wrong_but_the_line() -> None:
    gone = checked(RELAY_URL="http://127.0.0.1:9", META_VERIFY_TOKEN="")
    assert (gone.returncode, gone.stdout.count("yes "), gone.stdout.count("NO ")) == (1, 1, 4)
    assert checked(RELAY_URL="", RELAY_TOKEN="").stderr.count("RELAY_") == 2
    assert "no web address" in checked(RELAY_URL="https://relay:port").stderr
