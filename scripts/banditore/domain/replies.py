"""What the town answers to a citizen: `policy/replies/<kind>.<language>.j2`.

A reply is text with `{{ value }}` in it. Nothing else of Jinja is accepted: a reply that needs a
condition is two replies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from banditore.domain.findings import Finding, Place, error
from banditore.domain.text import invisible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Template

    from banditore.domain.notice import Notice
    from banditore.domain.service import Service

KINDS = ("confirmation", "already-subscribed", "goodbye", "not-subscribed", "help", "courtesy")
VALUES = (
    "town",
    "number",
    "website",
    "channels",
    "categories",
    "join",
    "leave",
    "help",
    "notice",
    "notice_url",
    "notice_version",
)
LONGEST = 1600
"""Characters of a free text. Source: Twilio, Messages resource, parameter Body."""

_ENVIRONMENT = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_SOFT_BREAK = re.compile(r"(?<!\n)\n(?![\n•-])")


@dataclass(frozen=True)
class Replies:
    """All replies of a town, with the values that are the same for everybody."""

    templates: Mapping[tuple[str, str], Template] = field(repr=False)
    """By kind and language."""
    values: Mapping[str, Mapping[str, str]] = field(repr=False)
    """By language, then name."""

    def render(self, kind: str, language: str, **values: str) -> str:
        """The text to send; a language that the town does not speak gets the default one.

        Raises KeyError for a kind that is not in `KINDS`.
        """
        spoken = language if language in self.values else next(iter(self.values))
        filled = self.templates[kind, spoken].render({**self.values[spoken], **values})
        return tidy(filled)


def tidy(text: str) -> str:
    """As the phone shows it: an editor's line breaks are spaces, an empty line is a paragraph."""
    paragraphs = (" ".join(line.split()) for line in _SOFT_BREAK.sub(" ", text.strip()).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(paragraphs))


def values_of(service: Service, notice: Notice) -> dict[str, str]:
    """What a reply may mention, in the notice's language."""
    language = notice.language
    categories = service.categories.values()
    return {
        "town": service.name,
        "number": readable(service.number),
        "website": service.website,
        "channels": service.channels[language],
        "categories": "\n".join(
            f"• {c.names[language]} \u2013 {c.about[language]}" for c in categories
        ),
        "join": service.commands["subscribe"][language][0],
        "leave": service.commands["unsubscribe"][language][0],
        "help": service.commands["help"][language][0],
        "notice": notice.short,
        "notice_url": service.notice_url,
        "notice_version": notice.version,
    }


def readable(number: str) -> str:
    """`+393389428034` as Italians read it: `338 942 8034`; any other number as it is."""
    local = number.removeprefix("+39")
    return f"{local[:3]} {local[3:6]} {local[6:]}" if len(local) == len("3389428034") else number


@lru_cache(maxsize=256)  # compiling is most of the time that reading a town takes
def compile_reply(
    path: str, source: str, values: tuple[str, ...] = VALUES
) -> tuple[Template | None, Sequence[Finding]]:
    """The template, or everything in it that does not belong there. `values`: what it may name."""
    source = source.replace("\r\n", "\n")
    try:
        tree = _ENVIRONMENT.parse(source)
        findings = [*_foreign(path, tree, values), *_unseen(path, source)]
        return (None if findings else _ENVIRONMENT.from_string(source)), findings
    except TemplateSyntaxError as wrong:
        problem = wrong.message or "?"
        return None, [error("reply-malformed", Place(path, wrong.lineno), problem=problem)]
    except (RecursionError, ValueError):  # endless brackets; a number of thousands of digits
        return None, [error("reply-malformed", Place(path), problem="…")]


def check_rendered(kind: str, path: str, text: str, values: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with a reply once the town's own values fill it."""
    place = Place(path)
    if not text:
        yield error("reply-empty", place)
    if len(text) > LONGEST:
        yield error("reply-too-long", place, length=len(text), limit=LONGEST)
    if kind == "confirmation" and text:
        if values["notice_url"] not in text and tidy(values["notice"]) not in text:
            yield error("confirmation-without-notice", place)
        if values["leave"] not in text:
            yield error("confirmation-without-leaving", place, phrase=values["leave"])


def _foreign(path: str, tree: nodes.Template, values: Sequence[str]) -> Iterator[Finding]:
    for output in tree.body:
        inside = output.nodes if isinstance(output, nodes.Output) else [output]
        for node in inside:
            if isinstance(node, nodes.Name):
                if node.name not in values:
                    yield _unknown(Place(path, node.lineno), node.name, values)
            elif not isinstance(node, nodes.TemplateData):
                construct = _CONSTRUCTS.get(type(node), type(node).__name__.lower())
                permitted = ", ".join(values)
                place = Place(path, node.lineno)
                yield error("reply-not-simple", place, construct=construct, permitted=permitted)


_CONSTRUCTS: dict[type[nodes.Node], str] = {
    nodes.Call: "(…)",
    nodes.Getattr: ".",
    nodes.Getitem: "[…]",
    nodes.Filter: "|",
    nodes.CondExpr: "if",
}


def _unseen(path: str, source: str) -> Iterator[Finding]:
    for number, line in enumerate(source.split("\n"), 1):
        for at, sign, name in invisible(line):
            place = Place(path, number, at)
            near = line[max(0, at - 11) : at - 1]
            yield error("invisible-character", place, position=at, sign=sign, name=name, near=near)


def _unknown(place: Place, name: str, values: Sequence[str]) -> Finding:
    similar = get_close_matches(name, values, n=1)
    if similar:
        return error("reply-unknown-value-similar", place, name=name, similar=similar[0])
    return error("reply-unknown-value", place, name=name, permitted=", ".join(values))
