"""A file of numbers from elsewhere, read as people: who can be taken over, and what is doubtful.

A finding names row and column, never what stands there.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.findings import Finding, Place, blocking, error, notice, warning
from banditore.domain.folding import fold
from banditore.domain.office.columns import CARDS, find_columns, letter
from banditore.domain.office.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banditore.domain.message import Address
    from banditore.domain.office.columns import Columns, ReadNumber
    from banditore.domain.office.rows import Row
    from banditore.domain.phones import NumberFault

SHOWN = 20
"""Findings that are shown one by one; of the others their number."""
STEP = 500
"""Rows between two signs of life."""
_LANGUAGES = {
    "it": {"it", "ita", "italiano", "italiana", "italian", "italien", "i"},
    "fr": {"fr", "fra", "fre", "francese", "francais", "francaise", "french", "f"},
    "en": {"en", "eng", "inglese", "anglais", "english"},
    "de": {"de", "deu", "ger", "tedesco", "allemand", "german", "deutsch"},
}
_FAULTS: dict[NumberFault, str] = {
    "empty": "import-number-missing",
    "letters": "import-number-letters",
    "several": "import-number-several",
    "scientific": "import-number-rounded",
    "too-short": "import-number-short",
    "too-long": "import-number-long",
    "no-prefix": "import-number-foreign-or-wrong",
}


@dataclass(frozen=True)
class Person:
    """Somebody in the file."""

    address: Address
    language: str
    """`""`: the file does not say."""


@dataclass
class Reading:
    """What a file holds."""

    people: list[Person] = field(default_factory=list, repr=False)
    findings: list[Finding] = field(default_factory=list)
    """The first ones; `counts` has all."""
    counts: Counter[str] = field(default_factory=Counter)
    """Findings by code."""
    rows: int = 0

    @property
    def unusable(self) -> bool:
        """Whether the file as a whole cannot be read; the findings say why."""
        return blocking(self.findings)

    def tell(self, finding: Finding) -> None:
        """One more finding."""
        self.counts[finding.code] += 1
        if len(self.findings) < SHOWN:
            self.findings.append(finding)


def read_people(
    content: bytes,
    name: str,
    read: ReadNumber,
    *,
    languages: Sequence[str],
    own: Address,
    column: str = "",
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Reading:
    """Everybody in a file, each once. Linear in its size. `own`: the town's number, nobody's."""
    reading = Reading()
    table = read_table(content, name)
    if isinstance(table, Finding):
        reading.tell(table)
        return reading
    columns = CARDS if table.cards else find_columns(table.rows, name, read, column)
    if isinstance(columns, Finding):
        reading.tell(columns)
        return reading
    rows = table.rows[1:] if columns.head else table.rows
    if columns.ignored:
        listed = " · ".join(map(letter, columns.ignored[:SHOWN]))
        reading.tell(notice("import-ignored", Place(name, table.rows[0].line), columns=listed))
    reader = _Reader(reading, name, read, columns, languages, own)
    for done, row in enumerate(rows):
        if done % STEP == 0:
            progress(done, len(rows))
        reader.take(row)
    progress(len(rows), len(rows))
    reading.rows = len(rows)
    return reading


@dataclass
class _Reader:
    """Takes row after row."""

    reading: Reading
    name: str
    read: ReadNumber
    columns: Columns
    languages: Sequence[str]
    own: Address
    known: dict[Address, int] = field(default_factory=dict)
    """The row that somebody stands in."""

    def take(self, row: Row) -> None:
        at = self.columns.number
        cell = row.cells[at] if at < len(row.cells) else ""
        found = self.read(cell)
        place = Place(self.name, row.line, at + 1)
        where = {"row": row.line, "column": letter(at)}
        if isinstance(found, str):
            self.reading.tell(warning(_FAULTS[found], place, **where))
        elif not found.mobile:
            self.reading.tell(warning("import-number-not-mobile", place, **where))
        elif found.address == self.own:
            self.reading.tell(warning("import-number-own", place, **where))
        elif found.address in self.known:
            first = self.known[found.address]
            self.reading.tell(notice("import-number-again", place, first=first, **where))
        else:
            self.known[found.address] = row.line
            if found.foreign:
                self.reading.tell(notice("import-number-foreign", place, **where))
            self.reading.people.append(Person(found.address, self._language(row)))

    def _language(self, row: Row) -> str:
        at = self.columns.language
        words = fold(row.cells[at]).words if at is not None and at < len(row.cells) else ()
        if at is None or not words:
            return ""
        meant = next((code for code, names in _LANGUAGES.items() if words[0] in names), "")
        if meant in self.languages:
            return meant
        place = Place(self.name, row.line, at + 1)
        where = {"row": row.line, "column": letter(at)}
        self.reading.tell(notice("import-language", place, **where))
        return ""


def refused(name: str) -> Finding:
    """For a file that is not there to be read."""
    return error("import-unreadable", Place(name))
