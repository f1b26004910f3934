"""A relay for tests: an inbox in memory, and a server that puts there what is posted to it."""

from __future__ import annotations

import hmac
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from banditore.domain.message import Payload

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Self

SECRET = "app-secret-of-the-tests"


class Mailbag:
    """Satisfies the port Inbox. `posted`: every body that came, signed or not."""

    def __init__(self) -> None:
        self.waiting: dict[str, Payload] = {}
        self.posted: list[bytes] = []
        self.forged = 0
        self._given: set[str] = set()

    def put(self, content: bytes, at: datetime | None = None) -> None:
        id_ = str(len(self.posted))
        self.posted.append(content)
        self.waiting[id_] = Payload(id_, content, at or datetime.now(UTC))

    def pull(self) -> Iterator[Payload]:
        for id_, payload in list(self.waiting.items()):
            if id_ not in self._given:
                self._given.add(id_)
                yield payload

    def acknowledge(self, ids: Collection[str]) -> None:
        for id_ in ids:
            self.waiting.pop(id_, None)

    def oldest(self) -> datetime | None:
        return min((payload.at for payload in self.waiting.values()), default=None)

    def again(self) -> None:
        """Another process reads it."""
        self._given.clear()

    def __enter__(self) -> Self:
        bag = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                digest = hmac.digest(SECRET.encode(), body, "sha256").hex()
                if self.headers["x-hub-signature-256"] == f"sha256={digest}":
                    bag.put(body)
                else:
                    bag.forged += 1
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
