"""What the office's commands have in common: how a number is asked for, and why they act."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, TypeVar

import click

from banditore.bootstrap import office as parts
from banditore.cli.speech import say
from banditore.domain.audit import LONGEST, personal
from banditore.domain.message import Address
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.service import Service
    from banditore.services.office.office import Office

Options = TypeVar("Options", bound="Callable[..., Any]")
_USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")


class Discreet(click.Command):
    """Takes no number on its command line: a shell remembers that, and every process sees it."""

    def __init__(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **more)
        self.context_settings["allow_extra_args"] = True

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run it, unless there is more than it asks for; that is not repeated."""
        if ctx.args:
            raise click.UsageError(
                "a number is not named on the command line, where the shell's history keeps it: "
                "run the command and type it when asked, or give it on standard input",
                ctx,
            )
        if os.environ.get("GITHUB_ACTIONS"):
            raise click.UsageError(
                "not in a workflow: its inputs and its log keep what they see. Run it on the "
                "office's computer: docs/office.md",
                ctx,
            )
        return super().invoke(ctx)


def _text(_: click.Context, parameter: click.Parameter, text: str) -> str:
    """On one line, and without a number or an address in it."""
    words = " ".join(text.split())
    if not words or len(words) > LONGEST:
        raise click.BadParameter(f"say it in {LONGEST} characters", param=parameter)
    if personal(words):
        raise click.BadParameter("no number or address of anybody may stand here", param=parameter)
    return words


def in_words(name: str, help_: str) -> Callable[[Options], Options]:
    """An option that must be there, and names nobody."""
    return click.option(name, required=True, metavar="TEXT", callback=_text, help=help_)


reference = in_words("--reference", "Why: the request's number in the register. No name, no phone.")


def language_option(help_: str) -> Callable[[Options], Options]:
    """`--language`, one of the service's; without it the first one."""
    return click.option("--language", default="", metavar="CODE", help=help_)


def spoken(language: str, service: Service) -> str:
    """A language of the service; the first one where none is named."""
    if language and language not in service.languages:
        listed = ", ".join(service.languages)
        raise click.UsageError(f"the service speaks: {listed}")
    return language or service.languages[0]


def asked_number(office: Office, *, mobile: bool = False) -> Address:
    """The number, typed at a terminal or from standard input. A mistake in it is not repeated.

    `mobile`: it must be one. A firm may be on the list by its landline, if it wrote from there.
    """
    language = office.town.service.staff_language
    if sys.stdin.isatty():
        text = str(click.prompt(label("office-number", language), err=True))
    else:
        text = sys.stdin.readline()
    if _USER_ID.fullmatch(text.strip()):
        return Address(text.strip())
    found = parts.numbers(office.town.service).read(text)
    if isinstance(found, str):
        raise click.UsageError(label(f"office-number-{found}", language))
    if mobile and not found.mobile:
        raise click.UsageError(label("office-number-not-mobile", language))
    return found.address


def dry(language: str) -> None:
    """Say that nothing was done."""
    say(label("office-dry", language))
