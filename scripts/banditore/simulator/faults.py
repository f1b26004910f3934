"""Scripted faults: what goes wrong, for whom, how often."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "error",
    "throttle",
    "dropped",
    "lost",
    "slow",
    "broken",
    "html",
    "half",
    "cut",
    "empty",
    "nonsense",
    "stranger",
    "redirect",
    "flood",
]
KINDS: dict[Kind, str] = {
    "error": "refused with --code (and --status)",
    "throttle": "refused with 429, code 20429 and --retry-after",
    "dropped": "the connection ends before anything is done",
    "lost": "done, then the connection ends without an answer",
    "slow": "done; the answer comes after --seconds",
    "broken": "done; the answer is a --status of 500 or more",
    "html": "done; the answer is a web page with status 200",
    "half": "done; the answer is half a JSON document",
    "cut": "done; the connection ends in the middle of the answer",
    "empty": "done; the answer has no body",
    "nonsense": "done; the answer is bytes that are no text",
    "stranger": "done; the answer speaks of another person's message",
    "redirect": "done; the answer sends us to another host",
    "flood": "done; the answer does not end for 256 MiB",
}
"""What each does to the request that it befalls."""
On = Literal["send", "list", "content"]
BEFORE = ("error", "throttle", "dropped")
"""Kinds that keep the message from being accepted."""


@dataclass
class Fault:
    """One scripted fault."""

    kind: Kind
    on: On = "send"
    to: str = ""
    """Only for this number; empty: for everybody."""
    times: int = 1
    """How often; -1: always."""
    after: int = 0
    """How many requests pass before."""
    code: int = 20500
    status: int = 0
    retry_after: float = 1
    seconds: float = 1


class Faults:
    """The script."""

    def __init__(self) -> None:
        self._script: list[Fault] = []

    def add(self, document: Mapping[str, object]) -> Fault:
        """Append a fault. Raises ValueError on what is no fault."""
        known = {field.name: field.type for field in fields(Fault)}
        if document.get("kind") not in get_args(Kind) or set(document) - set(known):
            raise ValueError("a fault is {kind, on, to, times, after, code, status, …}")
        if document.get("on", "send") not in get_args(On):
            raise ValueError("on is send, list or content")
        fault = Fault(**document)  # type: ignore[arg-type] # numbers are the script's business
        self._script.append(fault)
        return fault

    def take(self, on: On, to: str = "") -> Fault | None:
        """The fault that befalls this request, used up once."""
        for fault in self._script:
            if fault.on != on or (fault.to and fault.to != to):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            if fault.times == 1:
                self._script.remove(fault)
            elif fault.times > 0:
                fault.times -= 1
            return fault
        return None

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._script.clear()

    def listed(self) -> list[dict[str, object]]:
        """What is still to come."""
        return [asdict(fault) for fault in self._script]
