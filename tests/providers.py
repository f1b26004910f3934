"""What the tests of each provider's adapter share: sending, recorded answers, silences."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from banditore.domain.message import Answer, Outbound
    from banditore.ports import Carrier

# What the simulator can be told to do, after which nobody can tell by the answer whether the phone
# got the message: kind, how, and how many were accepted.
SILENCES: tuple[tuple[str, dict[str, object], int], ...] = (
    ("dropped", {}, 0),
    ("lost", {}, 1),
    ("slow", {"seconds": 1}, 1),
    ("broken", {"status": 502}, 1),
    ("html", {}, 1),
    ("half", {}, 1),
    ("empty", {}, 1),
    ("cut", {}, 1),
    ("nonsense", {}, 1),
    ("stranger", {}, 1),
    ("redirect", {}, 1),
    ("flood", {}, 1),
)


def send(carrier: Carrier, *messages: Outbound, connections: int = 1) -> list[Answer]:
    """One attempt for each, at once."""

    async def everything() -> list[Answer]:
        async with carrier.sender(connections) as sender:
            return await asyncio.gather(*(sender.send(message) for message in messages))

    return asyncio.run(everything())


def in_turn(carrier: Carrier, *messages: Outbound) -> list[Answer]:
    """One attempt for each, one after the other on one connection."""

    async def everything() -> list[Answer]:
        async with carrier.sender(1) as sender:
            return [await sender.send(message) for message in messages]

    return asyncio.run(everything())


def replay(case: dict[str, Any]) -> httpx.Response:
    """The answer that a file below `tests/data` records: status, headers, and body or text."""
    headers = case.get("headers", {})
    if "body" in case:
        return httpx.Response(case["status"], headers=headers, json=case["body"])
    text = case.get("text", "").encode("latin-1")
    return httpx.Response(case["status"], headers=headers, content=text)
