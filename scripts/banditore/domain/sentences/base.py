"""A sentence about a finding, as a row holds it: in Italian, French and English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Words: TypeAlias = "tuple[str, str]"
"""A text and its hint (`""`: none); `{name}` stands for the finding's fact of that name."""


@dataclass(frozen=True)
class Sentence:
    """What a finding says, and the way out, in each language that staff may read."""

    it: Words
    fr: Words
    en: Words

    def words(self, language: str) -> Words:
        """In that language, or in English where we do not speak it."""
        return {"it": self.it, "fr": self.fr}.get(language, self.en)
