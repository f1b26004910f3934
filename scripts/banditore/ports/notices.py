"""How a job tells people what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from banditore.domain.findings import Finding


class Notices(Protocol):
    """Where a job tells people what it does, line by line. A failure here never fails the job."""

    def say(self, line: str) -> None:
        """One line of progress."""

    def progress(self, done: int, total: int, words: str) -> None:
        """How far it is, redrawn in place where somebody watches; `words` says pace and rest."""

    def warn(self, line: str) -> None:
        """One line that somebody should act on."""

    def finding(self, finding: Finding) -> None:
        """A finding, where its author will look."""

    def summary(self, markdown: str) -> None:
        """A paragraph for the run's page."""
