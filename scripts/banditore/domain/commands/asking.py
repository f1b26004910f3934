"""Asking: for help, for another language, for what the town knows of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.commands.command import Command
from banditore.domain.commands.grammar import grammar
from banditore.domain.commands.phrases import phrases
from banditore.domain.wordlists.commands import DEFAULTS
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.commands.reading import Reading, Words

# quali dati avete su di me, cosa sapete di me, what data do you have, vorrei i miei dati
_KNOWN = grammar(
    """(ASK|HOW) (FILL){0,3} DATA .. (HAVE|KNOW) | (KNOW|HAVE) .. DATA .. (ABOUT|OF) .. ME
       | (ASK|SMALL|THAT) (FILL){0,3} (KNOW|HAVE) .. (ABOUT|OF) .. ME | KNOW (FILL){0,3} MY .. DATA
       | (WANT|REQUEST|CAN|MAY) (FILL|KNOW|RECEIVE|HAVE|ASK){0,4} MY .. DATA | KNOW .. TO .. DATA
       | (DATA|MESSAGE|MESSAGES|ASK) (FILL|OTHER){0,2} (HAVE|KNOW) .. (ABOUT|OF) .. ME"""
)
_IN_A_LANGUAGE = grammar(
    "(FILL|WANT|REQUEST|SPEAK|MESSAGES|SEND|SEND_ME|WRITE|RECEIVE|CAN|END|YES|ONLY)* TONGUE"
    "(FILL|SPEAK|MESSAGES|SEND|SEND_ME|RECEIVE|CAN|END|WANT|YES|ONLY)*"
)
_END, _QUESTION, _CAN, _TONGUE = (
    role.value for role in (Role.END, Role.QUESTION, Role.CAN, Role.TONGUE)
)
_SENTENCE = re.compile(f"[^{_END}{_QUESTION}]+{_QUESTION}?")
_MOST = 15
"""Words of a question to us."""


class Asking:
    """Reads one town's phrases to ask."""

    def __init__(
        self, commands: Mapping[str, Mapping[str, Sequence[str]]], languages: Sequence[str]
    ) -> None:
        self._help = phrases(commands["help"], DEFAULTS["help"])
        self._access = phrases(commands["access"], DEFAULTS["access"])
        self._tongues = phrases(commands["language"], DEFAULTS["language"])
        self._languages = frozenset(languages)

    def whole(self, reading: Reading) -> Command | None:
        """The command of a text that is a phrase, with or without a question mark."""
        if phrase := self._help.exact(reading.letters):
            return Command("help", phrase.language, rule="help-phrase")
        if phrase := self._access.exact(reading.letters):
            return Command("access", phrase.language, rule="access-phrase")
        return None

    def within(self, reading: Reading, roles: str) -> Command | None:
        """The command of a text that says it in words of its own."""
        if len(reading.words) <= _MOST and _KNOWN.search(roles):
            return Command("access", rule="access-wish")
        if _TONGUE in roles and (tongue := self._wanted(reading.tokens, roles)):
            return self._language(tongue)
        if not reading.slip:
            return None
        if phrase := self._help.near(reading.letters):
            return Command("help", phrase.language, rule="help-phrase")
        if phrase := self._access.near(reading.letters):
            return Command("access", phrase.language, rule="access-phrase")
        return None

    def _wanted(self, tokens: Words, roles: str) -> Words | None:
        """The only sentence that asks for a language."""
        if len(roles) != len(tokens):
            return tokens if _IN_A_LANGUAGE.fullmatch(roles) else None
        found = []
        for sentence in _SENTENCE.finditer(roles):
            said = sentence[0]
            if said[-1] == _QUESTION:  # potete scrivermi in francese?
                said = said[:-1] if _CAN in said else ""
            if _IN_A_LANGUAGE.fullmatch(said) and _TONGUE in said:
                found.append(tokens[sentence.start() : sentence.end()])
        return found[0] if len(found) == 1 else None

    def _language(self, words: Words) -> Command | None:
        found = [self._tongues.exact(word) or self._tongues.near(word) for word in words]
        named = {phrase.language for phrase in found if phrase}
        if len(named) != 1:
            return None
        (wanted,) = named
        if wanted not in self._languages:
            return Command("unclear", rule="language-not-offered")
        return Command("language", wanted, rule="language-name")
