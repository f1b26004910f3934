"""From the document of `policy/service.yaml` to a `Service`, or findings.

The document has passed its schema: what stands here are the rules that no schema can say.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from banditore.domain.document import Mapping as DocumentMapping
from banditore.domain.document import Node, Plain, Scalar, Sequence_, place_at
from banditore.domain.findings import Finding, Place, error
from banditore.domain.folding import fold
from banditore.domain.message import Address
from banditore.domain.service import Category, Sending, Service

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNITS = {"s": 1, "min": 60, "h": 3600, "day": 86400, "days": 86400}
_SPACING = re.compile(r"[\s./()-]")
# What `git check-ref-format` forbids, less what nobody needs in such a name.
_BRANCH = re.compile(r"(?!sending(/|$))[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*(?<!\.lock)")
# Bounds of `sending`: 1,000 a second is the most that WhatsApp grants one number.
_RANGES = {
    "rate": (1, 1000),
    "connections": (1, 500),
    "lease": (30, 900),
    "call_timeout": (1, 60),
    "message_timeout": (5, 300),
}
_LIFETIMES = (60, 31 * 86400)


def seconds_of(text: str) -> int:
    """`90 s`, `30 min`, `12 h`, `7 days` in seconds. Raises ValueError on anything else."""
    match = re.fullmatch(r"([0-9]{1,6}) ?(s|min|h|days?)", text.strip())
    if not match:
        raise ValueError("not a duration")
    return int(match.group(1)) * _UNITS[match.group(2)]


def number_of(text: str) -> Address:
    """A number as people write it, in E.164. Raises ValueError."""
    return Address(_SPACING.sub("", text))


def broken_rules(document: DocumentMapping) -> list[Finding]:
    """Everything that a schema cannot see, of a document that passes its schema."""
    return [
        *_number(document),
        *_zone(document),
        *_branch(document),
        *_languages(document),
        *_amounts(document),
        *_phrases(document),
        *_category_names(document),
    ]


def build(document: DocumentMapping) -> Service:
    """The service of a document without findings."""
    raw = cast("dict[str, Any]", _stripped(document.plain()))
    town = raw["municipality"]
    return Service(
        name=town["name"],
        number=number_of(town["number"]),
        website=town["website"],
        notice_url=town["notice_url"],
        channels=_texts(town["channels"]),
        languages=tuple(raw["languages"]),
        staff_language=raw["staff_language"],
        time_zone=raw["time_zone"],
        state_branch=raw["state_branch"],
        provider=raw["provider"],
        categories={name: _category(name, one) for name, one in raw["categories"].items()},
        commands={
            name: {language: tuple(phrases) for language, phrases in by_language.items()}
            for name, by_language in raw["commands"].items()
        },
        sending=_sending(raw["sending"]),
    )


def _category(name: str, raw: dict[str, Any]) -> Category:
    return Category(
        id=name,
        names=_texts(raw["names"]),
        about=_texts(raw["about"]),
        template=raw["template"],
        urgent=raw["urgent"] == "yes",
        lifetime=timedelta(seconds=seconds_of(raw["expires_after"])),
        when_unknown=raw["when_unknown"],
    )


def _sending(raw: dict[str, str]) -> Sending:
    values: dict[str, Any] = {
        name: int(text) if text.isdigit() else timedelta(seconds=seconds_of(text))
        for name, text in raw.items()
    }
    return Sending(**values)


def _stripped(value: Plain) -> Plain:
    """Without the line break that a block of text (`|`) ends with."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return {key: _stripped(item) for key, item in value.items()}


def _texts(raw: dict[str, str]) -> dict[str, str]:
    return {language: " ".join(text.split()) for language, text in raw.items()}


def _number(document: DocumentMapping) -> Iterator[Finding]:
    text, place = _value(document, "municipality", "number")
    try:
        number = number_of(text)
    except ValueError:
        number = None
    if number is None or not number.startswith("+"):
        yield error("number-invalid", place)


def _zone(document: DocumentMapping) -> Iterator[Finding]:
    text, place = _value(document, "time_zone")
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):  # unknown, a path, or a folder of the database
        yield error("zone-unknown", place, value=text)


def _branch(document: DocumentMapping) -> Iterator[Finding]:
    text, place = _value(document, "state_branch")
    if not _BRANCH.fullmatch(text):
        yield error("branch-invalid", place, value=text)


def _languages(document: DocumentMapping) -> Iterator[Finding]:
    """Every text in every language of the service; phrases may be in others too."""
    known = _items(document.get("languages"))
    paths: list[tuple[str, ...]] = [("municipality", "channels")]
    for key, _ in _mapping(document.get("categories")):
        paths += [("categories", key.text, "names"), ("categories", key.text, "about")]
    for path in paths:
        yield from _parity(document, path, known, strict=True)
    for key, _ in _mapping(document.get("commands")):
        yield from _parity(document, ("commands", key.text), known, strict=False)


def _parity(
    document: DocumentMapping, path: Sequence[str], known: Sequence[str], *, strict: bool
) -> Iterator[Finding]:
    texts, name = _mapping(_node(document, *path)), ".".join(path)
    for language in known:
        if texts.get(language) is None:
            yield error("language-missing", texts.place, key=name, language=language)
    for key, _ in texts if strict else ():
        if key.text not in known:
            yield error("language-not-offered", key.place, key=name, language=key.text)


def _amounts(document: DocumentMapping) -> Iterator[Finding]:
    for key, _ in _mapping(document.get("categories")):
        path = ("categories", key.text, "expires_after")
        yield from _range(document, path, _LIFETIMES, ("1 min", "31 days"))
    for name, (least, most) in _RANGES.items():
        unit = "" if name in {"rate", "connections"} else " s"
        words = (f"{least}{unit}", f"{most}{unit}")
        yield from _range(document, ("sending", name), (least, most), words)
    yield from _lease(document)


def _range(
    document: DocumentMapping,
    path: Sequence[str],
    bounds: tuple[int, int],
    words: tuple[str, str],
) -> Iterator[Finding]:
    text, place = _value(document, *path)
    if not text:
        return
    amount = int(text) if text.isdigit() else seconds_of(text)
    if not bounds[0] <= amount <= bounds[1]:
        name = ".".join(path)
        yield error("out-of-range", place, key=name, value=text, least=words[0], most=words[1])


def _lease(document: DocumentMapping) -> Iterator[Finding]:
    lease, place = _value(document, "sending", "lease")
    message, _ = _value(document, "sending", "message_timeout")
    default = Sending()
    held = seconds_of(lease) if lease else default.lease.total_seconds()
    longest = seconds_of(message) if message else default.message_timeout.total_seconds()
    if held <= 2 * longest:
        yield error("lease-too-short", place, key="sending.lease")


def _phrases(document: DocumentMapping) -> Iterator[Finding]:
    """One phrase, one command: as citizens' texts are compared, not as they are typed."""
    owners: dict[tuple[str, ...], str] = {}
    for command, by_language in _mapping(document.get("commands")):
        for _, phrases in _mapping(by_language):
            for phrase in phrases.items if isinstance(phrases, Sequence_) else ():
                if isinstance(phrase, Scalar):
                    words = fold(phrase.text).words
                    other = owners.setdefault(words, command.text)
                    if not words:
                        yield error("empty-value", phrase.place, key=f"commands.{command.text}")
                    elif other != command.text:
                        yield error("phrase-twice", phrase.place, phrase=phrase.text, other=other)


def _category_names(document: DocumentMapping) -> Iterator[Finding]:
    owners: dict[tuple[str, ...], str] = {}
    for category, _ in _mapping(document.get("categories")):
        for _, name in _mapping(_node(document, "categories", category.text, "names")):
            if isinstance(name, Scalar):
                other = owners.setdefault(fold(name.text).words, category.text)
                if other != category.text:
                    yield error("category-name-twice", name.place, name=name.text, other=other)


def _node(document: DocumentMapping, *path: str) -> Node | None:
    node: Node | None = document
    for step in path:
        node = node.get(step) if isinstance(node, DocumentMapping) else None
    return node


def _value(document: DocumentMapping, *path: str) -> tuple[str, Place]:
    node = _node(document, *path)
    text = node.text.strip() if isinstance(node, Scalar) else ""
    return text, place_at(document, path)


def _mapping(node: Node | None) -> DocumentMapping:
    return node if isinstance(node, DocumentMapping) else DocumentMapping((), Place(""))


def _items(node: Node | None) -> list[str]:
    found = node.items if isinstance(node, Sequence_) else ()
    return [item.text for item in found if isinstance(item, Scalar)]
