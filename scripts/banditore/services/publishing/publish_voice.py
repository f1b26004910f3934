"""The staff's language, spoken to wherever a run is followed. It cannot fail the sending."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from banditore.domain.sentences.amounts import number, people
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.ports import Notices

P = ParamSpec("P")
V = TypeVar("V", bound="Voice")


def harmless(tell: Callable[Concatenate[V, P], None]) -> Callable[Concatenate[V, P], None]:
    """A report that cannot be made is a warning: messages are on their way (invariant 10)."""

    @wraps(tell)
    def guarded(self: V, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            tell(self, *args, **kwargs)
        except Exception as bug:  # noqa: BLE001 - whatever it is, the sending goes on
            with suppress(Exception):
                self.notices.warn(f"no report: {type(bug).__name__}")

    return guarded


@dataclass(frozen=True)
class Voice:
    """Words by key."""

    notices: Notices
    language: str

    def say(self, key: str, **facts: object) -> None:
        """One line."""
        self.notices.say(label(key, self.language, **facts))

    def warn(self, key: str, **facts: object) -> None:
        """One line that somebody should act on."""
        self.notices.warn(label(key, self.language, **facts))

    def people(self, count: int) -> str:
        """`1 persona`, `3.400 persone`."""
        return people(count, self.language)

    def number(self, count: int) -> str:
        """`3.400`."""
        return number(count, self.language)
