"""Rows of a file that people made, wherever they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Row(NamedTuple):
    """One row that is not empty."""

    line: int
    """Where it begins, as an editor counts; a spreadsheet counts the same unless cells wrap."""
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A file's rows."""

    rows: list[Row] = field(repr=False)
    cards: bool = False
    """One column, all numbers, no head."""
