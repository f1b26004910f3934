"""The town's categories in what citizens write: by their names, and what else people call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.folding import fold
from banditore.domain.typing_errors import Slips

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.commands.reading import Words
    from banditore.domain.service import Service


_MANY = 20_000
"""Words that are remembered."""


class Mention(NamedTuple):
    """A category that is named."""

    id: str
    size: int
    """Words that name it."""
    languages: frozenset[str]
    official: bool
    """Named as the town names it, and not by a synonym."""


class _Memory(dict[str, str | None]):
    """The name that a word is a slip for, by words that were met before."""

    def __init__(self, slips: Slips) -> None:
        super().__init__()
        self._slips = slips

    def __missing__(self, word: str) -> str | None:
        meant = self._slips.find(word)
        # Italian and French end a word anew for one and for many: `evento` is not EVENTI.
        if meant and word[:-1] == meant[:-1]:
            meant = None
        if len(self) >= _MANY:
            self.clear()
        self[word] = meant
        return meant


class Categories:
    """Finds the names of one town's categories."""

    def __init__(self, service: Service) -> None:
        self.all = frozenset(service.categories)
        self._names: dict[Words, Mention] = {}
        for words, language, id_, official in _names(service):
            known = self._names.get(words)
            languages = frozenset((language,)) | (known.languages if known else frozenset())
            known_so = official or (known is not None and known.official)
            self._names[words] = Mention(id_, len(words), languages, known_so)
        self._longest = max(map(len, self._names), default=0)
        self.starts = frozenset(words[0] for words in self._names)
        """The words with which the name of one begins."""
        self._slips = Slips(self.words)
        self._meant = _Memory(self._slips).__getitem__

    @property
    def words(self) -> list[str]:
        """Those that alone name a category."""
        return [words[0] for words in self._names if len(words) == 1]

    def known(self, words: Words) -> bool:
        """Whether the name of a category may begin among these, slips of the finger allowed."""
        return not self.starts.isdisjoint(words) or any(map(self._meant, words))

    def at(self, words: Words, place: int) -> Mention | None:
        """The category that is named there, in exactly its words."""
        if words[place] not in self.starts:
            return None
        for size in range(self._longest, 0, -1):
            found = self._names.get(words[place : place + size])
            if found:
                return found
        return None

    def near(self, words: Words, place: int) -> Mention | None:
        """As `at`, slips of the finger allowed."""
        exact = self.at(words, place)
        if exact:
            return exact
        meant = self._meant(words[place])
        return self._names[(meant,)] if meant else None


def _names(service: Service) -> Iterator[tuple[Words, str, str, bool]]:
    for category in service.categories.values():
        for language, name in category.names.items():
            yield fold(name).words, language, category.id, True
        for language, synonyms in category.synonyms.items():
            for synonym in synonyms:
                yield fold(synonym).words, language, category.id, False
