"""What stands around a template's body, and WhatsApp's rules for it, whoever submits it.

Source: Meta's pages *Template components* and *Error codes* (facts/whatsapp.md 2.5, 2.6); for what
is no plain text, the sentences of its refusals as providers publish them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from banditore.simulator.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_SMALL, MAX_LABEL, MAX_CODE, MAX_PHONE, MAX_URL = 60, 25, 15, 20, 2000
MAX_BUTTONS = 10
MAX_OF_A_KIND = {"QUICK_REPLY": 10, "URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1}
VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
LONG, HEADER_FORM, FOOTER_FORM = 2388040, 2388047, 2388073
_MARKS = re.compile(r"[*~`\n]|(?<!\w)_\S[^_]*_(?!\w)")
_URL = re.compile(r"https?://[\w.-]+(?:[/?#:]\S*)?")
_PHONE = re.compile(r"\+?[0-9() -]+")


class Objection(NamedTuple):
    """Why something is not taken, and Meta's subcode for it."""

    why: str
    subcode: int = 0


@dataclass(frozen=True)
class Button:
    """One button, whatever the dialect calls its fields."""

    kind: str
    label: str
    target: str = ""
    """An address, a number, a code; of a quick reply nothing."""
    sampled: bool = False
    """Whether there is an example of its variable."""

    @property
    def variables(self) -> list[str]:
        """What its address takes."""
        return VARIABLE.findall(self.target) if self.kind == "URL" else []


@dataclass(frozen=True)
class Parts:
    """All but the body."""

    header: str = ""
    footer: str = ""
    buttons: tuple[Button, ...] = ()
    sampled: bool = field(default=False)
    """Whether there is an example of the header's variable."""

    def objection(self) -> Objection | None:
        """The first rule that is not kept."""
        return next(self._objections(), None)

    def _objections(self) -> Iterator[Objection]:
        variables = VARIABLE.findall(self.header)
        bare = VARIABLE.sub("", self.header)
        if len(bare) > MAX_SMALL or len(self.footer) > MAX_SMALL:
            yield Objection("a header or footer of more than 60 characters", LONG)
        if len(variables) > 1 or not plain(bare) or (variables and not bare.strip()):
            yield Objection("the header: plain text, one variable, words beside it", HEADER_FORM)
        if variables and not self.sampled:
            yield Objection("an example of the header's variable is missing")
        if "{{" in self.footer or not plain(self.footer):
            yield Objection("the footer: plain text without variables", FOOTER_FORM)
        yield from _together(self.buttons)
        for button in self.buttons:
            yield from _alone(button)

    def shown(self, body: str, values: Mapping[str, str]) -> Shown:
        """The message on the phone; `values` by the names of the header's variables."""
        header = VARIABLE.sub(lambda found: values[found[1]], self.header)
        replies = [button.kind == "QUICK_REPLY" for button in self.buttons]
        labels = [button.label for button in self.buttons]
        return Shown(
            "\n\n".join(filter(None, (header, body, self.footer))),
            tuple(compress(labels, replies)),
            tuple(compress(labels, map(not_, replies))),
        )


def plain(text: str) -> bool:
    """Whether no formatting mark, line break or emoji is in it."""
    emoji = any(s >= "\u2190" and unicodedata.category(s) == "So" for s in text)
    return not emoji and not _MARKS.search(text)


def _together(buttons: tuple[Button, ...]) -> Iterator[Objection]:
    if len(buttons) > MAX_BUTTONS:
        yield Objection("more than 10 buttons", LONG)
    for kind, count in Counter(button.kind for button in buttons).items():
        if count > MAX_OF_A_KIND.get(kind, 0):
            yield Objection(f"{count} buttons of the type {kind}")
    labels = [button.label.casefold() for button in buttons if button.kind != "COPY_CODE"]
    if len(set(labels)) < len(labels):
        yield Objection("two buttons with the same text")
    replies = [button.kind == "QUICK_REPLY" for button in buttons]
    if sum(one != other for one, other in pairwise(replies)) > 1:
        yield Objection("quick replies must stand together, before or after all others")


def _alone(button: Button) -> Iterator[Objection]:
    if len(button.label) > MAX_LABEL:
        yield Objection("a button's text of more than 25 characters", LONG)
    if button.kind != "COPY_CODE" and not (
        button.label.strip() and plain(button.label) and "{{" not in button.label
    ):
        yield Objection("a button's text: plain, without variables")
    if button.kind == "COPY_CODE" and not 1 <= len(button.target) <= MAX_CODE:
        yield Objection("an example of the code, of at most 15 characters")
    if button.kind == "PHONE_NUMBER" and not (
        len(button.target) <= MAX_PHONE and _PHONE.fullmatch(button.target)
    ):
        yield Objection("a phone number of at most 20 characters")
    if button.kind == "URL":
        yield from _address(button)


def _address(button: Button) -> Iterator[Objection]:
    base = VARIABLE.sub("", button.target)
    if not _URL.fullmatch(base) or len(base) > MAX_URL:
        yield Objection("a web address of at most 2000 characters")
    if len(button.variables) > 1 or (button.variables and not button.target.endswith("}}")):
        yield Objection("an address takes one variable, at its end")
    if button.variables and not button.sampled:
        yield Objection("an example of the address is missing")
    if re.search(r"//(?:api\.)?(?:wa\.me|whatsapp\.com)(?![\w.-])", base):
        yield Objection("a button cannot lead into WhatsApp")
