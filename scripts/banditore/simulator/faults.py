"""Scripted faults: what goes wrong, for whom, how often."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "error",  # refused with `code` (and `status`)
    "throttle",  # 429, code 20429, with Retry-After
    "dropped",  # the connection ends before the message is accepted
    "lost",  # the message is accepted, then the connection ends without an answer
    "slow",  # accepted; the answer comes after `seconds`
    "broken",  # accepted; the answer is a `status` of 500 or more
    "html",  # accepted; a 200 that is a web page
    "half",  # accepted; half a JSON body
    "empty",  # accepted; no body
    "stranger",  # accepted; the answer speaks of another person's message
]
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
