"""A relay for tests: in this process, without a network, and what a phone's words become at Meta.

with Box(tmp_path) as box:
    box.post(delivery("MI ISCRIVO"))
    assert box.kept() == [delivery("MI ISCRIVO")]
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
import pyrage
from pyrage import x25519

from banditore.relay.app import Relay
from banditore.relay.config import Config
from banditore.relay.keeping import Keeper
from banditore.relay.sealing import sealer
from banditore.relay.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Self

APP_SECRET = "meta-s-secret-of-the-app"
TOKEN = "t" * 32
VERIFY = "v" * 32
IDENTITY = x25519.Identity.generate()
PHONE = "393330000001"
BEARER = {"authorization": f"Bearer {TOKEN}"}


def delivery(text: str, number: int = 1) -> bytes:
    """The body of one inbound text, as Meta posts it."""
    message = {
        "from": PHONE,
        "id": f"wamid.{base64.b64encode(f'{PHONE}/{number}'.encode()).decode()}",
        "timestamp": "1795629600",
        "type": "text",
        "text": {"body": text},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "393389428034", "phone_number_id": "100"},
        "contacts": [{"profile": {"name": "Anna Segreta"}, "wa_id": PHONE}],
        "messages": [message],
    }
    entry = {"id": "200", "changes": [{"field": "messages", "value": value}]}
    return json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()


def signature(body: bytes, secret: str = APP_SECRET) -> dict[str, str]:
    """The header that Meta adds."""
    digits = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digits}"}


def config(folder: Path, **changes: Any) -> Config:  # noqa: ANN401 - any field
    """A relay's, with its store in this folder."""
    usual: dict[str, Any] = {
        "app_secrets": (APP_SECRET,),
        "verify_token": VERIFY,
        "tokens": (TOKEN,),
        "recipients": (str(IDENTITY.to_public()),),
        "database": folder / "relay.db",
    }
    return Config(**{**usual, **changes})


@dataclass
class Reply:
    """What the relay answered."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json(self) -> dict[str, Any]:
        """The body's document."""
        document: dict[str, Any] = json.loads(self.body)
        return document


class Box:
    """A relay, its clock, and what it said in its log."""

    def __init__(self, folder: Path, **changes: Any) -> None:  # noqa: ANN401 - see `config`
        self.now = 1_795_629_600.0
        self.said: list[str] = []
        chosen = config(folder, **changes)
        self.store = Store(chosen.database, sealer(chosen.recipients), lambda: self.now)
        self.keeper = Keeper(self.store)
        self.app = Relay(chosen, self.keeper, monotonic=lambda: self.now, say=self.said.append)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self.keeper.__aexit__(None, None, None))
        self._runner.close()

    def post(self, body: bytes, **headers: str) -> Reply:
        """A delivery, properly signed."""
        return self.ask("POST", "/webhook", signature(body) | headers, [body])

    def ask(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str] | None = None,
        pieces: Iterable[bytes] = (),
        *,
        cut: bool = False,
    ) -> Reply:
        """Any request; `cut`: whoever asks hangs up before the end."""
        return self._runner.run(call(self.app, method, path, headers or {}, pieces, cut=cut))

    def together(self, bodies: Iterable[bytes]) -> list[Reply]:
        """Deliveries, properly signed, all at once."""

        async def all_of_them() -> list[Reply]:
            asked = (call(self.app, "POST", "/webhook", signature(b), [b]) for b in bodies)
            return await asyncio.gather(*asked)

        return self._runner.run(all_of_them())

    def events(self, after: int = 0, limit: int = 500) -> list[dict[str, Any]]:
        """What waits, as it is fetched."""
        reply = self.ask("GET", f"/events?after={after}&limit={limit}", BEARER)
        found: list[dict[str, Any]] = reply.json()["events"]
        return found

    def kept(self) -> list[bytes]:
        """Everything that waits, opened."""
        return [body for event in self.events() for body in opened(event)]


class Through(httpx.BaseTransport):
    """To a relay in this process, over a line that may be `cut` after so many requests."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self.asked: list[str] = []
        self.cut = -1

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.cut == 0:
            raise httpx.ReadError("cut")
        self.cut -= 1
        self.asked.append(request.url.path)
        path = request.url.raw_path.decode()
        headers = {k.lower(): v for k, v in request.headers.items()}
        reply = self._box.ask(request.method, path, headers, [request.read()])
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body)


async def call(
    app: Relay,
    method: str,
    path: str,
    headers: Mapping[str, str],
    pieces: Iterable[bytes] = (),
    *,
    cut: bool = False,
) -> Reply:
    """One request to an ASGI application."""
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(k.encode(), v.encode("latin-1")) for k, v in headers.items()],
        "client": ("192.0.2.7", 4711),
    }
    parts = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    last = {"type": "http.disconnect"} if cut else {"type": "http.request", "body": b""}
    waiting = iter([*parts, last])
    reply = Reply()

    async def receive() -> Any:  # noqa: ANN401 - ASGI's own
        return next(waiting, {"type": "http.disconnect"})

    async def send(message: Any) -> None:  # noqa: ANN401
        if message["type"] == "http.response.start":
            reply.status = message["status"]
            reply.headers = {k.decode(): v.decode() for k, v in message["headers"]}
        else:
            reply.body += message.get("body", b"")

    await app(scope, receive, send)
    return reply


def opened(event: Mapping[str, Any], identity: x25519.Identity = IDENTITY) -> list[bytes]:
    """The deliveries in one packet: netstrings."""
    rest: bytes = pyrage.decrypt(base64.b64decode(event["sealed"]), [identity])
    found = []
    while rest:
        length, _, rest = rest.partition(b":")
        body, comma, rest = (
            rest[: int(length)],
            rest[int(length) : int(length) + 1],
            rest[int(length) + 1 :],
        )
        assert comma == b","
        found.append(body)
    return found
