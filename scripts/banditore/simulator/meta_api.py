"""Meta's Cloud API: messages, the number, a message's history.

Source: Meta's OpenAPI file `business-messaging-api_v23.0` (November 2025), and its pages
*Messaging limits*, *Throughput* and *Message History API*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from banditore.simulator import meta_messages
from banditore.simulator.meta_media import Media
from banditore.simulator.meta_webhooks import NUMBER_ID
from banditore.simulator.refusals import Refusal
from banditore.simulator.wire import answer, authenticate, document, under

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from banditore.simulator.meta_world import MetaWorld
    from banditore.simulator.network import Message

THROUGHPUTS = {80: "STANDARD", 1000: "HIGH"}
LONGEST_HISTORY = 100
HISTORY = {"sent": "SENT", "delivered": "DELIVERED", "read": "READ", "failed": "FAILED"}


class CloudApi:
    """The API of one world."""

    def __init__(self, world: MetaWorld) -> None:
        self._world = world
        self._media = Media(world)

    def routes(self) -> list[Route]:
        """Paths as Meta has them, for any version."""
        number = f"/v{{version}}/{NUMBER_ID}"
        return [
            Route(f"{number}/messages", self.create, methods=["POST"]),
            Route(f"{number}/message_history", self.history, methods=["GET"]),
            Route(number, self.number, methods=["GET"]),
            *self._media.routes(),
        ]

    @staticmethod
    def sends(path: str) -> bool:
        """Whether messages are sent there."""
        return path.endswith(f"/{NUMBER_ID}/messages")

    async def create(self, request: Request) -> Response:
        """Send a message, or mark one as read."""
        authenticate(request, self._world)
        fields = await document(request)
        if fields.get("messaging_product") != "whatsapp":
            raise Refusal(100, "messaging_product")
        if "status" in fields:
            return self._marked(fields)
        to = meta_messages.recipient(fields, self._world.country)
        number = self._world.number_of(to)

        async def accept() -> Response:
            return answer(self._accepted(fields, to, number))

        return await under(self._world.faults.take("send", number), request, accept)

    def _accepted(self, fields: Mapping[str, Any], to: str, number: str) -> dict[str, object]:
        world = self._world
        world.rate.take()
        tag = meta_messages.tag_of(fields)
        if fields.get("type") == "template":
            template, text, shown = meta_messages.template_of(fields, world.templates)
            message = world.send(number, text, template, tag, shown)
        else:
            shown = meta_messages.free_message(fields, self._media.knows)
            message = world.send(number, shown.text, None, tag, shown)
        said = {"id": message.sid, **({"message_status": "accepted"} if message.template else {})}
        contact = {"input": to, **({"user_id": to} if to != number else {"wa_id": to.lstrip("+")})}
        return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [said]}

    def _marked(self, fields: Mapping[str, Any]) -> Response:
        message = self._world.network.messages.get(str(fields.get("message_id")))
        if message is None or not message.inbound:
            raise Refusal(100, "message_id")
        return answer({"success": True})

    async def number(self, request: Request) -> Response:
        """How the number stands; the fields that are asked for."""
        authenticate(request, self._world)
        world = self._world
        whole = {
            "verified_name": "Comune di Esempio",
            "display_phone_number": world.number,
            "quality_rating": world.quality,
            "whatsapp_business_manager_messaging_limit": world.tier_name,
            "throughput": {"level": THROUGHPUTS.get(world.rate.limit or 80, "STANDARD")},
            "health_status": {"can_send_message": world.standing, "entities": []},
        }
        asked = request.query_params.get("fields", "verified_name,display_phone_number").split(",")
        return answer({**{key: whole[key] for key in asked if key in whole}, "id": NUMBER_ID})

    async def history(self, request: Request) -> Response:
        """What became of one message, or of the newest ones."""
        authenticate(request, self._world)
        asked, limit = request.query_params.get("message_id"), request.query_params.get("limit")
        if not self._world.history:
            raise Refusal(100, "message_history")
        if not (limit or "25").isdecimal() or not 1 <= int(limit or "25") <= LONGEST_HISTORY:
            raise Refusal(100, "limit")
        ours = [one for one in self._world.network.messages.values() if not one.inbound]
        found = [one for one in reversed(ours) if asked is None or one.sid == asked]
        rows = [self._past(one) for one in found[: int(limit or "25")]]
        return answer({"data": rows, "paging": {"cursors": {"before": "QQ", "after": "QQ"}}})

    def _past(self, message: Message) -> dict[str, object]:
        event = {
            "id": f"2{message.sid[-6:]}",
            "delivery_status": HISTORY.get(message.status, "SENT"),
            "webhook_update_state": self._world.courier.state,
            "timestamp": int(message.at),
        }
        return {
            "id": f"1{message.sid[-6:]}",
            "message_id": message.sid,
            "events": {"data": [event]},
        }
