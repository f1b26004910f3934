"""Choosing categories: `solo emergenze`, `basta eventi`, `anche info`, `tutto tranne gli eventi`.

Only a text in which every word is understood changes a choice. What could mean leaving altogether
is left to the rules of leaving.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from banditore.domain.commands.choice import Choice
from banditore.domain.commands.command import Command
from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.folding import END, fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.commands.categories import Categories
    from banditore.domain.commands.choice import Way
    from banditore.domain.commands.lexicon import Lexicon
    from banditore.domain.commands.reading import Reading, Words

_DENY = letters("NOT NE NO PAS NEVER HALT CLEAR CLEAR_IT GIVE_UP EXCEPT")
_CLEAR, _NE = letters("CLEAR"), letters("NE")
_END = letters("ENOUGH QUIT EXIT EXIT_ME EXIT_ALSO GATE")
_EXCEPT = letters("EXCEPT")
_PAUSE = letters("PAUSE END BUT")
_WANT = letters("WANT REQUEST LIKE LET KNOW NEED")
_YES = letters("YES SI")
_ALL = letters("ALL")
_IDLE = letters(
    """SMALL THAT ARTICLE FROM OF TO FOR ABOUT AND ME MY YOUR THIS SUBJECT BE ALSO COURTESY REASON
    NAME RECEIVE SEND SEND_ME DO_ME MESSAGES MESSAGE LIST SERVICE CAN MORE PLUS NOTHING NUMBER
    TIMES"""
)
_MATTER = letters("MESSAGES LIST SERVICE NOTHING")
_AND = letters("AND")
_WITH_EVERYTHING = letters(
    "ALL ARTICLE FOR COURTESY WANT RECEIVE SEND_ME MESSAGES PAUSE END YES AND SUBJECT ME"
)
# potete mandarmi solo le emergenze?
_ASKED_OF_US = grammar("(FILL)* CAN")
_BETWEEN = END
_ENDS = re.compile(r"(?<!\S)\.(?!\S)")
# What in another sentence may take back a choice, or mean leaving.
_AGAINST = letters(
    """NOT NO NEVER PAS EXIT EXIT_ME EXIT_ALSO CLEAR CLEARS GATE CLEAR_IT QUIT ENOUGH HALT JOIN IF
    SI QUESTION DOUBT MISTAKE SAYS PERSON ASK HOW"""
)
_MOST = 25
"""Words of a choice."""


class Choosing:
    """Reads what a citizen wants of one town's categories."""

    def __init__(
        self,
        commands: Mapping[str, Mapping[str, Sequence[str]]],
        categories: Categories,
        lexicon: Lexicon,
    ) -> None:
        self._categories = categories
        self._lexicon = lexicon
        self._ways: dict[Words, tuple[str, frozenset[str]]] = {}
        for way in ("only", "also", "without", "except", "everything"):
            for language, texts in commands[way].items():
                for words in (fold(text).words for text in texts):
                    languages = self._ways.get(words, ("", frozenset()))[1]
                    self._ways[words] = (way, languages | {language})
        self._everything = {
            words[0] for words, (way, _) in self._ways.items() if way == "everything"
        }
        self._longest = max(map(len, self._ways))
        self._first = {words[0] for words in self._ways}

    def read(self, reading: Reading, roles: str) -> Command | None:
        """The command; `unclear` where it speaks of choosing, but not clearly enough."""
        if reading.refused or not self._speaks(reading.tokens):
            return None
        asks = reading.asks and not _ASKED_OF_US.match(roles)
        command = self._said(reading.tokens, roles, asks=asks)
        if (command is None or command.kind == "unclear") and _BETWEEN in reading.tokens:
            return self._in_a_sentence(reading.tokens) or command
        return command

    def _in_a_sentence(self, tokens: Words) -> Command | None:
        """The choice of one sentence, where the others say nothing of leaving or choosing."""
        parts = [part.split() for part in _ENDS.split(" ".join(tokens))]
        tag = self._lexicon.tag
        found: Command | None = None
        for part in map(tuple, parts):
            roles = "".join([tag(token).roles for token in part])
            command = self._said(part, roles, asks=False) if self._speaks(part) else None
            if command and command.kind == "choose" and found is None:
                found = command
            elif command or not _AGAINST.isdisjoint(roles):
                return None
        return found

    def _said(self, tokens: Words, roles: str, *, asks: bool) -> Command | None:
        if len(tokens) > _MOST:
            return None
        choice = self._scan(tokens)
        if not choice.named:
            alone = choice.all_wanted and not asks and set(roles) <= _WITH_EVERYTHING
            return (
                Command("choose", None, self._categories.all, "set", "choose-all")
                if alone
                else None
            )
        if choice.leaves and choice.command() is None:
            return None
        command = None if asks else choice.command()
        if command is None and choice.chooses:
            return Command("unclear", rule="unclear-choice")
        return command

    def _speaks(self, tokens: Words) -> bool:
        """Whether it names a category, or all of them: most texts do not."""
        if not self._everything.isdisjoint(tokens):
            return True
        return self._categories.known(tokens)

    def _scan(self, tokens: Words) -> Choice:
        choice = Choice(self._categories.all)
        place, matter, before = 0, "", ""
        while place < len(tokens):
            known = self._lexicon.knows(tokens[place])
            mention = (self._categories.at if known else self._categories.near)(tokens, place)
            size, way, languages = (
                (0, "", frozenset[str]()) if mention else self._way(tokens, place)
            )
            if mention:
                choice.foreign |= matter == "and"  # `basta messaggi e eventi`
                choice.name(mention)
                place, matter = place + mention.size, ""
                continue
            role = self._lexicon.tag(tokens[place]).roles
            if size:
                if way == "without":
                    ends = role in _END
                    choice.deny(ends=ends, after_and=before in _AND, languages=languages)
                else:
                    _turn(choice, way)
                place, matter = place + size, ""
            else:
                matter = "matter" if role in _MATTER else "and" if matter and role in _AND else ""
                _hear(choice, role)
                place += 1
            before = role
        return choice

    def _way(self, tokens: Words, place: int) -> tuple[int, str, frozenset[str]]:
        if tokens[place] in self._first:
            for size in range(self._longest, 0, -1):
                found = self._ways.get(tokens[place : place + size])
                if found:
                    return size, *found
        return 0, "", frozenset()


def _turn(choice: Choice, way: str) -> None:
    if way == "everything":
        choice.name_all()
    else:
        choice.turn(cast("Way", way))


def _hear(choice: Choice, role: str) -> None:
    """A word that names no category and no way of choosing."""
    if role in _EXCEPT:
        choice.turn("except")
    elif role in _DENY or role in _END:
        choice.deny(ends=role in _END, clears=role in _CLEAR, french=role in _NE)
    elif role in _PAUSE:
        choice.pause()
    elif role in _WANT:
        choice.want()
    elif role in _YES:
        choice.affirm()
    elif role in _ALL:
        choice.name_all()
    elif role not in _IDLE:
        choice.foreign = True
