"""The relay as an ASGI application. Nothing is parsed before its signature is verified, or ever."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import sys
import traceback
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from banditore.relay.bodies import body_of
from banditore.relay.limits import Patience, Room, source_of
from banditore.relay.proofs import bearer_in, same, signature_in, signed
from banditore.relay.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from banditore.relay.config import Config
    from banditore.relay.keeping import Keeper
    from banditore.relay.store import Page

LONGEST = 4 * 1024 * 1024
"""Bytes of one delivery: Meta's are 3 MB at most."""
SHORT = 16 * 1024
"""Bytes of an acknowledgement."""
MOST = 500
_CHALLENGE = re.compile(r"[\x21-\x7e]{1,256}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_END = 10**18
_PRIVATE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Relay:
    """Answers `/webhook`, `/events`, `/acknowledge` and `/health`; all else is refused."""

    def __init__(
        self,
        config: Config,
        keeper: Keeper,
        *,
        monotonic: Callable[[], float],
        say: Callable[[str], None],
    ) -> None:
        self._config = config
        self._keeper = keeper
        self._patience = Patience(monotonic)
        self._room = Room()
        self._say = say
        self._routes = {
            ("POST", "/webhook"): self._receive,
            ("GET", "/webhook"): self._verify,
            ("GET", "/events"): self._events,
            ("POST", "/acknowledge"): self._acknowledge,
            ("GET", "/health"): self._health,
        }
        self._paths = {path for _, path in self._routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request. Whatever happens, no word of it goes anywhere but into the seal."""
        request = Request(scope, receive)
        response = await self._answer(request)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        source = self._source(request)
        try:
            self._patience.check(source)
            return await self._handler(request)(request)
        except Refused as refused:
            if refused.counts:
                self._patience.refused(source)
            return refused.response()
        except sqlite3.Error as failure:
            self._say(f"the store cannot be written ({type(failure).__name__})")
            return Refused(503, retry_after=30).response()
        except Exception as bug:  # noqa: BLE001 - its text may be somebody's: only place and kind
            place = traceback.extract_tb(sys.exc_info()[2])[-1]
            self._say(f"a bug: {type(bug).__name__} at {place.name}, line {place.lineno}")
            return Refused(500).response()

    def _source(self, request: Request) -> str:
        peer = request.client.host if request.client else ""
        forwarded = request.headers.get("x-forwarded-for", "")
        return source_of(peer, forwarded, self._config.proxies)

    def _handler(self, request: Request) -> Callable[[Request], Awaitable[Response]]:
        method, path = request.method.replace("HEAD", "GET"), request.scope["path"]
        found = self._routes.get((method, path))
        if found:
            return found
        raise Refused(405 if path in self._paths else 404)

    async def _receive(self, request: Request) -> Response:
        """Meta brings something: 200 means that it is sealed and on the disk."""
        signature = signature_in(request.headers.get("x-hub-signature-256", ""))
        if not signature:
            raise Refused(403)
        with self._room.share() as grow:
            body = await body_of(request, LONGEST, grow)
            if not signed(body, signature, self._config.app_secrets):
                raise Refused(403)
            await self._keeper.keep(signature, body)
        return Response()

    async def _verify(self, request: Request) -> Response:
        """Meta asks whether we are who somebody told it."""
        asked = request.query_params
        challenge = asked.get("hub.challenge", "")
        known = same(asked.get("hub.verify_token", ""), [self._config.verify_token])
        if not (known and asked.get("hub.mode") == "subscribe" and _CHALLENGE.fullmatch(challenge)):
            raise Refused(403)
        return PlainTextResponse(challenge, headers=_PRIVATE)

    async def _events(self, request: Request) -> Response:
        """The town fetches what waits after a cursor."""
        self._authorize(request)
        after = _number(request.query_params.get("after", "0"))
        limit = _number(request.query_params.get("limit", "100"))
        if not 1 <= limit <= MOST:
            raise Refused(400)
        page = await self._keeper.run(lambda: self._keeper.store.after(after, limit))
        return JSONResponse(_document(page), headers=_PRIVATE)

    async def _acknowledge(self, request: Request) -> Response:
        """The town has used these."""
        self._authorize(request)
        with self._room.share() as grow:
            cursors = _cursors(await body_of(request, SHORT, grow))
        gone = await self._keeper.run(lambda: self._keeper.store.forget(cursors))
        return JSONResponse({"forgotten": gone}, headers=_PRIVATE)

    async def _health(self, request: Request) -> Response:
        """Whether the next delivery would be kept."""
        del request
        await self._keeper.run(self._keeper.store.ping)
        return PlainTextResponse("ok", headers=_PRIVATE)

    def _authorize(self, request: Request) -> None:
        if not same(bearer_in(request.headers.get("authorization", "")), self._config.tokens):
            raise Refused(401, challenge=True)


def _document(page: Page) -> dict[str, object]:
    return {
        "events": [
            {
                "cursor": event.cursor,
                "at": event.at,
                "sealed": base64.b64encode(event.blob).decode(),
            }
            for event in page.events
        ],
        "more": page.more,
    }


def _number(text: str) -> int:
    if not _NUMBER.fullmatch(text):
        raise Refused(400)
    return int(text)


def _cursors(body: bytes) -> list[int]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(400) from None
    cursors = document.get("cursors") if isinstance(document, dict) else None
    if not isinstance(cursors, list) or not all(type(c) is int and 0 <= c < _END for c in cursors):
        raise Refused(400)
    return cursors
