"""Hygiene of what people type: white space, invisible characters, formatting marks.

The list of invisible characters is the one that GOV.UK Notify refuses, and every other character
of Unicode's class "format" that nobody can see in an editor.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINER = "\u200d"  # holds emoji sequences together (families, professions): kept between symbols
_SEPARATORS = "\u2028\u2029"  # line and paragraph separator: classes Zl and Zp, not "format"
_HANGING_MARKS = ("*", "_", "~")
_LINK = re.compile(r"https?://\S+")
SHORTENERS = re.compile(
    r"\b(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|is\.gd|ow\.ly|rebrand\.ly|cutt\.ly)/\S*",
    re.IGNORECASE,
)
"""Links that hide where they lead: WhatsApp rejects them, and citizens should."""
_LIST_ITEM = re.compile(r"[ \t]*[-•▪*][ \t]+")


def oneline(text: str) -> str:
    """Every run of white space as one space: what fits into a parameter."""
    return " ".join(text.split())


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs: separated by an empty line; a line that begins a list item is its own.

    Line breaks inside a paragraph are the editor's, not the author's, and become a space.
    """
    paragraphs: list[str] = []
    fresh = True
    for line in text.splitlines():
        item = _LIST_ITEM.match(line)
        content = oneline(line[item.end() :] if item else line)
        if not content:
            fresh = True
        elif fresh or item:
            paragraphs.append(content)
            fresh = False
        else:
            paragraphs[-1] += f" {content}"
    return paragraphs


def invisible(text: str) -> Iterator[tuple[int, str, str]]:
    """What nobody can see: position from 1, code point (`U+200B`) and Unicode's name."""
    for index, character in enumerate(text):
        hidden = character in _SEPARATORS or unicodedata.category(character) in {"Cf", "Co", "Cn"}
        control = unicodedata.category(character) == "Cc" and character not in "\n\r\t"
        if (hidden or control) and not _joins_symbols(text, index):
            name = unicodedata.name(character, "CONTROL CHARACTER")
            yield index + 1, f"U+{ord(character):04X}", name


def _joins_symbols(text: str, index: int) -> bool:
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    symbols = {"So", "Sk", "Mn"}  # emoji, skin tones, variation selectors
    return (
        text[index] == _JOINER
        and len(around) == 2  # noqa: PLR2004 - a neighbour on either side
        and all(unicodedata.category(character) in symbols for character in around)
    )


def emojis_in(text: str) -> str:
    """The emoji of a text, without what only joins or colours them."""
    return "".join(s for s in text if s >= "\u2190" and unicodedata.category(s) == "So")


def hanging_marks(paragraph: str) -> list[str]:
    """WhatsApp's formatting marks that open and never close: the phone shows them as they are.

    Marks inside words and links (`nome_file`) format nothing and do not count.
    """
    hanging = []
    paragraph = _LINK.sub("", paragraph)
    for mark in _HANGING_MARKS:
        one = re.escape(mark)
        opened = len(re.findall(rf"(?<![\w{one}]){one}(?=[^\s{one}])", paragraph))
        closed = len(re.findall(rf"(?<=[^\s{one}]){one}(?![\w{one}])", paragraph))
        if opened != closed:
            hanging.append(mark)
    if paragraph.count("`") % 2:
        hanging.append("`")
    return hanging
