"""Twilio's Messages resource: create, list, fetch, redact, delete.

Source: Twilio's OpenAPI file `twilio_api_v2010` (April 2026), and what its own package sends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from starlette.responses import Response
from starlette.routing import Route

from banditore.simulator.refusals import Refusal
from banditore.simulator.twilio_requests import COMPARE, PREFIX, before, pair, span_of, variables
from banditore.simulator.wire import answer, authenticate, form, page_of, repeated, rfc2822, under

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from banditore.simulator.network import Message
    from banditore.simulator.world import World

VERSION = "2010-04-01"
MAX_BODY = 1600
UNDER_WAY = frozenset({"accepted", "queued", "sending", "sent", "receiving"})


class Messages:
    """The resource of one world."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._root = f"/{VERSION}/Accounts/{world.account}"
        self.path = f"{self._root}/Messages.json"
        """Where messages are sent."""

    def routes(self) -> list[Route]:
        """Paths as Twilio has them."""
        base = f"/{VERSION}/Accounts/{{account}}/Messages"
        return [
            Route(f"/{VERSION}/Accounts/{{account}}.json", self.account, methods=["GET"]),
            Route(f"{base}.json", self.create, methods=["POST"]),
            Route(f"{base}.json", self.list, methods=["GET"]),
            Route(f"{base}/{{sid}}.json", self.fetch, methods=["GET"]),
            Route(f"{base}/{{sid}}.json", self.update, methods=["POST"]),
            Route(f"{base}/{{sid}}.json", self.delete, methods=["DELETE"]),
        ]

    async def account(self, request: Request) -> Response:
        """The account itself."""
        authenticate(request, self._world)
        return answer({"sid": self._world.account, "status": "active", "type": "Full"})

    async def create(self, request: Request) -> Response:
        """Send a message."""
        authenticate(request, self._world)
        fields = await form(request)
        media = await repeated(request, "MediaUrl") if "MediaUrl" in fields else []
        sender, to = pair(fields)
        fault = self._world.faults.take("send", to)

        async def accept() -> Response:
            message = self._accept(fields, sender, to, media)
            return answer(self._resource(message, fresh=True), 201)

        return await under(fault, request, accept)

    def _accept(self, fields: Mapping[str, str], sender: str, to: str, media: list[str]) -> Message:
        self._world.rate.take()
        sid = fields.get("ContentSid", "")
        if sid:
            content = self._world.contents.by_sid.get(sid)
            if content is None:
                raise Refusal(63027)
            values = variables(fields.get("ContentVariables") or "{}")
            if not content.approved and self._world.network.open_window(to, sender):
                text, shown = content.unapproved(values)
                return self._world.network.send(sender, to, text, shown=shown)
            text, shown = content.render(values)
            name = content.friendly_name or sid
            return self._world.network.send(sender, to, text, name, shown=shown)
        body = fields.get("Body", "")
        if not body and not media:
            raise Refusal(21602)
        if len(body) > MAX_BODY:
            raise Refusal(21617)
        if not media:
            return self._world.network.send(sender, to, body)
        shown, failure = self._world.web.shown(media, body)
        return self._world.network.send(sender, to, body, media=1, shown=shown, failure=failure)

    async def list(self, request: Request) -> Response:
        """One page, newest first."""
        authenticate(request, self._world)
        fault = self._world.faults.take("list")

        async def page() -> Response:
            return answer(self._page(dict(request.query_params)))

        return await under(fault, request, page)

    async def fetch(self, request: Request) -> Response:
        """One message."""
        return answer(self._resource(self._find(request)))

    async def update(self, request: Request) -> Response:
        """An empty `Body` redacts the text; nothing else can be changed here."""
        message = self._find(request)
        if (await form(request)).get("Body") != "":
            raise Refusal(20001, "Body")
        message.body = ""
        return answer(self._resource(message))

    async def delete(self, request: Request) -> Response:
        """Forget a message; one that is under way stays."""
        message = self._find(request)
        if message.status in UNDER_WAY:
            raise Refusal(20009)
        self._world.network.delete(message)
        return Response(status_code=204)

    def _find(self, request: Request) -> Message:
        authenticate(request, self._world)
        message = self._world.network.messages.get(request.path_params["sid"])
        if message is None or message.deleted:
            raise Refusal(20404)
        return message

    def _page(self, query: dict[str, str]) -> dict[str, object]:
        size, page = page_of(query)
        to, sender = query.get("To"), query.get("From")
        filters = [(key, span_of(query[key])) for key in COMPARE if key in query]
        found = []
        start = before(query.get("PageToken", ""))
        for message in self._world.network.newest_first(to and to.removeprefix(PREFIX), start):
            if sender and message.sender != sender.removeprefix(PREFIX):
                continue
            if all(COMPARE[key](message.at, span) for key, span in filters):
                found.append(message)
            if len(found) > size:
                break
        shown = found[:size]
        uri = self.path
        kept = {k: v for k, v in query.items() if k not in {"Page", "PageToken"}}
        further = (
            {**kept, "Page": page + 1, "PageToken": f"PASM{shown[-1].number:032x}"}
            if len(found) > size
            else None
        )
        return {
            "messages": [self._resource(message) for message in shown],
            "page": page,
            "page_size": size,
            "start": page * size,
            "end": page * size + max(0, len(shown) - 1),
            "first_page_uri": f"{uri}?{urlencode({**kept, 'Page': 0})}",
            "previous_page_uri": None,
            "next_page_uri": further and f"{uri}?{urlencode(further)}",
            "uri": f"{uri}?{urlencode(query, quote_via=quote)}",
        }

    def _resource(self, message: Message, *, fresh: bool = False) -> dict[str, object]:
        uri = f"{self._root}/Messages/{message.sid}"
        date = rfc2822(int(message.at))
        return {
            "account_sid": self._world.account,
            "api_version": VERSION,
            "body": message.body,
            "date_created": date,
            "date_sent": None if fresh else date,
            "date_updated": date,
            "direction": "inbound" if message.inbound else "outbound-api",
            "error_code": None if fresh else message.code,
            "error_message": None,
            "from": f"{PREFIX}{message.sender}",
            "messaging_service_sid": None,
            "num_media": str(message.media),
            "num_segments": "1",
            "price": None,
            "price_unit": None if fresh else "USD",
            "sid": message.sid,
            "status": "queued" if fresh else message.status,
            "subresource_uris": {"media": f"{uri}/Media.json"},
            "to": f"{PREFIX}{message.to}",
            "uri": f"{uri}.json",
        }
