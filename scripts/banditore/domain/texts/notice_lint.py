"""Whether a privacy notice says what it must, and nothing that the settings contradict.

A machine cannot judge a notice; it can see that nothing was forgotten. The data protection officer
reads it all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from banditore.domain.findings import Finding, Place, Severity, notice
from banditore.domain.texts.markup import Heading, read
from banditore.domain.texts.notice_recipients import pattern_of, recipients, strangers
from banditore.domain.texts.notice_rules import RULES
from banditore.domain.texts.notice_rules.base import folded
from banditore.domain.texts.pages.html import visible_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.service import Service
    from banditore.domain.texts.notice_rules import Rules, Topic

UNMISTAKABLE = 10
"""Letters of a phrase for leaving that a notice says for no other reason."""


@dataclass(frozen=True)
class Asked:
    """A notice, and what is true of the service it speaks of."""

    path: str
    language: str
    text: str
    first_line: int
    """Of the text, in the file."""
    service: Service
    bound: timedelta
    """By when the program makes earlier versions of the list unreadable."""

    @cached_property
    def sections(self) -> list[tuple[int, str]]:
        """Line and folded text of each heading with what stands below it."""
        found: list[tuple[int, str]] = []
        for block in read(self.text, self.first_line)[0]:
            words = folded(" ".join(visible_texts([block])))
            if isinstance(block, Heading) or not found:
                found.append((block.line, words))
            else:
                line, before = found[-1]
                found[-1] = (line, f"{before} {words}")
        return found

    @cached_property
    def facts(self) -> Mapping[str, str]:
        """What fills a pattern."""
        town = folded(self.service.name).split()[-1]
        taught, *others = self.service.commands["unsubscribe"][self.language]
        # A short one, such as “basta”, is a word of the language, too.
        leave = [taught, *(phrase for phrase in others if len(phrase) >= UNMISTAKABLE)]
        named = recipients(self.service)
        return {
            # Names change their end from one language to the other: Aosta, Aoste.
            "{town}": rf"\b{re.escape(town[:4])}\w*",
            "{leave}": rf"\b({'|'.join(re.escape(folded(phrase)) for phrase in leave)})\b",
            "{provider}": pattern_of(named.get("provider", "")),
            "{host}": pattern_of(named.get("inbox", "")),
        }


def lint(asked: Asked, severity: Severity) -> Iterator[Finding]:
    """What is missing or contradicted, each with a sentence to paste, in order of the topics."""
    rules = RULES.get(asked.language)
    if rules is None:
        yield notice("notice-language-unknown", Place(asked.path), language=asked.language)
        return
    for code, line, facts in (
        *_topics(asked, rules),
        *_rights(asked, rules),
        *_erasing(asked, rules),
        *_outcomes(asked, rules),
        *_foreign(asked),
    ):
        yield Finding(code, Place(asked.path, line), severity, facts)


_Told = tuple[str, int, dict[str, str]]


def _topics(asked: Asked, rules: Rules) -> Iterator[_Told]:
    texts = [text for _, text in asked.sections]
    for name, topic in rules.topics.items():
        if name in {"provider", "inbox"} and name not in recipients(asked.service):
            continue
        if not any(_says(topic, text, asked.facts) for text in texts):
            paste = topic.paste.format(**_values(asked))
            yield f"notice-lacks-{name}", asked.first_line, {"paste": paste}


def _rights(asked: Asked, rules: Rules) -> Iterator[_Told]:
    """Where rights are spoken of; the phrase for leaving is no right to erasure."""
    about = " ".join(text for _, text in asked.sections if re.search(rules.rights_where, text))
    about = re.sub(asked.facts["{leave}"], " ", about)
    if re.search(rules.rights_range, about):
        return
    for name, right in rules.rights.items():
        if not _says(right, about, asked.facts):
            yield f"notice-lacks-right-{name}", asked.first_line, {"paste": right.paste}


def _erasing(asked: Asked, rules: Rules) -> Iterator[_Told]:
    """The time by which earlier versions are unreadable: never shorter than the program takes."""
    days = str(asked.bound.days)
    paste = rules.erasing_paste.format(time=rules.times[asked.bound.days])
    found = list(_promised(asked, rules, rules.erasing))
    if not found:
        yield "notice-lacks-erasing", asked.first_line, {"paste": paste, "days": days}
        return
    line, longest = max(found, key=lambda one: one[1])
    if longest < asked.bound:
        yield "notice-erasing-too-soon", line, {"paste": paste, "days": days}


def _outcomes(asked: Asked, rules: Rules) -> Iterator[_Told]:
    """How long it can be looked up what became of messages: never shorter than the rules say."""
    found = max(_promised(asked, rules, rules.outcomes), key=lambda one: one[1], default=None)
    kept = asked.service.limits.outcomes_kept
    if found and found[1] < kept:
        paste = rules.outcomes_paste.format(days=kept.days)
        yield "notice-outcomes-too-short", found[0], {"paste": paste, "days": str(kept.days)}


def _promised(
    asked: Asked, rules: Rules, about: tuple[tuple[str, ...], ...]
) -> Iterator[tuple[int, timedelta]]:
    """Line and length of each time that is named where a sentence matches all groups."""
    for block in read(asked.text, asked.first_line)[0]:
        sentences = _sentences(" ".join(visible_texts([block])))
        for text, after in zip(sentences, [*sentences[1:], ""], strict=True):
            if all(any(re.search(p, text) for p in group) for group in about):
                spans = [*_spans(text, rules)] or _spans(after, rules)
                yield from ((block.line, span) for span in spans)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.;!?]) ", folded(text))


def _spans(text: str, rules: Rules) -> Iterator[timedelta]:
    words = "|".join(sorted(rules.numbers, key=len, reverse=True))
    for unit, hours in rules.units.items():
        for number in re.findall(rf"\b(\d{{1,4}}|{words}) (?:{unit})\b", text):
            count = int(number) if number.isdigit() else rules.numbers[number]
            yield timedelta(hours=hours * count)


def _foreign(asked: Asked) -> Iterator[_Told]:
    """Who the notice says gets data, and by the settings does not."""
    for line, text in asked.sections:
        for name in strangers(asked.service, text):
            yield "notice-names-other-provider", line, {"name": name}


def _says(topic: Topic, text: str, facts: Mapping[str, str]) -> bool:
    return all(
        any(re.search(_filled(pattern, facts), text) for pattern in group) for group in topic.groups
    )


def _filled(pattern: str, facts: Mapping[str, str]) -> str:
    for name, value in facts.items():
        pattern = pattern.replace(name, value)
    return pattern


def _values(asked: Asked) -> dict[str, str]:
    service = asked.service
    return {
        "name": service.name,
        "website": service.website,
        "provider_name": recipients(service).get("provider", ""),
        "host_name": recipients(service).get("inbox", ""),
        "leave_words": service.commands["unsubscribe"][asked.language][0],
    }
