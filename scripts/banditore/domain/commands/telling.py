"""Wishes that are told and not wished: quoted, taught, of somebody else, over, or a mere report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.commands.wish import CONTENT
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from banditore.domain.commands.wish import Wish

# scrivi MI CANCELLO; per non ricevere più …; mia moglie dice …
_QUOTED = grammar(
    "(TELLS|SEND) (SUBJECT|ME|ARTICLE|SMALL|ONLY|TO|OF|MESSAGE|TELLS|THIS|PAUSE|END){0,4}$"
)
_SAID = grammar(
    """SAYS | PERSON .. HAVE (WROTE|REQUEST) | PERSON .. HAVE (OTHER|TRUE)$
       | PERSON (SMALL|NOT)? CAN_THREE
       | THEY (SMALL|ME|SUBJECT)* (REQUEST|WROTE)"""
)
# ho sentito che volete togliere il servizio
_SUBORDINATE = grammar("THAT (SUBJECT|SMALL|ME|OTHER|SI|GO|CAN|MAY){0,4}$")
_WITHIN = f"[^{''.join(CONTENT | letters('HAVE'))}]*"
_GOVERNS = re.compile(
    grammar("(WANT|REQUEST|NEED)").pattern
    + f"{_WITHIN}(?:(?:{grammar('OTHER|TRUE').pattern}){_WITHIN}){{0,2}}$|"
    + grammar("(HOW|COURTESY|REASON) NEAR*$ | (BE|AND) (THIS|SMALL)$").pattern
)
# mia moglie (non) vuole …; but: mio padre è morto cancellatemi; sono la moglie di Piero, vorrei …
_OF_WHOM = grammar("(?<!BE ARTICLE)(?<!BE MY) PERSON [^PAUSE]* $")
# mio cognato non vuole più …; but: il mio numero non deve più …
_SOMEBODY = grammar("^ [^NUMBER]* (OTHER|TRUE|PERSON|NAME) [^NUMBER]* $")
_THEY_WANT = grammar("^ NOT (SMALL|ME)* CAN_THREE (MORE|PLUS)")
_FIRST = grammar("WANT|REQUEST|NEED")
# mi sono cancellato, ho smesso, did you remove me
_DONE = grammar(
    """(HAVE|(ME|COURTESY) BE) (SUBJECT|SMALL|ME|NOT)*$
       | (HAVE|BE) (OTHER|TRUE) ((OF|TO) ME? | ME) $"""
)
_HAD = grammar("HAD SMALL*$")
_WISHED = grammar("WANT|REQUEST|NEED|CAN")
# I no longer receive
_I_DO = grammar("(?<!THAT) SUBJECT SMALL?$")
_PURPOSE = grammar("FOR$ | HOW (ME|SUBJECT|ARTICLE|SMALL)*$")
# pour vous désinscrire, écrivez STOP
_TAUGHT = grammar("TELLS (ARTICLE|SMALL|ONLY|SUBJECT|END){0,3} (QUIT|EXIT|EXITS|ME GATE)")
_FOR_OTHERS = grammar("FOR (SUBJECT|SI|SMALL)$")
_THEN = grammar("TELLS|ENOUGH|NEED|ASK")
# vous n'envoyez plus de messages: tells what happens
_STATED = grammar("SUBJECT (ME|NOT)?$ | SINCE (?!LATER|.*REQUEST)")
_NEVER = grammar("^ (?!.*(MORE|PLUS)) .* NEVER")


def told(wish: Wish) -> bool:
    """Whether it is."""
    return any(holds(wish) for holds in (quoted, _others, _past, _subordinate, _reported))


def quoted(wish: Wish) -> bool:
    """Whether its words are another's, or taught."""
    # lui dice di restare, ma io vorrei uscire
    mine = _FIRST.search(wish.own + wish.text)
    before = wish.own if mine and _BUT in wish.before else wish.before
    said = before if wish.rule == "leave-stop-word" else before + wish.text
    return bool(_QUOTED.search(wish.before) or _SAID.search(said) or _TAUGHT.search(wish.whole))


def _others(wish: Wish) -> bool:
    """Whether it is the wish of somebody else."""
    if _WANTS in wish.before + wish.text:
        return True
    if _THEY_WANT.search(wish.text) and _SOMEBODY.search(wish.before):
        return True
    own = wish.own
    mine = _FIRST.search(own + wish.text) or own.endswith(_ME)
    if wish.text[0] in _ANYBODYS and wish.rule != "leave-do-not-send" and not mine:
        return bool(_OF_WHOM.search(wish.before[-len(own) - 2 :] if own else wish.before[-2:]))
    return bool(_FOR_OTHERS.search(wish.before))


def _reported(wish: Wish) -> bool:
    """Whether it tells for what, or what happens."""
    if wish.before.endswith(_FOR) and _THEN.search(wish.after):
        return True
    if wish.text[0] == _NOT and _PURPOSE.search(wish.before):
        return True
    stated = _STATED.search(wish.before) or _NEVER.search(wish.text[1:] + wish.after)
    return wish.rule == "leave-do-not-send" and bool(stated)


def _subordinate(wish: Wish) -> bool:
    found = _SUBORDINATE.search(wish.before)
    return (
        found is not None
        and wish.text[0] not in _MINE
        and not _GOVERNS.search(wish.before[: found.start()])
    )


def _past(wish: Wish) -> bool:
    """What is over, or what happens now, is no wish."""
    if wish.text[0] == _REQUEST and _HAD.search(wish.before):
        return True
    if wish.text[0] in _ACTS and _DONE.search(wish.before):
        return not _WISHED.search(wish.own)
    stated = wish.text[0] in _DENIES and not _WISHED.search(wish.text)
    return stated and wish.rule == "leave-no-more" and bool(_I_DO.search(wish.before))


_FOR, _NOT, _ME, _WANTS, _BUT = (
    role.value for role in (Role.FOR, Role.NOT, Role.ME, Role.WANTS, Role.BUT)
)
_REQUEST = Role.REQUEST.value
_DENIES = letters("NOT NO")
# Verbs: to do to me, or to cease; those that are said to us; those of whoever speaks.
_ACTS = letters("EXIT EXIT_ALSO CLEAR CLEARS HALT CEASE")
_ANYBODYS = letters("EXIT EXIT_ALSO CLEARS GO REVOKE NOT NO")
_MINE = letters("EXIT_ME WANT REQUEST NEED")
