"""How the story is told on a terminal, or into a file."""

from __future__ import annotations

import re
import sys
import textwrap
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

WIDTH = 78
INDENT = "  "
_MARGIN = re.compile(r" *(│ )?")
TICK = 0.1  # seconds between two looks at what is waited for


@dataclass(frozen=True)
class Proven:
    """A proof that held."""

    sentence: str
    seconds: float
    """How long it took to do and to check what it speaks of."""


class Narrator:
    """Prints, and remembers all that was printed: the end of the story searches it."""

    def __init__(self, *, plain: bool) -> None:
        self._color = False if plain else None
        self._moving = not plain and sys.stderr.isatty()
        self._chapters = 0
        self.said: list[str] = []

    def title(self, text: str) -> None:
        """The story's first line."""
        self._line("")
        self._line(text, bold=True)

    def chapter(self, title: str) -> None:
        """The next chapter begins."""
        self._chapters += 1
        head = f"── {self._chapters}. {title} "
        self._line("")
        self._line(head + "─" * max(0, WIDTH - len(head)), fg="cyan", bold=True)

    def tell(self, text: str) -> None:
        """A paragraph."""
        for line in textwrap.wrap(" ".join(text.split()), WIDTH):
            self._line(line)

    def command(self, words: Sequence[str]) -> None:
        """A command as somebody would type it."""
        self._line(f"{INDENT}$ banditore {' '.join(words)}", fg="yellow")

    def quote(self, text: str, *, most: int = 99) -> None:
        """What a program said."""
        lines = text.rstrip().splitlines()
        for line in lines[:most]:
            self._wrapped(f"{INDENT}{INDENT}", line, dim=True)
        self._rest(f"{INDENT}{INDENT}", len(lines) - most)

    def screen(self, who: str, text: str, *, most: int = 99) -> None:
        """A phone's screen, or a page."""
        head = f"{INDENT}╭─ {who} "
        self._line(head + "─" * max(0, WIDTH - len(head)), fg="green")
        lines = text.strip().splitlines()
        for line in lines[:most]:
            self._wrapped(f"{INDENT}│ ", line)
        self._rest(f"{INDENT}│ ", len(lines) - most)
        self._line(f"{INDENT}╰{'─' * (WIDTH - 3)}", fg="green")

    def commits(self, commits: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Subjects and files of commits, the oldest first."""
        for subject, files in commits:
            self._wrapped(f"{INDENT}● ", f"“{subject}”: {', '.join(files)}", fg="magenta")

    def proven(self, sentence: str) -> None:
        """A proof that held."""
        for number, line in enumerate(textwrap.wrap(sentence, WIDTH - 4)):
            self._line(f"{'  ' if number else '✓ '}{line}", fg="green", bold=True)

    def table(self, proofs: Sequence[Proven]) -> None:
        """What was proven, and how long each proof took."""
        for proof in proofs:
            lines = textwrap.wrap(proof.sentence, WIDTH - 14)
            self._line(f"✓ {lines[0]:<{WIDTH - 11}}{proof.seconds:>7.1f} s", fg="green")
            for line in lines[1:]:
                self._line(f"  {line}", fg="green")

    def wait(self, what: str, ready: Callable[[], bool], seconds: float) -> bool:
        """Wait until `ready()`, at most so long, and show that time passes."""
        began = time.monotonic()
        if not self._moving:
            self._line(f"{INDENT}… {what}")
        while not (done := ready()) and time.monotonic() - began < seconds:
            if self._moving:
                spent = time.monotonic() - began
                click.echo(f"\r{INDENT}… {what} {spent:3.0f} s", nl=False, err=True)
            time.sleep(TICK)
        if self._moving:
            click.echo("\r\033[K", nl=False, err=True)
        return done

    def _rest(self, indent: str, more: int) -> None:
        if more > 0:
            self._line(f"{indent}… {more} more lines", dim=True)

    def _wrapped(self, indent: str, text: str, **style: object) -> None:
        kept = _MARGIN.match(text)
        inner = textwrap.wrap(
            text,
            WIDTH - len(indent),
            break_on_hyphens=False,
            subsequent_indent=kept[0] if kept else "",
        ) or [""]
        hanging = " " * len(indent) if indent.endswith("● ") else indent
        for number, line in enumerate(inner):
            self._line(f"{hanging if number else indent}{line}".rstrip(), **style)

    def _line(self, text: str, **style: object) -> None:
        self.said.append(text)
        styled = click.style(text, **style) if style and text else text  # type: ignore[arg-type] # click's own words
        click.echo(styled, color=self._color)
