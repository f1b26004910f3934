"""Serves the relay until it is told to end. TLS is the platform's proxy's business."""

from __future__ import annotations

import asyncio
import signal
import socket
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from banditore.domain.errors import SettingsError
from banditore.relay.app import Relay
from banditore.relay.keeping import Keeper
from banditore.relay.sealing import sealer
from banditore.relay.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from banditore.relay.config import Config

BACKLOG = 2048
CONNECTIONS = 1000
"""At once; the next one is told to come again."""
TIDY_EVERY = 3600.0
"""Seconds."""


class Listening:
    """A relay whose port is open; `url` is known before it answers."""

    def __init__(self, config: Config, host: str, port: int, say: Callable[[str], None]) -> None:
        """`say`: one line for the log; it never holds content.

        Raises SettingsError and StoreError.
        """
        self._say = say
        self._keeper = Keeper(Store(config.database, sealer(config.recipients), time.time))
        app = Relay(config, self._keeper, monotonic=time.monotonic, say=say)
        self._server = _Server(_uvicorn(app))
        try:
            self._socket = socket.create_server((host, port), backlog=BACKLOG)
        except OSError:
            raise SettingsError(
                f"nobody can listen at {host}, port {port}", "choose another: --host, --port"
            ) from None
        self.url = f"http://{host}:{self._socket.getsockname()[1]}"

    def run(self) -> None:
        """Answer until SIGINT, SIGTERM or `stop`; what came by then is stored first."""
        with self._socket:
            asyncio.run(self._serve())

    def stop(self) -> None:
        """End `run` within seconds."""
        self._server.should_exit = True

    async def _serve(self) -> None:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(number, self.stop)
        async with self._keeper:
            tidying = asyncio.create_task(self._tidy())
            try:
                await self._server.serve(sockets=[self._socket])
            finally:
                tidying.cancel()
                with suppress(asyncio.CancelledError):
                    await tidying

    async def _tidy(self) -> None:
        while True:
            gone = 0
            with suppress(sqlite3.Error):  # /health says so, and the next delivery
                gone = await self._keeper.run(self._keeper.store.forget_old)
            if gone:
                self._say(
                    f"warning: {gone} sealed packets waited for 14 days and are deleted: "
                    "does the town's sync still run?"
                )
            await asyncio.sleep(TIDY_EVERY)


class _Server(uvicorn.Server):
    """uvicorn's server, which otherwise ends the whole process by the signal that it caught."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are ours."""
        yield


def _uvicorn(app: Relay) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        http="h11",  # bounds what a header may take, and is fast enough
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",  # its lines carry addresses and, in tracebacks, perhaps more
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )
    config.load()
    return config
