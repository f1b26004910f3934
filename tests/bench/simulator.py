"""How many sends a second the simulator answers, with the load generator on the same machine.

The generator is a raw keep-alive client: one request under way per connection, no HTTP library,
so that the figure is the simulator's own.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from banditore.simulator.world import ACCOUNT, World

if TYPE_CHECKING:
    from collections.abc import Iterator

TOWN = "+393389428034"
TEMPLATE = "Comune di Prova: {{1}}. Per non ricevere altro rispondi MI CANCELLO"
TARGET = 3000


class Connection(asyncio.Protocol):
    """Writes the next request as soon as the last one is answered."""

    def __init__(self, requests: Iterator[bytes], done: asyncio.Future[None]) -> None:
        self._requests = requests
        self._done = done
        self._buffer = b""
        self.refused = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, found, body = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        if len(body) < length:
            return
        self.refused += not head.startswith(b"HTTP/1.1 201")
        self._buffer = b""
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self._done.done():
            self._done.set_exception(exc or ConnectionError("the simulator closed a connection"))

    def _next(self) -> None:
        request = next(self._requests, None)
        if request is not None:
            self._transport.write(request)  # type: ignore[attr-defined]
        elif not self._done.done():
            self._done.set_result(None)


def main() -> None:
    """Print messages per second, CPU per message and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--connections", type=int, default=32)
    chosen = parser.parse_args()
    serve = [sys.executable, "-m", "banditore", "simulator", "serve", "--port", "0"]
    # What the shell before us ran, pip perhaps, counts as our children too.
    before = cpu_of_children()
    server = subprocess.Popen(
        [*serve, "--number", TOWN], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert server.stdout is not None
    url = server.stdout.readline().strip()
    try:
        sid = register(url)
        seconds, refused = asyncio.run(load(url, sid, chosen.messages, chosen.connections))
        memory = megabytes(server.pid)
        accepted = json.load(urllib.request.urlopen(f"{url}/control/settings"))["messages"]  # noqa: S310 - our own server
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=10)
        server.stdout.close()
    rate = chosen.messages / seconds
    cpu = (cpu_of_children() - before) / chosen.messages * 1e6
    print(f"{rate:,.0f} msg/s · {cpu:,.0f} CPU µs/message (simulator, start included)", end="")  # noqa: T201
    print(f" · {memory:,.0f} MB · {os.cpu_count()} cores · {refused} refused")  # noqa: T201
    if accepted != chosen.messages or rate < TARGET:
        sys.exit(f"expected {chosen.messages} accepted at {TARGET}/s or more, got {accepted}")


def cpu_of_children() -> float:
    """Seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def megabytes(pid: int) -> float:
    """Resident memory of a process."""
    with suppress(OSError):  # a system without /proc
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 2**20
    return 0.0


async def load(url: str, sid: str, messages: int, connections: int) -> tuple[float, int]:
    """Seconds that all messages took, and how many were refused."""
    loop = asyncio.get_running_loop()
    where = urlsplit(url)
    requests = requests_to(where.netloc, sid, messages)
    done: list[asyncio.Future[None]] = [loop.create_future() for _ in range(connections)]
    began = time.perf_counter()
    pairs = [
        await loop.create_connection(
            partial(Connection, requests, end), where.hostname or "", where.port or 80
        )
        for end in done
    ]
    await asyncio.gather(*done)
    seconds = time.perf_counter() - began
    for transport, _ in pairs:
        transport.close()
    return seconds, sum(connection.refused for _, connection in pairs)


def requests_to(host: str, sid: str, messages: int) -> Iterator[bytes]:
    """One request per recipient, each to another test number."""
    variables = quote(json.dumps({"1": "allerta neve arancione dalle 18 di oggi"}))
    head = (
        f"POST /2010-04-01/Accounts/{ACCOUNT}/Messages.json HTTP/1.1\r\nHost: {host}\r\n"
        f"Authorization: {World().authorization}\r\nAccept: application/json\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
    )
    rest = f"&From=whatsapp%3A{quote(TOWN)}&ContentSid={sid}&ContentVariables={variables}"
    for number in range(messages):
        body = f"To=whatsapp%3A%2B39333{number:07d}{rest}"
        yield f"{head}{len(body)}\r\n\r\n{body}".encode()


def register(url: str) -> str:
    """The ContentSid of an approved template."""
    document = {
        "friendly_name": "prova_it",
        "language": "it",
        "variables": {"1": "esempio"},
        "types": {"twilio/text": {"body": TEMPLATE}},
    }
    sid = str(post(f"{url}/v1/Content", document)["sid"])
    asked = {"name": "prova_it", "category": "UTILITY"}
    post(f"{url}/v1/Content/{sid}/ApprovalRequests/whatsapp", asked)
    return sid


def post(url: str, document: object) -> dict[str, object]:
    """Send JSON with the simulator's credentials."""
    headers = {"authorization": World().authorization, "content-type": "application/json"}
    request = urllib.request.Request(url, json.dumps(document).encode(), headers)  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as response:  # noqa: S310
        answer: dict[str, object] = json.load(response)
        return answer


if __name__ == "__main__":
    main()
