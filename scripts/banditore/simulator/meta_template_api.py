"""Templates in Meta's Business Management API: create, list, read, delete."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.routing import Route

from banditore.simulator.meta_webhooks import WABA_ID
from banditore.simulator.refusals import Refusal
from banditore.simulator.wire import answer, authenticate, document, under

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from banditore.simulator.meta_world import MetaWorld


class TemplateApi:
    """The resource of one world."""

    def __init__(self, world: MetaWorld) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """Paths as Meta has them, for any version; ids of templates begin with 9 here."""
        path = f"/v{{version}}/{WABA_ID}/message_templates"
        return [
            Route(path, self.create, methods=["POST"]),
            Route(path, self.list, methods=["GET"]),
            Route(path, self.delete, methods=["DELETE"]),
        ]

    async def create(self, request: Request) -> Response:
        """Submit a template."""
        authenticate(request, self._world)
        fields = await document(request)

        async def submit() -> Response:
            made = self._world.templates.create(fields)
            # Review never decides within the answer, however fast it is afterwards.
            return answer({"id": made.id, "status": "PENDING", "category": made.category})

        return await under(self._world.faults.take("content"), request, submit)

    async def list(self, request: Request) -> Response:
        """One page."""
        authenticate(request, self._world)

        async def page() -> Response:
            return answer(self._page(request))

        return await under(self._world.faults.take("content"), request, page)

    async def delete(self, request: Request) -> Response:
        """Remove a template, or one language of it."""
        authenticate(request, self._world)
        query = request.query_params
        self._world.templates.delete(query.get("name", ""), query.get("hsm_id", ""))
        return answer({"success": True})

    def _page(self, request: Request) -> dict[str, object]:
        query = dict(request.query_params)
        start = _place(query.get("after", ""))
        size = int(query["limit"]) if query.get("limit", "").isdecimal() else 25
        status = query.get("status", "").upper()
        records = [
            one.record()
            for one in self._world.templates.by_id.values()
            if status in {"", one.status} and query.get("name", "") in {"", one.name}
        ]
        shown = records[start : start + size]
        total = {"total_count": len(records), "message_template_count": len(records)}
        summary = {**total, "message_template_limit": 250, "are_translations_complete": True}
        told = {"summary": summary} if "summary" in query else {}
        if not shown:
            return {"data": [], **told}
        cursors = {"before": _cursor(start), "after": _cursor(start + len(shown))}
        paging: dict[str, object] = {"cursors": cursors}
        if start + len(shown) < len(records):
            further = urlencode({**query, "after": cursors["after"]})
            paging["next"] = f"{str(request.url).partition('?')[0]}?{further}"
        return {"data": shown, "paging": paging, **told}


def _cursor(place: int) -> str:
    return base64.b64encode(f"after{place}".encode()).decode()


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor).decode().removeprefix("after"))
    except ValueError:
        raise Refusal(100, "after") from None
