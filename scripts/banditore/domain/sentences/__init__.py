"""What staff read, in three languages: tables of findings and of labels, and how both are written.

`findings` has the sentence and hint of each finding, `labels` all other words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.sentences.base import Sentence
from banditore.domain.sentences.findings import SENTENCES, TOPICS

if TYPE_CHECKING:
    from banditore.domain.findings import Finding

__all__ = ["SENTENCES", "TOPICS", "Sentence", "hint", "sentence"]


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
