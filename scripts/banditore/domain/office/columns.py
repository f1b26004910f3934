"""Which column of a table holds the numbers, and which one the language.

By the words of its head, in Italian, French and English and as phones and mail programs export
them; else by looking at the cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.findings import Place, error
from banditore.domain.folding import fold
from banditore.domain.phones import Phone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from banditore.domain.findings import Finding
    from banditore.domain.office.rows import Row
    from banditore.domain.phones import NumberFault

    ReadNumber = Callable[[str], Phone | NumberFault]

_MOBILE = {"cellulare", "cellulari", "cell", "mobile", "portable", "whatsapp", "gsm", "smartphone"}
_NUMBER = {"telefono", "telefoni", "tel", "numero", "numeri", "phone", "telephone", "number"}
_NUMBER |= {"recapito", "recapiti"}
_LANGUAGE = {"lingua", "langue", "language", "lang"}
# Beside a number stand what kind it is, its prefix, a fax, the number of a house or of a card.
_NOT = {"tipo", "type", "label", "etichetta", "etiquette", "fax", "prefisso", "indicatif", "prefix"}
_NOT |= {"civico", "tessera", "carta", "documento", "pratica", "protocollo", "ordine", "id"}
_SAMPLE = 200
"""Rows that are looked at."""


@dataclass(frozen=True)
class Columns:
    """Places from 0. `head`: the first row names the columns."""

    number: int
    language: int | None
    head: bool
    ignored: tuple[int, ...]
    """What nobody reads: never kept."""


CARDS = Columns(number=0, language=None, head=False, ignored=())
"""Of contacts, of which only the number is read."""


def letter(column: int) -> str:
    """As a spreadsheet calls it: A, B … AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def find_columns(
    rows: Sequence[Row], name: str, read: ReadNumber, wanted: str = ""
) -> Columns | Finding:
    """The columns; or why it cannot be told. `wanted`: a letter or a head that a person named."""
    first, width = rows[0].cells, max(len(row.cells) for row in rows[:_SAMPLE])
    sample = rows[:_SAMPLE]
    ranks = [_rank(cell) for cell in first]
    numbers = {column: _numbers(sample, column, read) for column in range(width)}
    # Words above, and no number among them; a table of one row has no head unless it says so.
    plain = not any(isinstance(read(cell), Phone) for cell in first)  # landlines, too
    head = plain and (any(ranks) or len(rows) > 1)
    column = _named(first, wanted) if wanted else _best(ranks if head else [], numbers)
    if column is None:
        code = "import-no-such-column" if wanted else "import-no-numbers"
        return error(code, Place(name))
    if isinstance(column, tuple):
        both = " · ".join(map(letter, column))
        return error("import-two-columns", Place(name, rows[0].line), columns=both)
    language = next(
        (at for at, cell in enumerate(first) if head and _words(cell) & _LANGUAGE), None
    )
    ignored = tuple(at for at in range(width) if at not in (column, language))
    return Columns(column, language, head, ignored)


def _rank(cell: str) -> int:
    """2: says mobile; 1: says number; 0: neither."""
    words = _words(cell)
    if words & _NOT:
        return 0
    return 2 if words & _MOBILE else 1 if words & _NUMBER else 0


def _words(cell: str) -> frozenset[str]:
    return frozenset(fold(cell).words)


def _numbers(sample: Sequence[Row], column: int, read: ReadNumber) -> int:
    """How many mobile numbers stand in it."""
    cells = (row.cells[column] for row in sample if column < len(row.cells))
    found = map(read, cells)
    return sum(isinstance(one, Phone) and one.mobile for one in found)


def _named(first: Sequence[str], wanted: str) -> int | None:
    words = fold(wanted).words
    by_head = [at for at, cell in enumerate(first) if fold(cell).words == words]
    by_letter = [at for at in range(len(first)) if letter(at) == wanted.strip().upper()]
    return next(iter(by_head + by_letter), None)


def _best(ranks: Sequence[int], numbers: dict[int, int]) -> int | tuple[int, int] | None:
    """The column; two of them where both could be it; None where none could."""
    rank = dict(enumerate(ranks))
    order = sorted(numbers, key=lambda at: (-rank.get(at, 0), -numbers[at], at))
    first, *others = order
    if not rank.get(first) and not numbers[first]:
        return None
    if others:
        second = others[0]
        alike = rank.get(first, 0) == rank.get(second, 0)
        if alike and numbers[second] * 2 > numbers[first]:
            return min(first, second), max(first, second)
    return first
