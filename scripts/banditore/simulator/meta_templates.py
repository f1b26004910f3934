"""Templates of a WhatsApp Business Account, and the rules that they and their values must keep.

Source: Meta's pages *Template components*, *Template review*, *Template management*
and *Error codes* (2026).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from banditore.simulator.meta_components import (
    check_example,
    components_of,
    parts_of,
    variables_of,
)
from banditore.simulator.refusals import Refusal
from banditore.simulator.template_parts import MAX_SMALL, VARIABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from banditore.simulator.shown import Shown
    from banditore.simulator.template_parts import Parts

MAX_BODY = 1024
BLOCKED = 30 * 24 * 3600
"""Seconds for which the name of a deleted template cannot be used again."""
STATUSES = ("APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED")
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_FORBIDDEN = re.compile(r"[\n\r\t]| {5}")
_EXISTS, _DELETED = 2388024, 2388023


@dataclass(frozen=True)
class Given:
    """What a message brings for the parts of its template."""

    header: Sequence[Mapping[str, object]] = ()
    body: Sequence[Mapping[str, object]] = ()
    buttons: Mapping[int, tuple[str, Sequence[Mapping[str, object]]]] = field(default_factory=dict)
    """By place, the type that the sender takes it for, and its parameters."""


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
    parts: Parts
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

    def render(self, given: Given) -> tuple[str, Shown]:
        """Its text, and the phone's screen. Raises Refusal on what WhatsApp would not take."""
        if self.status != "APPROVED":
            raise Refusal({"PAUSED": 132015, "DISABLED": 132016}.get(self.status, 132001))
        values = self._values(self.variables, given.body)
        text = VARIABLE.sub(lambda found: values[found[1]], self.body)
        header = self._values(VARIABLE.findall(self.parts.header), given.header)
        bare = VARIABLE.sub("", self.parts.header)
        if len(text) > MAX_BODY or len(bare) + sum(map(len, header.values())) > MAX_SMALL:
            raise Refusal(132005)
        self._tapped(given.buttons)
        return text, self.parts.shown(text, header)

    def _values(
        self, names: Sequence[str], parameters: Sequence[Mapping[str, object]]
    ) -> dict[str, str]:
        if len(parameters) != len(names):
            raise Refusal(132000, f"expected {len(names)}")
        values: dict[str, str] = {}
        for place, parameter in enumerate(parameters):
            name = parameter.get("parameter_name") if self.named else names[place]
            if not isinstance(name, str):
                raise Refusal(100, "Parameter name is missing or empty")
            values[name] = _value(parameter)
        if set(values) != set(names):
            raise Refusal(132012, "no such parameter")
        return values

    def _tapped(self, given: Mapping[int, tuple[str, Sequence[Mapping[str, object]]]]) -> None:
        """Whether each button got what it takes, and nothing else."""
        buttons = dict(enumerate(self.parts.buttons))
        for place, (kind, parameters) in given.items():
            if place not in buttons or buttons[place].kind != kind or len(parameters) != 1:
                raise Refusal(132018, f"button {place}")
            if kind == "URL" and not buttons[place].variables:
                raise Refusal(132018, f"button {place} takes no parameter")
            if kind == "URL":
                _value(parameters[0])
            elif kind == "QUICK_REPLY" and parameters[0].get("type") != "payload":
                raise Refusal(132012, "a payload is expected")
        for place, button in buttons.items():
            if place not in given and (button.variables or button.kind == "COPY_CODE"):
                raise Refusal(131008, f"button {place} of the type {button.kind}")


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
        parts = components_of(document.get("components"))
        body = str(parts["BODY"]["text"])
        variables = variables_of(body, named=named)
        check_example(parts["BODY"], len(variables))
        around = parts_of(parts)
        if wrong := around.objection():
            raise Refusal(100, wrong.why, subcode=wrong.subcode)
        self._made += 1
        status = "APPROVED" if self.approving() else "PENDING"
        given = list(parts.values())
        made = Template(
            f"{900_000_000 + self._made}", name, language, category, named, given, body, variables,
            around, status,
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


def _value(parameter: Mapping[str, object]) -> str:
    text = parameter.get("text")
    if parameter.get("type") != "text" or not isinstance(text, str):
        raise Refusal(132012, "a text is expected")
    if not text.strip():
        raise Refusal(131008, "text")
    if _FORBIDDEN.search(text):
        raise Refusal(132018, "new-line or tab characters, or more than 4 consecutive spaces")
    return text
