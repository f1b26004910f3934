"""One text as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.commands.company import in_company
from banditore.domain.folding import END, MARKS, PAUSE, QUESTION, REFUSAL, fold
from banditore.domain.wordlists import LANGUAGES
from banditore.domain.wordlists.courtesies import COURTESIES

if TYPE_CHECKING:
    from banditore.domain.commands.lexicon import Lexicon

Words = tuple[str, ...]

_POLITE = frozenset(tuple(text.split()) for texts in COURTESIES.values() for text in texts)
_FIRST = frozenset(words[0] for words in _POLITE)
_LAST = frozenset(words[-1] for words in _POLITE)
_AND = frozenset(("e", "ed", "et", "and"))
_LONGEST = max(map(len, _POLITE))
_MARKS = frozenset(MARKS)
_ENDS = (PAUSE, END)
_TAGS = tuple(
    (*text.split(), QUESTION)
    for text in (
        *("chiaro", "capito", "avete capito", "intesi", "ok", "va bene", "grazie", "si o no"),
        *("oui ou non", "compris", "c est clair", "c est compris", "d accord"),
        *("understood", "yes or no"),
    )
)
"""What only asks whether it was understood."""
_TONGUES = tuple(LANGUAGES)
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
    asks: bool
    """As `question`, but for a question that only asks whether it was understood: `chiaro?`"""
    long: bool
    whole: Words = field(repr=False)
    """Greetings, thanks and all."""
    letters: str = field(repr=False)
    """The words as one: whether and where somebody puts spaces does not matter."""
    slip: bool = True
    """Whether it may be a phrase with a slip."""

    def roles(self, lexicon: Lexicon) -> str:
        """The parts its words play."""
        return in_company(self.tokens, list(map(lexicon.tag, self.tokens)))

    def language(self, lexicon: Lexicon) -> str | None:
        """The language that most of its words are of; None where none leads."""
        spoken = [tag.language for tag in map(lexicon.tag, self.whole)]
        counts = list(map(spoken.count, LANGUAGES))
        most = max(counts)
        if not most or counts.count(most) > 1:
            return None
        return _TONGUES[counts.index(most)]


def take_apart(text: str) -> Reading:
    """A text as the rules see it."""
    tokens = fold(text).tokens
    while tokens and tokens[-1] in _ENDS:
        tokens = tokens[:-1]
    marked = not _MARKS.isdisjoint(tokens)
    words = tuple([token for token in tokens if token not in MARKS]) if marked else tokens
    start, end = _bounds(words)
    long = len(tokens) > _MOST
    question = marked and QUESTION in tokens
    said = tokens if long else _between(tokens, start, end, len(words))
    if question and not long:
        said = _without_tag(said)
    return Reading(
        said,
        words[start:end],
        question,
        marked and REFUSAL in tokens,
        question and QUESTION in said,
        long,
        tokens,
        "".join(words[start:end]),
    )


def _without_tag(tokens: Words) -> Words:
    for tag in _TAGS:
        if tokens[-len(tag) :] == tag and tokens != tag:
            return tokens[: -len(tag)]
    return tokens


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
