"""Why a wish to leave is none, or not clear: it is denied, asked, told, or of something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable


class Wish(NamedTuple):
    """A wish, in its sentence."""

    rule: str
    before: str
    """The parts that words play before it, …"""
    text: str
    """… in it, …"""
    after: str
    """… and after it."""
    mark: str
    """What ends the sentence; nothing at the end of the text."""
    whole: str
    """All of the text."""

    @classmethod
    def within(cls, roles: str, rule: str, start: int, end: int) -> Wish:
        """The wish that stands there."""
        begin = max(roles.rfind(_END, 0, start), roles.rfind(_QUESTION, 0, start)) + 1
        stop = next((at for at in range(end, len(roles)) if roles[at] in _ENDS), len(roles))
        mark = roles[stop : stop + 1]
        return cls(rule, roles[begin:start], roles[start:end], roles[end:stop], mark, roles)

    @property
    def sentence(self) -> str:
        """All of its sentence."""
        return self.before + self.text + self.after


def doubt(wish: Wish) -> str | None:
    """The first reason not to take it for one."""
    if wish.rule == "leave-or-else":  # its `se non` is a threat
        return "unclear-other-thing" if _of_another(wish) else None
    return next((rule for rule, holds in _DOUBTS if holds(wish)), None)


# non voglio cancellarmi, je ne me désinscris pas
_DENIED = grammar(
    """(DENY|NEVER)
       (ME|SUBJECT|SMALL|PAS|WANT|REQUEST|NEED|CAN|MAY|HAVE|BE|OF|TO|FROM|YOUR|ARTICLE|AND)*$"""
)
# non serve cancellarmi; non è vero che mi cancello
_DENIED_CLAUSE = grammar("(NOT|NEVER) (?!.*(PAUSE|BUT|MORE|PLUS)) .{0,5} $")
_IN_A_CLAUSE = letters("EXIT_ALSO")
_PAS = grammar("^ME? PAS")
_BUT_NOT = grammar("^.. BUT .. NOT HAVE? WANT ($|END|PAUSE)")


def _denied(wish: Wish) -> bool:
    if _DENIED_CLAUSE.search(wish.before) and (
        wish.text[0] in _IN_A_CLAUSE or _THAT in wish.before
    ):
        return True
    if _DENIED.search(wish.before) or _BUT_NOT.search(wish.after):
        return True
    return _NOT not in wish.text and bool(_PAS.search(wish.after))


_ASKED = grammar("HOW (?!FROM|NOT) .{0,4}$ | ^(FILL|BUT)* ASK (?!CAN) | ^(FILL|BUT)* MAY")
_FOR_WHAT = grammar("FOR$ | TELLS | NEED ..$")
# mi conviene cancellarmi?
_BY_ITSELF = grammar("THING [^PAUSE]*$")
_REQUESTED = grammar("(POSSIBLE|CAN) ..$")
# With `?` at its end it asks us to do it, not whether we do.
_POLITE = frozenset(("leave-remove-me", "leave-remove-mine", "leave-be-removed"))


def _asked(wish: Wish) -> bool:
    if _ASKED.search(wish.before):
        return True
    if wish.mark != _QUESTION:
        return False
    if _FOR_WHAT.search(wish.before):
        return True
    polite = wish.rule in _POLITE or wish.text[0] == _HALT
    of_us = (
        polite
        and not _BY_ITSELF.search(wish.before)
        and _GATE not in wish.text
        and _MAY not in wish.text
    )
    return not (of_us or _REQUESTED.search(wish.before) or _COURTESY in wish.text + wish.after)


# scrivi MI CANCELLO; per non ricevere più …; mia moglie dice …
_QUOTED = grammar(
    "(TELLS|SEND) (SUBJECT|ME|ARTICLE|SMALL|ONLY|TO|OF|MESSAGE|TELLS|THIS|PAUSE|END){0,4}$"
)
_SAID = grammar("SAYS | PERSON .. HAVE (WROTE|REQUEST) | PERSON (SMALL|NOT)? CAN")
_PURPOSE = grammar("(FOR|HOW) (ME|SUBJECT|ARTICLE|SMALL)*$")
# pour vous désinscrire, écrivez STOP
_TAUGHT = grammar("TELLS (ARTICLE|SMALL|ONLY|SUBJECT|END){0,3} (QUIT|EXIT|EXITS|ME GATE)")
_FOR_OTHERS = grammar("FOR (SUBJECT|SI|SMALL)$")
_THEN = grammar("TELLS|ENOUGH|NEED|ASK")
# vous n'envoyez plus de messages: tells what happens
_STATED = grammar("SUBJECT (ME|NOT)?$ | SINCE (?!.*REQUEST)")
_NEVER = grammar("^ (?!.*(MORE|PLUS)) .* NEVER")


def _told(wish: Wish) -> bool:
    if _QUOTED.search(wish.before) or _SAID.search(wish.before + wish.text):
        return True
    if _TAUGHT.search(wish.whole) or _FOR_OTHERS.search(wish.before):
        return True
    if wish.before.endswith(_FOR) and _THEN.search(wish.after):
        return True
    if wish.text[0] == _NOT and _PURPOSE.search(wish.before):
        return True
    told = _STATED.search(wish.before) or _NEVER.search(wish.text[1:] + wish.after)
    return wish.rule == "leave-do-not-send" and bool(told)


# se continuate …, forse …, domani …
_CONDITIONAL = grammar(
    """IF (?! (FILL|NOT){0,4} (POSSIBLE|CAN)) | SI (SUBJECT|NOT) | DOUBT
       | (?<!FROM|OTHER|COURTESY) LATER (?!POSSIBLE) | CAN BE (SUBJECT|SMALL)"""
)


def _conditional(wish: Wish) -> bool:
    return bool(_CONDITIONAL.search(wish.sentence))


_OF_A_PERSON = grammar("^(ALSO|TO|OF|FROM|ARTICLE|MY|YOUR)* PERSON")
_OF_A_CATEGORY = grammar("^(ONLY|FROM|OF|TO|ARTICLE|SMALL|ABOUT|THIS|YOUR|AND|ALSO)* CATEGORY")
# toglietemi la multa, mi cancello dal corso, dal servizio mensa …
_OF_A_THING = grammar(
    """^(SMALL|COURTESY)? (OF ARTICLE|FROM|ARTICLE|THIS|MY|TO ARTICLE)
        (ARTICLE|THIS|MY|OF|YOUR)* THING
       | ^.. (?<!THIS|YOUR) (SERVICE|LIST|SUBSCRIPTION) (TO|OF|FROM)? THING"""
)
# … but not: dalla vostra bella lista
_OF_OUR_LIST = grammar(
    """^.. (THING THING? OF? ARTICLE?)?
       ((THIS|YOUR) LIST|(LIST|MESSAGES|NUMBER|SERVICE) (?!(TO|OF|FROM)? ARTICLE? THING))"""
)
# cancellate l'iscrizione al corso, non voglio ricevere la bolletta
_ENDS_WITH_A_THING = grammar(
    """(SERVICE|LIST|SUBSCRIPTION|NOTHING|MESSAGE|SEND) (SMALL|TO|OF|FROM|ABOUT)? ARTICLE? THING
       | (RECEIVE|SEND_ME) NEAR{0,6} THING | DO_ME (MORE|PLUS) THING
       | CLEARING (TO|OF|FROM)? ARTICLE? THING
       | (MESSAGES|NUMBER) (TO|OF|FROM|ABOUT) (ARTICLE|MY|THIS)* THING | (?<!MY) NUMBER THING"""
)


_OF_YOURS = grammar("YOUR (NUMBER|SUBSCRIPTION)$")


def _of_another(wish: Wish) -> bool:
    """Whether it is somebody or something else that is to go."""
    if _OF_A_PERSON.search(wish.after) or _OF_A_CATEGORY.search(wish.after):
        return True
    if _OF_A_THING.search(wish.after) and not _OF_OUR_LIST.search(wish.after):
        return True
    if _OF_YOURS.search(wish.text):
        return True
    tail = wish.text[-2:]
    found = _ENDS_WITH_A_THING.search(tail + wish.after)
    return found is not None and found.start() < len(tail)


_AT_TIMES = grammar("(?<!COURTESY) WHEN")
_PARTLY = frozenset(("leave-no-more", "leave-do-not-send", "leave-cease"))


def _partly(wish: Wish) -> bool:
    """`non scrivetemi di notte`."""
    return wish.rule in _PARTLY and bool(_AT_TIMES.search(wish.sentence))


_MISTAKEN = grammar("WROTE .* MISTAKE | MISTAKE .* WROTE")


def _mistaken(wish: Wish) -> bool:
    """`ho scritto MI CANCELLO per sbaglio`."""
    return bool(_MISTAKEN.search(wish.whole))


_JOINS = grammar("JOIN")
_NOT_JOINING = grammar("NOT (FILL|WANT|CAN|MAY)*$ | MISTAKE ..$")


def _joins_too(wish: Wish) -> bool:
    joins = _JOINS.search(wish.whole)
    return joins is not None and not _NOT_JOINING.search(wish.whole[: joins.start()])


_DOUBTS: tuple[tuple[str, Callable[[Wish], bool]], ...] = (
    ("unclear-denied", _denied),
    ("unclear-asked", _asked),
    ("unclear-told", _told),
    ("unclear-conditional", _conditional),
    ("unclear-other-thing", _of_another),
    ("unclear-partly", _partly),
    ("unclear-mistake", _mistaken),
    ("unclear-both", _joins_too),
)

_END, _QUESTION = _ENDS = (Role.END.value, Role.QUESTION.value)
_FOR = Role.FOR.value
_THAT = Role.THAT.value
_NOT, _GATE, _MAY = (Role.NOT.value, Role.GATE.value, Role.MAY.value)
_HALT, _COURTESY = (Role.HALT.value, Role.COURTESY.value)
