"""Wishes that are of somebody or something else: `toglietemi la multa`, `cancellate Paolo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.commands.stopping import CLEARS_NAME

if TYPE_CHECKING:
    from banditore.domain.commands.wish import Wish

_OF_A_PERSON = grammar(
    """^(ALSO|TO|OF|FROM|ARTICLE|MY|YOUR)* (OTHER|BUT OTHER)? PERSON
       (?! (ARTICLE|SMALL|NAME|ALSO|SUBJECT)* (GETS|HAVE|BE))"""
)
_TO_OTHERS = grammar("^ (TO|ARTICLE) (ARTICLE|MY|YOUR)* THING")
_OF_A_CATEGORY = grammar("^(ONLY|FROM|OF|TO|ARTICLE|SMALL|ABOUT|THIS|YOUR|AND|ALSO)* CATEGORY")
# toglietemi la multa, mi cancello dal corso, dal servizio mensa …
_OF_A_THING = grammar(
    """^(SMALL|COURTESY)? (OF ARTICLE|OF_THE|FROM|ARTICLE|THIS|MY|TO ARTICLE)
        (ARTICLE|THIS|MY|OF|YOUR)* (?!PERSON) THING
       | ^ NEAR{0,4} MATTER
       | ^ (FILL|QUIT|OTHER){0,5} (?<!THIS|YOUR) (SERVICE|LIST|SUBSCRIPTION)
         (TO|OF|FROM|FOR)? ARTICLE? THING"""
)
# … but not: dalla vostra bella lista
_OF_OUR_LIST = grammar(
    """^.. (THING THING? (OF ARTICLE?)?)?
       ((THIS|YOUR) LIST|(LIST|MESSAGES|NUMBER|SERVICE) (?!(TO|OF|FROM|FOR)? ARTICLE? THING))"""
)
# cancellate l'iscrizione al corso, non voglio ricevere la bolletta
_ENDS_WITH_A_THING = grammar(
    """(SERVICE|LIST|SUBSCRIPTION|NOTHING|MESSAGE|SEND) (SMALL|TO|OF|FROM|ABOUT)? ARTICLE? THING
       | RECEIVE (MORE|PLUS) (ARTICLE|OF_THE) THING
       | (SENDS|SEND_ME|ME) (MORE|PLUS) (ABOUT|FOR|FROM|OF|TO|ARTICLE|THIS)* MATTER
       | (SEND|BOTHER) (MORE|PLUS) (ARTICLE|OF_THE|THIS|MY) THING
       | (RECEIVE|SEND_ME) ((?!THAT) NEAR){0,6} THING | DO_ME (MORE|PLUS) THING
       | CLEARING (TO|OF|FROM|ARTICLE|MY|THIS|YOUR)* THING
       | (MESSAGES|NUMBER) (TO|OF|FROM|ABOUT) (ARTICLE|MY|THIS)* THING | (?<!MY) NUMBER THING"""
)
# ho provato il corso, vorrei ritirarmi
_MATTERED = grammar("MATTER")
# gli eventi invece non li voglio più
_NAMED = grammar("CATEGORY")
_OURS = grammar("OURS")
_DENIES = letters("NOT NO")
_OF_YOURS = grammar("YOUR (NUMBER|SUBSCRIPTION)$")


def of_another(wish: Wish) -> bool:
    """Whether it is somebody or something else that is to go."""
    return _named_before(wish) or _named_in(wish.text) or _named_after(wish)


def _named_before(wish: Wish) -> bool:
    if wish.rule == "leave-remove-me" and _MATTERED.search(wish.before):
        return not _OURS.search(wish.whole)
    denied = wish.text[0] in _DENIES and not _OURS.search(wish.text)
    return denied and bool(_NAMED.search(wish.before))


def _named_in(text: str) -> bool:
    return bool(_OF_YOURS.search(text) or CLEARS_NAME.search(text))


def _named_after(wish: Wish) -> bool:
    if wish.rule == "leave-alone" and _TO_OTHERS.search(wish.after):
        return True
    if _OF_A_PERSON.search(wish.after) or _OF_A_CATEGORY.search(wish.after):
        return True
    if _OF_A_THING.search(wish.after) and not _OF_OUR_LIST.search(wish.after):
        return True
    tail = wish.text[-2:]
    found = _ENDS_WITH_A_THING.search(tail + wish.after)
    return found is not None and found.start() < len(tail)
