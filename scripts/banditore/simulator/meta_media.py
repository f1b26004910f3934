"""Media of Meta's Cloud API: upload, look, fetch, delete.

Source: Meta's page *Media* (2026).
"""

from __future__ import annotations

import hashlib
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

from banditore.simulator.meta_webhooks import MEDIA_TYPES, NUMBER_ID, media_id
from banditore.simulator.refusals import Refusal
from banditore.simulator.wire import answer, authenticate

if TYPE_CHECKING:
    from starlette.requests import Request

    from banditore.simulator.meta_world import MetaWorld
    from banditore.simulator.network import Message

LARGEST = {
    "image/jpeg": 5,
    "image/png": 5,
    "application/pdf": 100,
    "video/mp4": 16,
    "audio/ogg": 16,
}
"""MB by type; there are more."""
_MB = 1024 * 1024
_CITIZENS = "image/jpeg", b"what a citizen sent"


class Media:
    """What was uploaded."""

    def __init__(self, world: MetaWorld) -> None:
        self._world = world
        self._files: dict[str, tuple[str, bytes]] = {}

    def routes(self) -> list[Route]:
        """Paths as Meta has them, for any version; ids of media begin with 7 here."""
        one = "/v{version}/{media:int}"
        return [
            Route(f"/v{{version}}/{NUMBER_ID}/media", self.upload, methods=["POST"]),
            Route(one, self.look, methods=["GET"]),
            Route(one, self.delete, methods=["DELETE"]),
            Route("/media/{media:int}", self.fetch, methods=["GET"]),
        ]

    def knows(self, id_: object) -> bool:
        """Whether a message may show it."""
        return id_ in self._files

    async def upload(self, request: Request) -> Response:
        """A file, as multipart/form-data."""
        authenticate(request, self._world)
        head = f"content-type: {request.headers.get('content-type', '')}\r\n\r\n".encode()
        form = BytesParser(policy=HTTP).parsebytes(head + await request.body())
        parts = {
            part.get_param("name", header="content-disposition"): part for part in form.iter_parts()
        }
        if "file" not in parts or "messaging_product" not in parts:
            raise Refusal(100, "messaging_product and file")
        file = parts["file"]
        content, kind = file.get_payload(decode=True), file.get_content_type()
        assert isinstance(content, bytes)  # noqa: S101 - of a part that has no parts
        if len(content) > LARGEST.get(kind, 0) * _MB:
            raise Refusal(100, "Param file must be a file of a known type, and not too large")
        id_ = f"{7_000_000 + len(self._files)}"
        self._files[id_] = kind, content
        return answer({"id": id_})

    async def look(self, request: Request) -> Response:
        """Where it can be fetched."""
        id_ = self._find(request)
        kind, content = self._files.get(id_, _CITIZENS)
        return answer(
            {
                "messaging_product": "whatsapp",
                "url": f"{request.url.scheme}://{request.url.netloc}/media/{id_}",
                "mime_type": kind,
                "sha256": hashlib.sha256(content).hexdigest(),
                "file_size": len(content),
                "id": id_,
            }
        )

    async def fetch(self, request: Request) -> Response:
        """The file."""
        kind, content = self._files.get(self._find(request), _CITIZENS)
        return Response(content, media_type=kind)

    async def delete(self, request: Request) -> Response:
        """Forget it."""
        id_ = self._find(request)
        if self._files.pop(id_, None) is None:
            self._of_citizens()[id_].deleted = True
        return answer({"success": True})

    def _find(self, request: Request) -> str:
        authenticate(request, self._world)
        id_ = str(request.path_params["media"])
        if id_ not in self._files and id_ not in self._of_citizens():
            raise Refusal(33)
        return id_

    def _of_citizens(self) -> dict[str, Message]:
        """What came in beside texts and is not deleted."""
        messages = self._world.network.messages.values()
        with_files = (one for one in messages if one.inbound and one.kind in MEDIA_TYPES)
        return {media_id(one): one for one in with_files if not one.deleted}
