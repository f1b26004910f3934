"""How an invitation gets on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from banditore.domain.texts.invitation import Invitation
    from banditore.domain.texts.sheets import Form, Sheet


class Printer(Protocol):
    """Puts an invitation on paper."""

    def code(self, content: str) -> str:
        """A QR code as an `<svg>`, quiet zone included."""

    def sheet(self, sheet: Sheet, form: Form, invitation: Invitation, code: str) -> bytes:
        """One sheet, with the code on it. Raises DoesNotFit."""
