"""Why a wish to leave is none, or not clear: it is denied, asked, told, or of something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.commands.another import of_another
from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.commands.telling import told
from banditore.domain.commands.wish import CONTENT
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.commands.wish import Wish


def doubt(wish: Wish) -> str | None:
    """The first reason not to take it for one."""
    if wish.text[0] == _TIMES:
        return None
    if wish.rule == "leave-or-else":  # its `se non` is a threat
        return "unclear-other-thing" if of_another(wish) else None
    return next((rule for rule, holds in _DOUBTS if holds(wish)), None)


def _role(name: str) -> str:
    return Role[name].value


_CONTENT, _OF_CONTENT = "".join(CONTENT), "".join(letters("OTHER TRUE LIKE WHEN"))
# non voglio cancellarmi, je ne me désinscris pas
_DENIED = grammar(
    """(NOT|(?<!NO) NO|NEVER)
       (ME|MY|SUBJECT|SMALL|PAS|WANT|REQUEST|NEED|CAN|MAY|HAVE|BE|OF|TO|FROM|YOUR|ARTICLE|AND|WROTE
        |THAT|TELL)*$"""
)
# non serve cancellarmi; non è vero che mi cancello
_DENIED_CLAUSE = grammar("(NOT|NEVER) (?!.*(PAUSE|BUT|MORE|PLUS)) .{0,5} $")
_IN_A_CLAUSE = letters("EXIT_ALSO")
_GOVERNED = grammar("(WANT|REQUEST|NEED|CAN) (SMALL|OF|TO|ME)*$")
_NO_USE = grammar("NOT (ME|SMALL)* LIKE (OF|TO)*$")
_PAS = grammar("^ME? PAS")
_PAS_TO = grammar("(WANT|CAN|NEED|GO) PAS (ME|OF|SMALL|BE|SUBJECT|TO)*$")
_BUT_NOT = grammar("^.. BUT .. NOT HAVE? WANT ($|END|PAUSE)")


def _denied(wish: Wish) -> bool:
    own = wish.own
    if _DENIED_CLAUSE.search(own) and (
        _THAT in own or (wish.text[0] in _IN_A_CLAUSE and not _GOVERNED.search(own))
    ):
        return True
    if wish.text[0] in _IN_A_CLAUSE and _NO_USE.search(wish.before):
        return True
    if _PAS_TO.search(own):
        return True
    if _DENIED.search(own) or _BUT_NOT.search(wish.after):
        return True
    return _NOT not in wish.text and bool(_PAS.search(wish.after))


_ASKED = grammar(
    """HOW (?!FROM|NOT|THAT|SMALL REQUEST) .{0,4}$ | ^(FILL|BUT)* MAY | MAY ..$
       | ^ THAT (WANT|CAN|BE)"""
)
# non so come si fa, non so chi siete: said, and a wish after it
_HOW_ONE_DOES = grammar(
    """HOW (SI|SUBJECT|SMALL)* BE (SUBJECT|CAN|ME)*$
       | NOT KNOW PAS? (ASK|HOW) (FILL|CAN|POSSIBLE|WANT|REQUEST)*$"""
)
_AS_SAID = grammar("HOW SMALL?$")
_ASKS = re.compile(
    f"(?<!{_role('FROM')})[{_role('ASK')}{_role('ONCE')}](?!{_role('CAN')})"
    f"[^{_CONTENT}]*([{_OF_CONTENT}][^{_CONTENT}]*)?$"
)
_FOR_WHAT = grammar("FOR$ | TELLS | NEED ..$")
# mi conviene cancellarmi?
_BY_ITSELF = grammar("THING [^PAUSE]*$")
_ON_TERMS = grammar("ASK|IF|SI|LATER")
_REQUESTED = grammar("(POSSIBLE|(?<!SI) CAN|COURTESY OF) ..$")
# With `?` at its end it asks us to do it, not whether we do.
_POLITE = frozenset(("leave-remove-me", "leave-remove-mine", "leave-be-removed"))


def _said_before(wish: Wish, own: str) -> bool:
    """Whether what asks has ended before the wish: `non so come si fa togliemi`."""
    if wish.text[0] in _AFTER_HOW and _AS_SAID.search(own):
        return True
    finite = (
        wish.text[0] in _FINITE or _ME in wish.text[-1:] + wish.after[:1] or _GOVERNED.search(own)
    )
    return bool(finite and _HOW_ONE_DOES.search(own))


def _asked(wish: Wish) -> bool:
    own = wish.own
    if not _said_before(wish, own):
        if _ASKED.search(own):
            return True
        ordered = wish.text in _ORDERS and wish.mark != _QUESTION  # who asked you? take me off
        if _ASKS.search(wish.before) and not ordered:
            return True
    if wish.mark != _QUESTION:
        return False
    if _FOR_WHAT.search(wish.before):
        return True
    polite = wish.rule in _POLITE or wish.text[0] in _HALTS
    of_us = (
        polite
        and not _BY_ITSELF.search(wish.before)
        and _GATE not in wish.text
        and _MAY not in wish.text
    )
    may_be = wish.text[0] == _MAY and not _ON_TERMS.search(wish.after)  # posso essere tolto?
    asks_us = may_be or wish.text[0] in _CANS or _REQUESTED.search(wish.before)
    return not (of_us or asks_us or _COURTESY in wish.text + wish.after)


# se continuate …, forse …, domani …
_CONDITIONAL = grammar(
    """(?<!THANKFUL) IF (?! (FILL|NOT|HAVE){0,4} (POSSIBLE|CAN|BOTHER|WRITE|(?<=SMALL) COURTESY))
       | SI (SUBJECT|NOT) | DOUBT
       | CAN BE (SUBJECT|SMALL|THAT|ME)"""
)
# domani mi cancello; but: dopo averci pensato ho deciso di cancellarmi
_DEFERRED = re.compile(
    grammar(
        "(?<!FROM SINCE)(?<!FROM|OF_THE) (LATER (?!POSSIBLE|TIMES)|ARTICLE DAY|MORE AHEAD)"
    ).pattern
    + f"[^{_CONTENT}]*([{_OF_CONTENT}][^{_CONTENT}]*)?$"
)
_UNTIL_LATER = grammar("^ [^PAUSE]* ((?<!FROM) LATER (?!POSSIBLE|TIMES)|PLUS WHEN)")
# quando cambio casa mi cancello
_ONCE = re.compile(f"(?<!{_role('FROM')}){_role('ONCE')}")
# ancora uno e mi cancello
_THREAT = grammar(
    """^ (FILL|END)* (AGAIN|MORE) (FILL|MORE|MESSAGES|MESSAGE|OTHER|DIGITS|TRUE){0,7}
       AND (SUBJECT|ME|SMALL|ARTICLE|BE)* $"""
)


def _conditional(wish: Wish) -> bool:
    return bool(
        _CONDITIONAL.search(wish.since_but)
        or _DEFERRED.search(wish.before)
        or _UNTIL_LATER.search(wish.after)
        or _THREAT.search(wish.before)
        or (wish.text[0] == _ME and _ONCE.search(wish.before))
    )


_AT_TIMES = grammar("(^|PAUSE) (NEAR|COURTESY)* (?<!COURTESY) WHEN NEAR* $")
_THEN_AT_TIMES = grammar(
    "^ (NEAR|MORE|PLUS|PAS|MESSAGES|MESSAGE|NOTHING|LATER|ONLY)* (?<!COURTESY) WHEN"
)
_ONLY_ONE = grammar("(THAT|EXCEPT|ONLY) .. CATEGORY")
_PARTLY = frozenset(("leave-no-more", "leave-do-not-send", "leave-cease"))


def _partly(wish: Wish) -> bool:
    """`non scrivetemi di notte`."""
    if _ONLY_ONE.search(wish.after):
        return True
    return wish.rule in _PARTLY and bool(
        _AT_TIMES.search(wish.before) or _THEN_AT_TIMES.search(wish.after)
    )


# ieri ho scritto MI CANCELLO e oggi ho cambiato idea
_RETHOUGHT = grammar("HAVE SMALL* WROTE .* HAVE .* RETHINK")
_MISTAKEN = grammar("WROTE .* MISTAKE | MISTAKE .* WROTE")


def _mistaken(wish: Wish) -> bool:
    """`ho scritto MI CANCELLO per sbaglio`."""
    return bool(_MISTAKEN.search(wish.whole) or _RETHOUGHT.search(wish.whole))


_JOINS = grammar("JOIN")
_NOT_JOINING = grammar("NOT (FILL|WANT|CAN|MAY|HAVE|NEVER|REQUEST|NEED)*$ | MISTAKE ..$")


def _joins_too(wish: Wish) -> bool:
    joins = _JOINS.search(wish.whole)
    return joins is not None and not _NOT_JOINING.search(wish.whole[: joins.start()])


_DOUBTS: tuple[tuple[str, Callable[[Wish], bool]], ...] = (
    ("unclear-denied", _denied),
    ("unclear-asked", _asked),
    ("unclear-told", told),
    ("unclear-conditional", _conditional),
    ("unclear-other-thing", of_another),
    ("unclear-partly", _partly),
    ("unclear-mistake", _mistaken),
    ("unclear-both", _joins_too),
)

_THAT, _NOT, _GATE, _MAY, _TIMES, _COURTESY, _QUESTION, _ME = (
    role.value
    for role in (
        Role.THAT,
        Role.NOT,
        Role.GATE,
        Role.MAY,
        Role.TIMES,
        Role.COURTESY,
        Role.QUESTION,
        Role.ME,
    )
)
# Verbs with their person: what stands before does not govern them.
_FINITE = letters("EXIT_ME WANT REQUEST NOT NO REVOKE GO ME ENOUGH QUIT")
_AFTER_HOW = letters("REQUEST THAT")  # come detto; fate in modo che
_HALTS, _ORDERS, _CANS = letters("HALT CEASE"), letters("EXIT_ME"), letters("CAN")
