"""The buttons under a question: a tap comes back as the words that it asks for, as if typed.

Source of the limits: reply buttons of Meta's interactive messages, Twilio's twilio/quick-reply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.findings import Place, warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.findings import Finding

BUTTONS: Mapping[str, tuple[str, ...]] = {"confirm": ("confirm",), "renew": ("join", "leave")}
"""By kind of reply: the values that answer it."""
LONGEST_TEXT, LONGEST_LABEL = 1024, 20
"""Characters: of the text above buttons, and of what stands on one."""


def buttons_of(kind: str, values: Mapping[str, str], text: str) -> tuple[str, ...]:
    """What stands on them; none where WhatsApp would not take the message so.

    The text itself says what to write, so nobody needs them.
    """
    labels = tuple(values[name] for name in BUTTONS.get(kind, ()))
    fit = all(0 < len(label) <= LONGEST_LABEL for label in labels)
    return labels if fit and len(text) <= LONGEST_TEXT else ()


def button_findings(
    kind: str, path: str, values: Mapping[str, str], text: str
) -> Iterator[Finding]:
    """Why a question comes without its buttons."""
    if len(text) > LONGEST_TEXT and kind in BUTTONS:
        code = "reply-too-long-for-buttons"
        yield warning(code, Place(path), length=len(text), limit=LONGEST_TEXT)
    for name in BUTTONS.get(kind, ()):
        label = values[name]
        if len(label) > LONGEST_LABEL:
            length, limit = len(label), LONGEST_LABEL
            yield warning("button-too-long", Place(path), label=label, length=length, limit=limit)
