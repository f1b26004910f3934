"""A text as it is compared: what people vary without meaning anything by it is gone.

Case, accents, apostrophes of any shape, quotes, emoji, WhatsApp's `*bold*`, full-width, ornamental
and look-alike letters, invisible characters. What parts clauses stays, as a mark of its own.
Linear in the text's length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from unicodedata import category, name, normalize

PAUSE, END, QUESTION, REFUSAL, PLUS = MARKS = (",", ".", "?", "✗", "+")
"""What may stand among the words: a pause, an end, a question, a sign that refuses, a `+`."""

# Letters by category that show nothing: Hangul's fillers, a favourite for "empty" messages.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
# Marks on letters, and format characters: zero-width joiners, directions, soft hyphens.
_NOTHING = frozenset(("Mn", "Me", "Cf"))
_SIGNS = {
    ",": PAUSE,
    **dict.fromkeys(".;:!", END),
    # `❓` and its kin are symbols, not punctuation, to Unicode; U+061F is Arabic's.
    **dict.fromkeys("?¿\u061f❓❔🤔🤷", QUESTION),
    **dict.fromkeys("❌🚫👎🙅✖❎✗✘☒⛔🛑✋", REFUSAL),
    "+": PLUS,
    "…": "",
}
# Letters that nothing decomposes, by their look: of fonts, of neighbours, of forgers.
_CYRILLIC = (
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0455\u0458"
)
_GREEK = "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
_LOOKS = {
    **dict(zip("\u0131øłđħ", "ioldh", strict=True)),
    **dict(zip(_CYRILLIC, "abekmhopctyxisj", strict=True)),
    **dict(zip(_GREEK, "aeiknoptux", strict=True)),
    "œ": "oe",
    "æ": "ae",
}
_KEYCAP = "\u20e3"
_KEY = re.compile(f"[0-9#*]\ufe0f?{_KEYCAP}")
"""`1️⃣` is an emoji, not a digit."""
_SMALL_CAPITAL = "LATIN LETTER SMALL CAPITAL "
_MANY = 20_000
"""Characters of which the folded form is remembered; a text may use more."""


@dataclass(frozen=True, slots=True)
class Folded:
    """The words of a text, with the marks between them."""

    tokens: tuple[str, ...] = field(repr=False)

    @property
    def words(self) -> tuple[str, ...]:
        """The words alone."""
        return tuple(token for token in self.tokens if token not in MARKS)

    @property
    def question(self) -> bool:
        """Whether it asks something."""
        return QUESTION in self.tokens


def fold(text: str) -> Folded:
    """The words in their plainest form."""
    # Three dots are somebody who hesitates, not the end of what is said.
    calm = text.replace("..", "  ") if ".." in text else text
    if "<3" in calm:
        calm = calm.replace("<3", " ")
    if _KEYCAP in calm:
        calm = _KEY.sub(" ", calm)
    # One word, whose second half would be a command.
    return Folded(tuple(calm.translate(_PLAIN).replace("week end", "weekend").split()))


class _Plain(dict[int, str]):
    """Character → what it is compared as; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = _fold_one(chr(code))
        if len(self) < _MANY:
            self[code] = plain
        return plain


def _fold_one(character: str) -> str:
    if category(character) in _NOTHING:
        return ""
    if character in _SIGNS:
        return f" {_SIGNS[character]} "
    # Each character for itself: what the order of marks does to a text is never seen.
    plain = normalize("NFKD", normalize("NFKD", character).casefold())
    return "".join(map(_letter, plain))


def _letter(character: str) -> str:
    if character in _SIGNS:
        return f" {_SIGNS[character]} "
    kind = category(character)
    if kind in _NOTHING:
        return ""
    # "Lm" are letter-like marks: the apostrophe U+02BC among them.
    if kind[0] not in "LN" or kind == "Lm" or character in _FILLERS:
        return " "
    known_as = name(character, "")
    if known_as.startswith(_SMALL_CAPITAL) and len(known_as) == len(_SMALL_CAPITAL) + 1:
        return known_as[-1].lower()
    return _LOOKS.get(character, character)


_PLAIN = _Plain()
