"""A wish to leave, in its sentence."""

from __future__ import annotations

from typing import NamedTuple

from banditore.domain.wordlists.roles import Role

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
    def sentence(self) -> str:
        """All of its sentence."""
        return self.before + self.text + self.after
