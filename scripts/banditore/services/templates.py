"""Which templates must be registered with the provider, and registering those that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.due.template_standing import (
    MOST_AN_HOUR,
    STATUS_FILE,
    Needed,
    same_standing,
    status_file,
)
from banditore.services.broadcasts import load_broadcasts, load_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.service import Service
    from banditore.domain.templates.template import Rendered, Template
    from banditore.ports import Documents, Files, TemplateDesk
    from banditore.services.receiving.inbound import Desk


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


def push(desk: TemplateDesk, wanted: Sequence[Needed]) -> int:
    """Register what is not registered yet; doing it again changes nothing. Raises ProviderError.

    No more than WhatsApp takes in an hour; returns how many are left for the next one.
    """
    for one in wanted[:MOST_AN_HOUR]:
        desk.register(one.rendered.submission(one.category))
    return max(0, len(wanted) - MOST_AN_HOUR)


def needed_by(files: Files, documents: Documents, service: Service) -> list[Needed]:
    """Every variant that these files may need; of templates that do not pass, none."""
    texts, _ = load_templates(files, documents, service)
    drafted, _ = load_broadcasts(files, documents, service)
    return needed(texts, service.languages, drafted)


def watch(desk: Desk, documents: Documents) -> bool:
    """Keep for the check what the provider says; whether that is news.

    Raises ProviderError and RepositoryError.
    """
    main = desk.repository.tip(desk.main)
    if main is None or "templates" not in desk.provider.capabilities:
        return False
    wanted = needed_by(main, documents, desk.town.service)
    fresh = status_file(wanted, desk.provider.templates(), desk.clock.now())
    news = False

    def change(files: Files) -> Mapping[str, bytes | None]:
        nonlocal news
        # An empty tree: the state branch is not made yet, which the list's first change does.
        news = bool(files.paths()) and not same_standing(files.read(STATUS_FILE) or b"", fresh)
        return {STATUS_FILE: fresh} if news else {}

    desk.repository.change(desk.state, change, "state: templates")
    return news


def _variants(templates: Mapping[str, Template], languages: Sequence[str]) -> Iterator[Needed]:
    for template in templates.values():
        for language in languages:
            if language in template.texts:
                for rendered in template.variants(language):
                    yield Needed(rendered, template.category)


def _template_of(rendered: Rendered, names: Iterable[str]) -> str | None:
    code = rendered.name.rsplit("_", 3)[0]
    return next((name for name in names if name == code), None)
