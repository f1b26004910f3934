"""Templates of a WhatsApp Business Account, and the rules that they and their values must keep.

Source: Meta's pages *Template components*, *Template review*, *Template management*
and *Error codes* (2026).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banditore.simulator.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MAX_BODY, MAX_SMALL, MAX_LABEL, MAX_BUTTONS = 1024, 60, 25, 10
BLOCKED = 30 * 24 * 3600
"""Seconds for which the name of a deleted template cannot be used again."""
STATUSES = ("APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED")
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_FORBIDDEN = re.compile(r"[\n\r\t]| {5}")
_EXISTS, _DELETED, _LONG, _EDGE, _RATIO = 2388024, 2388023, 2388040, 2388299, 2388293


@dataclass
class Template:
    """One language of a template."""

    id: str
    name: str
    language: str
    category: str
    named: bool
    components: list[dict[str, Any]]
    body: str
    variables: list[str]
    status: str
    reason: str = "NONE"
    quality: str = "UNKNOWN"

    def record(self) -> dict[str, object]:
        """As Meta lists it."""
        return {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "category": self.category,
            "parameter_format": "NAMED" if self.named else "POSITIONAL",
            "components": self.components,
            "status": self.status,
            "rejected_reason": self.reason,
            "quality_score": {"score": self.quality, "date": 1_700_000_000},
        }

    def render(self, parameters: Sequence[Mapping[str, object]]) -> str:
        """The text on the phone. Raises Refusal on values that WhatsApp would not take."""
        if self.status != "APPROVED":
            raise Refusal({"PAUSED": 132015, "DISABLED": 132016}.get(self.status, 132001))
        if len(parameters) != len(self.variables):
            raise Refusal(132000, f"expected {len(self.variables)}")
        values: dict[str, str] = {}
        for place, parameter in enumerate(parameters):
            name = parameter.get("parameter_name") if self.named else self.variables[place]
            if not isinstance(name, str):
                raise Refusal(100, "Parameter name is missing or empty")
            values[name] = _value(parameter)
        if set(values) != set(self.variables):
            raise Refusal(132012, "no such parameter")
        text = _VARIABLE.sub(lambda found: values[found[1]], self.body)
        if len(text) > MAX_BODY:
            raise Refusal(132005)
        return text


@dataclass
class Templates:
    """All templates of one account. `approving`: whether review takes no time."""

    clock: Callable[[], float]
    approving: Callable[[], bool]
    by_id: dict[str, Template] = field(default_factory=dict)
    _deleted: dict[tuple[str, str], float] = field(default_factory=dict)
    _made: int = 0

    def create(self, document: Mapping[str, Any]) -> Template:
        """Submit a template. Raises Refusal where it cannot even be reviewed."""
        name, language = document.get("name"), document.get("language")
        category = str(document.get("category")).upper()
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise Refusal(100, "name")
        if not isinstance(language, str) or category not in {"UTILITY", "MARKETING"}:
            raise Refusal(100, "language and category")
        if self.find(name, language):
            raise Refusal(100, "content in this language exists already", subcode=_EXISTS)
        if self.clock() - self._deleted.get((name, language), float("-inf")) < BLOCKED:
            raise Refusal(100, "its name is being deleted", subcode=_DELETED)
        named = str(document.get("parameter_format")).upper() == "NAMED"
        parts = _components(document.get("components"))
        body = str(parts["BODY"]["text"])
        variables = _variables(body, named=named)
        _example(parts["BODY"], len(variables))
        self._made += 1
        status = "APPROVED" if self.approving() else "PENDING"
        given = list(parts.values())
        made = Template(
            f"{900_000_000 + self._made}", name, language, category, named, given, body, variables,
            status,
        )  # fmt: skip
        self.by_id[made.id] = made
        return made

    def find(self, name: object, language: object) -> Template | None:
        """A template in a language."""
        same = (one for one in self.by_id.values() if one.name == name)
        return next((one for one in same if one.language == language), None)

    def delete(self, name: str, id_: str) -> None:
        """Remove one language, or all of a name. Raises Refusal where there is none."""
        gone = [t for t in self.by_id.values() if t.name == name and id_ in {"", t.id}]
        if not gone:
            raise Refusal(100, "no such template")
        for one in gone:
            del self.by_id[one.id]
            if one.status == "APPROVED":
                self._deleted[one.name, one.language] = self.clock()


def _components(given: object) -> dict[str, dict[str, Any]]:
    if not isinstance(given, list) or not all(isinstance(part, dict) for part in given):
        raise Refusal(100, "components")
    parts = {str(part.get("type")).upper(): part for part in given}
    body = parts.get("BODY", {}).get("text")
    if len(parts) != len(given) or not isinstance(body, str) or not body.strip():
        raise Refusal(100, "one body, and each component once")
    header, footer = (str(parts.get(kind, {}).get("text", "")) for kind in ("HEADER", "FOOTER"))
    if len(body) > MAX_BODY or len(header) > MAX_SMALL or len(footer) > MAX_SMALL:
        raise Refusal(100, "too long", subcode=_LONG)
    if "{{" in footer or len(_VARIABLE.findall(header)) > 1:
        raise Refusal(100, "variables in the footer, or several in the header")
    buttons = parts.get("BUTTONS", {}).get("buttons", [])
    if len(buttons) > MAX_BUTTONS or any(len(str(b.get("text"))) > MAX_LABEL for b in buttons):
        raise Refusal(100, "buttons", subcode=_LONG)
    return parts


def _variables(body: str, *, named: bool) -> list[str]:
    """In the order of the positions, or of the text."""
    found = list(dict.fromkeys(_VARIABLE.findall(body)))
    numbers = [str(number + 1) for number in range(len(found))]
    good = all(re.fullmatch(r"[a-z_]+", name) for name in found) if named else set(found) == {
        *numbers
    }  # fmt: skip
    if not good or body.count("{{") != len(_VARIABLE.findall(body)):
        raise Refusal(100, "variables are named, or numbered from 1 without a gap")
    if _VARIABLE.match(body.strip()) or re.search(r"\}\}$|\}\}\s*\{\{", body.strip()):
        raise Refusal(100, "a variable at the start, at the end or beside another", subcode=_EDGE)
    if len(_VARIABLE.sub(" ", body).split()) < 2 * len(found) + 1:
        raise Refusal(100, "too many variables for its words", subcode=_RATIO)
    return found if named else numbers


def _example(body: Mapping[str, Any], count: int) -> None:
    """Raises Refusal where a variable has no example."""
    given = body.get("example")
    named = given.get("body_text_named_params") if isinstance(given, dict) else None
    rows = given.get("body_text") if isinstance(given, dict) else None
    examples = named or (rows[0] if rows and isinstance(rows[0], list) else rows) or []
    if len(examples) < count:
        raise Refusal(100, "examples of the variables are missing")


def _value(parameter: Mapping[str, object]) -> str:
    text = parameter.get("text")
    if parameter.get("type") != "text" or not isinstance(text, str):
        raise Refusal(132012, "a text is expected")
    if not text.strip():
        raise Refusal(131008, "text")
    if _FORBIDDEN.search(text):
        raise Refusal(132018, "new-line or tab characters, or more than 4 consecutive spaces")
    return text
