"""What an inbound text asks of us.

Strict on joining, as consent must be unmistakable: the whole message is the phrase, greetings and
thanks aside. Liberal on leaving: any clear wish within a short text, common misspellings too.
Both at once is neither: we answer with help.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.commands.command import Command
from banditore.domain.folding import fold
from banditore.domain.typing_errors import nearly
from banditore.domain.wordlists import (
    AROUND_LEAVING,
    ASKING,
    COURTESIES,
    FROM,
    LEAVING,
    NEGATIONS,
    NO_TYPOS,
    OBJECTS,
    TELLING,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from banditore.domain.folding import Folded
    from banditore.domain.service import Service

Words = tuple[str, ...]

_ME = ("ami", "emi", "imi")
"""How Italian hangs "me" on a verb: `cancellami`, `toglietemi`, `iscrivimi`."""

SHORT = 15
"""Words: in a longer text a phrase may be a quotation, or told of somebody else."""
_NEAR = 2
"""Within so many words before a phrase they turn it round: "non voglio mi cancello"."""


@dataclass(frozen=True)
class _Phrase:
    words: Words
    language: str

    @property
    def letters(self) -> str:
        return "".join(self.words)

    @property
    def personal(self) -> bool:
        """Whether it speaks for itself within a sentence: `cancellami` does, STOP does not."""
        return len(self.words) > 1 or self.letters.endswith(_ME)


class CommandReader:
    """Reads texts by one town's phrases."""

    def __init__(self, service: Service) -> None:
        self._languages = service.languages
        self._join = _phrases(service.commands.get("subscribe", {}))
        self._help = _phrases(service.commands.get("help", {}))
        taught = service.commands.get("unsubscribe", {})
        self._leave = [*_phrases(taught), *_LEAVING]
        self._objects = OBJECTS | {word for word in fold(service.name).words if word not in FROM}

    def read(self, text: str) -> Command:
        """The command in a text. Linear in its length."""
        folded = fold(text)
        core = _without_courtesies(folded.words)
        joins = self._whole(core, self._join)
        if joins and not folded.question:
            return Command("subscribe", self._language(joins), rule="join-phrase")
        if helps := self._whole(core, self._help):
            return Command("help", self._language(helps), rule="help-phrase")
        if len(core) <= SHORT:
            return self._short(folded, core)
        return Command("nothing", self._spoken(folded.words), rule="no-command")

    def _short(self, folded: Folded, core: Words) -> Command:
        asks = bool(core) and core[0] in ASKING
        leaves = self._leaving(core)
        joins = list(self._within(core, self._join, NEGATIONS))
        if leaves and not asks and not joins:
            return Command("unsubscribe", self._language(leaves), rule="leave-wish")
        if mentioned := leaves + self._mentioned(core):
            return Command("unclear", self._language(mentioned), rule="unclear-mention")
        return Command("nothing", self._spoken(folded.words), rule="no-command")

    def _leaving(self, core: Words) -> list[_Phrase]:
        """The phrases by which a text wants to leave; none where it does not."""
        bare = tuple(word for word in core if word not in AROUND_LEAVING)
        found = self._whole(core, self._leave) or self._misspelt(core, bare)
        if found:
            return found
        if self._only_leaving(core, bare):
            return [phrase for phrase in self._leave if phrase.words == bare[:1]]
        return [
            phrase
            for phrase in self._within(core, self._leave, NEGATIONS | TELLING)
            if not self._of_something_else(core, phrase)
        ]

    def _only_leaving(self, core: Words, bare: Words) -> bool:
        single = {phrase.words[0] for phrase in self._leave if len(phrase.words) == 1}
        return bool(bare) and not NEGATIONS & set(core) and all(word in single for word in bare)

    def _misspelt(self, core: Words, bare: Words) -> list[_Phrase]:
        # Small words may follow it: `mi cancelo subito`.
        needed = next((n for n in range(len(core), 0, -1) if core[n - 1] not in AROUND_LEAVING), 0)
        return [
            phrase
            for phrase in self._leave
            if phrase.language in self._languages
            if _misspells(bare, phrase.words)
            or (len(phrase.words) >= needed and _misspells(core[: len(phrase.words)], phrase.words))
        ]

    def _of_something_else(self, core: Words, phrase: _Phrase) -> bool:
        """`mi cancello dal corso di nuoto`: not our list."""
        after = core[_find(core, phrase.words) + len(phrase.words) :]
        following = [word for word in after if word not in FROM][:2]
        return bool(after) and after[0] in FROM and self._objects.isdisjoint(following)

    def _mentioned(self, core: Words) -> list[_Phrase]:
        """The phrases that speak for themselves and stand in it at all: denied, asked, told."""
        phrases = (*self._join, *self._leave)
        return [p for p in phrases if p.personal and _find(core, p.words) >= 0]

    def _within(
        self, core: Words, phrases: Iterable[_Phrase], turning: frozenset[str]
    ) -> Iterator[_Phrase]:
        """The phrases that speak for themselves, with no such word before that turns them round."""
        for phrase in phrases:
            at = _find(core, phrase.words) if phrase.personal else -1
            if at >= 0 and turning.isdisjoint(core[max(0, at - _NEAR) : at]):
                yield phrase

    def _whole(self, core: Words, phrases: Iterable[_Phrase]) -> list[_Phrase]:
        letters = "".join(core)
        return [phrase for phrase in phrases if phrase.letters == letters]

    def _language(self, phrases: Iterable[_Phrase]) -> str | None:
        """The language of the phrases, where it is one, and the town's: STOP is of many."""
        languages = {phrase.language for phrase in phrases}
        return next(iter(languages & set(self._languages)), None) if len(languages) == 1 else None

    def _spoken(self, words: Words) -> str | None:
        """The language of the greetings, where nothing else tells."""
        start = words[:SHORT]
        return self._language(p for p in _COURTESIES if _find(start, p.words) >= 0)


def _phrases(table: Mapping[str, Iterable[str]]) -> list[_Phrase]:
    folded = ((fold(text).words, language) for language, texts in table.items() for text in texts)
    return [_Phrase(words, language) for words, language in folded if words]


def _without_courtesies(words: Words) -> Words:
    """Without the greetings and thanks at both ends."""
    start, end = 0, len(words)
    while length := _courtesy(words[start : min(end, start + 5)], at_end=False):
        start += length
    while length := _courtesy(words[max(start, end - 5) : end], at_end=True):
        end -= length
    return words[start:end]


def _courtesy(words: Words, *, at_end: bool) -> int:
    for length in range(len(words), 0, -1):
        part = words[-length:] if at_end else words[:length]
        if part in _POLITE:
            return length
    return 0


def _find(words: Words, phrase: Words) -> int:
    """Where a phrase begins within words, or -1."""
    if phrase[0] not in words:
        return -1
    size = len(phrase)
    starts = range(len(words) - size + 1)
    return next((at for at in starts if words[at : at + size] == phrase), -1)


def _misspells(words: Words, phrase: Words) -> bool:
    if len(words) != len(phrase) or words == phrase:
        return False
    alone = len(phrase) == 1
    return all(
        word == right or (not (alone and word in NO_TYPOS) and nearly(word, right))
        for word, right in zip(words, phrase, strict=True)
    )


_LEAVING = _phrases(LEAVING)
_COURTESIES = _phrases(COURTESIES)
_POLITE = frozenset(phrase.words for phrase in _COURTESIES)
