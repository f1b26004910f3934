"""GitHub's releases API for tests: real HTTP on loopback, with the quirks that its documents name.

with GitHub() as github:
    … run what talks to github.url with github.token …
    github.fault("upload", "lost")     # the next upload is taken, and the answer is a 502
    assert github.names() == ["keyring-00000001.age"]

Drafts are listed only for who may push, and never found by tag. A name is taken once (422); an
upload that breaks off leaves an asset in the state `starter`, which keeps the name; a 502 may come
before or after an upload was taken. Names lose their special characters. An asset's bytes come by a
redirect to another host, which refuses a request that brings a token. Lists come in pages.
"""

from __future__ import annotations

import itertools
import json
import re
import secrets
import socket
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from starlette.requests import Request

REPOSITORY = "comune/avvisi"
BOT = "github-actions[bot]"
PERSON = "maria"
MOST = 100  # items that a page may have


@dataclass
class Asset:
    """A file of a release."""

    id: int
    name: str
    content: bytes
    by: str
    at: datetime
    state: str = "uploaded"

    def to_json(self, api: str) -> dict[str, Any]:
        """As GitHub describes it, less what nobody here reads."""
        return {
            "url": f"{api}/repos/{REPOSITORY}/releases/assets/{self.id}",
            "id": self.id,
            "name": self.name,
            "label": "",
            "uploader": {"login": self.by, "type": "Bot" if self.by == BOT else "User"},
            "content_type": "application/octet-stream",
            "state": self.state,
            "size": len(self.content) if self.state == "uploaded" else 0,
            "created_at": f"{self.at:%Y-%m-%dT%H:%M:%SZ}",
        }


@dataclass
class Release:
    """A release with its assets."""

    id: int
    tag: str
    draft: bool
    assets: list[Asset] = field(default_factory=list)

    def to_json(self, api: str) -> dict[str, Any]:
        """As above."""
        uploads = f"{api}/uploads/repos/{REPOSITORY}/releases/{self.id}/assets"
        return {
            "id": self.id,
            "tag_name": self.tag,
            "draft": self.draft,
            "upload_url": f"{uploads}{{?name,label}}",
            "assets": [asset.to_json(api) for asset in self.assets],
        }


class GitHub:
    """One repository's releases."""

    def __init__(self) -> None:
        self.token, self.person = "ghs_tokenofthebot0815", "ghp_tokenofaperson42"
        self.tokens = {self.token: BOT, self.person: PERSON}
        self.readers: set[str] = set()
        """Tokens that may not write."""
        self.releases: list[Release] = []
        self.calls: Counter[str] = Counter()
        self.hook: Callable[[str], object] = lambda _: None
        """Called before each request with its kind, in the server's thread."""
        self.leaked = False
        """Whether a token came to the storage."""
        self.ahead = timedelta()
        self._faults: list[tuple[str, str]] = []
        self._numbers = itertools.count(1000)
        self._tickets: dict[str, int] = {}
        self._lock = threading.Lock()
        self._socket = socket.create_server(("127.0.0.1", 0))
        port = self._socket.getsockname()[1]
        self.url, self.storage = f"http://127.0.0.1:{port}", f"http://localhost:{port}"
        config = uvicorn.Config(self._app(), ws="none", lifespan="off", log_level="critical")
        self._server = uvicorn.Server(config)
        run = lambda: self._server.run(sockets=[self._socket])  # noqa: E731
        self._thread = threading.Thread(target=run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=5)
        self._socket.close()

    @property
    def environment(self) -> dict[str, str]:
        """The settings that lead banditore here, as in a workflow."""
        return {
            "GITHUB_API_URL": self.url,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_TOKEN": self.token,
        }

    # What a test does and sees

    def reset(self) -> None:
        """As it began: no releases, no faults."""
        self.tokens = {self.token: BOT, self.person: PERSON}
        self.readers.clear()
        self.releases.clear()
        self.calls.clear()
        self._faults.clear()
        self.leaked, self.ahead, self.hook = False, timedelta(), lambda _: None

    def fault(self, kind: str, how: str, times: int = 1) -> None:
        """The next requests of a kind (releases, assets, upload, download, delete, make) fail.

        `how`: a status with an optional `retry-after` (`503`, `403/2`), `limit`,
        `nonsense`; of an upload also `lost` (taken, then a 502) and `starter` (broken off).
        """
        self._faults += [(kind, how)] * times

    def assets(self) -> list[Asset]:
        """All of them, the oldest first."""
        return [asset for release in self.releases for asset in release.assets]

    def names(self) -> list[str]:
        """What they are called."""
        return [asset.name for asset in self.assets()]

    def put(self, name: str, content: bytes, by: str = PERSON, state: str = "uploaded") -> Asset:
        """Somebody puts an asset there."""
        if not self.releases:
            self.releases.append(Release(next(self._numbers), "banditore-keyring", draft=True))
        asset = Asset(next(self._numbers), name, content, by, self.now(), state)
        self.releases[0].assets.append(asset)
        return asset

    def now(self) -> datetime:
        """What GitHub's clock shows."""
        return datetime.now(UTC) + self.ahead

    # The API

    def _app(self) -> Starlette:
        base = f"/repos/{REPOSITORY}/releases"
        routes: list[tuple[str, str, str, Callable[[Request, str], Any]]] = [
            (base, "GET", "releases", self._releases),
            (base, "POST", "make", self._make),
            (f"{base}/tags/{{tag}}", "GET", "tag", self._tag),
            (f"{base}/{{id:int}}/assets", "GET", "assets", self._assets),
            (f"/uploads{base}/{{id:int}}/assets", "POST", "upload", self._upload),
            (f"{base}/assets/{{id:int}}", "GET", "download", self._download),
            (f"{base}/assets/{{id:int}}", "DELETE", "delete", self._delete),
        ]
        made = [Route(p, self._guarded(kind, act), methods=[m]) for p, m, kind, act in routes]
        return Starlette(routes=[*made, Route("/storage/{ticket}", self._stored)])

    def _guarded(self, kind: str, act: Callable[[Request, str], Any]) -> Any:  # noqa: ANN401
        async def endpoint(request: Request) -> Response:
            self.calls[kind] += 1
            self.hook(kind)
            await request.body()
            with self._lock:
                how = self._fault(kind)
                if (failed := _failed(how)) is not None:
                    return failed
                token = request.headers.get("authorization", "").removeprefix("Bearer ")
                who = self.tokens.get(token)
                if who is None:
                    return _refused(401, "Bad credentials")
                if request.method != "GET" and token in self.readers:
                    return _refused(403, "Resource not accessible by integration")
                request.state.how, request.state.push = how, token not in self.readers
                request.state.body = await request.body()
                answer: Response = act(request, who)
                return answer

        return endpoint

    def _fault(self, kind: str) -> str:
        for planned in self._faults:
            if planned[0] == kind:
                self._faults.remove(planned)
                return planned[1]
        return ""

    def _releases(self, request: Request, who: str) -> Response:
        seen = [r for r in self.releases if request.state.push or not r.draft]
        return self._page(request, [release.to_json(self.url) for release in reversed(seen)])

    def _make(self, request: Request, who: str) -> Response:
        wanted = json.loads(request.state.body)
        release = Release(next(self._numbers), wanted["tag_name"], wanted.get("draft", False))
        self.releases.append(release)
        return JSONResponse(release.to_json(self.url), 201)

    def _tag(self, request: Request, who: str) -> Response:
        tag = request.path_params["tag"]
        found = [r for r in self.releases if r.tag == tag and not r.draft]
        return JSONResponse(found[0].to_json(self.url)) if found else _refused(404, "Not Found")

    def _assets(self, request: Request, who: str) -> Response:
        release = self._release(request)
        if release is None or (release.draft and not request.state.push):
            return _refused(404, "Not Found")
        return self._page(request, [asset.to_json(self.url) for asset in release.assets])

    def _upload(self, request: Request, who: str) -> Response:
        release = self._release(request)
        if release is None:
            return _refused(404, "Not Found")
        name = re.sub(r"[^\w.\-+]", ".", request.query_params["name"])
        if any(asset.name == name for asset in release.assets):
            error = {"resource": "ReleaseAsset", "code": "already_exists", "field": "name"}
            return JSONResponse({"message": "Validation Failed", "errors": [error]}, 422)
        broken = request.state.how == "starter"
        asset = Asset(
            next(self._numbers),
            name,
            request.state.body,
            who,
            self.now(),
            "starter" if broken else "uploaded",
        )
        release.assets.append(asset)
        if request.state.how in {"starter", "lost"}:
            return _refused(502, "Server Error")
        return JSONResponse(asset.to_json(self.url), 201)

    def _download(self, request: Request, who: str) -> Response:
        asset = self._asset(request)
        if asset is None or not request.state.push or asset.state != "uploaded":
            return _refused(404, "Not Found")
        if request.headers["accept"] != "application/octet-stream":
            return JSONResponse(asset.to_json(self.url))
        ticket = secrets.token_hex(8)
        self._tickets[ticket] = asset.id
        return RedirectResponse(f"{self.storage}/storage/{ticket}", 302)

    async def _stored(self, request: Request) -> Response:
        if "authorization" in request.headers:
            self.leaked = True
            return Response("<Error>only one way of signing</Error>", 400)
        id_ = self._tickets.pop(request.path_params["ticket"], None)
        asset = next((asset for asset in self.assets() if asset.id == id_), None)
        return Response(asset.content) if asset else Response(status_code=404)

    def _delete(self, request: Request, who: str) -> Response:
        asset = self._asset(request)
        if asset is None:
            return _refused(404, "Not Found")
        for release in self.releases:
            release.assets = [one for one in release.assets if one is not asset]
        return _refused(502, "Server Error") if request.state.how == "lost" else Response("", 204)

    def _release(self, request: Request) -> Release | None:
        id_ = request.path_params["id"]
        return next((release for release in self.releases if release.id == id_), None)

    def _asset(self, request: Request) -> Asset | None:
        id_ = request.path_params["id"]
        return next((asset for asset in self.assets() if asset.id == id_), None)

    def _page(self, request: Request, items: list[dict[str, Any]]) -> Response:
        size = min(MOST, int(request.query_params.get("per_page", 30)))
        page = int(request.query_params.get("page", 1))
        shown = items[(page - 1) * size : page * size]
        headers = {}
        if page * size < len(items):
            following = request.url.include_query_params(page=page + 1)
            headers["link"] = f'<{following}>; rel="next", <{following}>; rel="last"'
        return JSONResponse(shown, headers=headers)


def _failed(how: str) -> Response | None:
    status, _, after = how.partition("/")
    if status.isdecimal():
        headers = {"retry-after": after} if after else {}
        message = "You have exceeded a secondary rate limit" if after else "Server Error"
        return JSONResponse({"message": message}, int(status), headers=headers)
    if how == "limit":
        headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999"}
        return JSONResponse({"message": "API rate limit exceeded"}, 403, headers=headers)
    return Response("<html>", 200) if how == "nonsense" else None


def _refused(status: int, message: str) -> Response:
    return JSONResponse(
        {"message": message, "documentation_url": "https://docs.github.com"}, status
    )
