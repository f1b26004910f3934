"""What no schema can say of `consent` and `dead_numbers` in `policy/service.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.findings import Finding, error
from banditore.domain.folding import fold
from banditore.domain.lookup import mapping_of, node_at, texts_of, value_at
from banditore.domain.moments import parse_bound
from banditore.domain.people_rules import DeadNumbers
from banditore.domain.policy.building import seconds_of
from banditore.domain.policy.operation_rules import zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.document import Scalar

_WITHIN = (3600, 7 * 86400)
_BROADCASTS = {"suspend_after": (1, 100), "remove_after": (2, 1000)}


def people_findings(document: DocumentMapping) -> Iterator[Finding]:
    """Everything wrong in both."""
    yield from _within(document)
    yield from _words(document)
    yield from _accept_by(document)
    yield from _broadcasts(document)


def _within(document: DocumentMapping) -> Iterator[Finding]:
    text, place = value_at(document, "consent", "within")
    if text and not _WITHIN[0] <= seconds_of(text) <= _WITHIN[1]:
        key = "consent.within"
        yield error("out-of-range", place, key=key, value=text, least="1 h", most="7 days")


def _words(document: DocumentMapping) -> Iterator[Finding]:
    """Confirming is a word of its own, in every language of the town."""
    text, place = value_at(document, "consent", "opt_in")
    asks, asking = value_at(document, "consent", "new_notice")
    words, path = mapping_of(node_at(document, "consent", "words")), "consent.words"
    wanted = [place] if text == "double" else [asking] if asks == "ask" else []
    for at in wanted:
        for language in texts_of(document.get("languages")):
            if words.get(language.text) is None:
                yield error("language-missing", at, key=path, language=language.text)
    taken = {fold(phrase.text).words: command for command, phrase in _phrases(document)}
    for _, by_language in words:
        for word in texts_of(by_language):
            folded = fold(word.text).words
            if not folded:
                yield error("empty-value", word.place, key=path)
            elif folded in taken:
                yield error("phrase-twice", word.place, phrase=word.text, other=taken[folded])


def _accept_by(document: DocumentMapping) -> Iterator[Finding]:
    text, place = value_at(document, "consent", "accept_by", "day")
    if not text:
        return
    zone = zone_of(document)
    if zone and not parse_bound(text, zone, last=True)[0]:
        yield error("no-such-moment", place, key="consent.accept_by.day", value=text)
    if value_at(document, "consent", "new_notice")[0] != "ask":
        yield error("accept-by-without-ask", place)


def _phrases(document: DocumentMapping) -> Iterator[tuple[str, Scalar]]:
    for command, by_language in mapping_of(document.get("commands")):
        for _, phrases in mapping_of(by_language):
            for phrase in texts_of(phrases):
                yield command.text, phrase


def _broadcasts(document: DocumentMapping) -> Iterator[Finding]:
    numbers = {
        "suspend_after": DeadNumbers().suspend_after,
        "remove_after": DeadNumbers().remove_after,
    }
    for name, (least, most) in _BROADCASTS.items():
        text, place = value_at(document, "dead_numbers", name)
        if text:
            numbers[name] = int(text)
            if not least <= int(text) <= most:
                yield error(
                    "out-of-range",
                    place,
                    key=f"dead_numbers.{name}",
                    value=text,
                    least=str(least),
                    most=str(most),
                )
    if numbers["remove_after"] <= numbers["suspend_after"]:
        _, place = value_at(document, "dead_numbers")
        yield error("removed-before-suspended", place, **numbers)
