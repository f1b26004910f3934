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
from banditore.domain.keys.retention import SLOWEST
from banditore.domain.message import readable
from banditore.domain.text import invisible
from banditore.domain.texts.notice import if_silent
from banditore.domain.texts.reply_facts import PERSONAL, choice, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Template

    from banditore.domain.service import Service
    from banditore.domain.texts.notice import Notice

KINDS = (
    "confirmation",
    "already-subscribed",
    "choice",
    "language",
    "goodbye",
    "not-subscribed",
    "help",
    "near-join",
    "courtesy",
    "confirm",
    "renew",
    "access",
    "access-nothing",
)
VALUES = (
    "town",
    "number",
    "website",
    "channels",
    "categories",
    "join",
    "leave",
    "help",
    "only",
    "without",
    "access",
    "notice",
    "notice_url",
    "notice_version",
    "first_category",
    "last_category",
    "confirm",
    "confirm_hours",
    "final_days",
    "if_silent",
)
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "choice": ("chosen",),
    "goodbye": ("final_days",),
    "near-join": ("join", "notice_url"),
    "confirm": ("confirm", "confirm_hours", "notice_url"),
    "renew": ("join", "leave", "notice_url"),
    "access": ("address", "chosen", "since", "accepted"),
}
"""By kind: what it must say, or a promise of ours is broken."""
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

    def spoken(self, language: str) -> str:
        """The language itself where the town speaks it; else the default one."""
        return language if language in self.values else next(iter(self.values))

    def render(self, kind: str, language: str, **values: str) -> str:
        """The text to send; a language that the town does not speak gets the default one.

        Raises KeyError for a kind that is not in `KINDS`.
        """
        spoken = self.spoken(language)
        filled = self.templates[kind, spoken].render({**self.values[spoken], **values})
        return tidy(filled)


def tidy(text: str) -> str:
    """As the phone shows it: an editor's line breaks are spaces, an empty line is a paragraph."""
    paragraphs = (" ".join(line.split()) for line in _SOFT_BREAK.sub(" ", text.strip()).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(paragraphs))


def values_of(service: Service, notice: Notice) -> dict[str, str]:
    """What a reply may mention, in the notice's language."""
    language = notice.language
    categories, consent = list(service.categories.values()), service.consent
    listed = [f"• {c.names[language]} \u2013 {c.about[language]}" for c in categories]
    return {
        "town": service.name_in(language),
        "number": readable(service.number),
        "website": service.website,
        "channels": service.channels[language],
        "categories": "\n".join(listed),
        "join": service.commands["subscribe"][language][0],
        "leave": service.commands["unsubscribe"][language][0],
        "help": service.commands["help"][language][0],
        "only": service.commands["only"][language][0],
        "without": service.commands["without"][language][0],
        "access": service.commands["access"][language][0],
        "notice": notice.short,
        "notice_url": service.notice_url,
        "notice_version": notice.version,
        "first_category": categories[0].names[language],
        "last_category": categories[-1].names[language],
        "confirm": next(iter(consent.words.get(language, ())), ""),
        "confirm_hours": f"{consent.within.total_seconds() / 3600:.0f}",
        "final_days": str(SLOWEST.days),
        "if_silent": if_silent(service, notice),
    }


def samples_of(service: Service, kind: str, language: str) -> dict[str, str]:
    """The longest personal values that a reply of this kind may carry."""
    facts = {
        **choice(service.categories),
        "address": "+390000000000, IT.0000000000000000",
        "speaks": language,
        "since": "2026-11-23T17:00:00+00:00",
        "accepted": "2026-11",
    }
    words = in_words(facts, service, language)
    return {name: words[name] for name in PERSONAL.get(kind, ())}


@lru_cache(maxsize=256)  # compiling is most of the time that reading a town takes
def compile_reply(
    path: str, source: str, values: tuple[str, ...] = VALUES, required: tuple[str, ...] = ()
) -> tuple[Template | None, Sequence[Finding]]:
    """The template, or everything in it that does not belong there, or is missing.

    `values`: what it may name; `required`: what it must.
    """
    source = source.replace("\r\n", "\n")
    try:
        tree = _ENVIRONMENT.parse(source)
        findings = [
            *_foreign(path, tree, values),
            *_unseen(path, source),
            *_lacking(path, tree, required),
        ]
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
        if values["notice_version"] not in text:
            yield error("reply-without-value", place, name="notice_version")
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


def _lacking(path: str, tree: nodes.Template, required: Sequence[str]) -> Iterator[Finding]:
    named = {node.name for node in tree.find_all(nodes.Name)}
    for name in required:
        if name not in named:
            yield error("reply-without-value", Place(path), name=name)


def _unknown(place: Place, name: str, values: Sequence[str]) -> Finding:
    similar = get_close_matches(name, values, n=1)
    if similar:
        return error("reply-unknown-value-similar", place, name=name, similar=similar[0])
    return error("reply-unknown-value", place, name=name, permitted=", ".join(values))
