"""What a template's texts are made of: fixed text, and placeholders that take a value each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from banditore.domain.text import oneline, paragraphs_of

FILTERS = ("paragraphs", "oneline", "upper")

Piece: TypeAlias = "str | Slot"


@dataclass(frozen=True)
class Slot:
    """One placeholder of a text: `{{ name | filter }}`."""

    name: str
    filters: tuple[str, ...] = ()

    @property
    def takes_paragraphs(self) -> bool:
        """Whether it takes more than one paragraph."""
        return "paragraphs" in self.filters

    def fill(self, value: str) -> list[str]:
        """The parameters that a value becomes, one a paragraph; empty where there is no text."""
        shown = value.upper() if "upper" in self.filters else value
        if "oneline" in self.filters:
            return [oneline(shown)] if shown.strip() else []
        return paragraphs_of(shown)
