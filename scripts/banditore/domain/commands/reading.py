"""One text as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.folding import MARKS, QUESTION, REFUSAL, fold
from banditore.domain.wordlists.courtesies import COURTESIES
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from banditore.domain.commands.lexicon import Lexicon

Words = tuple[str, ...]

_POLITE = frozenset(tuple(text.split()) for texts in COURTESIES.values() for text in texts)
_FIRST = frozenset(words[0] for words in _POLITE)
_LAST = frozenset(words[-1] for words in _POLITE)
_AND = frozenset(("e", "ed", "et", "and"))
_LONGEST = max(map(len, _POLITE))
_ME, _NE, _NOT, _SMALL = (role.value for role in (Role.ME, Role.NE, Role.NOT, Role.SMALL))
_MOST = 100
"""Words and marks of a text that is read; a longer one is no command."""


@dataclass(slots=True)  # frozen, it would take a third longer to read a text
class Reading:
    """A text, taken apart."""

    tokens: Words = field(repr=False)
    """Words, and marks between them, without the greetings and thanks at both ends."""
    words: Words = field(repr=False)
    """The same, without the marks."""
    question: bool
    refused: bool
    """Whether a sign says no: ❌."""
    long: bool
    whole: Words = field(repr=False)
    """Greetings, thanks and all."""

    @property
    def letters(self) -> str:
        """The words as one: whether and where somebody puts spaces does not matter."""
        return "".join(self.words)

    def roles(self, lexicon: Lexicon) -> str:
        """The parts its words play."""
        tag = lexicon.tag
        roles = "".join([tag(token).roles for token in self.tokens])
        return _ne(roles) if _NE in roles else roles

    def language(self, lexicon: Lexicon) -> str | None:
        """The language that most of its words are of; None where none leads."""
        counts: dict[str, int] = {}
        for token in self.whole:
            language = lexicon.tag(token).language
            if language:
                counts[language] = counts.get(language, 0) + 1
        ranked = sorted(counts.items(), key=lambda pair: -pair[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _ne(roles: str) -> str:
    """French `ne` denies; Italian `me ne vado`, `non ne voglio` do not deny by it."""
    return (
        roles.replace(_ME + _NE, _ME + _SMALL).replace(_NOT + _NE, _NOT + _SMALL).replace(_NE, _NOT)
    )


def take_apart(text: str) -> Reading:
    """A text as the rules see it."""
    tokens = fold(text).tokens
    words = tuple([token for token in tokens if token not in MARKS])
    start, end = _bounds(words)
    long = len(tokens) > _MOST
    return Reading(
        tokens if long else _between(tokens, start, end, len(words)),
        words[start:end],
        QUESTION in tokens,
        REFUSAL in tokens,
        long,
        tokens,
    )


def _between(tokens: Words, start: int, end: int, words: int) -> Words:
    """The tokens from the first to the last word that is no courtesy, and what ends them."""
    if (start, end) == (0, words) or start == end:
        return tokens
    places = [at for at, token in enumerate(tokens) if token not in MARKS]
    first, last = places[start], places[end - 1] + 1
    asked = QUESTION in tokens[last : last + 2] or tokens[-1] == QUESTION
    return (*tokens[first:last], QUESTION) if asked else tokens[first:last]


def _bounds(words: Words) -> tuple[int, int]:
    """Where the words begin and end that are no courtesies."""
    start, end = 0, len(words)
    while start < end and words[start] in _FIRST:
        length = _courtesy(words[start : min(end, start + _LONGEST)], at_end=False)
        if not length:
            break
        start += length
    while start < end and words[end - 1] in _LAST:
        length = _courtesy(words[max(start, end - _LONGEST) : end], at_end=True)
        if not length:
            break
        end -= length
        if end > start and words[end - 1] in _AND:  # grazie e buona giornata
            end -= 1
    return start, end


def _courtesy(words: Words, *, at_end: bool) -> int:
    for length in range(len(words), 0, -1):
        part = words[-length:] if at_end else words[:length]
        if part in _POLITE:
            return length
    return 0
