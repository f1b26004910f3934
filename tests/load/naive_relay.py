"""What somebody would write in an hour: one insert and one commit for each delivery, in plain."""

from __future__ import annotations

import hashlib
import hmac
import os
import socket
import sqlite3
import sys
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request


def main() -> None:
    """Serve it, with the same server and the same promise: 200 once it is on the disk."""
    secret = os.environ["META_APP_SECRET"].encode()
    db = sqlite3.connect("naive.db")
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table if not exists events (id integer primary key, body blob)")

    async def webhook(request: Request) -> Response:
        body = await request.body()
        signed = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signed, request.headers.get("x-hub-signature-256", "")):
            return Response(status_code=403)
        with db:
            db.execute("insert into events (body) values (?)", (body,))
        return Response()

    app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])
    listening = socket.create_server(("127.0.0.1", int(sys.argv[2])), backlog=2048)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}", flush=True)  # noqa: T201
    config = uvicorn.Config(
        app, http="h11", ws="none", lifespan="off", log_level="critical", access_log=False
    )
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
