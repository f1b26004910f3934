"""GitHub's REST API, as far as releases need it: retries, pages, refusals in our words.

The token goes to the API and to its uploads host, and to nobody else: an asset's bytes come by a
redirect to a storage that gets no token.
"""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any, NoReturn

import httpx

from banditore.domain.errors import KeyringRefused, KeyringUnreachable, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ATTEMPTS = 4
LONGEST_WAIT = 60.0
"""Seconds that one answer may make us wait; asked for longer, we give up and say so."""
LARGEST = 64 * 1024
"""Bytes of an asset: a keyring is a small file."""
MOST_PAGES = 50
NO_CONNECTION_IS_KEPT = httpx.Limits(max_keepalive_connections=0)
"""A run has a few calls to make, minutes apart."""
_JSON = "application/vnd.github+json"
_NEXT = re.compile(r'<([^<>]+)>;\s*rel="next"')
_OK, _UNAUTHORIZED, _FORBIDDEN, _MISSING, _THROTTLED, _BROKEN = 300, 401, 403, 404, 429, 500


def client(authorities: str) -> httpx.Client:
    """An HTTP client that keeps no connection. Raises SettingsError."""
    tls = httpx.create_ssl_context()
    try:
        if authorities:
            tls.load_verify_locations(authorities)
    except OSError:
        raise SettingsError(
            "SSL_CERT_FILE names no file with certificates", "correct or empty it"
        ) from None
    return httpx.Client(verify=tls, timeout=30, limits=NO_CONNECTION_IS_KEPT)


class Rest:
    """One repository's API. Methods raise KeyringRefused and KeyringUnreachable."""

    def __init__(
        self,
        api: str,
        repository: str,
        token: str,
        client: httpx.Client,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._api = httpx.URL(f"{api.rstrip('/')}/repos/{repository}/")
        self._repository = repository
        self._headers = {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}
        self._client = client
        self._sleep = sleep

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        """The items of a list, page by page."""
        url: httpx.URL | None = self._api.join(path).copy_set_param("per_page", "100")
        for _ in range(MOST_PAGES):
            if url is None:
                return
            answer = self._answered("GET", url)
            items = _json(answer)
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                self._nonsense(answer)
            yield from items
            found = _NEXT.search(answer.headers.get("link", ""))
            url = self._ours(httpx.URL(found[1])) if found else None

    def post(self, path: str, document: Mapping[str, object]) -> dict[str, Any]:
        """Make something."""
        answer = self._answered("POST", self._api.join(path), json=dict(document))
        made = _json(answer)
        return made if isinstance(made, dict) else self._nonsense(answer)

    def upload(self, template: str, name: str, content: bytes) -> httpx.Response | None:
        """One attempt to upload an asset; None where nobody can tell what became of it.

        `template`: the release's own `upload_url`.
        """
        url = self._ours(httpx.URL(template.partition("{")[0])).copy_set_param("name", name)
        headers = {**self._headers, "Accept": _JSON, "Content-Type": "application/octet-stream"}
        try:
            answer = self._client.post(url, headers=headers, content=content)
        except httpx.HTTPError:
            return None
        if answer.status_code >= _BROKEN:
            return None
        if wait := _wait(answer):
            self._rest(wait)
            return None
        self._refuse(answer)
        return answer

    def download(self, path: str) -> bytes | None:
        """An asset's bytes; None where it is gone."""
        accept = {"Accept": "application/octet-stream"}
        answer = self._answered("GET", self._api.join(path), headers=accept, absent=True)
        if answer.status_code == _MISSING:
            return None
        if answer.has_redirect_location:
            # GitHub's storage: the address itself is the permission, and is nobody's business.
            answer = self._tried(lambda: self._client.get(answer.headers["location"]))
        if answer.status_code != httpx.codes.OK or len(answer.content) > LARGEST:
            self._nonsense(answer)
        return answer.content

    def delete(self, path: str) -> None:
        """Remove something; nothing to do where it is gone."""
        self._answered("DELETE", self._api.join(path), absent=True)

    def _answered(
        self,
        method: str,
        url: httpx.URL,
        *,
        headers: Mapping[str, str] | None = None,
        json: object = None,
        absent: bool = False,
    ) -> httpx.Response:
        """An answer that says something. `absent`: that it is not there may be one."""
        sent = {**self._headers, "Accept": _JSON, **(headers or {})}
        answer = self._tried(lambda: self._client.request(method, url, headers=sent, json=json))
        if absent and answer.status_code == _MISSING:
            return answer
        self._refuse(answer)
        redirected = answer.has_redirect_location
        if answer.status_code >= _OK and not redirected:
            self._nonsense(answer)
        return answer

    def _tried(self, ask: Callable[[], httpx.Response]) -> httpx.Response:
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            try:
                answer = ask()
            except httpx.HTTPError:
                if last:
                    self._unreachable("no answer")
            else:
                wait = _wait(answer)
                if not wait and answer.status_code < _BROKEN:
                    return answer
                if last:
                    self._unreachable(f"HTTP {answer.status_code}")
                if wait:
                    self._rest(wait)
                    continue
            self._sleep(attempt / 2)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _rest(self, seconds: float) -> None:
        if seconds > LONGEST_WAIT:
            raise KeyringUnreachable(
                "GitHub asks us to slow down for longer than we wait",
                f"run this again in {round(seconds / 60) or 1} minutes",
            )
        self._sleep(seconds)

    def _ours(self, url: httpx.URL) -> httpx.URL:
        """An address that GitHub named and that may get our token."""
        host = self._api.host
        hosts = {host, f"uploads.{host.removeprefix('api.')}"}
        if url.scheme != self._api.scheme or url.host not in hosts:
            raise KeyringUnreachable(
                "GitHub named an address on another host: our token does not go there",
                "see GITHUB_API_URL",
            )
        return url

    def _refuse(self, answer: httpx.Response) -> None:
        if answer.status_code == _UNAUTHORIZED:
            raise KeyringRefused(
                "GitHub does not accept the token: it was revoked, or has expired",
                "in a workflow: GITHUB_TOKEN: ${{ github.token }}; elsewhere: a new token",
            )
        if answer.status_code in {_FORBIDDEN, _MISSING}:
            raise KeyringRefused(
                f"the token may not use the releases of {self._repository}",
                "it needs the permission contents: write in that repository; "
                "see GITHUB_REPOSITORY, too",
            )

    def _unreachable(self, said: str) -> NoReturn:
        raise KeyringUnreachable(
            f"GitHub's API does not answer as it should ({said})",
            "nothing is lost; run this again when GitHub is well: https://www.githubstatus.com",
        ) from None

    def _nonsense(self, answer: httpx.Response) -> NoReturn:
        self._unreachable(f"HTTP {answer.status_code}, and nothing that we understand")


def _wait(answer: httpx.Response) -> float:
    """For how many seconds a limit of GitHub's asks us to be quiet; 0: it does not."""
    if answer.status_code not in {_FORBIDDEN, _THROTTLED}:
        return 0.0
    after, left = answer.headers.get("retry-after", ""), answer.headers.get("x-ratelimit-remaining")
    if after.isdecimal():
        return max(1.0, float(after))
    if left == "0":
        reset = answer.headers.get("x-ratelimit-reset", "")
        return max(1.0, float(reset) - time.time()) if reset.isdecimal() else 60.0
    limited = answer.status_code == _THROTTLED or b"rate limit" in answer.content
    return 60.0 if limited else 0.0


def _json(answer: httpx.Response) -> object:
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError):
        return None
