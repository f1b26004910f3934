"""`policy/public.<language>.yaml`: what posters, cards and pages say to citizens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from banditore.domain.document import Mapping as DocumentMapping
from banditore.domain.document import Scalar, Sequence_
from banditore.domain.schema_parts import group, text
from banditore.domain.texts.replies import compile_reply, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from banditore.domain.document import Node
    from banditore.domain.findings import Finding, Place
    from banditore.domain.schema_parts import Schema

MOST_STEPS, MOST_RULES = 4, 6


@dataclass(frozen=True)
class Rule:
    """One thing to know: in two or three words, and in a sentence."""

    short: str
    long: str


@dataclass(frozen=True)
class PageWords:
    """What surrounds the notice on its page."""

    skip: str
    languages: str
    contents: str
    version: str
    digest: str
    same: str
    back: str


@dataclass(frozen=True)
class PublicWords:
    """All of it in one language, filled with the town's values."""

    language_name: str
    town: str
    """The town's name in this language."""
    title: str
    lead: str
    how: str
    """The heading above the steps."""
    steps: tuple[str, ...]
    by_hand: str
    """What stands before the number, for who does without the code."""
    receive: str
    """The heading above the categories."""
    know: str
    """The heading above the rules."""
    rules: tuple[Rule, ...]
    stop: str
    """How to leave, in a line."""
    danger: str
    notice: str
    """What stands before the notice's address."""
    age: str
    """What joining declares: the notice read, and the age."""
    button: str
    code: str
    """What the QR code is, for who cannot see it."""
    page: PageWords
    choose: str = ""
    """How to take only some of the categories; a town may have one only."""


def public_schema() -> Schema:
    """The schema of the file."""
    rule = group(
        {
            "short": text("In two or three words.", "Non è un gruppo", longest=40),
            "long": text("In a sentence.", "Nessuno vede il tuo numero.", longest=160),
        }
    )
    return group(
        {
            "language_name": text("This language's own name.", "Italiano", longest=30),
            "town": text("The town's name in this language.", "Comune di Esempio", longest=60),
            "title": text("The largest line.", "Gli avvisi del Comune su WhatsApp", longest=60),
            "lead": text("What it is, in a sentence.", "Emergenze, servizi, eventi …", longest=160),
            "how": text("Above the steps.", "Come ti iscrivi", longest=40),
            "steps": _list({"type": "string", "minLength": 1, "maxLength": 160}, MOST_STEPS),
            "by_hand": text("Before the number.", "Oppure scrivi al numero", longest=60),
            "receive": text("Above the categories.", "Che cosa ricevi", longest=40),
            "choose": text("How to take only some.", "Solo una parte? Scrivi …", longest=160),
            "know": text("Above the rules.", "Buono a sapersi", longest=40),
            "rules": _list(rule, MOST_RULES),
            "stop": text("How to leave, in a line.", "Per smettere: MI CANCELLO", longest=60),
            "danger": text(
                "What to do in danger.", "In caso di pericolo chiama il 112", longest=80
            ),
            "notice": text(
                "Before the notice's address.", "Informativa sulla privacy:", longest=80
            ),
            "age": text("What joining declares.", "Iscrivendoti dichiari …"),
            "button": text("The button on the site.", "Iscriviti su WhatsApp", longest=40),
            "code": text("What the QR code is, in words.", "Codice QR …"),
            "page": _page(),
        },
        optional=("choose",),
    )


def _page() -> Schema:
    """Of the words around the notice on its page."""
    fields = {
        "skip": text("The link past the head.", "Vai al contenuto", longest=60),
        "languages": text("Names the choice of language.", "Lingua", longest=40),
        "contents": text("Above the list of headings.", "In questa pagina", longest=40),
        "version": text("Before the version.", "Versione", longest=40),
        "digest": text("Before the digest.", "Impronta del testo", longest=60),
        "same": text("What version and digest are for.", "È lo stesso testo …"),
        "back": text("The link to the town's site.", "Torna al sito", longest=60),
    }
    return group(fields)


def words_of(document: DocumentMapping, values: Mapping[str, str]) -> PublicWords:
    """The words of a document without findings, filled."""
    filled: dict[str, Any] = {
        key.text: _filled(node, values) for key, node in document if key.text != "page"
    }
    page = document.get("page")
    assert isinstance(page, DocumentMapping)  # noqa: S101 - the schema has seen it
    filled["steps"] = tuple(filled["steps"])
    filled["rules"] = tuple(Rule(**one) for one in filled["rules"])
    return PublicWords(**filled, page=PageWords(**_filled(page, values)))


def word_findings(document: DocumentMapping) -> list[Finding]:
    """What is wrong with the values that the texts mention, each on its line."""
    return [
        finding
        for scalar in _scalars(document)
        for finding in compile_reply(scalar.place.file, _at(scalar.place, scalar.text))[1]
    ]


def _list(item: Schema, most: int) -> Schema:
    return {"type": "array", "minItems": 1, "maxItems": most, "items": item}


def _filled(node: Node, values: Mapping[str, str]) -> Any:  # noqa: ANN401 - as the schema nests
    if isinstance(node, Scalar):
        template, _ = compile_reply(node.place.file, node.text)
        assert template is not None  # noqa: S101 - the findings have been heard
        return tidy(template.render(values))
    if isinstance(node, Sequence_):
        return [_filled(item, values) for item in node.items]
    return {key.text: _filled(item, values) for key, item in node}


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    else:
        below: Sequence[Node] = (
            node.items if isinstance(node, Sequence_) else [item for _, item in node]
        )
        for item in below:
            yield from _scalars(item)


def _at(place: Place, text: str) -> str:
    """So far down that a finding's line is the file's."""
    return "\n" * (place.line - 1) + text
