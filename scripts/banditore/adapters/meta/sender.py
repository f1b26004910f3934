"""An open way to the Cloud API's messages. Never raises for one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.adapters.meta.messages import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.message import Answer, Outbound
    from banditore.wire.outlet import Outlet


class MetaSender:
    """Templates go by name and language: there is nothing to look up before."""

    def __init__(self, outlet: Outlet) -> None:
        self._outlet = outlet
        self._writer = Writer()

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt, bounded in time; `still` is asked right before it leaves."""
        return await self._outlet.post(self._writer.body(message), message.to, still)
