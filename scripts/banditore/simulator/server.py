"""Serves the network on a port of this machine, in this process or in a thread of it."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, cast

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from banditore.simulator.content_api import ContentApi
from banditore.simulator.control_api import Control
from banditore.simulator.dating import dated
from banditore.simulator.refusals import Refusal
from banditore.simulator.twilio_api import Messages
from banditore.simulator.wire import DROP, refused

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from banditore.simulator.world import World

HOST = "127.0.0.1"
BACKLOG = 2048


class Droppable(HttpToolsProtocol):
    """uvicorn's protocol, which lets a scripted fault end the connection without an answer."""

    def on_message_begin(self) -> None:
        """Hand the connection's end to the application."""
        super().on_message_begin()
        cast("dict[str, object]", self.scope)[DROP] = self.transport.abort


def application(world: World) -> ASGIApp:
    """The whole API."""
    messages = Messages(world)
    rest = Starlette(
        routes=[
            *messages.routes(),
            *ContentApi(world).routes(),
            *Control(world).routes(),
        ],
        exception_handlers={Refusal: _refused, 404: _not_found, 405: _not_allowed},
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Sending is what is measured: it goes round the framework's routing and middleware.
        if scope["method"] != "POST" or scope["path"] != messages.path:
            return await rest(scope, receive, send)
        try:
            response = await messages.create(Request(scope, receive))
        except Refusal as refusal:
            response = refused(refusal)
        return await response(scope, receive, send)

    return dated(app, world.now)


async def _refused(request: Request, refusal: Exception) -> Response:
    del request
    assert isinstance(refusal, Refusal)  # noqa: S101 - registered for nothing else
    return refused(refusal)


async def _not_found(request: Request, error: Exception) -> Response:
    del request, error
    return refused(Refusal(20404))


async def _not_allowed(request: Request, error: Exception) -> Response:
    del request, error
    return refused(Refusal(20004))


class Listening:
    """A server whose port is open; `url` is known before it answers."""

    def __init__(self, world: World, port: int = 0, *, certificate: str | None = None) -> None:
        """`certificate`: a PEM file with key and chain, to speak TLS.

        Raises ssl.SSLError where that file is none, OSError where the port is taken.
        """
        self.world = world
        config = uvicorn.Config(
            application(world),
            http=Droppable,
            ws="none",
            lifespan="off",
            log_level="critical",
            access_log=False,
            proxy_headers=False,
            date_header=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=1,
            ssl_certfile=certificate,
        )
        config.load()
        self._server = uvicorn.Server(config)
        self._socket = socket.create_server((HOST, port), backlog=BACKLOG)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://{HOST}:{self._socket.getsockname()[1]}"

    def run(self) -> None:
        """Answer until SIGINT, SIGTERM or `stop`."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End `run` within a second."""
        self._server.should_exit = True


class InThread:
    """A server in a thread, for tests and demonstrations: `with InThread(World()) as url:`."""

    def __init__(self, world: World, *, certificate: str | None = None) -> None:
        """`certificate`: a PEM file with key and chain, to speak TLS."""
        self._listening = Listening(world, certificate=certificate)
        self._thread = threading.Thread(target=self._listening.run, daemon=True)

    def __enter__(self) -> str:
        self._thread.start()
        return self._listening.url

    def __exit__(self, *_: object) -> None:
        self._listening.stop()
        self._thread.join(timeout=5)
