"""Calls whose failure is the whole job's failure: lists and templates. Retried where it is safe.

httpx's transports are used without its client: the client writes every URL to a log, and our
URLs carry numbers.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

import httpx

from banditore.adapters.twilio.records import json_object
from banditore.domain.errors import Misconfigured, Throttled, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Self

ATTEMPTS = 3
LONGEST_WAIT = 30.0
"""Seconds that one Retry-After may take."""
MOST_PAGES = 2000
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_REFUSED = frozenset({401, 403, 407})


class Rest:
    """One of Twilio's two APIs. Its methods raise Unavailable, Throttled and Misconfigured."""

    def __init__(
        self,
        base: str,
        authorization: str,
        transport: httpx.BaseTransport,
        timeout: float,
        sleep: Callable[[float], None],
    ) -> None:
        self._base = httpx.URL(base)
        self._headers = {"authorization": authorization, "accept": "application/json"}
        self._transport = transport
        self._timeout = httpx.Timeout(timeout).as_dict()
        self._sleep = sleep

    def __enter__(self) -> Self:
        self._transport.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.__exit__(None, None, None)

    def pages(
        self, path: str, query: Mapping[str, str], next_of: Callable[[dict[str, Any]], object]
    ) -> Iterator[dict[str, Any]]:
        """A list's pages, one after the other; bounded, and never the same one twice."""
        url = self._base.join(path).copy_merge_params(dict(query))
        seen = {str(url)}
        while True:
            page = self._call(httpx.Request("GET", url, headers=self._headers), again=True)
            yield page
            following = next_of(page)
            if not following:
                return
            url = self._follow(following)
            if str(url) in seen or len(seen) >= MOST_PAGES:
                self._nonsense("a list without end")
            seen.add(str(url))

    def post(self, path: str, document: Mapping[str, object]) -> dict[str, Any]:
        """Send a JSON document. Not repeated where it may have been carried out."""
        request = httpx.Request(
            "POST",
            self._base.join(path),
            headers={**self._headers, "content-type": "application/json"},
            content=json.dumps(document, ensure_ascii=False).encode(),
        )
        return self._call(request, again=False)

    def _follow(self, uri: object) -> httpx.URL:
        # Twilio's pages name the next one by a path (messages) or a whole URL (contents). Our
        # credentials go to the configured host only.
        if not isinstance(uri, str):
            self._nonsense("a next page that is no address")
        try:
            url = self._base.join(uri)
        except httpx.InvalidURL:
            self._nonsense("a next page that is no address")
        if (url.scheme, url.host, url.port) != (
            self._base.scheme,
            self._base.host,
            self._base.port,
        ):
            self._nonsense("a next page on another host")
        return url

    def _call(self, request: httpx.Request, *, again: bool) -> dict[str, Any]:
        request.extensions["timeout"] = self._timeout
        for attempt in range(1, ATTEMPTS + 1):
            last = attempt == ATTEMPTS
            try:
                response = self._transport.handle_request(request)
                try:
                    response.read()
                finally:
                    response.close()
            except httpx.HTTPError as failure:
                if last or not (again or isinstance(failure, _NOT_SENT)):
                    self._unreachable()
                self._sleep(attempt / 2)
                continue
            if response.status_code == httpx.codes.TOO_MANY_REQUESTS and not last:
                self._sleep(min(LONGEST_WAIT, retry_after(response) or float(attempt)))
            elif not (response.is_server_error and again and not last):
                return self._document(response)
            else:
                self._sleep(attempt / 2)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _document(self, response: httpx.Response) -> dict[str, Any]:
        document = json_object(response.content)
        if response.is_success and document is not None:
            return document
        code = document.get("code") if document else None
        said = f"HTTP {response.status_code}" + (f", code {code}" if isinstance(code, int) else "")
        if response.status_code in _REFUSED:
            raise Misconfigured(
                f"the provider does not accept our credentials ({said})",
                "check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN",
            )
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise Throttled(
                f"the provider keeps asking us to slow down ({said})", "run it again in a minute"
            )
        self._nonsense(said)
        return None

    def _unreachable(self) -> NoReturn:
        raise Unavailable(
            "the provider does not answer", f"is {self._origin} within reach of this machine?"
        ) from None

    def _nonsense(self, said: str) -> NoReturn:
        raise Unavailable(
            f"the provider answered nothing that we understand ({said})",
            f"if it goes on, see whether {self._origin} is the right address",
        ) from None

    @property
    def _origin(self) -> str:
        return f"{self._base.scheme}://{self._base.netloc.decode()}"


def retry_after(response: httpx.Response) -> float | None:
    """Seconds of a Retry-After header; None where there is none that we understand."""
    text = response.headers.get("retry-after", "")
    return float(text) if text.isascii() and text.isdigit() else None
