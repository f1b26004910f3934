"""What lies outside of the town: the network and, for Meta, the relay; a process each."""

from __future__ import annotations

import secrets
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from banditore.demo.phones import Phones
from banditore.demo.proofs import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.demo.stage import Stage

NEEDS = "play it with scripts/demo, which brings the packages that these need"
TOKEN = "simulator"  # noqa: S105 - guards nothing: the network is on this machine
# What Meta calls the town's number and account: the simulator knows one of each.
NUMBER_ID, WABA_ID = "106540352242922", "102290129340398"


@contextmanager
def network(stage: Stage, number: str, provider: str) -> Iterator[Phones]:
    """The simulator on a free port, while the block lasts; the stage's commands find it."""
    if provider == "meta":
        with _relay(stage) as words, _serving(stage, "simulator", *words, number=number) as url:
            stage.settings |= {
                "META_API_URL": url,
                "META_ACCESS_TOKEN": TOKEN,
                "META_PHONE_NUMBER_ID": NUMBER_ID,
                "META_WABA_ID": WABA_ID,
            }
            yield from _phones(url, pushed=True)
    else:
        with _serving(stage, "simulator", number=number) as url:
            stage.settings["BANDITORE_SIMULATOR_URL"] = url
            yield from _phones(url)


def _phones(url: str, *, pushed: bool = False) -> Iterator[Phones]:
    phones = Phones(url, pushed=pushed)
    yield phones
    phones.close()


@contextmanager
def _relay(stage: Stage) -> Iterator[list[str]]:
    """The relay that Meta's webhooks go to. Yields what the simulator is to be started with.

    It gets no key that could open what it keeps.
    """
    folder = stage.folder / "relay"
    folder.mkdir()
    identity = stage.settings.pop("BANDITORE_IDENTITY")
    app_secret, verify, token = (secrets.token_hex(32) for _ in range(3))
    stage.settings |= {"META_APP_SECRET": app_secret, "META_VERIFY_TOKEN": verify}
    stage.settings |= {"RELAY_TOKEN": token, "RELAY_DATABASE": str(folder / "relay.db")}
    with _serving(stage, "relay") as url:
        stage.settings |= {"RELAY_URL": url, "BANDITORE_IDENTITY": identity}
        yield ["--dialect", "meta", "--webhook", f"{url}/webhook"]


@contextmanager
def _serving(stage: Stage, what: str, *words: str, number: str = "") -> Iterator[str]:
    """A server's process; yields its address."""
    town = ["--number", number] if number else []
    process = stage.start(what, "serve", "--port", "0", *town, *words)
    try:
        assert process.stdout is not None  # noqa: S101 - asked for in `start`
        lines = iter(process.stdout.readline, "")
        url = next((line.strip() for line in lines if line.startswith("http")), "")
        expect(url, f"the {what} did not start", NEEDS)
        yield url
    finally:
        process.send_signal(signal.SIGINT)
        stage.finish(process)
