"""Joining, strictly: consent must be unmistakable.

The whole text is a phrase that the town teaches, with the names of categories after it at most.
What comes near gets the exact words in answer, and joins nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.commands.command import Command
from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.commands.phrases import phrases
from banditore.domain.wordlists.connectors import BEFORE_CATEGORIES, EVERYTHING
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.commands.categories import Categories
    from banditore.domain.commands.phrases import Phrase
    from banditore.domain.commands.reading import Reading

_ME = ("ami", "emi", "imi")
"""How Italian hangs "me" on a verb: `iscrivimi`."""

_WISH = grammar(
    """JOIN | WANT TO? BE (ENROLLED|ADD) | HOW .. ENROLLED STOPS
       | WANT .. RECEIVE .. (MESSAGES|SERVICE)
       | (WANT|REQUEST) .. SUBSCRIPTION | ALSO .. MY NUMBER | REQUEST .. BE ENROLLED
       | SUBSCRIPTION .. (SERVICE|MESSAGES|LIST) | (REQUEST|WANT|CAN) .. TO MY SUBSCRIPTION
       | HOW (SI|BE|TO|FOR|SUBJECT|NEED|CAN|MAY)* RECEIVE NEAR{0,4} MESSAGES
       | (WANT|REQUEST|CAN|MAY|HOW) .. (PART|ENTER) NEAR{0,4} (LIST|SERVICE|MESSAGES)
       | ^ .. ENTER NEAR{0,4} (LIST|SERVICE|MESSAGES|SUBSCRIPTION)
         ((FOR|ABOUT|TO) MY NUMBER)? STOPS
       | ENTER ME (ABOUT|SMALL|OTHER|ARTICLE|TO|YOUR|SUBJECT)* LIST
       | ADD (ME|SUBJECT)* ME STOPS | ADD ME .. LIST | ME (CAN|SUBJECT|WANT)* ADD (STOPS|QUESTION)
       | ME ADD .. LIST | TAKE ME? ADD (STOPS|QUESTION)
       | WANT THAT? ME SENDS NEAR{0,4} MESSAGES
       | ^ .. SEND_ME (SMALL|ARTICLE|YOUR|ALL|ALSO)* MESSAGES (OF|SMALL|FROM|COURTESY)* STOPS
       | WANT (ARTICLE|ALSO|ALL)* YOUR MESSAGES STOPS | SEND ME (ARTICLE|YOUR|ALSO)* MESSAGES STOPS
       | WANT (FILL|STAY|OTHER){0,3} SMALL ARTICLE? LIST STOPS | KNOW ENROLLED
       | ^ .. SEND .. ME (SMALL|ARTICLE|YOUR)* MESSAGES STOPS
       | WANT TO TAKE NEAR{0,4} MESSAGES"""
)
# come mi iscrivo? posso iscrivermi? It is the words that are asked for.
_HOW_TO = grammar(
    """(FILL|HOW|ASK|NEED|MAY|CAN|POSSIBLE|WANT|KNOW|WRITE FOR|REQUEST|BUT|THAT|HAVE|SI)*
       (JOIN|TAKE ME? ADD|ME (CAN)* ADD|ADD ME|ENROLLED|RECEIVE|ENTER)
       (TO|ARTICLE|OF|FROM|SMALL|ALSO|YOUR|THIS|LIST|SERVICE|MESSAGES|COURTESY|ME|NO)* QUESTION?"""
)
_ASKS_HOW = grammar("HOW|ASK .. (NEED|MAY|CAN|BE)|MAY|POSSIBLE|(?<!PERSON) CAN")
_DENIED = grammar("(DENY|NEVER) (FILL|WANT|CAN|MAY|HAVE|MORE|PLUS)*$")
_PAS = grammar("^(ME)? PAS")
_TURNED = grammar(
    """IF|SI SUBJECT|DOUBT|SAYS|WANTS|PERSON|TELLS|WROTE
       |QUIT|EXIT|EXITS|GATE|HALT|ENOUGH"""
)
_ASKED = grammar("QUESTION|HOW|ASK|MAY|DIGITS")
_ENDS = letters("END QUESTION")
_MISTAKE = Role.MISTAKE.value
_OTHER_THING = grammar("^ (TO|FROM|OF|FOR)+ (ARTICLE|OF|MY|THIS|YOUR)* (OTHER|TRUE|PERSON)")


class Joining:
    """Reads one town's phrases to join."""

    def __init__(self, table: Mapping[str, Sequence[str]], categories: Categories) -> None:
        self._phrases = phrases(table)
        self._categories = categories
        # `MI ISCRIVO EVENTI` is somebody's word; `ISCRIZIONE EVENTI` may ask for a place at one.
        self._personal = [phrase for phrase in self._phrases if _personal(phrase)]

    def read(self, reading: Reading) -> Command | None:
        """The command, where the text is nothing but one."""
        if reading.question or reading.refused:
            return None
        if phrase := self._phrases.exact(reading.letters):
            return Command("subscribe", phrase.language, rule="join-phrase")
        for phrase in self._personal:
            size = len(phrase.words)
            if reading.words[:size] == phrase.words:
                chosen = self._chosen(reading.words[size:])
                if chosen:
                    return Command("subscribe", phrase.language, chosen, rule="join-categories")
        return None

    def near(self, reading: Reading, roles: str) -> Command | None:
        """What comes near to joining, or speaks of it."""
        wish = _WISH.search(roles)
        if wish is None:
            slip = reading.slip and not reading.question and self._phrases.near(reading.letters)
            return Command("near-join", slip.language, rule="near-join") if slip else None
        if why := _doubt(roles, wish.start(), wish.end(), refused=reading.refused):
            return Command("unclear", rule=why)
        return Command("near-join", rule="near-join")

    def _chosen(self, words: tuple[str, ...]) -> frozenset[str] | None:
        """The categories that the words name, if they do nothing else."""
        chosen: set[str] = set()
        place = 0
        while place < len(words):
            mention = self._categories.at(words, place)
            if mention:
                chosen.add(mention.id)
                place += mention.size
            elif words[place] in EVERYTHING:
                chosen |= self._categories.all
                place += 1
            elif words[place] in BEFORE_CATEGORIES:
                place += 1
            else:
                return None
        return frozenset(chosen) or None


def _doubt(roles: str, start: int, end: int, *, refused: bool) -> str | None:
    """Why a wish to join, that stands there, is not clear."""
    if _MISTAKE in roles:
        return "unclear-mistake"
    before, after = roles[:start], roles[end:]
    if _DENIED.search(before) or _PAS.search(after) or refused:
        return "unclear-denied"
    if _HOW_TO.fullmatch(roles) and _ASKS_HOW.search(roles):
        return None
    begin = max(before.rfind(mark) for mark in _ENDS) + 1
    stops = [at for at in map(after.find, _ENDS) if at >= 0]
    sentence = roles[begin : end + min(stops) + 1] if stops else roles[begin:]
    if _TURNED.search(roles) or _ASKED.search(sentence):
        return "unclear-asked"
    return "unclear-other-thing" if _OTHER_THING.search(after) else None


def _personal(phrase: Phrase) -> bool:
    return len(phrase.words) > 1 or phrase.words[0].endswith(_ME)
