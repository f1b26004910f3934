"""What a town decides about its subscribers: how they consent, and when a number counts as dead."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True)
class AcceptBy:
    """Until when a changed notice may be accepted by who accepted an older one."""

    notice: str
    """The version that it is about: a day of last year says nothing about the next change."""
    end: datetime
    """Aware; the first moment after the last day."""


@dataclass(frozen=True)
class ConsentRules:
    """How somebody says yes."""

    double: bool = False
    """Whether who asks to join must confirm before anything is sent. Else the text itself is the
    acceptance, and the notice comes with the confirmation."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The confirming words by language; the first is the one that is taught."""
    within: timedelta = timedelta(hours=24)
    """How long it may be confirmed; then the request is forgotten."""
    renew: bool = False
    """Whether who accepted an older notice is asked, when they write, to accept the newer one."""
    accept_by: AcceptBy | None = None
    """When that ends (see `renewal`); None: never."""

    def confirmed_in(self, text: str) -> str | None:
        """The language in which a text is one of the confirming words, or None."""
        folded = fold(text)
        for language, words in self.words.items():
            if not folded.question and any(folded.words == fold(word).words for word in words):
                return language
        return None


@dataclass(frozen=True)
class DeadNumbers:
    """How many broadcasts may find a number not to be on WhatsApp."""

    suspend_after: int = 3
    """So many: nothing is sent there any more, until the person writes."""
    remove_after: int = 10
    """So many, counting those that would have gone there since: off the list."""
