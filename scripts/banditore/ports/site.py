"""The town's site, as its readers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class SitePage(Protocol):
    """A page as somebody reads it."""

    @property
    def text(self) -> str:
        """Its visible words, one space between them."""

    @property
    def others(self) -> Sequence[str]:
        """Addresses, on the same host, of the same page in other languages."""


class SiteFile(Protocol):
    """A file as a machine fetches it."""

    @property
    def kind(self) -> str:
        """What the server calls it, without parameters: `text/vcard`."""

    @property
    def content(self) -> bytes:
        """What is in it."""


class Site(Protocol):
    """The town's public site."""

    def page(self, url: str) -> SitePage:
        """Fetch a page. Raises PageUnknown."""

    def file(self, url: str) -> SiteFile:
        """Fetch a file. Raises PageUnknown."""
