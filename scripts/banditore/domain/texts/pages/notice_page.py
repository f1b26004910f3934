"""The privacy notice for the town's site: a page that stands alone, a part of a page, a text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from banditore.domain.texts.markup import Heading, Surprise, plain, read
from banditore.domain.texts.pages.html import as_html, as_phone_text, heading_ids
from banditore.domain.texts.pages.style import stylesheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.service import Service
    from banditore.domain.texts.markup import Block
    from banditore.domain.texts.notice import Notice
    from banditore.domain.texts.public_words import PageWords, PublicWords

MARK = "banditore-notice"
"""Class of the notice, and prefix of its ids; the digest stands in it to be compared."""


@dataclass(frozen=True)
class NoticePage:
    """The notice in one language, with what surrounds it."""

    service: Service
    notice: Notice
    words: PublicWords
    names: Mapping[str, str]
    """The languages of the service and what each calls itself, in order."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the notice consists of."""
        return read(self.notice.text)[0]

    def page(self) -> str:
        """A whole page."""
        language, town = self.notice.language, escape(self.words.town)
        title = escape(self._title())
        return (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title} \u2013 {town}</title>\n"
            f"{self._alternates()}<style>\n{stylesheet()}</style>\n</head>\n<body>\n"
            f'<div class="skiplinks"><a class="visually-hidden-focusable" href="#main">'
            f"{escape(self.words.page.skip)}</a></div>\n{self._header()}"
            f'<main id="main" class="container" tabindex="-1">\n<h1>{title}</h1>\n'
            f'<div class="banditore-columns">\n{self._contents()}'
            f"<article>\n{as_html(self._below_title(), MARK)}\n{self._proof()}</article>\n"
            f"</div>\n</main>\n{self._footer()}</body>\n</html>\n"
        )

    def fragment(self) -> str:
        """A part of a page that has a title of its own: all headings move one level down."""
        body = as_html([_lowered(block) for block in self.blocks], self._prefix())
        return (
            f'<section class="{MARK}" lang="{self.notice.language}">\n{body}\n'
            f"{self._proof()}</section>\n"
        )

    def text(self) -> str:
        """As a phone shows it."""
        page = self.words.page
        return (
            f"{as_phone_text(self.blocks)}\n\n"
            f"{page.version}: {self.notice.version}\n{page.digest}: {self.notice.digest}\n"
        )

    def _title(self) -> str:
        first = self.blocks[0]
        return plain(first.inside) if isinstance(first, Heading) else self.words.page.contents

    def _below_title(self) -> tuple[Block, ...]:
        blocks = self.blocks
        return blocks[1:] if isinstance(blocks[0], Heading) else blocks

    def _prefix(self) -> str:
        return f"{MARK}-{self.notice.language}"

    def _alternates(self) -> str:
        return "".join(
            f'<link rel="alternate" hreflang="{language}" href="{file_name(language)}">\n'
            for language in self.names
        )

    def _header(self) -> str:
        choice = "".join(f"<li>{self._language(language)}</li>\n" for language in self.names)
        chooser = (
            f'<nav aria-label="{escape(self.words.page.languages)}">\n'
            f'<ul class="list-unstyled d-flex gap-3 mb-0">\n{choice}</ul>\n</nav>\n'
        )
        return (
            '<header class="it-header-wrapper"><div class="it-header-slim-wrapper">\n'
            '<div class="container"><div class="it-header-slim-wrapper-content">\n'
            f'<a class="navbar-brand" href="{escape(self.service.website)}">'
            f"{escape(self.words.town)}</a>\n"
            f"{chooser if len(self.names) > 1 else ''}</div></div>\n</div></header>\n"
        )

    def _language(self, language: str) -> str:
        here = f' lang="{language}" hreflang="{language}"'
        current = ' aria-current="page"' if language == self.notice.language else ""
        name = escape(self.names[language])
        return f'<a href="{file_name(language)}"{here}{current}>{name}</a>'

    def _contents(self) -> str:
        blocks = self._below_title()
        headings = [block for block in blocks if isinstance(block, Heading)]
        links = "".join(
            f'<li><a href="#{anchor}">{escape(plain(heading.inside))}</a></li>\n'
            for anchor, heading in zip(heading_ids(blocks, MARK), headings, strict=True)
            if heading.level == 2  # noqa: PLR2004 - the page's sections
        )
        label = escape(self.words.page.contents)
        return (
            f'<nav class="banditore-contents" aria-labelledby="{MARK}-contents">\n'
            f'<p id="{MARK}-contents">{label}</p>\n<ul>\n{links}</ul>\n</nav>\n'
        )

    def _proof(self) -> str:
        """Version and digest, as the confirmation names them."""
        page: PageWords = self.words.page
        return (
            '<div class="banditore-proof">\n<dl>\n'
            f"<dt>{escape(page.version)}</dt><dd>{escape(self.notice.version)}</dd>\n"
            f"<dt>{escape(page.digest)}</dt><dd><code>{self.notice.digest}</code></dd>\n"
            f"</dl>\n<p>{escape(page.same)}</p>\n</div>\n"
        )

    def _footer(self) -> str:
        back = escape(self.words.page.back)
        link = f'<a href="{escape(self.service.website)}">{back}</a>'
        return f'<footer class="it-footer"><div class="container"><p>{link}</p></div></footer>\n'


def file_name(language: str) -> str:
    """Of the whole page; pages lie side by side, so that each finds the other."""
    return f"privacy.{language}.html"


def surprises(notice: Notice, first_line: int) -> list[Surprise]:
    """What in the notice would not be shown everywhere as it was meant."""
    return read(notice.text, first_line)[1]


def _lowered(block: Block) -> Block:
    if isinstance(block, Heading):
        return Heading(min(6, block.level + 1), block.inside, block.line)
    return block
