"""Twilio's Content API: contents and their approval by WhatsApp.

Source: Twilio's OpenAPI file `twilio_content_v1` (April 2026).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.responses import Response
from starlette.routing import Route

from banditore.simulator.wire import answer, authenticate, document, page_of, under

if TYPE_CHECKING:
    from starlette.requests import Request

    from banditore.simulator.contents import Content
    from banditore.simulator.world import World


class ContentApi:
    """The resource of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[Route]:
        """Paths as Twilio has them."""
        return [
            Route("/v1/Content", self.create, methods=["POST"]),
            Route("/v1/ContentAndApprovals", self.list, methods=["GET"]),
            Route("/v1/Content/{sid}", self.fetch, methods=["GET"]),
            Route("/v1/Content/{sid}", self.delete, methods=["DELETE"]),
            Route("/v1/Content/{sid}/ApprovalRequests/whatsapp", self.submit, methods=["POST"]),
            Route("/v1/Content/{sid}/ApprovalRequests", self.approval, methods=["GET"]),
        ]

    async def create(self, request: Request) -> Response:
        """Register a content."""
        authenticate(request, self._world)
        fields = await document(request)

        async def register() -> Response:
            return answer(self._resource(request, self._world.contents.create(fields)), 201)

        return await under(self._world.faults.take("content"), request, register)

    async def submit(self, request: Request) -> Response:
        """Ask for WhatsApp's approval."""
        content = self._find(request)
        fields = await document(request)
        self._world.contents.submit(content, fields.get("name"), fields.get("category"))
        shown = content.approval
        # WhatsApp never decides within the answer, however fast it is afterwards.
        return answer({**shown, "status": "received", "rejection_reason": ""}, 201)

    async def approval(self, request: Request) -> Response:
        """What WhatsApp said."""
        content = self._find(request)
        return answer(
            {
                "sid": content.sid,
                "account_sid": self._world.account,
                "whatsapp": {"type": "whatsapp", **content.approval},
                "url": f"{_base(request)}/v1/Content/{content.sid}/ApprovalRequests",
            }
        )

    async def fetch(self, request: Request) -> Response:
        """One content."""
        return answer(self._resource(request, self._find(request)))

    async def delete(self, request: Request) -> Response:
        """Forget a content."""
        del self._world.contents.by_sid[self._find(request).sid]
        return Response(status_code=204)

    async def list(self, request: Request) -> Response:
        """One page of contents with their approvals."""
        authenticate(request, self._world)

        async def page() -> Response:
            return answer(self._page(request))

        return await under(self._world.faults.take("content"), request, page)

    def _page(self, request: Request) -> dict[str, object]:
        query = dict(request.query_params)
        size, page = page_of(query)
        contents = list(self._world.contents.by_sid.values())
        shown = contents[page * size : (page + 1) * size]
        url = f"{_base(request)}/v1/ContentAndApprovals"

        def at(number: int) -> str:
            token = urlencode({"PageSize": size, "Page": number, "PageToken": f"PT{number}"})
            return f"{url}?{token}"

        return {
            "contents": [
                {**self._resource(request, c), "approval_requests": c.approval} for c in shown
            ],
            "meta": {
                "key": "contents",
                "page": page,
                "page_size": size,
                "url": at(page),
                "first_page_url": at(0),
                "previous_page_url": at(page - 1) if page else None,
                "next_page_url": at(page + 1) if len(contents) > (page + 1) * size else None,
            },
        }

    def _find(self, request: Request) -> Content:
        authenticate(request, self._world)
        return self._world.contents.get(request.path_params["sid"])

    def _resource(self, request: Request, content: Content) -> dict[str, object]:
        date = datetime.fromtimestamp(int(content.created), UTC).isoformat().replace("+00:00", "Z")
        url = f"{_base(request)}/v1/Content/{content.sid}"
        return {
            "sid": content.sid,
            "account_sid": self._world.account,
            "friendly_name": content.friendly_name,
            "language": content.language,
            "variables": content.variables,
            "types": content.types,
            "date_created": date,
            "date_updated": date,
            "url": url,
            "links": {
                "approval_create": f"{url}/ApprovalRequests/whatsapp",
                "approval_fetch": f"{url}/ApprovalRequests",
            },
        }


def _base(request: Request) -> str:
    return f"{request.url.scheme}://{request.url.netloc}"
