"""What the parts of the API share: credentials, bodies in, answers out, faults on the wire."""

from __future__ import annotations

import asyncio
import functools
import json
from email.utils import formatdate
from itertools import repeat
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_plus

from starlette.responses import Response

from banditore.simulator.faults import BEFORE
from banditore.simulator.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from banditore.simulator.faults import Fault, Kind
    from banditore.simulator.world import World

DROP = "banditore.drop"
"""Key of the ASGI scope: a function that ends the connection at once."""
# A broadcast repeats all values but the recipient's.
_decoded = functools.lru_cache(maxsize=256)(unquote_plus)
_STRANGER = "+393330000999"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


def answer(document: object, status: int = 200) -> Response:
    """A JSON answer."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return Response(body, status, media_type=JSON)


def refused(refusal: Refusal) -> Response:
    """A refusal as Twilio writes it."""
    response = answer(refusal.body(), refusal.status)
    if refusal.retry_after is not None:
        response.headers["retry-after"] = f"{refusal.retry_after:g}"
    return response


def authenticate(request: Request, world: World) -> None:
    """Raises Refusal unless the credentials are the account's own."""
    account = request.path_params.get("account", world.account)
    if request.headers.get("authorization") != world.authorization or account != world.account:
        raise Refusal(20003)


async def form(request: Request) -> dict[str, str]:
    """A form-encoded body. Raises Refusal on any other kind."""
    body = await request.body()
    if not request.headers.get("content-type", "").startswith(FORM):
        raise Refusal(20415)
    fields = (field.partition("=") for field in body.decode("utf-8", "replace").split("&"))
    return {_decoded(name): _decoded(value) for name, _, value in fields if name}


async def repeated(request: Request, name: str) -> list[str]:
    """All values of a field that may come several times."""
    fields = (field.partition("=") for field in (await request.body()).decode().split("&"))
    return [_decoded(value) for key, _, value in fields if _decoded(key) == name]


async def document(request: Request) -> dict[str, Any]:
    """A JSON object. Raises Refusal on anything else."""
    if "json" not in request.headers.get("content-type", ""):
        raise Refusal(20415)
    try:
        parsed = json.loads(await request.body())
    except ValueError:
        raise Refusal(20001, "not JSON") from None
    if not isinstance(parsed, dict):
        raise Refusal(20001, "not an object")
    return parsed


def page_of(query: Mapping[str, str]) -> tuple[int, int]:
    """Items per page, and the page's number. Raises Refusal outside 1…1000 and below 0."""
    try:
        size, page = int(query.get("PageSize", 50)), int(query.get("Page", 0))
    except ValueError:
        raise Refusal(20001, "PageSize and Page are numbers") from None
    if not 1 <= size <= 1000 or page < 0:  # noqa: PLR2004 - Twilio's maximum
        raise Refusal(20001, "PageSize is 1 to 1000")
    return size, page


@functools.lru_cache(maxsize=64)
def rfc2822(second: int) -> str:
    """`Mon, 23 Nov 2026 17:00:00 +0000`."""
    return formatdate(second).replace("-0000", "+0000")


async def under(
    fault: Fault | None, request: Request, act: Callable[[], Awaitable[Response]]
) -> Response:
    """Act, as far as the fault lets us, and answer as the fault has it."""
    if fault is None:
        return await act()
    if fault.kind in BEFORE:
        return await _before(fault, request)
    response = await act()
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
        return response
    return await _after(fault, request, response)


async def _before(fault: Fault, request: Request) -> Response:
    if fault.kind == "throttle":
        raise Refusal(20429, status=fault.status, retry_after=fault.retry_after)
    if fault.kind == "error":
        raise Refusal(fault.code, status=fault.status)
    return await _drop(request)


async def _after(fault: Fault, request: Request, response: Response) -> Response:
    spoil = _SPOILT.get(fault.kind)
    return spoil(fault, response) if spoil else await _drop(request)


def _broken(fault: Fault, _: Response) -> Response:
    raise Refusal(fault.code, status=fault.status or 500)


def _stranger(_: Fault, response: Response) -> Response:
    said = json.loads(bytes(response.body))
    if "contacts" in said:
        other = {**said, "contacts": [{"input": _STRANGER, "wa_id": _STRANGER[1:]}]}
    else:
        other = {**said, "to": f"whatsapp:{_STRANGER}"}
    return answer(other, response.status_code)


def _half(response: Response) -> bytes:
    return bytes(response.body)[: len(response.body) // 2]


class Unfinished(Response):
    """An answer whose end never comes: the server closes the connection after it."""

    def __init__(self, whole: Response, parts: Iterable[bytes], length: int = 0) -> None:
        super().__init__(whole.body, whole.status_code, media_type=JSON)
        self._parts = parts
        if length:
            self.headers["content-length"] = str(length)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in part."""
        del scope, receive
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        for part in self._parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})


_SPOILT: dict[Kind, Callable[[Fault, Response], Response]] = {
    "broken": _broken,
    "html": lambda *_: Response("<html><body>Welcome</body></html>", 200, media_type="text/html"),
    "half": lambda _, r: Response(_half(r), r.status_code, media_type=JSON),
    "cut": lambda _, r: Unfinished(r, [_half(r)]),
    "empty": lambda _, r: Response(b"", r.status_code, media_type=JSON),
    "nonsense": lambda _, r: Response(b"\xff\xfe\x00{]", r.status_code, media_type=JSON),
    "stranger": _stranger,
    "redirect": lambda *_: Response(b"", 302, {"location": "https://elsewhere.example/"}),
    "flood": lambda _, r: Unfinished(r, repeat(b" " * 65536, 4096), length=1 << 40),
}


async def _drop(request: Request) -> Response:
    request.scope[DROP]()
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response(status_code=500)  # nobody reads it
