"""`banditore demo`: the whole service, played on this machine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--plain", is_flag=True, help="No colours, nothing that moves.")
@click.option(
    "--keep",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Play in this new folder and leave it there to look around.",
)
@click.option(
    "--provider",
    type=click.Choice(["twilio", "meta"]),
    default="twilio",
    show_default=True,
    help="Whose API the simulated network speaks.",
)
def command(*, plain: bool, keep: Path | None, provider: str) -> None:
    """Play the whole service on this machine, and prove that it keeps its promises.

    Citizens join, a broadcast is reviewed and sent, a machine dies half-way and the next one goes
    on. Real commands, real git, real encryption; only the phones are simulated. Takes about a
    minute and touches nothing but a temporary folder. Exit code 1: a promise was not kept.
    """
    from banditore.demo.play import play  # noqa: PLC0415 - keeps `--help` fast

    play(plain=plain, keep=keep, provider="meta" if provider == "meta" else "simulator")
