"""Reads a page as a browser does, and says what every page owes its readers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "br", "img", "path"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: list[str]
    """The tags around it, outermost first."""
    text: str = ""
    classes: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """All elements of a page; whatever is opened must be closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in {tag}"
        found = {name: value or "" for name, value in attrs}
        around = [one.tag for one in self._open]
        element = Element(tag, found, around, classes=found.get("class", "").split())
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for one in self._open:
            one.text += data

    def all(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    @property
    def headings(self) -> list[tuple[int, str]]:
        found = [one for one in self.elements if re.fullmatch(r"h[1-6]", one.tag)]
        return [(int(one.tag[1]), one.text) for one in found]

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]


def sound(page: Page, top: int) -> None:
    """What every page and part of one keeps to: WCAG 2.1, 1.3.1, 2.4.1, 2.4.4, 4.1.1."""
    levels = [level for level, _ in page.headings]
    assert levels[0] == top
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.ids) == len(set(page.ids))
    for link in page.all("a"):
        target = link.attributes["href"]
        assert link.text.strip()
        assert not target.startswith("#") or target[1:] in page.ids
    for named in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            assert named.attributes.get(name, "") in ["", *page.ids]
    assert page.all("script", "iframe", "img", "form") == []
    assert [e for e in page.elements if any(a.startswith("on") for a in e.attributes)] == []
