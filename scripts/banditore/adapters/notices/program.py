"""For a program: one JSON object a line."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, TextIO

from banditore.adapters.notices.lines import WEIGHTS
from banditore.domain.sentences import hint, sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.findings import Finding

PACE = 1.0  # seconds between two rows of numbers


class JsonNotices:
    """One object a line, for a program."""

    def __init__(
        self, out: TextIO, language: str, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._out = out
        self._language = language
        self._monotonic = monotonic
        self._told = float("-inf")

    def say(self, line: str) -> None:
        """One line of progress."""
        self._print(kind="progress", text=line)

    def progress(self, done: int, total: int, words: str) -> None:
        """The numbers, at most once a second, and always the last ones."""
        now = self._monotonic()
        if total and (done >= total or now - self._told >= PACE):
            self._told = now
            self._print(kind="progress", text=words, done=done, total=total)

    def warn(self, line: str) -> None:
        """One line that somebody should act on."""
        self._print(kind="warning", text=line)

    def finding(self, finding: Finding) -> None:
        """The finding with its facts and its sentence."""
        self._print(
            kind="finding",
            code=finding.code,
            severity=WEIGHTS[finding.severity],
            file=finding.place.file,
            line=finding.place.line,
            column=finding.place.column,
            facts=dict(finding.facts),
            text=sentence(finding, self._language),
            hint=hint(finding, self._language),
        )

    def summary(self, markdown: str) -> None:
        """The run's page."""
        self._print(kind="summary", markdown=markdown)

    def _print(self, **row: object) -> None:
        # In Actions a `##[` would be obeyed, even inside an object.
        line = json.dumps(row).replace("##[", "#\\u0023[")
        print(line, file=self._out, flush=True)
