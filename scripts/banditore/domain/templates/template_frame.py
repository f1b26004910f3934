"""What stands around a template's body: a header, a footer and buttons, in one language.

A header and the end of a button's address may each take one value of a broadcast; WhatsApp numbers
the parameters of every part by itself, from `{{1}}`. Limits: Meta's page *Template components*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.domain.templates.registration import BODY_ONLY, Button, Parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banditore.domain.templates.registration import ButtonKind
    from banditore.domain.templates.template_pieces import Piece, Slot

HEADER_LIMIT = FOOTER_LIMIT = 60
"""Characters of a header, filled in, and of a footer."""
LABEL_LIMIT = 25
"""Characters on a button."""
URL_LIMIT = 2000
"""Characters of a button's address, filled in."""


@dataclass(frozen=True)
class FrameButton:
    """A button of a template."""

    kind: ButtonKind
    label: str
    target: tuple[Piece, ...] = ()
    """Where it leads; empty for a quick reply."""


@dataclass(frozen=True)
class Filled:
    """A frame with a broadcast's values."""

    registered: Parts = BODY_ONLY
    shown: Parts = BODY_ONLY
    header: str = field(default="", repr=False)
    """The header's parameter; empty: it has none."""
    links: tuple[str, ...] = field(default=(), repr=False)
    """By button, the parameter that ends its address; empty: it has none."""


UNFRAMED = Filled()
"""A text alone."""


@dataclass(frozen=True)
class Frame:
    """Everything of a template but its body."""

    header: tuple[Piece, ...] = ()
    footer: str = ""
    buttons: tuple[FrameButton, ...] = ()

    def slots(self) -> Iterator[Slot]:
        """Its placeholders: of the header, then of the buttons' addresses."""
        for pieces in (self.header, *(button.target for button in self.buttons)):
            yield from (piece for piece in pieces if not isinstance(piece, str))

    def link_names(self) -> frozenset[str]:
        """Those that end an address."""
        targets = (piece for button in self.buttons for piece in button.target)
        return frozenset(piece.name for piece in targets if not isinstance(piece, str))

    def fill(self, values: Mapping[str, str]) -> Filled:
        """Fill in a broadcast's values. Raises KeyError for a value that is missing."""
        header, header_shown, parameter = _filled(self.header, values)
        registered, shown, links = list[Button](), list[Button](), list[str]()
        for button in self.buttons:
            target, target_shown, link = _filled(button.target, values)
            registered.append(Button(button.kind, button.label, target))
            shown.append(Button(button.kind, button.label, target_shown))
            links.append(link)
        return Filled(
            Parts(header, self.footer, tuple(registered)),
            Parts(header_shown, self.footer, tuple(shown)),
            parameter,
            tuple(links) if any(links) else (),
        )


def _filled(pieces: Sequence[Piece], values: Mapping[str, str]) -> tuple[str, str, str]:
    """As it is registered, as it is shown, and the parameter; a part has one at most."""
    registered = shown = parameter = ""
    for piece in pieces:
        if isinstance(piece, str):
            registered, shown = registered + piece, shown + piece
        else:
            parameter = " ".join(piece.fill(values[piece.name]))
            registered, shown = registered + "{{1}}", shown + parameter
    return registered, shown, parameter


def as_lines(parts: Parts, body: str) -> str:
    """A whole message as a phone shows it: header, body, footer, a line for each button."""
    buttons = "\n".join(f"[{button.text}]" for button in parts.buttons)
    return "\n\n".join(filter(None, (parts.header, body, parts.footer, buttons)))
