"""A wish to leave, in its sentence."""

from __future__ import annotations

from typing import NamedTuple

from banditore.domain.commands.grammar import letters
from banditore.domain.wordlists.roles import Role

CONTENT = letters(
    """OTHER TRUE MATTER MESSAGES MESSAGE LIST SERVICE NUMBER SUBSCRIPTION REASON CATEGORY DIGITS
    PAUSE BUT BECAUSE JOIN ENROLLED LIKE DATA"""
)
"""What a clause is about: before it, another one has ended, with a comma or without."""
_CLOSES = "".join(letters("NEVER PAS MORE PLUS"))
_BUT = Role.BUT.value
_END, _QUESTION = _ENDS = (Role.END.value, Role.QUESTION.value)


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
    def own(self) -> str:
        """What before it is of its own clause: small words, and verbs that govern it."""
        cut = 1 + max((at for at, role in enumerate(self.before) if role in CONTENT), default=-1)
        own = self.before[cut:]
        return own.lstrip(_CLOSES) if cut else own  # `non li leggo mai`: of the clause before

    @property
    def since_but(self) -> str:
        """Its sentence, without what stands before a `ma`."""
        return self.before[self.before.rfind(_BUT) + 1 :] + self.text + self.after
