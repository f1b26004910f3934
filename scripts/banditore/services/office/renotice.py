"""The privacy notice has changed: who accepted which one, and the broadcast that tells them.

It is drafted, for people to read, change and approve as any other. Nothing is sent here.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.compact.packed import compact, traits_of
from banditore.domain.errors import ContentError
from banditore.domain.findings import blocking
from banditore.domain.office.letters import written
from banditore.domain.reception.renewal import slug_of
from banditore.domain.texts.replies import values_of
from banditore.services.broadcasts import load_templates, read_broadcasts
from banditore.services.letters import load_letter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.findings import Finding
    from banditore.domain.subscribers import SubscriberList
    from banditore.domain.templates.template import Template
    from banditore.ports import Documents, Files
    from banditore.services.office.office import Office


@dataclass(frozen=True)
class Standing:
    """Who consented to what, in counts."""

    version: str
    """The one in force."""
    accepted: Mapping[str, int]
    """Version → people; `""`: an older one than ours."""
    reached: Mapping[str, int]
    """Category → how many of those with another version get its broadcasts."""

    @property
    def outdated(self) -> int:
        """How many have another version."""
        return sum(self.accepted.values()) - self.accepted.get(self.version, 0)


@dataclass(frozen=True)
class Draft:
    """A broadcast for a pull request."""

    path: str
    content: bytes
    findings: Sequence[Finding]
    """What the check will say of it."""


def standing(office: Office, subscribers: SubscriberList) -> Standing:
    """How many accepted which version, and whom a broadcast would reach."""
    version = next(iter(office.town.notices.values())).version
    accepted: Counter[str] = Counter()
    reached: Counter[str] = Counter(dict.fromkeys(office.town.service.categories, 0))
    for traits, number in traits_of(compact(subscribers.subscribers)).items():
        accepted[traits.notice] += number
        if traits.notice != version and traits.status == "active":
            reached.update(dict.fromkeys(traits.categories & reached.keys(), number))
    return Standing(version, +accepted, reached)


def best(office: Office, documents: Documents, found: Standing) -> str:
    """The category that reaches most of them, for a draft: not urgent, a title and a text.

    Raises ContentError where there is none.
    """
    service = office.town.service
    templates, _ = load_templates(office.files, documents, service)
    fit = [
        one.id
        for one in service.categories.values()
        if not one.urgent
        and one.template in templates
        and all(_slots(templates[one.template], language) for language in service.languages)
    ]
    if not fit:
        raise ContentError(
            "no category that is not urgent has a template of a title and a text",
            (),
            "write the broadcast by hand, or name a category: --category",
        )
    return max(fit, key=lambda category: found.reached[category])


def draft(office: Office, documents: Documents, category: str) -> Draft:
    """The broadcast that tells of the notice in force.

    Raises ContentError where letters or templates do not pass, or the category's template asks for
    more than a title and a text.
    """
    service = office.town.service
    templates, findings = load_templates(office.files, documents, service)
    template = templates.get(service.categories[category].template)
    if template is None:
        raise ContentError("the template cannot be used", findings, "run: scripts/run check")
    lines = [f"category: {category}", ""]
    for language in service.languages:
        lines += _texts(office, template, language)
    version = next(iter(office.town.notices.values())).version
    today = office.clock.now().astimezone(service.zone).date()
    folder = f"messages/{today:%Y}/{today}"
    path = f"{folder}-{slug_of(version)}.yaml"
    if office.files.read(path) is not None:  # on the same day, for those who get another category
        path = f"{folder}-{slug_of(version, category)}.yaml"
    content = ("\n".join(lines).rstrip() + "\n").encode()
    proposed = _Proposed(office.files, path, content)
    readings = read_broadcasts(proposed, documents, service, templates)
    about = [one for reading in readings if reading.path == path for one in reading.findings]
    if blocking(about):
        raise ContentError("the draft does not pass the check", about, "correct policy/letters")
    return Draft(path, content, about)


def _texts(office: Office, template: Template, language: str) -> list[str]:
    service = office.town.service
    values = values_of(service, office.town.notices[language])
    letter = written(load_letter(office.files, "notice-changed", language, service), values)
    title, _, text = letter.strip().partition("\n")
    names = _slots(template, language)
    if names is None:
        raise ContentError(
            f"the template “{template.name}” asks for more than a title and a text",
            (),
            "name a category with a simpler one: --category",
        )
    block = (f"    {line}".rstrip() for line in text.strip().split("\n"))
    quoted = json.dumps(title, ensure_ascii=False)
    return [f"{language}:", f"  {names[0]}: {quoted}", f"  {names[1]}: |", *block, ""]


def _slots(template: Template, language: str) -> tuple[str, str] | None:
    """The placeholders of title and text, where a template has these two and no other."""
    slots = template.slots(language)
    texts = {slot.name for slot in slots if slot.takes_paragraphs}
    titles = {slot.name for slot in slots} - texts
    if len(texts) != 1 or len(titles) != 1:
        return None
    return titles.pop(), texts.pop()


class _Proposed:
    """The files with the draft among them: the port Files."""

    def __init__(self, files: Files, path: str, content: bytes) -> None:
        self._files = files
        self._path = path
        self._content = content

    def read(self, path: str) -> bytes | None:
        return self._content if path == self._path else self._files.read(path)

    def paths(self, under: str = "") -> Sequence[str]:
        added = [self._path] if self._path.startswith(under) else []
        return sorted({*self._files.paths(under), *added})

    def identity(self, path: str) -> str:
        return "draft" if path == self._path else self._files.identity(path)
