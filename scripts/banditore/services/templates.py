"""Which templates must be registered with the provider, and registering those that are not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.registration import Submission

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from banditore.domain.broadcast import Broadcast
    from banditore.domain.template import Rendered, Template
    from banditore.ports import TemplateDesk


@dataclass(frozen=True)
class Needed:
    """One variant of a template, as it is registered."""

    rendered: Rendered
    category: str
    """WhatsApp's own category: utility or marketing."""

    @property
    def name(self) -> str:
        """The name it is registered under."""
        return self.rendered.name


def needed(
    templates: Mapping[str, Template], languages: Sequence[str], broadcasts: Iterable[Broadcast]
) -> list[Needed]:
    """Every variant that a broadcast may need, and what the broadcasts at hand do need."""
    found = {one.name: one for one in _variants(templates, languages)}
    categories = {template.name: template.category for template in templates.values()}
    for broadcast in broadcasts:
        for rendered in broadcast.rendered.values():
            template = _template_of(rendered, categories)
            if template is not None:
                found.setdefault(rendered.name, Needed(rendered, categories[template]))
    return list(found.values())


def missing(desk: TemplateDesk, wanted: Iterable[Needed]) -> list[Needed]:
    """Those that cannot be sent: not registered, or not approved yet. Raises ProviderError."""
    known = desk.templates()
    return [one for one in wanted if one.name not in known or known[one.name].status != "approved"]


def push(desk: TemplateDesk, wanted: Iterable[Needed]) -> None:
    """Register what is not registered yet; doing it again changes nothing. Raises ProviderError."""
    for one in wanted:
        rendered = one.rendered
        desk.register(
            Submission(
                rendered.name, rendered.language, one.category, rendered.body, rendered.parameters
            )
        )


def _variants(templates: Mapping[str, Template], languages: Sequence[str]) -> Iterator[Needed]:
    for template in templates.values():
        for language in languages:
            if language in template.texts:
                for rendered in template.variants(language):
                    yield Needed(rendered, template.category)


def _template_of(rendered: Rendered, names: Iterable[str]) -> str | None:
    code = rendered.name.rsplit("_", 3)[0]
    return next((name for name in names if name == code), None)
