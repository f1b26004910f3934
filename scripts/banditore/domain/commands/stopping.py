"""STOP, BASTA and their kin: words that leave by themselves, and are said of much else.

`stop del bus`, `basta neve`, `basta un attimo` leave nothing. So all that is said counts: nothing
but what people say around such a word, or a clause of it beside others that speak for it.
"""

from __future__ import annotations

import re

from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.wordlists.roles import Role

_WORDS = letters("QUIT ENOUGH HALT")
_WORD = grammar("QUIT|ENOUGH|HALT")
_AROUND = """FILL|BUT|MORE|MESSAGES|LIST|SERVICE|NOTHING|WANT|SEND|SEND_ME|NUMBER|END|REFUSAL|CAN
    |HAVE|REQUEST|WROTE|YES|ENROLLED|NOT (FILL|MAY|HAVE|CAN|NOT){0,4} (LIKE|WANT|MORE)"""
_ALONE = grammar(f"({_AROUND}|NO)* (QUIT|ENOUGH|HALT) ({_AROUND}|QUIT|ENOUGH|HALT|SUBSCRIPTION)*")
# lo stop: a thing; mi basta: it suffices.
_NO_STOP = grammar("((?<!FOR) ME|ARTICLE|THIS|ALL|HAVE|FOR|MATTER)$")
# stop mi sono trasferita: who stops us, and says why
_AND_WHY = grammar(
    """COURTESY* QUIT (PAUSE|END|COURTESY|FOR)* (ME|BE|HAVE|NOT|(SUBJECT|SMALL) HAVE|ASK|BECAUSE
         |THAT|SINCE) .*
       | COURTESY* ENOUGH (PAUSE|END)* (ME HAVE|SUBJECT) .*"""
)
# mi avete riempito il telefono, basta: what speaks for it in the other clauses
_SUPPORT = grammar(
    """MESSAGES|NUMBER|LIST|SERVICE|REASON|SEND|SEND_ME|BOTHER|HALT|RECEIVE|ME HAVE|CLEARED
       |SUBJECT OTHER|BE FINISH|MORE LIKE|ME BE|REQUEST|ENROLLED"""
)
_QUIT, _WHY = grammar("QUIT"), grammar("(ME|HAVE|NOT|SUBJECT|FOR|MY|HOW FROM)")
_UNSURE = grammar("JOIN|TELLS|MISTAKE|HOW|ASK .* QUESTION")
_CAN = letters("CAN")
_QUESTION = Role.QUESTION.value
_MARKS = "".join(letters("PAUSE END QUESTION"))
_CLAUSE = re.compile(f"([^{_MARKS}]+)([{_MARKS}]?)")
# mi state riempiendo il telefono smettetela: the same, without the comma
_COMPLAINT = grammar("REASON|MESSAGES|SEND_ME|BOTHER|^ (COURTESY|PAUSE|END)* (ME|HAVE|NOT KNOW)")
_NOT_AT_ALL = grammar("NOT (FILL|CAN|MAY|HAVE)*$ | TO$ | OF$")
_COURTESIES = grammar("(COURTESY|FOR|END|PAUSE)*")
# cancella tutto, rimozione: nothing else is said
_REMOVE = grammar(
    """(FILL|END|LIST|WANT|REQUEST|NEED|CAN)* (?<!ARTICLE|SI) (CLEAR|CLEARING|SUBJECT CLEARS)
       (FILL|END|LIST|CAN)*"""
)


CLEARS_NAME = grammar("(CLEAR|CLEARS) (ARTICLE|ALSO|OF)* NAME")
"""`togliete Paolo`"""


def stops(roles: str) -> bool:
    """Whether a text is such a word, or is clear by what else it says."""
    if _alone(roles):
        return True
    if _UNSURE.search(roles):
        return False
    if _WORDS.isdisjoint(roles):
        return _supported(roles)
    return _supported(roles) or bool(_AND_WHY.fullmatch(roles)) or _at_the_end(roles)


def removes(roles: str) -> bool:
    """Whether a text is a verb like `cancella`, and no more."""
    return bool(_REMOVE.fullmatch(roles)) and not CLEARS_NAME.search(roles)


def _alone(roles: str) -> bool:
    if not _ALONE.fullmatch(roles):
        return False
    first = _WORD.search(roles)
    return first is not None and not _NO_STOP.search(roles[: first.start()])


def _supported(roles: str) -> bool:
    clauses = _CLAUSE.findall(roles)
    stops = [
        clause
        for clause, mark in clauses
        if _stops_us(clause) and (mark != _QUESTION or clause[0] in _CAN)
    ]
    others = [clause for clause, _ in clauses if clause not in stops]
    if any(map(_SUPPORT.search, others)):
        return bool(stops)
    # ho venduto la casa. stop.
    return any(map(_QUIT.search, stops)) and any(map(_WHY.match, others))


def _stops_us(clause: str) -> bool:
    return _alone(clause) or removes(clause)


def _at_the_end(roles: str) -> bool:
    if _QUESTION in roles:
        return False
    last = max(map(roles.rfind, _WORDS))
    before, after = roles[:last], roles[last + 1 :]
    if not _COURTESIES.fullmatch(after) or _NO_STOP.search(before):
        return False
    return bool(_COMPLAINT.search(before)) and not _NOT_AT_ALL.search(before)
