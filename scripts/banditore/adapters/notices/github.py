"""GitHub's run page and annotations.

Texts in findings come from whoever opened the pull request, so nothing of them may become a
workflow command or markup. A page that cannot be written is a warning, never a failure.

Sources: GitHub's documentation of workflow commands (escaping, summary of 1 MiB), the runner's
source (10 annotations of a kind a step; the older `##[…]` commands are obeyed anywhere in a line).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from banditore.adapters.notices.lines import WEIGHTS, flat
from banditore.domain.markdown import literal
from banditore.domain.sentences import hint, sentence
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from banditore.domain.findings import Finding, Severity

MOST_ANNOTATIONS = 9
"""Of one kind; the tenth, which is the last that GitHub shows, says that there are more."""
LONGEST_MESSAGE = 4000
LARGEST_SUMMARY = 1024 * 1024 - 2048
"""Bytes; a larger page is not shown at all."""


class GitHubNotices:
    """Annotations on the lines of a pull request, and the whole list on the run's page."""

    def __init__(self, out: TextIO, summary: Summary, language: str, token: str) -> None:
        self._out = out
        self._summary = summary
        self._language = language
        self._token = token
        self._shown: Counter[Severity] = Counter()

    def say(self, line: str) -> None:
        """One line of progress, in which no command is obeyed."""
        text = f"banditore: {flat(line)}"
        if "::" in text or "##[" in text:
            text = f"::stop-commands::{self._token}\n{text}\n::{self._token}::"
        self._print(text)

    def progress(self, done: int, total: int, words: str) -> None:
        """Nobody watches a log, which has a line a block: nothing."""

    def warn(self, line: str) -> None:
        """An annotation without a place."""
        self._print(f"::warning::{_data(line)}")

    def finding(self, finding: Finding) -> None:
        """An annotation on its line, as long as GitHub shows them, and an item on the page."""
        text = sentence(finding, self._language)
        advice = hint(finding, self._language)
        self._list(finding, text, advice)
        self._shown[finding.severity] += 1
        kind = WEIGHTS[finding.severity]
        if self._shown[finding.severity] <= MOST_ANNOTATIONS:
            message = "\n".join(part for part in (text, advice) if part)
            self._print(f"::{kind} {_place(finding)}::{_data(message)}")
        elif self._shown[finding.severity] == MOST_ANNOTATIONS + 1:
            self._print(f"::{kind}::{_data(label('more-in-summary', self._language))}")

    def summary(self, markdown: str) -> None:
        """A paragraph for the run's page."""
        self._write(markdown)

    def _list(self, finding: Finding, text: str, advice: str) -> None:
        if not self._shown.total():
            self._write(f"### {label('findings', self._language)}\n")
        weight = label(WEIGHTS[finding.severity], self._language)
        more = f" {literal(advice)}." if advice else ""
        self._write(f"- **{weight}** {literal(str(finding.place))}: {literal(text)}.{more}")

    def _write(self, markdown: str) -> None:
        problem = self._summary.add(markdown)
        if problem:
            self.warn(problem)

    def _print(self, line: str) -> None:
        print(line, file=self._out, flush=True)


class Summary:
    """The file that becomes the run's page; it is never larger than GitHub shows."""

    def __init__(self, file: str, language: str) -> None:
        self._file = Path(file) if file else None
        self._language = language
        self._closed = False

    def add(self, markdown: str) -> str:
        """Append a paragraph; the sentence to warn with where that fails, once."""
        if self._file is None or self._closed:
            return ""
        content = f"{markdown}\n".encode(errors="replace")
        try:
            size = self._file.stat().st_size if self._file.exists() else 0
            if size + len(content) > LARGEST_SUMMARY:
                self._closed = True
                content = f"\n\n{label('summary-cut', self._language)}\n".encode()
            with self._file.open("ab") as page:
                page.write(content)
        except OSError as failure:
            self._closed = True
            return f"{label('summary-failed', self._language)} ({failure.strerror})"
        return ""


def _place(finding: Finding) -> str:
    place = finding.place
    return f"file={_property(place.file)},line={place.line},col={place.column}"


def _data(text: str) -> str:
    cut = text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"
    return cut.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
