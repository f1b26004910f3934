"""Posters, cards, the code alone and the part of a web page that invite citizens to join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from banditore.domain.texts.invitation import invitation_of
from banditore.domain.texts.pages.invitation import snippet
from banditore.domain.texts.sheets import FORMS, SHEETS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from banditore.domain.service import Service
    from banditore.domain.texts.invitation import Invitation
    from banditore.domain.texts.public_words import PublicWords
    from banditore.ports import Printer

Kind = Literal["poster", "card", "code", "web"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def printed(
    service: Service,
    words: Mapping[str, PublicWords],
    printer: Printer,
    kinds: Collection[str],
    languages: Collection[str],
) -> Iterator[tuple[str, bytes]]:
    """File name and content, one after the other. Raises DoesNotFit."""
    for language in service.languages:
        if language in languages:
            invitation = invitation_of(service, language, words[language])
            yield from _of_one_language(invitation, printer, kinds)


def _of_one_language(
    invitation: Invitation, printer: Printer, kinds: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    language = invitation.language
    code = printer.code(invitation.link)
    for sheet in SHEETS:
        if sheet.partition("-")[0].removesuffix("s") in kinds:
            for form in FORMS:
                content = printer.sheet(sheet, form, invitation, code)
                yield f"{sheet}.{language}.{form}", content
    if "code" in kinds:
        yield f"code.{language}.svg", f"{code}\n".encode()
    if "web" in kinds:
        yield f"join.{language}.html", snippet(invitation, code).encode()
