"""The Markdown of a privacy notice: headings, paragraphs, flat lists, bold, italic, links.

Whatever else Markdown knows is a surprise, told with its line: the page on the town's site, the
phone and whoever reads the file itself must see the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_SPAN = 1000
"""Characters between two marks of bold or italic: more than that is a mark left open."""


@dataclass(frozen=True)
class Text:
    """Words as they are."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words in bold."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    """Words in italics."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """An address, and what is shown in its place."""

    text: str
    target: str


Inline: TypeAlias = "Text | Strong | Emphasis | Link"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    inside: tuple[Inline, ...]
    line: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    inside: tuple[Inline, ...]
    line: int


@dataclass(frozen=True)
class Items:
    """A list without lists in it."""

    ordered: bool
    items: tuple[tuple[Inline, ...], ...]
    line: int


Block: TypeAlias = "Heading | Paragraph | Items"


@dataclass(frozen=True)
class Surprise:
    """Something that is not shown everywhere as it was meant."""

    line: int
    what: str
    """The beginning of it, as it stands in the file."""


@dataclass(frozen=True)
class _Lines:
    """One block before its words are looked at."""

    kind: str
    """`text`, `-` or `1`."""
    texts: tuple[str, ...]
    line: int


_HEADING = re.compile(r"(#{1,6})[ \t]+(.+?)[ \t]*#*$")
_ITEM = re.compile(r"(?:([-*+])|\d{1,3}[.)])[ \t]+(\S.*)$")
# Quotes, code, tables, rules, underlined headings, definitions, lists in lists, text set in.
_ODD_LINE = re.compile(r">|```|~~~|\||={2,}$|([-*_][ \t]*){3,}$|\[[^\]]+\]:|<[A-Za-z/!?]+[\s>]")
_NESTED = re.compile(r"[ \t]+([-*+]|\d{1,3}[.)])[ \t]+\S|    |\t")
_TARGET = r"(?:https://|mailto:|tel:)[^\s<>()]+"
_SPAN = rf".{{0,{LONGEST_SPAN}}}?\S"
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    rf"|<(?P<auto>{_TARGET})>"
    r"|<(?P<mail>[^\s<>@:]+@[^\s<>@]+\.[^\s<>@]+)>"
    rf"|(?<!!)\[(?P<shown>[^\[\]<>*_`]+)\]\((?P<target>{_TARGET})\)"
    rf"|\*\*(?=\S)(?P<strong>{_SPAN})\*\*(?!\*)"
    rf"|(?<![\w*])\*(?=[^\s*])(?P<star>{_SPAN})\*(?![\w*])"
    rf"|(?<![\w_])_(?=[^\s_])(?P<under>{_SPAN})_(?![\w_])"
)
# HTML, code, pictures, links of another kind, entities, and marks that open and never close.
_ODD_WORDS = re.compile(r"<[A-Za-z/!?]|`|!\[|\]\(|\]\[|&#?\w+;|\*\*|(?<![\w*])\*(?=\w)")


def read(text: str, first_line: int = 1) -> tuple[tuple[Block, ...], list[Surprise]]:
    """The blocks of a text, and what in it is none of ours: one thing a line."""
    surprises: list[Surprise] = []
    blocks = tuple(_block(lines, surprises) for lines in _grouped(text, first_line, surprises))
    first = {surprise.line: surprise for surprise in reversed(surprises)}
    return blocks, sorted(first.values(), key=lambda surprise: surprise.line)


def plain(inside: Iterable[Inline]) -> str:
    """The words alone."""
    return "".join(
        part.text if isinstance(part, Text | Link) else plain(part.inside) for part in inside
    )


def _grouped(text: str, first_line: int, surprises: list[Surprise]) -> Iterator[_Lines]:
    current: _Lines | None = None
    fresh = True
    for number, line in enumerate(text.splitlines(), first_line):
        if not line.strip():
            fresh = True
            continue
        if _ODD_LINE.match(line.lstrip()) or (_NESTED.match(line) and _odd_indent(line, current)):
            surprises.append(Surprise(number, line.strip()[:30]))
        kind, words = _kind(line)
        if current is not None and kind == current.kind and kind in ("-", "1"):
            current = replace(current, texts=(*current.texts, words))
        elif current is not None and kind == "text" and _continues(line, current, fresh=fresh):
            texts = (*current.texts[:-1], f"{current.texts[-1]} {words}")
            current = replace(current, texts=texts)
        else:
            if current is not None:
                yield current
            current = _Lines(kind, (words,), number)
        fresh = False
    if current is not None:
        yield current


def _odd_indent(line: str, current: _Lines | None) -> bool:
    """A list in a list, or code; but an item's own lines may be set in."""
    return bool(_ITEM.match(line.strip())) or current is None or current.kind == "text"


def _kind(line: str) -> tuple[str, str]:
    heading = _HEADING.match(line)
    if heading:
        return heading.group(1), heading.group(2)
    item = _ITEM.match(line.strip())
    if item:
        return ("-" if item.group(1) else "1"), item.group(2).strip()
    return "text", line.strip()


def _continues(line: str, current: _Lines, *, fresh: bool) -> bool:
    """Whether a line goes on with the block before it."""
    if current.kind.startswith("#"):
        return False
    return not fresh or (current.kind != "text" and line.startswith("  "))


def _block(lines: _Lines, surprises: list[Surprise]) -> Block:
    texts = [re.sub(r"[ \t]+", " ", text) for text in lines.texts]
    read_items = tuple(tuple(_inlines(text, lines.line, surprises)) for text in texts)
    if lines.kind.startswith("#"):
        return Heading(len(lines.kind), read_items[0], lines.line)
    if lines.kind == "text":
        return Paragraph(read_items[0], lines.line)
    return Items(lines.kind == "1", read_items, lines.line)


def _inlines(text: str, line: int, surprises: list[Surprise]) -> Iterator[Inline]:
    words, at = "", 0
    for found in _INLINE.finditer(text):
        words += _ordinary(text[at : found.start()], line, surprises)
        at = found.end()
        if found["escaped"]:
            words += found["escaped"]
            continue
        if words:
            yield Text(words)
            words = ""
        yield _marked(found, line, surprises)
    words += _ordinary(text[at:], line, surprises)
    if words:
        yield Text(words)


def _ordinary(text: str, line: int, surprises: list[Surprise]) -> str:
    odd = _ODD_WORDS.search(text)
    if odd:
        surprises.append(Surprise(line, text[odd.start() : odd.start() + 30]))
    return text


def _marked(found: re.Match[str], line: int, surprises: list[Surprise]) -> Inline:
    if found["auto"]:
        return Link(found["auto"].removeprefix("mailto:").removeprefix("tel:"), found["auto"])
    if found["mail"]:
        return Link(found["mail"], f"mailto:{found['mail']}")
    if found["shown"]:
        return Link(found["shown"], found["target"])
    if found["strong"]:
        return Strong(tuple(_inlines(found["strong"], line, surprises)))
    return Emphasis(tuple(_inlines(found["star"] or found["under"], line, surprises)))
