"""Whole texts that a town teaches, or that we know: what people send who do as they are told."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.folding import fold
from banditore.domain.typing_errors import Slips

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from banditore.domain.commands.reading import Words


class Phrase(NamedTuple):
    """A phrase, and the one language it is of, if it is of one."""

    words: Words
    language: str | None


class Phrases:
    """The phrases of one command, per language."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._known: dict[str, Phrase] = {}
        for words, language in ((fold(text).words, language) for language, text in texts):
            if not words:
                continue
            letters = "".join(words)
            other = self._known.get(letters)
            shared = other is not None and other.language != language
            self._known[letters] = Phrase(words, None if shared else language)
        self._slips = Slips(self._known, most=1)

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self._known.values())

    def exact(self, letters: str) -> Phrase | None:
        """The phrase of these letters, wherever the spaces are."""
        return self._known.get(letters)

    def near(self, letters: str) -> Phrase | None:
        """The phrase that these letters are a slip away from."""
        found = self._slips.find(letters)
        return self._known[found] if found else None


def phrases(*tables: Mapping[str, Sequence[str]]) -> Phrases:
    """Those of one command, from the town's table and ours."""
    return _made(
        tuple(
            (language, text) for table in tables for language in table for text in table[language]
        )
    )


_made = lru_cache(maxsize=256)(Phrases)  # what finds slips takes its time to make
