"""The bytes of a CSV, or of a phone's contacts, as people save them: read as rows.

Nobody chooses the encoding of a CSV: Excel in Italian writes Windows-1252 with semicolons, in
English commas, "Unicode text" is UTF-16 with tabs, and phones write UTF-8. All of them are read;
what is no CSV at all is named for what it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from banditore.domain.findings import Place, error
from banditore.domain.office.cards import card_rows
from banditore.domain.office.rows import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.findings import Finding

LARGEST = 64 * 1024 * 1024
"""Bytes: a list of a million fits."""
LONGEST_RECORD = 10
"""Lines: a row that goes on for longer has a quotation mark too many."""
_DELIMITERS = ";,\t|"
_SAMPLE = 100
"""Rows that are looked at to see what separates the cells."""
_FOREIGN = (
    (b"PK\x03\x04", "Excel, LibreOffice"),  # .xlsx, .ods and .numbers are zip files
    (b"\xd0\xcf\x11\xe0", "Excel 97-2003"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
    (b"<", "HTML, XML"),
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
_CONTROLS = re.compile("[\0-\x08\x0e-\x1f]")


def read_table(content: bytes, name: str) -> Table | Finding:
    """The rows of a file; or what it is instead, without repeating anything of it."""
    text = _decoded(content)
    refused = _refused(content, text, Place(name))
    if refused:
        return refused
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    cards = text.lstrip().upper().startswith("BEGIN:VCARD")
    rows = list(card_rows(text) if cards else _table_rows(text))
    if rows and not rows[-1].cells:
        return error("import-quote-open", Place(name, rows[-1].line))
    return Table(rows, cards=cards) if rows else error("import-empty", Place(name))


def _refused(content: bytes, text: str, place: Place) -> Finding | None:
    if len(content) > LARGEST:
        return error("import-too-large", place, limit=LARGEST >> 20)
    for mark, kind in _FOREIGN:
        if content.lstrip()[: len(mark)] == mark:
            return error("import-not-csv", place, kind=kind)
    if not text.strip():
        return error("import-empty", place)
    return error("import-not-csv", place, kind="?") if _CONTROLS.search(text) else None


def _table_rows(text: str) -> Iterator[Row]:
    named = _SEPARATOR.match(text)
    rows = _rows(text, named[1] if named else _delimiter(text))
    return islice(rows, 1, None) if named else rows


def _decoded(content: bytes) -> str:
    """By its mark; else UTF-16 by its zeros; else UTF-8; else as Windows in the west of Europe."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    head = content[:1000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[start::2].count(0) > len(head) // 3:
            return content.decode(encoding, "replace")
    try:
        return content.decode()
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252: they are letters, and we read digits.
        return content.decode("cp1252", "replace")


def _delimiter(text: str) -> str:
    """What gives the most rows the same number of cells, more than one."""
    head = "".join(io.StringIO(text).readlines()[:_SAMPLE])

    def score(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row.cells) for row in _rows(head, delimiter))
        width, rows = max(widths.items(), key=lambda pair: (pair[1], pair[0]), default=(1, 0))
        return (rows, width) if width > 1 else (0, 0)

    return max(_DELIMITERS, key=score)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    """All that are not empty. The last has no cells where it swallows others: an open quote."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell of 128 KiB
            cells, swallowed = [], True
        else:
            swallowed = reader.line_num - line > LONGEST_RECORD
        if cells is None:
            return
        if swallowed:
            yield Row(line, [])
            return
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)
        line = reader.line_num + 1
