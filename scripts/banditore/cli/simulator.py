"""`banditore simulator`: run a WhatsApp network on this machine, and be its phones."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from ssl import SSLError
from typing import TYPE_CHECKING, Any, get_args

import click

from banditore import bootstrap
from banditore.cli.speech import say
from banditore.domain.contact import files_of, vcard
from banditore.domain.errors import SettingsError, Unavailable
from banditore.simulator.faults import KINDS, Kind, On

if TYPE_CHECKING:
    from banditore.domain.message import Card
    from banditore.services.town import Town


@click.group()
def command() -> None:
    """Run and use a WhatsApp network on this machine."""


@command.command()
@click.option("--port", default=8026, show_default=True, help="0: any free one.")
@click.option("--number", default="", help="The town's number; default: policy/service.yaml's.")
@click.option(
    "--certificate",
    type=click.Path(exists=True, dir_okay=False),
    help="Speak TLS; a PEM file with key and chain.",
)
@click.option("--dialect", type=click.Choice(["twilio", "meta"]), default="twilio")
@click.option("--webhook", default="", help="Where Meta's webhooks go, signed by META_APP_SECRET.")
def serve(port: int, number: str, certificate: str | None, dialect: str, webhook: str) -> None:
    """Run the network until ^C. Prints its URL."""
    try:
        from banditore.simulator.meta_world import MetaWorld  # noqa: PLC0415 - an extra
        from banditore.simulator.server import Listening  # noqa: PLC0415
        from banditore.simulator.web import File  # noqa: PLC0415
        from banditore.simulator.world import World  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise SettingsError(
            f"the simulator needs a package that is not installed: {missing.name}",
            "run it in its own environment: scripts/run simulator serve",
        ) from None
    try:
        town = number or _town_number()
        cards = _town_cards()
        world = MetaWorld(number=town) if dialect == "meta" else World(number=town)
        for card in cards:
            world.web.put(card.link, File("text/vcard", vcard(card)))
        if isinstance(world, MetaWorld):
            world.courier.url = webhook
            world.courier.secret = bootstrap.settings().get("META_APP_SECRET")
        listening = Listening(world, port=port, certificate=certificate)
    except SSLError:
        raise SettingsError(
            f"{certificate} holds no certificate with its key", "both belong in it, as PEM"
        ) from None
    except OSError:
        raise SettingsError(f"port {port} is taken", "choose another: --port 0") from None
    click.echo(listening.url)
    say(f"the network answers at {listening.url}; ^C ends it")
    with suppress(KeyboardInterrupt):
        listening.run()


@command.command()
@click.argument("phone")
@click.argument("text")
@click.option("--to", default="", help="The number texted to; default: the town's.")
def text(phone: str, text: str, to: str) -> None:
    """Let PHONE send TEXT to the town."""
    _control("POST", "/control/text", {"from": phone, "text": text, "to": to or _town_number()})


@command.command()
@click.argument("phone")
@click.argument("button")
@click.option("--to", default="", help="The number it was sent from; default: the town's.")
def tap(phone: str, button: str, to: str) -> None:
    """Let PHONE tap BUTTON, which a message of the town's offers."""
    fields = {"from": phone, "text": button, "to": to or _town_number(), "kind": "tap"}
    _control("POST", "/control/text", fields)


@command.command()
@click.argument("phone")
def read(phone: str) -> None:
    """Show what PHONE shows: its conversation with the town."""
    for message in _control("GET", f"/control/phones/{phone}")["messages"]:
        who = "phone" if message["mine"] else "town"
        click.echo(f"{who}: {_screen(message)}")


@command.command()
@click.argument("phone")
@click.option("--on-whatsapp/--not-on-whatsapp", default=True, show_default=True)
@click.option("--blocks/--blocks-not", default=False, show_default=True)
def phone(phone: str, *, on_whatsapp: bool, blocks: bool) -> None:
    """Say what is special about PHONE."""
    _control("POST", f"/control/phones/{phone}", {"on_whatsapp": on_whatsapp, "blocks": blocks})


@command.command(epilog="\b\n" + "\n".join(f"{kind}: {what}" for kind, what in KINDS.items()))
@click.argument("kind", type=click.Choice([*get_args(Kind), "none"]))
@click.option("--on", type=click.Choice(get_args(On)), default="send", show_default=True)
@click.option("--to", default="", help="Only for this number.")
@click.option("--times", default=1, show_default=True, help="How often; -1: always.")
@click.option("--after", default=0, show_default=True, help="Let so many requests pass before.")
@click.option("--code", default=20500, show_default=True, help="The provider's error code.")
@click.option("--status", default=0, help="HTTP status; default: the code's own.")
@click.option("--retry-after", default=1.0, show_default=True, help="Seconds.")
@click.option("--seconds", default=1.0, show_default=True, help="How slow an answer is.")
def fault(kind: str, **how: object) -> None:
    """Script what goes wrong next; `none` clears the script."""
    if kind == "none":
        _control("DELETE", "/control/faults")
    else:
        _control("POST", "/control/faults", {"kind": kind, **how})


@command.command()
def log() -> None:
    """List what the network accepted from the town; numbers are masked."""
    for message in _control("GET", "/control/log")["messages"]:
        at = datetime.fromtimestamp(message["at"], UTC).isoformat(timespec="seconds")
        masked = f"…{message['to'][-3:]}"
        click.echo(f"{at}\t{masked}\t{message['status']}\t{_what(message)}")


def _screen(message: dict[str, Any]) -> str:
    """A message as a phone shows it: buttons below the text, a card with what it would save."""
    if message["card"]:
        return f"(contact card) {', '.join(filter(None, message['card'].values()))}"
    text = message["text"] or ("(a picture or another attachment)" if message["media"] else "")
    return "\n".join([text, *(f"[{button}]" for button in message["buttons"])])


def _what(message: dict[str, Any]) -> str:
    if message["card"]:
        return "(contact card)"
    return message["template"] or ("(with buttons)" if message["buttons"] else "(free text)")


def _control(method: str, path: str, body: object = None) -> dict[str, Any]:
    import httpx  # noqa: PLC0415 - keeps `--help` fast

    url = bootstrap.settings().get("BANDITORE_SIMULATOR_URL")
    try:
        with httpx.Client(base_url=url, trust_env=False) as client:
            response = client.request(method, path, json=body)
        answer: dict[str, Any] = response.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise Unavailable(
            f"no simulator answers at {url}",
            "start one: scripts/run simulator serve",
        ) from None
    if response.is_error:
        raise click.UsageError(str(answer.get("message")))
    return answer


def _town_number() -> str:
    """The number in `policy/service.yaml`; `""` where there is none."""
    town = _town()
    return town.service.number if town else ""


def _town_cards() -> list[Card]:
    """What the town publishes: its site is the one that messages name."""
    town = _town()
    return [card for card in files_of(town.service) if card.link] if town else []


def _town() -> Town | None:
    from banditore.services.town import load_town  # noqa: PLC0415 - as above

    return load_town(bootstrap.work_tree(), bootstrap.documents())[0]
