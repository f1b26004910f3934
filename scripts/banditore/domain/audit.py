"""What the office did with the list: who, when, why, to how many. No line names a citizen.

The lines lie in the encrypted list: a reference such as “prot. 4711/2026” leads, at the town hall,
to a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Act = Literal["show", "erase", "restrict", "unrestrict", "export", "import", "add", "remove"]
ACTS: tuple[Act, ...] = (
    "show",
    "erase",
    "restrict",
    "unrestrict",
    "export",
    "import",
    "add",
    "remove",
)
KEPT = timedelta(weeks=52)
"""How long a line is kept: long enough for an inspection's question about the last year."""
LONGEST = 120
"""Characters of a reference or a source."""

_NUMBER = re.compile(r"\+\d|\d(?:[ ./-]?\d){8}")
"""Like a phone's: with a prefix, or nine digits and more. A protocol number has seven."""


@dataclass(frozen=True)
class AuditLine:
    """One act."""

    id: str
    """Ours, random: an act that is applied again to a newer list is the same act."""
    at: datetime
    what: Act
    by: str
    """The login of who did it."""
    reference: str
    """Why: the number of the request in the town's register."""
    count: int
    """How many records it concerned."""
    note: str = ""
    """Of an import, its source."""


def with_line(lines: Mapping[str, AuditLine], line: AuditLine) -> dict[str, AuditLine]:
    """The lines with one more, without those that are old enough."""
    kept = {key: one for key, one in lines.items() if one.at > line.at - KEPT}
    return {**kept, line.id: line}


def personal(text: str) -> bool:
    """Whether a text looks as if it held a number or an address of somebody."""
    return "@" in text or _NUMBER.search(text) is not None
