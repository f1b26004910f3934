"""The control of what only Meta has: webhooks, reviews, a number's standing, wishes of phones."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.routing import Route

from banditore.simulator import meta_webhooks
from banditore.simulator.meta_templates import STATUSES
from banditore.simulator.refusals import Refusal
from banditore.simulator.wire import answer, document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from banditore.simulator.meta_world import MetaWorld

SETTLED = 10.0
"""Seconds to wait for webhooks that are on their way."""


class MetaControl:
    """More of `/control/`, for a world of Meta's."""

    def __init__(self, world: MetaWorld) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """What is beside the control of every world."""
        return [
            Route("/control/webhooks", self.webhooks, methods=["GET", "POST"]),
            Route("/control/number", self.number, methods=["POST"]),
            Route("/control/templates", self.review, methods=["POST"]),
            Route("/control/wishes", self.wish, methods=["POST"]),
            Route("/control/moves", self.move, methods=["POST"]),
        ]

    async def webhooks(self, request: Request) -> Response:
        """Where they go, and how: {url?, secret?, batch?, duplicates?, shuffled?}.

        Asked for, it first waits until all that happened is delivered.
        """
        courier = self._world.courier
        if request.method == "POST":
            _set(courier, await document(request))
        else:
            await asyncio.to_thread(courier.rest, SETTLED)
        told = {name: getattr(courier, name) for name in _WEBHOOKS if name != "secret"}
        return answer({**told, "delivered": courier.delivered, "refused": courier.refused})

    async def number(self, request: Request) -> Response:
        """How the number stands: {quality?, standing?, tier?, history?}."""
        world, fields = self._world, await document(request)
        for name, kind in (("quality", str), ("standing", str), ("history", bool)):
            value = fields.get(name, getattr(world, name))
            if not isinstance(value, kind):
                raise Refusal(100, name)
            setattr(world, name, value)
        tier = fields.get("tier", world.tier)
        if not (tier is None or isinstance(tier, int)):
            raise Refusal(100, "tier is a number of people, or null")
        world.tier = tier
        return answer({"tier": world.tier_name, "quality": world.quality})

    async def review(self, request: Request) -> Response:
        """What became of a template: {name, status, reason?, quality?}."""
        fields = await document(request)
        found = [t for t in self._world.templates.by_id.values() if t.name == fields.get("name")]
        if not found or fields.get("status") not in STATUSES:
            raise Refusal(100, f"a template's name, and a status of {', '.join(STATUSES)}")
        for one in found:
            one.status = str(fields["status"])
            one.reason = str(fields.get("reason", "NONE"))
            one.quality = str(fields.get("quality", one.quality))
            self._world.courier.tell(meta_webhooks.template_status(one.record(), one.reason))
        return answer({"templates": [one.record() for one in found]})

    async def wish(self, request: Request) -> Response:
        """A phone stops or resumes marketing: {from, value}."""
        world, fields = self._world, await document(request)
        number, value = str(fields.get("from")), str(fields.get("value"))
        phone = world.network.phones[number]
        phone.no_marketing = value == "stop"
        told = meta_webhooks.preference(number, phone, world.number, value, world.now())
        world.courier.tell(told)
        return answer({"no_marketing": phone.no_marketing})

    async def move(self, request: Request) -> Response:
        """A person changes their number: {from, to}."""
        world, fields = self._world, await document(request)
        old, new = str(fields.get("from")), str(fields.get("to"))
        world.network.phones[new] = world.network.phones.pop(old, world.network.phones[new])
        id_ = world.network.name(old, world.token())
        world.courier.tell(meta_webhooks.moved(old, new, world.number, id_, world.now()))
        return answer({"id": id_})


_WEBHOOKS = {"url": str, "secret": str, "batch": int, "duplicates": int, "shuffled": bool}


def _set(courier: meta_webhooks.Courier, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        if name not in _WEBHOOKS or not isinstance(value, _WEBHOOKS[name]):
            raise Refusal(100, f"webhooks are set by {', '.join(_WEBHOOKS)}")
        setattr(courier, name, value)
