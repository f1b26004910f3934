"""A relay in a process of its own, and what brings events to it as Meta does: until it says 200."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from letters import APP_SECRET, IDENTITY, TOKEN, VERIFY, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
NAIVE = Path(__file__).with_name("naive_relay.py")
SETTINGS = {
    "META_APP_SECRET": APP_SECRET,
    "META_VERIFY_TOKEN": VERIFY,
    "RELAY_TOKEN": TOKEN,
    "RELAY_RECIPIENTS": str(IDENTITY.to_public()),
}
PATIENCE = 10.0
"""Seconds for an answer."""


class Process:
    """A relay that can be killed and started again, at the same address."""

    def __init__(self, folder: Path, *, naive: bool = False) -> None:
        self._folder = folder
        self._words = [str(NAIVE)] if naive else ["-m", "banditore", "relay", "serve"]
        self.port = 0
        self.start()

    def start(self) -> None:
        """Returns when it listens."""
        environment = {**os.environ, **SETTINGS, "PYTHONPATH": str(SCRIPTS)}
        command = [sys.executable, *self._words, "--port", str(self.port)]
        with (self._folder / "log").open("a") as log:
            self._running = subprocess.Popen(
                command, cwd=self._folder, env=environment, stdout=subprocess.PIPE, stderr=log
            )
        assert self._running.stdout is not None
        self.url = self._running.stdout.readline().decode().strip()
        self._running.stdout.close()
        self.port = int(self.url.rpartition(":")[2])

    def kill(self) -> None:
        """As a machine dies."""
        self._running.kill()
        self._running.wait()

    def cpu(self) -> float:
        """Seconds of processor time so far; 0 on a system without /proc."""
        with suppress(OSError):
            fields = Path(f"/proc/{self._running.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0

    @property
    def log(self) -> str:
        """All that it ever said."""
        return (self._folder / "log").read_text()


@contextmanager
def serving(folder: Path, *, naive: bool = False) -> Iterator[Process]:
    """A relay with its store in this folder."""
    process = Process(folder, naive=naive)
    try:
        yield process
    finally:
        process.kill()


def request(body: bytes, headers: dict[str, str] | None = None) -> bytes:
    """The bytes of a delivery, signed unless other headers are given."""
    lines = {"host": "relay.example", "content-length": str(len(body))}
    lines |= signature(body) if headers is None else headers
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST /webhook HTTP/1.1\r\n{head}\r\n".encode() + body


class Line(asyncio.Protocol):
    """One connection, one request under way. Made anew where it broke."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._transport: asyncio.Transport | None = None
        self._head = b""

    async def post(self, message: bytes) -> int:
        """The status. Raises OSError where no answer came."""
        if self._transport is None or self._transport.is_closing():
            loop = asyncio.get_running_loop()
            await loop.create_connection(lambda: self, "127.0.0.1", self._port)
        assert self._transport is not None
        self._status: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._head = b""
        self._transport.write(message)
        async with asyncio.timeout(PATIENCE):
            return await self._status

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._head += data
        if b"\r\n\r\n" in self._head and not self._status.done():  # its answers have no body
            self._status.set_result(int(self._head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        if hasattr(self, "_status") and not self._status.done():
            self._status.set_exception(exc or ConnectionResetError())


async def flood(port: int, messages: Sequence[bytes], lines: int) -> float:
    """Seconds that it took to have all answered 200, as fast as they are taken."""
    left = iter(messages)

    async def bring(line: Line) -> None:
        for message in left:
            assert await line.post(message) == 200
        line.close()

    began = time.perf_counter()
    await asyncio.gather(*(bring(Line(port)) for _ in range(lines)))
    return time.perf_counter() - began


async def pace(port: int, messages: Sequence[bytes], rate: float, lines: int) -> list[float]:
    """How long each took from when it was due, at so many a second; sorted."""
    idle: asyncio.LifoQueue[Line] = asyncio.LifoQueue()
    for _ in range(lines):
        idle.put_nowait(Line(port))
    took: list[float] = []

    async def bring(message: bytes, due: float) -> None:
        line = await idle.get()
        assert await line.post(message) == 200
        took.append(time.perf_counter() - due)
        idle.put_nowait(line)

    began = time.perf_counter() + 0.1
    tasks = []
    for number, message in enumerate(messages):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(bring(message, due)))
    await asyncio.gather(*tasks)
    while not idle.empty():
        idle.get_nowait().close()
    return sorted(took)


async def insist(
    port: int, messages: Sequence[bytes], lines: int, answered: Callable[[], object]
) -> int:
    """Bring each until it is answered 200, as Meta does; returns how many tries failed."""
    left = iter(messages)
    failed = 0

    async def bring(line: Line) -> None:
        nonlocal failed
        for message in left:
            while True:
                with suppress(OSError, TimeoutError):
                    if await line.post(message) == 200:
                        break
                failed += 1
                await asyncio.sleep(0.02)
            answered()
        line.close()

    await asyncio.gather(*(bring(Line(port)) for _ in range(lines)))
    return failed
