"""What staff read that is no finding: a table for each place where it is read.

Summaries, previews, lines of logs, letters. A key stands in one table only, which a test checks.
"""

from __future__ import annotations

from banditore.domain.sentences.labels.around import ROWS as AROUND
from banditore.domain.sentences.labels.checking import ROWS as CHECKING
from banditore.domain.sentences.labels.figures import ROWS as FIGURES
from banditore.domain.sentences.labels.letters import ROWS as LETTERS
from banditore.domain.sentences.labels.office import ROWS as OFFICE
from banditore.domain.sentences.labels.public import ROWS as PUBLIC
from banditore.domain.sentences.labels.publishing import ROWS as PUBLISHING
from banditore.domain.sentences.labels.renewal import ROWS as RENEWAL
from banditore.domain.sentences.labels.run_page import ROWS as RUN_PAGE
from banditore.domain.sentences.labels.standing import ROWS as STANDING
from banditore.domain.sentences.labels.syncing import ROWS as SYNCING
from banditore.domain.sentences.labels.understanding import ROWS as UNDERSTANDING
from banditore.domain.sentences.labels.words import ROWS as WORDS

__all__ = ["LABELS", "TABLES", "label"]

TABLES = (
    AROUND,
    CHECKING,
    FIGURES,
    LETTERS,
    OFFICE,
    PUBLIC,
    PUBLISHING,
    RENEWAL,
    RUN_PAGE,
    STANDING,
    SYNCING,
    UNDERSTANDING,
    WORDS,
)

# Key → Italian, French, English.
LABELS: dict[str, tuple[str, str, str]] = {key: row for rows in TABLES for key, row in rows.items()}

_COLUMN = {"it": 0, "fr": 1}


def label(key: str, language: str, **facts: object) -> str:
    """The word of that key; in English for a language that we do not speak."""
    return LABELS[key][_COLUMN.get(language, 2)].format(**facts)
