"""Whether what stands around a template's text fits what citizens may write to the town.

A tap on a quick reply comes back as its label, as if it had been typed: what the service does not
understand is answered by the courtesy text, and a button that promises something else misleads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.commands.reader import CommandReader
from banditore.domain.findings import Finding, Place, error, warning
from banditore.domain.wordlists.commands import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.service import Service
    from banditore.domain.templates.template import Template

_NO_COMMAND = frozenset({"nothing", "unclear", "near-join"})


def frame_words(template: Template, service: Service, place: Place) -> Iterator[Finding]:
    """Of a template that passes by itself; `place`: its `template.yaml`."""
    replies = [
        (language, button.label)
        for language, frame in template.frames.items()
        for button in frame.buttons
        if button.kind == "quick-reply"
    ]
    reader = CommandReader(service) if replies else None
    for language, label in replies:
        if reader and reader.read(label).kind in _NO_COMMAND:
            yield error("template-button-unread", place, label=label, language=language)
    for language, frame in template.frames.items():
        said = "".join(piece for piece in template.texts[language] if isinstance(piece, str))
        phrases = {**DEFAULTS, **service.commands}["unsubscribe"].get(language, ())
        taught = phrases[0].casefold() if phrases else ""
        if taught and taught in said.casefold() and taught in frame.footer.casefold():
            yield warning("template-said-twice", place, phrase=phrases[0], language=language)
