"""A text as it is compared: what people vary without meaning anything by it is gone.

Case, accents, apostrophes of any shape, quotes, punctuation, emoji, WhatsApp's `*bold*`, full-width
and ornamental letters (Unicode's compatibility forms), invisible characters, line breaks.
Linear in the text's length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import category, normalize

# Letters by category that show nothing: Hangul's fillers, a favourite for "empty" messages.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
# `❓` and its kin are symbols, not punctuation, to Unicode; U+061F is Arabic's.
_QUESTION_MARKS = frozenset("?¿\u061f❓❔")
# Marks on letters, and format characters: zero-width joiners, directions, soft hyphens.
_NOTHING = frozenset(("Mn", "Me", "Cf"))


@dataclass(frozen=True)
class Folded:
    """The words of a text, and whether it asks something."""

    words: tuple[str, ...] = field(repr=False)
    question: bool = False


def fold(text: str) -> Folded:
    """The words in their plainest form."""
    # Marks go first: sorting a run of thousands of them is what makes normalising quadratic.
    bare = "".join(character for character in text if category(character) not in _NOTHING)
    plain = normalize("NFKD", normalize("NFKD", bare).casefold())
    spaced = "".join(map(_plain, plain))
    asks = any(character in _QUESTION_MARKS for character in plain)
    return Folded(tuple(spaced.split()), question=asks)


def _plain(character: str) -> str:
    kind = category(character)
    if kind in _NOTHING:
        return ""
    # "Lm" are letter-like marks: the apostrophe U+02BC among them.
    if kind[0] in "LN" and kind != "Lm" and character not in _FILLERS:
        return character
    return " "
