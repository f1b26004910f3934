"""What the story proves: each proof is a check, and the first that fails ends the story."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from banditore.demo.narrator import Proven
from banditore.domain.errors import BanditoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.demo.narrator import Narrator


AGAIN = "play it again with --keep DIR, and look around in that folder"


class ProofFailed(BanditoreError):  # noqa: N818 - reads as a sentence: "raise ProofFailed"
    """Something is not as the story says."""


class Proofs:
    """The proofs so far."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self.held: list[Proven] = []

    @contextmanager
    def prove(self, sentence: str) -> Iterator[None]:
        """Whatever stands in the block must pass; then the sentence is proven."""
        began = time.monotonic()
        yield
        self.held.append(Proven(sentence, time.monotonic() - began))
        self._narrator.proven(sentence)


def expect(condition: object, otherwise: str, hint: str = "") -> None:
    """Raises ProofFailed unless the condition holds; `otherwise` says what is wrong instead."""
    if not condition:
        raise ProofFailed(f"the demonstration failed: {otherwise}", hint or AGAIN)
