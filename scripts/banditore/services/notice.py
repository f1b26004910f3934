"""The privacy notice: what it must say, its pages, and whether the site shows this very text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from banditore.domain.contact import TYPES, files_of, vcard
from banditore.domain.contact import file_name as file_name_of_card
from banditore.domain.errors import PageUnknown
from banditore.domain.findings import Finding, Place, Severity, warning
from banditore.domain.keys.retention import pace
from banditore.domain.texts.markup import read
from banditore.domain.texts.notice import first_line
from banditore.domain.texts.notice_lint import Asked, lint
from banditore.domain.texts.notice_recipients import unknown
from banditore.domain.texts.pages.html import visible_texts
from banditore.domain.texts.pages.notice_page import NoticePage, file_name
from banditore.services.town import SERVICE, notice_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from banditore.domain.message import Card
    from banditore.domain.texts.public_words import PublicWords
    from banditore.ports import Files, Site
    from banditore.services.town import Town

LIST = "subscribers.enc"
Standing = Literal["same", "other", "absent"]
CardStanding = Literal["same", "other", "absent", "mistyped"]


@dataclass(frozen=True)
class Comparison:
    """How the site stands to the notice in one language."""

    language: str
    version: str
    standing: Standing
    url: str = ""
    """The page that shows it best."""
    differs: str = ""
    """The first words of the notice that the page has not, or not in their place."""


def notice_findings(
    files: Files, base: Files | None, state: Files, town: Town
) -> Iterator[Finding]:
    """What the notices do not say, or say wrongly.

    An error only where the proposal changes a notice: the wording of an old one must not keep an
    emergency from being merged.
    """
    bound = pace(len(state.read(LIST) or b""))
    if unknown(town.service):
        yield warning("notice-inbox-unknown", Place(SERVICE))
    for language, notice in town.notices.items():
        path = notice_path(language)
        content = files.read(path) or b""
        changed = base is not None and base.read(path) != content
        severity = Severity.ERROR if changed else Severity.WARNING
        first = first_line(content)
        for surprise in read(notice.text, first)[1]:
            place = Place(path, surprise.line)
            yield Finding("notice-markup", place, severity, {"what": surprise.what})
        yield from lint(Asked(path, language, notice.text, first, town.service, bound), severity)


def notice_pages(town: Town, words: Mapping[str, PublicWords]) -> list[NoticePage]:
    """One for each language."""
    names = {language: words[language].language_name for language in town.service.languages}
    return [
        NoticePage(town.service, town.notices[language], words[language], names)
        for language in town.service.languages
    ]


def page_files(pages: list[NoticePage]) -> Iterator[tuple[str, bytes]]:
    """File name and content: whole pages, and parts for a site that has a frame of its own.

    And the contact card, which a provider may fetch from the site.
    """
    for card in files_of(pages[0].service):
        yield file_name_of_card(card), vcard(card)
    for page in pages:
        language = page.notice.language
        yield file_name(language), page.page().encode()
        yield f"privacy-part.{language}.html", page.fragment().encode()


def compare(town: Town, site: Site, urls: tuple[str, ...]) -> list[Comparison]:
    """What the pages show of each language's notice. Raises PageUnknown.

    A page that names its other languages is followed there, never to another host.
    """
    wanted = list(dict.fromkeys(urls))
    most = len(wanted) + len(town.service.languages)
    shown: dict[str, str] = {}
    for url in wanted:  # grows while it is walked through
        page = site.page(url)
        shown[url] = page.text
        wanted += [other for other in page.others if other not in wanted][: most - len(wanted)]
    return [_compared(town, language, shown) for language in town.service.languages]


def compare_cards(town: Town, site: Site) -> dict[str, CardStanding]:
    """By address, whether the site gives out the town's card; none where it is to give out none."""
    cards = files_of(town.service)
    return {card.link: _compared_card(card, site) for card in cards if card.link}


def _compared_card(card: Card, site: Site) -> CardStanding:
    try:
        found = site.file(card.link)
    except PageUnknown:
        return "absent"
    if found.content.split() != vcard(card).split():
        return "other"
    return "same" if found.kind in TYPES else "mistyped"


def _compared(town: Town, language: str, shown: Mapping[str, str]) -> Comparison:
    notice = town.notices[language]
    texts = visible_texts(read(notice.text)[0])
    found = {url: _in_order(texts, text) for url, text in shown.items()}
    url = max(found, key=lambda one: found[one])
    count = found[url]
    if count == 0:
        return Comparison(language, notice.version, "absent")
    if count == len(texts):
        return Comparison(language, notice.version, "same", url)
    return Comparison(language, notice.version, "other", url, texts[count])


def _in_order(texts: list[str], page: str) -> int:
    """How many of the texts the page has, one after the other, before the first that it has not."""
    at = 0
    for count, text in enumerate(texts):
        found = page.find(text, at)
        if found < 0:
            return count
        at = found + len(text)
    return len(texts)
