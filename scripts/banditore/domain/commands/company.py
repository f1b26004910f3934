"""What words do beside others that do something else alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.commands.grammar import grammar, letters
from banditore.domain.wordlists.roles import Role

if TYPE_CHECKING:
    from banditore.domain.commands.lexicon import Tag

_PAIRS = (
    (Role.BUT + Role.PERSON, Role.MY + Role.PERSON),  # French `ma femme`, no Italian "but"
    (Role.MY + Role.BE, Role.MY + Role.PERSON),  # English `my son`, no "I am"
    (Role.SPEAKER + Role.TO, Role.SPEAKER + Role.HAVE),  # `j'ai`
    (Role.ME + Role.TO + Role.CLEARS, Role.ME + Role.HAVE + Role.CLEARS),  # `on m'a enlevé`
    (Role.SUBJECT + Role.TO, Role.SUBJECT + Role.HAVE),  # `tu as`
    (Role.SPEAKER + Role.CAN, Role.SPEAKER + Role.MAY),  # `est-ce que je peux`
    (Role.EXCUSE + Role.ME, Role.EXCUSE + Role.EXCUSE),  # `excusez-moi`
    (Role.SI + Role.SAYS, Role.SI + Role.REQUEST),  # `si chiede di …`
)
# `je (ne) veut` is a slip, `elle veut` another's wish; at the beginning, `je` is left out.
_WANTS = Role.WANTS.value
_I_WANT = grammar("(^ (COURTESY|BUT|PAUSE|END)* NOT? | SUBJECT (NE|NOT|SMALL|BE|COURTESY)*) WANTS")
_ME, _NE, _NOT, _SMALL = (role.value for role in (Role.ME, Role.NE, Role.NOT, Role.SMALL))
_SIGNED, _SAYS, _REQUEST = (role.value for role in (Role.SIGNED, Role.SAYS, Role.REQUEST))
_ARTICLE, _I_SAY, _WANT = Role.ARTICLE.value, Role.SPEAKER.value, Role.WANT.value
_I, _WOULD = "i", "d"
_AFTER_I = letters("ME NOT NO NEVER WANT HAVE CAN MAY NEED REQUEST EXIT QUIT AGAIN")


def in_company(tokens: tuple[str, ...], tags: list[Tag]) -> str:
    """The parts that a text's words play."""
    roles = "".join([tag.roles for tag in tags]) if _I not in tokens else _with_i(tokens, tags)
    for pair, meant in _PAIRS:
        roles = roles.replace(pair, meant)
    if _WANTS in roles:
        roles = _I_WANT.sub(lambda found: found[0][:-1] + _WANT, roles)
    if _SIGNED in roles:  # who signs speaks of oneself: `il sottoscritto chiede`
        roles = roles.replace(_SAYS, _REQUEST)
    return _ne(roles) if _NE in roles else roles


def _with_i(tokens: tuple[str, ...], tags: list[Tag]) -> str:
    """English `I`, or the Italian article."""
    parts = [tag.roles for tag in tags]
    for at, after in enumerate([*tags[1:], None]):
        if tokens[at] == _I:
            english = after and (
                after.language == "en" or after.roles in _AFTER_I or tokens[at + 1] == _WOULD
            )
            parts[at] = _I_SAY if english else _ARTICLE
    return "".join(parts)


def _ne(roles: str) -> str:
    """French `ne` denies; Italian `me ne vado`, `non ne voglio` do not deny by it."""
    return (
        roles.replace(_ME + _NE, _ME + _SMALL).replace(_NOT + _NE, _NOT + _SMALL).replace(_NE, _NOT)
    )
