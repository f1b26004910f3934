"""Something wrong or doubtful in what people wrote, with its place, a sentence and a hint.

A finding carries its code and the facts; the sentences stand in `banditore.domain.sentences`,
one table a language, so that a check reads the same in Italian, French and English.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Severity(IntEnum):
    """How much a finding weighs. Only an error blocks."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, order=True)
class Place:
    """Where in the repository: a path from its root, a line and a column, both from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Finding:
    """One thing to tell the author. `facts` fill the sentence of `code`."""

    code: str
    place: Place
    severity: Severity = Severity.ERROR
    facts: Mapping[str, str] = field(default_factory=dict)


def error(code: str, place: Place, **facts: object) -> Finding:
    """A finding that blocks the merge and the send."""
    return Finding(code, place, Severity.ERROR, _texts(facts))


def warning(code: str, place: Place, **facts: object) -> Finding:
    """A finding that a reviewer should weigh."""
    return Finding(code, place, Severity.WARNING, _texts(facts))


def notice(code: str, place: Place, **facts: object) -> Finding:
    """A finding worth knowing."""
    return Finding(code, place, Severity.NOTICE, _texts(facts))


def blocking(findings: Iterable[Finding]) -> bool:
    """Whether any of them is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By place, the heavier first where two share one; each only once."""
    unique = {(f.code, f.place, tuple(sorted(f.facts.items()))): f for f in findings}
    return sorted(unique.values(), key=lambda f: (f.place, -f.severity, f.code))


def _texts(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in facts.items()}
