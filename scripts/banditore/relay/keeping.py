"""Many deliveries, one commit: whoever arrives while the disk is busy shares the next one."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

    from banditore.relay.store import Store

MOST_TOGETHER = 500
MOST_BYTES = 4 * 1024 * 1024
Result = TypeVar("Result")


class Keeper:
    """The store, for an event loop. One thread writes, seals and waits for the disk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._thread = ThreadPoolExecutor(1, "relay-store")
        self._waiting: deque[tuple[str, bytes, asyncio.Future[None]]] = deque()
        self._writing: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._writing:
            await asyncio.gather(self._writing, return_exceptions=True)
        await self.run(self.store.close)
        self._thread.shutdown()

    async def keep(self, name: str, body: bytes) -> None:
        """Returns once it is on the disk. Raises sqlite3.Error."""
        kept = asyncio.get_running_loop().create_future()
        self._waiting.append((name, body, kept))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await kept

    async def run(self, act: Callable[[], Result]) -> Result:
        """Anything else that the store does, in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act)

    async def _write(self) -> None:
        while self._waiting:
            group = list(self._next_group())
            try:
                await self.run(partial(self.store.add, [(name, body) for name, body, _ in group]))
            except Exception as failure:  # noqa: BLE001 - it is theirs to tell
                _tell(group, failure)
            else:
                _tell(group, None)

    def _next_group(self) -> Iterator[tuple[str, bytes, asyncio.Future[None]]]:
        size = 0
        for taken in range(MOST_TOGETHER):
            if not self._waiting or (taken and size + len(self._waiting[0][1]) > MOST_BYTES):
                return
            one = self._waiting.popleft()
            size += len(one[1])
            yield one


def _tell(group: list[tuple[str, bytes, asyncio.Future[None]]], failure: Exception | None) -> None:
    for _, _, kept in group:
        if kept.done():
            continue  # who brought it has gone
        if failure:
            kept.set_exception(failure)
        else:
            kept.set_result(None)
