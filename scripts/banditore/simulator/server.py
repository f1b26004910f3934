"""Serves the network on a port of this machine, in this process or in a thread of it."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from banditore.simulator import meta_refusals
from banditore.simulator.content_api import ContentApi
from banditore.simulator.control_api import Control
from banditore.simulator.dating import dated
from banditore.simulator.meta_api import CloudApi
from banditore.simulator.meta_control import MetaControl
from banditore.simulator.meta_template_api import TemplateApi
from banditore.simulator.meta_world import MetaWorld
from banditore.simulator.refusals import Refusal
from banditore.simulator.twilio_api import Messages
from banditore.simulator.wire import DROP, refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from starlette.responses import Response
    from starlette.routing import Route
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


@dataclass(frozen=True)
class _Dialect:
    """What differs between the two APIs."""

    routes: Sequence[Route]
    sends: Callable[[str], bool]
    """Whether messages are sent to a path."""
    create: Callable[[Request], Awaitable[Response]]
    refused: Callable[[Refusal], Response]


def application(world: World) -> ASGIApp:
    """The whole API."""
    dialect = _meta(world) if isinstance(world, MetaWorld) else _twilio(world)

    async def no(_: Request, error: Exception) -> Response:
        return dialect.refused(
            error if isinstance(error, Refusal) else Refusal(_NO[str(error)[:3]])
        )

    rest = Starlette(
        routes=[*dialect.routes, *Control(world).routes()],
        exception_handlers={Refusal: no, 404: no, 405: no},
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Sending is what is measured: it goes round the framework's routing and middleware.
        if scope["method"] != "POST" or not dialect.sends(scope["path"]):
            return await rest(scope, receive, send)
        try:
            response = await dialect.create(Request(scope, receive))
        except Refusal as refusal:
            response = dialect.refused(refusal)
        return await response(scope, receive, send)

    return dated(app, world.now)


_NO = {"404": 20404, "405": 20004}


def _twilio(world: World) -> _Dialect:
    messages = Messages(world)
    routes = [*messages.routes(), *ContentApi(world).routes()]
    return _Dialect(routes, lambda path: path == messages.path, messages.create, refused)


def _meta(world: MetaWorld) -> _Dialect:
    cloud = CloudApi(world)
    routes = [*cloud.routes(), *TemplateApi(world).routes(), *MetaControl(world).routes()]
    return _Dialect(routes, cloud.sends, cloud.create, meta_refusals.refused)


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
