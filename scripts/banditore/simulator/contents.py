"""Registered contents: WhatsApp's templates as Twilio's Content API keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from banditore.simulator.content_parts import (
    MAX_TITLE,
    MOST_UNAPPROVED,
    UNAPPROVED,
    kind_of,
    parts_of,
)
from banditore.simulator.refusals import Refusal
from banditore.simulator.template_parts import MAX_SMALL, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.simulator.shown import Shown
    from banditore.simulator.template_parts import Parts

MAX_BODY = 1024
"""Characters of a template's body, and of the body with its parameters (facts 2.6, 63021)."""
_FORBIDDEN_IN_PARAMETER = re.compile(r"[\n\r\t]| {5}")
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_CATEGORIES = ("UTILITY", "MARKETING", "AUTHENTICATION")


@dataclass
class Content:
    """One content and the state of its approval."""

    sid: str
    friendly_name: str
    language: str
    variables: Mapping[str, str]
    types: Mapping[str, Mapping[str, object]]
    created: float
    body: str
    parts: Parts
    arity: int
    approval: dict[str, object] = field(default_factory=lambda: _approval("", "", "unsubmitted"))

    @property
    def approved(self) -> bool:
        """Whether WhatsApp takes it at any time."""
        return self.approval["status"] == "approved"

    def render(self, values: Mapping[str, str]) -> tuple[str, Shown]:
        """Its text, and the phone's screen. Raises Refusal on what WhatsApp would not take."""
        if not self.approved:
            raise Refusal(63027)
        return self._filled(values)

    def unapproved(self, values: Mapping[str, str]) -> tuple[str, Shown]:
        """The same within the window, where nobody need approve a text or a few quick replies.

        Source: Twilio's page *twilio/quick-reply*. Raises Refusal on what still needs approval.
        """
        labels = [button.label for button in self.parts.buttons]
        if kind_of(self.types) not in UNAPPROVED:
            raise Refusal(63016)
        if len(labels) > MOST_UNAPPROVED or any(len(one) > MAX_TITLE for one in labels):
            raise Refusal(63021)
        return self._filled(values)

    def _filled(self, values: Mapping[str, str]) -> tuple[str, Shown]:
        if len(values) != self.arity or any(str(n + 1) not in values for n in range(self.arity)):
            raise Refusal(63028)
        if any(not v.strip() or _FORBIDDEN_IN_PARAMETER.search(v) for v in values.values()):
            raise Refusal(21656)
        text = VARIABLE.sub(lambda found: values[found[1]], self.body)
        header = VARIABLE.sub(lambda found: values[found[1]], self.parts.header)
        if len(text) > MAX_BODY or len(header) > MAX_SMALL:
            raise Refusal(63021)
        return text, self.parts.shown(text, values)


class Contents:
    """All contents of one account. `approving` answers what review says: a reason to reject."""

    def __init__(self, clock: Callable[[], float], token: Callable[[], str]) -> None:
        self._clock = clock
        self._token = token
        self.by_sid: dict[str, Content] = {}
        self.approving = True

    def create(self, document: Mapping[str, object]) -> Content:
        """Register a content. Raises Refusal where a field is missing or wrong."""
        types, language = document.get("types"), document.get("language")
        if not isinstance(types, dict) or not types or not isinstance(language, str):
            raise Refusal(20001, "language and types are required")
        variables = document.get("variables") or {}
        if not isinstance(variables, dict):
            raise Refusal(20001, "variables")
        body = _body(types)
        parts = parts_of(types, {str(name) for name, example in variables.items() if example})
        content = Content(
            sid=f"HX{self._token()}",
            friendly_name=str(document.get("friendly_name") or ""),
            language=language,
            variables=variables,
            types=types,
            created=self._clock(),
            body=body,
            parts=parts,
            arity=_arity(body, parts),
        )
        self.by_sid[content.sid] = content
        return content

    def get(self, sid: str) -> Content:
        """A content. Raises Refusal where there is none."""
        try:
            return self.by_sid[sid]
        except KeyError:
            raise Refusal(20404) from None

    def submit(self, content: Content, name: object, category: object) -> None:
        """Ask WhatsApp's approval; unless told otherwise, review takes no time."""
        if not (isinstance(name, str) and _NAME.fullmatch(name)):
            raise Refusal(20001, "name")
        if category not in _CATEGORIES:
            raise Refusal(20001, "category")
        reason = self._objection(content, name)
        status = "rejected" if reason else "approved" if self.approving else "pending"
        content.approval = _approval(name, str(category), status, reason, kind_of(content.types))

    def _objection(self, content: Content, name: str) -> str:
        same = (other for other in self.by_sid.values() if other is not content)
        if any((o.approval["name"], o.language) == (name, content.language) for o in same):
            return "There is already content of this name and language"
        missing = [n for n in range(1, content.arity + 1) if not content.variables.get(str(n))]
        if missing:
            return "Examples of the variables are missing"
        edge = VARIABLE.match(content.body) or re.search(r"\}\}\s*$", content.body)
        if edge or re.search(r"\}\}\s*\{\{", content.body):
            return "INVALID_FORMAT: a variable stands at the start, at the end or beside another"
        wrong = content.parts.objection()
        return f"INVALID_FORMAT: {wrong.why}" if wrong else ""


def _approval(
    name: str, category: str, status: str, reason: str = "", kind: str = "twilio/text"
) -> dict[str, object]:
    return {
        "name": name,
        "category": category,
        "content_type": kind,
        "status": status,
        "rejection_reason": reason,
        "allow_category_change": True,
    }


def _body(types: Mapping[str, object]) -> str:
    first = types[kind_of(types)]
    body = first.get("body") if isinstance(first, dict) else None
    if not isinstance(body, str) or not body.strip():
        raise Refusal(20001, "body")
    if len(body) > MAX_BODY:
        raise Refusal(20001, "body is too long")
    return body


def _arity(body: str, parts: Parts) -> int:
    targets = [button.target for button in parts.buttons if button.kind == "URL"]
    texts = (body, parts.header, *targets)
    found = {name for text in texts for name in VARIABLE.findall(text)}
    expected = {str(n + 1) for n in range(len(found))}
    broken = any(text.count("{{") != len(VARIABLE.findall(text)) for text in texts)
    if found != expected or broken:
        raise Refusal(20001, "variables must be numbered from 1 without a gap")
    return len(found)
