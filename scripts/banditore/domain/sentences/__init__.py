"""What findings say to the people who can mend them: a table of sentences per topic.

A code without a row here is a bug of ours, which a test finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.sentences.approval import ROWS as APPROVAL
from banditore.domain.sentences.base import Sentence
from banditore.domain.sentences.broadcasts import ROWS as BROADCASTS
from banditore.domain.sentences.doctor import ROWS as DOCTOR
from banditore.domain.sentences.documents import ROWS as DOCUMENTS
from banditore.domain.sentences.history import ROWS as HISTORY
from banditore.domain.sentences.importing import ROWS as IMPORTING
from banditore.domain.sentences.joining import ROWS as JOINING
from banditore.domain.sentences.notices import ROWS as NOTICES
from banditore.domain.sentences.sending import ROWS as SENDING
from banditore.domain.sentences.service import ROWS as SERVICE
from banditore.domain.sentences.templates import ROWS as TEMPLATES

if TYPE_CHECKING:
    from banditore.domain.findings import Finding

__all__ = ["SENTENCES", "TOPICS", "Sentence", "hint", "sentence"]

TOPICS = (
    DOCUMENTS,
    SERVICE,
    TEMPLATES,
    APPROVAL,
    BROADCASTS,
    HISTORY,
    SENDING,
    JOINING,
    IMPORTING,
    NOTICES,
    DOCTOR,
)

SENTENCES: dict[str, Sentence] = {code: row for rows in TOPICS for code, row in rows.items()}


def sentence(finding: Finding, language: str) -> str:
    """What is wrong, in words."""
    return _filled(SENTENCES[finding.code].words(language)[0], finding)


def hint(finding: Finding, language: str) -> str:
    """The way out; `""` where there is none."""
    return _filled(SENTENCES[finding.code].words(language)[1], finding)


def _filled(text: str, finding: Finding) -> str:
    return text.format_map(_Facts(finding.facts))


class _Facts(dict[str, str]):
    """Leaves an unknown `{name}` standing: a poor sentence beats none."""

    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
