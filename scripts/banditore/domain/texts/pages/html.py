"""Markdown as HTML and as a phone's text; every character of a town's text is only text."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from typing import TYPE_CHECKING

from banditore.domain.texts.markup import (
    Emphasis,
    Heading,
    Items,
    Link,
    Paragraph,
    Strong,
    Text,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from banditore.domain.texts.markup import Block, Inline

# Before these marks a line does not end; only French puts a space there.
_FRENCH_SPACE = re.compile(r" (?=[:;!?»])|(?<=«) ")


def as_html(blocks: Sequence[Block], prefix: str) -> str:
    """One element a line; headings have ids that begin with the prefix."""
    ids = iter(heading_ids(blocks, prefix))
    return "\n".join(_block(block, ids) for block in blocks)


def heading_ids(blocks: Sequence[Block], prefix: str) -> list[str]:
    """An id for each heading, in order, none twice."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            slug = f"{prefix}-{_slug(plain(block.inside))}"
            found.append(slug if slug not in found else f"{slug}-{len(found) + 1}")
    return found


def as_phone_text(blocks: Iterable[Block]) -> str:
    """As WhatsApp shows it: bold and italics by its own marks, an address in full."""
    return "\n\n".join(_on_phone(block) for block in blocks)


def visible_texts(blocks: Iterable[Block]) -> list[str]:
    """The words of each block, or item of a list, as somebody reads them on a page."""
    found = [
        words
        for block in blocks
        for words in (block.items if isinstance(block, Items) else (block.inside,))
    ]
    return [" ".join(plain(words).split()) for words in found]


def _block(block: Block, ids: Iterator[str]) -> str:
    if isinstance(block, Heading):
        name = f"h{block.level}"
        return f'<{name} id="{next(ids)}">{_words(block.inside)}</{name}>'
    if isinstance(block, Items):
        name = "ol" if block.ordered else "ul"
        items = "".join(f"<li>{_words(item)}</li>\n" for item in block.items)
        return f"<{name}>\n{items}</{name}>"
    return f"<p>{_words(block.inside)}</p>"


def _words(inside: Iterable[Inline]) -> str:
    return "".join(_inline(part) for part in inside)


def _inline(part: Inline) -> str:
    if isinstance(part, Text):
        return escape(_FRENCH_SPACE.sub("\u00a0", part.text))
    if isinstance(part, Link):
        return f'<a href="{escape(part.target)}">{escape(part.text)}</a>'
    name = "strong" if isinstance(part, Strong) else "em"
    return f"<{name}>{_words(part.inside)}</{name}>"


def _on_phone(block: Block) -> str:
    if isinstance(block, Heading):
        return f"*{plain(block.inside)}*"
    if isinstance(block, Paragraph):
        return _marked(block.inside)
    marks = [f"{n}." if block.ordered else "•" for n in range(1, len(block.items) + 1)]
    return "\n".join(
        f"{mark} {_marked(item)}" for mark, item in zip(marks, block.items, strict=True)
    )


def _marked(inside: Iterable[Inline]) -> str:
    return "".join(_mark(part) for part in inside)


def _mark(part: Inline) -> str:
    if isinstance(part, Strong):
        return f"*{_marked(part.inside)}*"
    if isinstance(part, Emphasis):
        return f"_{_marked(part.inside)}_"
    if isinstance(part, Link):
        return part.text if part.target.endswith(part.text) else f"{part.text} ({part.target})"
    return part.text


def _slug(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-") or "x"
