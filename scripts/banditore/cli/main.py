"""The group of commands and the one place where errors become exit codes.

0 fine · 1 could not run · 2 usage · 3 a bug · 10 findings block · 20 sent, but not all reached or
halted · 130 interrupted
"""

from __future__ import annotations

import importlib
import sys
import traceback

import click

from banditore import bootstrap
from banditore.cli.speech import error
from banditore.domain.errors import BanditoreError

# Command → what it does. Each lives in the module of its name, imported only when it runs:
# `banditore --help` must not wait for an HTTP client.
COMMANDS = {
    "check": "Validate broadcasts, templates and rules.",
    "preview": "Show broadcasts as phones will show them.",
    "publish": "Send what is due and not yet sent.",
    "sync": "Pull what citizens texted in and answer them.",
    "status": "Show what is sent, under way and due.",
    "pause": "Stop all sending.",
    "resume": "Let sending go on.",
    "subscribers": "Look after the list: count it, answer citizens, take over forms.",
    "keys": "Make, change and try the keys that protect the list.",
    "state": "See that the list is the one in use.",
    "templates": "Register templates with the provider.",
    "doctor": "See whether everything is set up, and what the provider cannot do.",
    "relay": "Keep what Meta brings until the town fetches it.",
    "poster": "Make posters and cards that invite to join.",
    "notice": "Publish the privacy notice.",
    "simulator": "Run and use a WhatsApp network on this machine.",
    "demo": "Play the whole service on this machine.",
}
BUG = 3
INTERRUPTED = 130


class Lazy(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a broadcast's life, not of the alphabet."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"banditore.cli.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101 - a bug of ours, not of the user
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The one-line helps, without importing the modules."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option("0.1.0", prog_name="banditore")
@click.pass_context
def banditore(ctx: click.Context, *, debug: bool) -> None:
    """A town crier on WhatsApp.

    Broadcasts are YAML files under messages/; citizens join and leave by texting the town's
    number. What acts on the world is a dry run unless you say --live.
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Run a command and leave with the exit code that its errors mean."""
    debug = "--debug" in sys.argv[1:]
    try:
        code = banditore.main(prog_name="banditore", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(INTERRUPTED)
    except click.ClickException as usage:
        usage.show()
        sys.exit(usage.exit_code)
    except BanditoreError as failure:
        if debug:
            traceback.print_exc()
        for finding in getattr(failure, "findings", ()):
            bootstrap.notices(bootstrap.settings(), "text", "en").finding(finding)
        error(failure.message, failure.hint)
        sys.exit(failure.exit_code)
    except Exception as bug:  # noqa: BLE001 - the one handler
        _report_bug(bug, debug=debug)
        sys.exit(BUG)
    sys.exit(code if isinstance(code, int) else 0)


def _report_bug(bug: Exception, *, debug: bool) -> None:
    # An exception's text may carry what a citizen wrote: only its kind and place are printed.
    if debug:
        traceback.print_exc()
    frames = traceback.extract_tb(bug.__traceback__)
    place = f" at {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    error(
        f"a bug in banditore: {type(bug).__name__}{place}",
        "please report it with the command you ran; --debug shows more, perhaps personal data too",
    )
