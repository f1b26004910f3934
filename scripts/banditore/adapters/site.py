"""Pages of the town's public site, as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, TypeVar

import httpx

from banditore.domain.errors import PageUnknown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

LARGEST = 2 * 1024 * 1024
"""Bytes of a page that we read."""
PATIENCE = 10.0
_UNSEEN = frozenset(("script", "style", "template", "noscript", "title"))
# Elements within a line: no space stands between their words and their neighbours'.
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "em",
        "i",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "u",
        "wbr",
    )
)


@dataclass(frozen=True)
class ReadPage:
    """What there is to read, and the same in other languages."""

    text: str
    others: Sequence[str]


@dataclass(frozen=True)
class ReadFile:
    """A file, and what the server calls it."""

    kind: str
    content: bytes


class WebSite:
    """Over https only: what a page says about rights must come from who it seems to come from."""

    def __init__(self, transport: httpx.BaseTransport | None = None) -> None:
        self._transport = transport

    def page(self, url: str) -> ReadPage:
        """Fetch a page. Raises PageUnknown."""
        return self._fetched(url, _read)

    def file(self, url: str) -> ReadFile:
        """Fetch a file. Raises PageUnknown."""
        return self._fetched(url, _file)

    def _fetched(self, url: str, read: Callable[[httpx.Response], T]) -> T:
        try:
            with (
                httpx.Client(
                    transport=self._transport,
                    timeout=PATIENCE,
                    follow_redirects=True,
                    max_redirects=5,
                    event_hooks={"request": [_only_https]},
                ) as client,
                client.stream("GET", url) as answer,
            ):
                answer.raise_for_status()
                return read(answer)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as failure:
            status = getattr(getattr(failure, "response", None), "status_code", "")
            why = f"it answers {status}" if status else "it does not answer"
            raise _unknown(url, why) from None


def _only_https(request: httpx.Request) -> None:
    if request.url.scheme != "https":
        raise _unknown(str(request.url), "its address does not begin with https")


def _unknown(url: str, why: str) -> PageUnknown:
    return PageUnknown(
        f"the page {url} cannot be read: {why}",
        "open it in a browser; its address stands in policy/service.yaml",
    )


def _content(answer: httpx.Response) -> bytes:
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > LARGEST:
            raise _unknown(str(answer.url), "it is larger than 2 MiB")
    return bytes(content)


def _file(answer: httpx.Response) -> ReadFile:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return ReadFile(kind, _content(answer))


def _read(answer: httpx.Response) -> ReadPage:
    content = _content(answer)
    reader = _Reader()
    reader.feed(content.decode(answer.encoding or "utf-8", errors="replace"))
    reader.close()
    others = [answer.url.join(link) for link in reader.others]
    here = [str(one) for one in others if one.host == answer.url.host and one != answer.url]
    return ReadPage(" ".join("".join(reader.words).split()), tuple(dict.fromkeys(here)))


class _Reader(HTMLParser):
    """Collects visible words, and links to other languages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.others: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in {"a", "link"} and found.get("hreflang") and found.get("href"):
            self.others.append(found["href"] or "")
        if tag in _UNSEEN:
            self._hidden.append(tag)
        self._space(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    def _space(self, tag: str) -> None:
        if tag not in _INLINE:
            self.words.append(" ")
