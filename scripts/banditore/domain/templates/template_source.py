"""From a Jinja text to the pieces of a template, with everything wrong in it.

Jinja only parses: nothing of a template is ever executed. What is not static text or a placeholder
with a known filter (loops, conditions, calls, attributes, includes, macros) is a finding.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from banditore.domain.findings import Finding, Place, blocking, error, warning
from banditore.domain.templates.template import BODY_LIMIT, MOST_PARAGRAPHS, PARAGRAPH_MARK
from banditore.domain.templates.template_pieces import FILTERS, Piece, Slot
from banditore.domain.text import emojis_in, invisible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ENVIRONMENT = ImmutableSandboxedEnvironment(
    undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
)
_NO_WORD = " \t\n*_~`"  # white space and formatting marks do not separate two variables
MOST_EMOJIS = 10
"""Of a body, as providers who submit templates for others have observed."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FOR_PEOPLE = {
    nodes.For: "for",
    nodes.If: "if",
    nodes.CondExpr: "if",
    nodes.Call: "(…)",
    nodes.Getattr: ".",
    nodes.Getitem: "[…]",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.Assign: "set",
    nodes.AssignBlock: "set",
    nodes.FilterBlock: "filter",
    nodes.With: "with",
    nodes.Const: "{{ '…' }}",
}


@lru_cache(maxsize=256)  # the same few texts serve every broadcast
def compile_text(path: str, source: str) -> tuple[tuple[Piece, ...] | None, Sequence[Finding]]:
    """The pieces of a text, None where it cannot be used, and every finding."""
    pieces, findings = take_apart(Place(path), source)
    if not findings:
        findings += _shape(path, pieces)
    return (None if blocking(findings) else tuple(pieces)), findings


def take_apart(start: Place, source: str) -> tuple[list[Piece], list[Finding]]:
    """The pieces of a text that begins at `start`, and what no text of a template may hold."""
    try:
        parsed = _ENVIRONMENT.parse(source.replace("\r\n", "\n"))
    except TemplateSyntaxError as wrong:
        return [], [error("template-syntax", _at(start, wrong.lineno), detail=wrong.message)]
    except RecursionError:
        return [], [error("template-syntax", start, detail="too deeply nested")]
    findings: list[Finding] = []
    pieces = _trimmed(_joined(_pieces(start, parsed, findings)))
    findings += [
        error(
            "invisible-character",
            _at(start, source[:at].count("\n") + 1),
            position=at,
            sign=sign,
            name=name,
            near=source[max(0, at - 16) : at - 1],
        )
        for at, sign, name in invisible(source)
    ]
    return pieces, findings


def _at(start: Place, line: int) -> Place:
    return replace(start, line=start.line + line - 1)


def _pieces(start: Place, parsed: nodes.Template, findings: list[Finding]) -> Iterator[Piece]:
    for output in parsed.body:
        if not isinstance(output, nodes.Output):
            findings.append(_forbidden(start, output))
            continue
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                yield node.data
            else:
                slot = _slot(start, node, findings)
                if slot:
                    yield slot


def _slot(start: Place, node: nodes.Expr, findings: list[Finding]) -> Slot | None:
    filters: list[str] = []
    place = _at(start, node.lineno)
    while isinstance(node, nodes.Filter) and node.node is not None:
        if node.name not in FILTERS or node.args or node.kwargs or node.dyn_args:
            close = get_close_matches(node.name, FILTERS, 1)
            findings.append(
                error(
                    "template-filter",
                    place,
                    filter=node.name,
                    known=", ".join(FILTERS),
                    close=close[0] if close else "",
                )
            )
            return None
        filters.insert(0, node.name)
        node = node.node
    if not isinstance(node, nodes.Name):
        findings.append(_forbidden(start, node))
        return None
    if not _NAME.fullmatch(node.name):
        findings.append(error("template-placeholder-name", place, name=node.name))
        return None
    return Slot(node.name, tuple(filters))


def _forbidden(start: Place, node: nodes.Node) -> Finding:
    what = _FOR_PEOPLE.get(type(node), type(node).__name__.lower())
    return error("template-forbidden", _at(start, node.lineno), what=what)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Static texts are never neighbours, though Jinja hands them over so around `raw`."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    # Editors end files with a line break.
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return [piece for piece in pieces if piece != ""]


def _shape(path: str, pieces: Sequence[Piece]) -> Iterator[Finding]:
    """WhatsApp's rules for where variables may stand."""
    here = Place(path)
    slots = [piece for piece in pieces if isinstance(piece, Slot)]
    static = [piece for piece in pieces if isinstance(piece, str)]
    if not slots:
        yield error("template-no-placeholder", here)
        return
    if not _has_words(pieces[0]):
        yield error("template-variable-first", here, name=slots[0].name)
    if not _has_words(pieces[-1]):
        yield error("template-variable-last", here, name=slots[-1].name)
    for before, after in pairwise(pieces):
        if isinstance(before, Slot) and isinstance(after, Slot):
            yield error("template-variables-adjacent", here, first=before.name, second=after.name)
    for before, between, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if isinstance(between, str) and not between.strip(_NO_WORD):
            assert isinstance(before, Slot)  # noqa: S101 - static texts are never neighbours
            assert isinstance(after, Slot)  # noqa: S101 - as above
            yield error("template-variables-adjacent", here, first=before.name, second=after.name)
    several = [slot.name for slot in slots if slot.takes_paragraphs]
    if len(several) > 1:
        yield error("template-several-texts", here, names=", ".join(several))
    yield from _amount(here, static, len(slots), paragraphs=bool(several))


def _amount(
    here: Place, static: Sequence[str], slots: int, *, paragraphs: bool
) -> Iterator[Finding]:
    length = sum(map(len, static))
    if length >= BODY_LIMIT:
        yield error("template-too-long", here, length=length, limit=BODY_LIMIT)
    extra = MOST_PARAGRAPHS - 1 if paragraphs else 0
    variables = slots + extra
    words = sum(len(text.split()) for text in static) + extra * len(PARAGRAPH_MARK.split())
    if words < 2 * variables + 1:
        yield warning("template-few-words", here, words=words, least=2 * variables + 1)
    if any(re.search(r"\{\{\s*\d+\s*\}\}", text) for text in static):
        yield error("template-literal-number", here)
    if any("\n\n\n" in text for text in static):
        yield warning("template-empty-lines", here)
    emojis = sum(len(emojis_in(text)) for text in static)
    if emojis > MOST_EMOJIS:
        yield warning("template-many-emojis", here, count=emojis, limit=MOST_EMOJIS)


def _has_words(piece: Piece) -> bool:
    # A variable followed by punctuation only counts as the last.
    return isinstance(piece, str) and any(character.isalnum() for character in piece)
