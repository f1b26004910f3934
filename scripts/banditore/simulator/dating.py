"""Every answer says when it was made, by the network's own clock, which a script may put ahead."""

from __future__ import annotations

import functools
from email.utils import formatdate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send


def dated(app: ASGIApp, now: Callable[[], float]) -> ASGIApp:
    """The application, its answers with a `Date`; `now` in seconds since 1970."""

    async def dating(scope: Scope, receive: Receive, send: Send) -> None:
        async def stamp(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"date", _date(int(now()))))
            await send(message)

        await app(scope, receive, stamp)

    return dating


@functools.lru_cache(maxsize=4)
def _date(second: int) -> bytes:
    return formatdate(second, usegmt=True).encode()
