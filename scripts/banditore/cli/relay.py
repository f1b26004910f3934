"""`banditore relay`: the letter box for Meta's webhooks, on whatever server the town has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from banditore import bootstrap
from banditore.cli.speech import say
from banditore.domain.errors import Misconfigured, SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banditore.settings import Settings


@click.group()
def command() -> None:
    """Keep what Meta brings until the town fetches it."""


@command.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 in a container.")
@click.option("--port", default=8027, show_default=True, help="0: any free one.")
def serve(host: str, port: int) -> None:
    """Take in Meta's webhooks, sealed, until ^C. Prints its URL.

    It speaks HTTP: the platform's proxy in front of it speaks TLS. docs/relay.md is the guide.
    """
    try:
        from banditore.relay.config import Config  # noqa: PLC0415 - an extra
        from banditore.relay.server import Listening  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"the relay needs a package that is not installed: {missing.name}",
            "run it in its own environment: scripts/run relay serve",
        ) from None
    settings = bootstrap.settings()
    recipients = _recipients(settings)
    config = Config(
        app_secrets=tuple(settings.get("META_APP_SECRET").split()),
        verify_token=settings.get("META_VERIFY_TOKEN"),
        tokens=tuple(settings.get("RELAY_TOKEN").split()),
        recipients=tuple(recipients),
        database=Path(settings.get("RELAY_DATABASE")),
        proxies=_proxies(settings),
    )
    listening = Listening(config, host, port, say)
    click.echo(listening.url)
    say(f"the relay answers at {listening.url}; ^C ends it")
    listening.run()


@command.command()
def check() -> None:
    """Ask the relay at RELAY_URL whether it is as it should be. Changes nothing."""
    import httpx  # noqa: PLC0415 - keeps `--help` fast

    from banditore.relay.probe import probe  # noqa: PLC0415

    settings = bootstrap.settings()
    settings.require(["RELAY_URL", "RELAY_TOKEN"])
    try:
        client = httpx.Client(base_url=settings.get("RELAY_URL"), timeout=10, trust_env=False)
    except httpx.InvalidURL:
        raise SettingsError("RELAY_URL is no web address", "it begins with https://") from None
    wrong = 0
    with client:
        for found in probe(client, settings.get("RELAY_TOKEN"), settings.get("META_VERIFY_TOKEN")):
            click.echo(f"{'yes' if found.ok else 'NO '} {found.what}")
            if not found.ok:
                click.echo(f"    hint: {found.hint}")
                wrong += 1
    if wrong:
        raise Misconfigured("the relay is not as it should be", "docs/relay.md is the guide")


def _recipients(settings: Settings) -> Sequence[str]:
    """The public keys to seal to. Raises SettingsError that names all that is missing."""
    if settings.get("BANDITORE_IDENTITY"):
        raise SettingsError(
            "BANDITORE_IDENTITY is set: the relay must not be able to read what it keeps",
            "unset it here; it belongs to the workflow alone",
        )
    given = settings.get("RELAY_RECIPIENTS").replace(",", " ").split()
    files = bootstrap.work_tree()
    if not given and not bootstrap.recipients(files).sample:
        lines = (files.read("policy/recipients.txt") or b"").decode().splitlines()
        given = [key for line in lines if (key := line.partition("#")[0].strip())]
    missing = [] if given else ["RELAY_RECIPIENTS"]
    settings.require(["META_APP_SECRET", "META_VERIFY_TOKEN", "RELAY_TOKEN", *missing])
    return given


def _proxies(settings: Settings) -> int:
    text = settings.get("RELAY_PROXIES")
    if not (text.isascii() and text.isdecimal() and len(text) == 1):
        raise SettingsError(
            "RELAY_PROXIES is a small number", "1 behind one proxy, 0 where nobody is in front"
        )
    return int(text)
