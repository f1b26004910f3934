"""What is no provider's: phones that write and read, scripted faults, and the judge's own log."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from banditore.simulator.faults import KINDS
from banditore.simulator.refusals import Refusal
from banditore.simulator.shown import Shown
from banditore.simulator.web import File
from banditore.simulator.wire import answer, document

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from banditore.simulator.network import Message
    from banditore.simulator.world import World

BECOMES = ("queued", "sent", "delivered", "read", "undelivered", "failed")
"""Statuses of ours after the 201 (Twilio's OpenAPI file, resource Message)."""
_NUMBER = re.compile(r"\+[1-9]\d{6,14}|[A-Z]{2}\.[A-Za-z0-9]{1,128}")


class Control:
    """`/control/…` of one world. It asks no credentials: it serves this machine only."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """All of `/control/`."""
        return [
            Route("/control/text", self.text, methods=["POST"]),
            Route("/control/phones/{number}", self.read, methods=["GET"]),
            Route("/control/phones/{number}", self.mark, methods=["POST"]),
            Route("/control/faults", self.faults, methods=["GET", "POST", "DELETE"]),
            Route("/control/settings", self.settings, methods=["GET", "POST"]),
            Route("/control/log", self.log, methods=["GET"]),
            Route("/control/web", self.publish, methods=["POST"]),
            Route("/control/messages/{sid}", self.become, methods=["POST"]),
            Route("/control/reset", self.reset, methods=["POST"]),
        ]

    async def text(self, request: Request) -> Response:
        """A phone writes: {from, text, to?, media?, kind?}; `kind`: how (text, button, image …).

        `tap`: on a button that it shows, which bears this text.
        """
        fields = await document(request)
        sender = _number(fields.get("from"))
        to = _number(fields.get("to") or self._world.number)
        media = 1 if fields.get("media") else 0
        words = "" if media else str(fields.get("text") or "")
        kind = str(fields.get("kind") or ("image" if media else "text"))
        network = self._world.network
        if kind == "tap":
            message = network.tap(sender, to, words, self._world.tapped)
        else:
            message = network.text(sender, to, words, media, kind)
        return answer({"sid": message.sid, "at": message.at}, 201)

    async def read(self, request: Request) -> Response:
        """What a phone shows: every message it got or wrote, the oldest first."""
        number = _number(request.path_params["number"])
        messages = (
            m
            for m in self._world.network.messages.values()
            if number in (m.to, m.sender) and m.status != "failed"
        )
        return answer({"messages": [_shown(message, number) for message in messages]})

    async def mark(self, request: Request) -> Response:
        """Say what is special about a phone, by the fields of `Phone`."""
        fields = await document(request)
        phone = self._world.network.phones[_number(request.path_params["number"])]
        for name, now in asdict(phone).items():
            value = fields.get(name, now)
            if not isinstance(value, type(now)):
                raise Refusal(20001, name)
            setattr(phone, name, value)
        return answer(asdict(phone))

    async def faults(self, request: Request) -> Response:
        """Script a fault, list the script, or clear it; says what each kind does."""
        if request.method == "DELETE":
            self._world.faults.clear()
        if request.method == "POST":
            try:
                self._world.faults.add(await document(request))
            except (TypeError, ValueError) as wrong:
                raise Refusal(20001, str(wrong)) from None
        return answer({"faults": self._world.faults.listed(), "kinds": KINDS})

    async def settings(self, request: Request) -> Response:
        """Set {rate?, late?, approving?, advance?}; always answers with all figures."""
        world = self._world
        if request.method == "POST":
            _adjust(world, await document(request))
        return answer(
            {
                "rate": world.rate.limit,
                "worst_second": world.rate.worst,
                "refused": world.rate.refused,
                "late": world.network.late,
                "approving": world.contents.approving,
                "messages": len(world.network.messages),
            }
        )

    async def log(self, request: Request) -> Response:
        """Everything that was accepted from the town, the oldest first; `?after=` a number."""
        after = request.query_params.get("after", "0")
        if not after.isdecimal():
            raise Refusal(20001, "after is a number")
        sent = (m for m in self._world.network.messages.values() if not m.inbound)
        return answer({"messages": [_logged(m) for m in sent if m.number > int(after)]})

    async def publish(self, request: Request) -> Response:
        """Put a file on the web, where messages may name it: {url, kind, text}."""
        fields = await document(request)
        url, kind, text = (str(fields.get(name) or "") for name in ("url", "kind", "text"))
        self._world.web.put(url, File(kind, text.encode()))
        return answer({"url": url}, 201)

    async def become(self, request: Request) -> Response:
        """Say what became of a message of the town's after it was accepted: {status, code?}."""
        fields = await document(request)
        message = self._world.network.messages.get(request.path_params["sid"])
        if message is None or message.inbound:
            raise Refusal(20404)
        if fields.get("status") not in BECOMES or not isinstance(fields.get("code"), int | None):
            raise Refusal(20001, f"status is one of {', '.join(BECOMES)}; code a number")
        self._world.network.become(message, fields["status"], fields.get("code"))
        return answer(_logged(message))

    async def reset(self, request: Request) -> Response:
        """A new network."""
        del request
        self._world.reset()
        return answer({})


def _adjust(world: World, fields: dict[str, Any]) -> None:
    rate, advance = fields.get("rate", world.rate.limit), fields.get("advance", 0)
    if not (rate is None or (isinstance(rate, int) and rate > 0)):
        raise Refusal(20001, "rate is a number of messages per second, or null")
    if not isinstance(advance, int | float):
        raise Refusal(20001, "advance is a number of seconds")
    world.rate.limit = rate
    world.ahead += advance
    world.network.late = bool(fields.get("late", world.network.late))
    world.contents.approving = bool(fields.get("approving", world.contents.approving))


def _number(text: object) -> str:
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise Refusal(20001, "a number is written +39…")
    return text


def _shown(message: Message, number: str) -> dict[str, object]:
    shown = message.shown or Shown(message.body)
    return {
        "mine": message.sender == number,
        "text": shown.text,
        "buttons": list(shown.buttons),
        "links": list(shown.links),
        "card": asdict(shown.card) if shown.card else None,
        "media": bool(message.media),
        "at": message.at,
    }


def _logged(message: Message) -> dict[str, object]:
    return {
        "number": message.number,
        "sid": message.sid,
        "to": message.to,
        "from": message.sender,
        "text": message.body,
        "template": message.template,
        "buttons": list(message.shown.buttons) if message.shown else [],
        "card": str(message.shown.card) if message.shown and message.shown.card else "",
        "status": message.status,
        "code": message.code,
        "at": message.at,
    }
