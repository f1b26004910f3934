"""What no schema can say of a town's commands: what must be there, and be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.document import Scalar
from banditore.domain.findings import Finding, error
from banditore.domain.folding import fold
from banditore.domain.lookup import mapping_of, node_at, texts_of
from banditore.domain.wordlists.commands import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.document import Mapping as DocumentMapping

_WHOLE = ("subscribe", "unsubscribe", "help", "access", "language")
"""Commands of which a phrase is a text by itself; of the others it stands beside categories."""


def command_findings(document: DocumentMapping) -> Iterator[Finding]:
    """Everything that is wrong with the commands and the names of categories."""
    yield from _missing(document)
    yield from _phrases(document)
    yield from _category_names(document)


def _missing(document: DocumentMapping) -> Iterator[Finding]:
    """Every command in every language of the town: in its own words, or in ours."""
    languages = [item.text for item in texts_of(document.get("languages"))]
    commands = mapping_of(document.get("commands"))
    for name, defaults in DEFAULTS.items():
        own = commands.get(name)
        known = [key.text for key, _ in mapping_of(own)] if own else list(defaults)
        place = mapping_of(own).place if own else commands.place
        for language in languages:
            if language not in known:
                yield error("language-missing", place, key=f"commands.{name}", language=language)


def _phrases(document: DocumentMapping) -> Iterator[Finding]:
    """One phrase, one command: as citizens' texts are compared, not as they are typed."""
    owners: dict[tuple[bool, tuple[str, ...]], str] = {}
    for command, by_language in mapping_of(document.get("commands")):
        for _, phrases in mapping_of(by_language):
            for phrase in texts_of(phrases):
                words = fold(phrase.text).words
                other = owners.setdefault((command.text in _WHOLE, words), command.text)
                if not words:
                    yield error("empty-value", phrase.place, key=f"commands.{command.text}")
                elif other != command.text:
                    yield error("phrase-twice", phrase.place, phrase=phrase.text, other=other)


def _category_names(document: DocumentMapping) -> Iterator[Finding]:
    owners: dict[tuple[str, ...], str] = {}
    for category, _ in mapping_of(document.get("categories")):
        for name in _names(document, category.text):
            other = owners.setdefault(fold(name.text).words, category.text)
            if other != category.text:
                yield error("category-name-twice", name.place, name=name.text, other=other)


def _names(document: DocumentMapping, category: str) -> Iterator[Scalar]:
    for _, name in mapping_of(node_at(document, "categories", category, "names")):
        if isinstance(name, Scalar):
            yield name
    for _, synonyms in mapping_of(node_at(document, "categories", category, "synonyms")):
        yield from texts_of(synonyms)
