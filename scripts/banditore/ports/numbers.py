"""What people wrote: their phone numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from banditore.domain.phones import NumberFault, Phone


class Numbers(Protocol):
    """Reads phone numbers as the town's people write them."""

    def read(self, text: str) -> Phone | NumberFault:
        """The number, or what is wrong with it. Never raises."""
