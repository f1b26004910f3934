"""For a person at a terminal: lines, and below them a bar that is redrawn in place.

click lays the bar out. It is placed here, because click's own placing hides the cursor, which a
`kill -9` would leave hidden, and lets a bar that is wider than the terminal wrap.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, TextIO

import click

from banditore.adapters.notices.lines import WEIGHTS, flat
from banditore.domain.sentences import hint, sentence
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.domain.findings import Finding

WIDEST_BAR, NARROWEST_BAR = 30, 8
ECHO = 3
"""Columns left free: a terminal echoes `^C`, and what would not fit begins a new line."""
ERASE = "\r\x1b[K"
"""Back to the beginning of the line, and nothing on it (ECMA-48: CR, EL)."""


class TextNotices:
    """For a person at a terminal, or for a file: then without a bar."""

    def __init__(self, out: TextIO, language: str) -> None:
        self._out = out
        self._language = language
        self._bar = ""
        self._watched = out.isatty() and os.environ.get("TERM") != "dumb"

    def say(self, line: str) -> None:
        """One line of progress."""
        self._print(f"banditore: {flat(line)}")

    def progress(self, done: int, total: int, words: str) -> None:
        """The bar; when all is done it stays where it is, and a `total` of 0 takes it away."""
        if not self._watched:
            return
        self._bar = bar(done, total, flat(words), _columns(self._out)) if total else ""
        self._write(ERASE + self._bar)
        if 0 < total <= done:
            self._bar = ""
            self._write("\n")

    def warn(self, line: str) -> None:
        """One line that somebody should act on."""
        self._print(f"banditore: {label('warning', self._language)}: {flat(line)}")

    def finding(self, finding: Finding) -> None:
        """Place, weight and sentence as compilers write them, so that editors can jump there."""
        weight = label(WEIGHTS[finding.severity], self._language)
        self._print(f"{finding.place} {weight}: {flat(sentence(finding, self._language))}")
        advice = hint(finding, self._language)
        if advice:
            self._print(f"  {label('hint', self._language)}: {flat(advice)}")

    def summary(self, markdown: str) -> None:
        """A terminal has no page: nothing."""

    def _print(self, line: str) -> None:
        """Where the bar stands, which moves a line down."""
        if self._bar:
            self._write(f"{ERASE}{line}\n{self._bar}")
        else:
            self._write(f"{line}\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def bar(done: int, total: int, words: str, columns: int) -> str:
    """Bar, count, share and words on one line.

    Where they do not fit, the bar goes first and the words' end next.
    """
    room = max(0, columns - ECHO)
    clutter = len(_laid_out(done, total, words, 1)) - 1
    width = min(WIDEST_BAR, room - clutter)
    line = _laid_out(done, total, words, max(1, width))
    return line if width >= NARROWEST_BAR else line.partition("]")[2].strip()[:room]


def _laid_out(done: int, total: int, words: str, width: int) -> str:
    drawn = click.progressbar(
        range(total),
        width=width,
        show_eta=False,
        show_percent=True,
        show_pos=True,
        item_show_func=lambda _: words,
        bar_template="[%(bar)s]  %(info)s",
    )
    drawn.pos = min(done, total)
    return drawn.format_progress_line()


def _columns(out: TextIO) -> int:
    try:
        return os.get_terminal_size(out.fileno()).columns
    except (OSError, ValueError):
        return shutil.get_terminal_size().columns
