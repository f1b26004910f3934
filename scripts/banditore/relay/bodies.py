"""Reads what a request carries: not too much, not too slowly."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect

from banditore.relay.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

SLOWEST = 10.0
"""Seconds for a whole body. Meta wants its answer in a quarter of one."""


async def body_of(request: Request, most: int, grow: Callable[[int], None]) -> bytes:
    """The raw bytes. Raises Refused where they are too many, too slow, or cut off.

    `grow` hears of each piece before it is kept.
    """
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or len(announced) > len(str(most)) or int(announced) > most:
        raise Refused(413)
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(SLOWEST):
            async for piece in request.stream():
                size += len(piece)
                if size > most:
                    raise Refused(413)
                grow(len(piece))
                pieces.append(piece)
    except TimeoutError:
        raise Refused(408) from None
    except ClientDisconnect:
        raise Refused(400) from None
    return b"".join(pieces)
