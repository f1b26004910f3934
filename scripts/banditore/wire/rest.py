"""Calls whose failure is the whole job's failure: lists and templates. Retried where it is safe.

httpx's transports are used without its client: the client writes every URL to a log, and our
URLs carry numbers.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import httpx

from banditore.domain.errors import Misconfigured, Throttled, Unavailable
from banditore.wire.reply import AS_IT_IS, TooLong, json_object, read_now, retry_after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Self

    from banditore.domain.errors import ProviderError
    from banditore.wire.clock import ProviderClock
    from banditore.wire.reply import Reply

ATTEMPTS = 3
LONGEST_WAIT = 30.0
"""Seconds that one Retry-After may take."""
MOST_PAGES = 2000
LONGEST_PAGE = 32 * 1024 * 1024
"""Bytes: a thousand records of 1600 characters as `\\uXXXX` are under 12 MiB."""
LONGEST_READ = 60.0
"""Seconds for the whole of a page, which may come in drops."""
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_REFUSED = frozenset({401, 403, 407})


@dataclass(frozen=True)
class Dialect:
    """What differs between providers."""

    credentials: str
    """The settings to look at where we are not accepted."""
    code: Callable[[Mapping[str, object]], int | None]
    """The provider's code in an answer."""
    refusal: Callable[[int, int | None, str], ProviderError | None] = lambda *_: None
    """What an HTTP status and a code mean, where the status alone does not say it; the third is
    how to name them."""
    who: str = "the provider"
    """How errors call it."""


class Rest:
    """An API over HTTP. Its methods raise Unavailable, Throttled and Misconfigured."""

    def __init__(
        self,
        base: str,
        authorization: str,
        transport: httpx.BaseTransport,
        dialect: Dialect,
        *,
        timeout: float,
        sleep: Callable[[float], None],
        clock: ProviderClock,
    ) -> None:
        self._base = httpx.URL(base)
        self._headers = {"authorization": authorization, "accept": "application/json", **AS_IT_IS}
        self._transport = transport
        self._dialect = dialect
        self._timeout = httpx.Timeout(timeout).as_dict()
        self._sleep = sleep
        self._clock = clock

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

    def get(self, path: str) -> dict[str, Any]:
        """One resource."""
        url = self._base.join(path)
        return self._call(httpx.Request("GET", url, headers=self._headers), again=True)

    def delete(self, path: str) -> None:
        """Remove a resource; whoever is gone already is gone."""
        url = self._base.join(path)
        self._call(httpx.Request("DELETE", url, headers=self._headers), again=True)

    def post(
        self, path: str, document: Mapping[str, object], *, again: bool = False
    ) -> dict[str, Any]:
        """Send a JSON document. Not repeated where it may have been carried out.

        `again`: it may be carried out twice.
        """
        request = httpx.Request(
            "POST",
            self._base.join(path),
            headers={**self._headers, "content-type": "application/json"},
            content=json.dumps(document, ensure_ascii=False).encode(),
        )
        return self._call(request, again=again)

    def _follow(self, uri: object) -> httpx.URL:
        # Pages name the next one by a path (Twilio's messages) or a whole URL (its contents, Meta).
        # Our credentials go to the configured host only.
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
                reply = self._exchange(request)
            except TooLong:
                self._nonsense("an answer without end")
            except httpx.HTTPError as failure:
                if last or not (again or isinstance(failure, _NOT_SENT)):
                    self._unreachable()
                self._sleep(attempt / 2)
                continue
            if reply.status == httpx.codes.TOO_MANY_REQUESTS and not last:
                self._sleep(min(LONGEST_WAIT, retry_after(reply.headers) or float(attempt)))
            elif not (httpx.codes.is_server_error(reply.status) and again and not last):
                return self._document(reply)
            else:
                self._sleep(attempt / 2)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _exchange(self, request: httpx.Request) -> Reply:
        asked = self._clock.now()
        response = self._transport.handle_request(request)
        self._clock.answered(response.headers.get("date"), asked)
        end = time.monotonic() + LONGEST_READ
        return read_now(response, LONGEST_PAGE, lambda: time.monotonic() < end)

    def _document(self, reply: Reply) -> dict[str, Any]:
        if reply.status == httpx.codes.NO_CONTENT:
            return {}
        document = json_object(reply.content)
        if httpx.codes.is_success(reply.status) and document is not None:
            return document
        code = self._dialect.code(document or {})
        said = f"HTTP {reply.status}" + ("" if code is None else f", code {code}")
        refusal = self._dialect.refusal(reply.status, code, said)
        if refusal:
            raise refusal
        if reply.status in _REFUSED:
            raise Misconfigured(
                f"{self._dialect.who} does not accept our credentials ({said})",
                f"check {self._dialect.credentials}",
            )
        if reply.status == httpx.codes.TOO_MANY_REQUESTS:
            raise Throttled(
                f"{self._dialect.who} keeps asking us to slow down ({said})",
                "run it again in a minute",
            )
        self._nonsense(said)
        return None

    def _unreachable(self) -> NoReturn:
        raise Unavailable(
            f"{self._dialect.who} does not answer",
            f"is {self._origin} within reach of this machine?",
        ) from None

    def _nonsense(self, said: str) -> NoReturn:
        raise Unavailable(
            f"{self._dialect.who} answered nothing that we understand ({said})",
            f"if it goes on, see whether {self._origin} is the right address",
        ) from None

    @property
    def _origin(self) -> str:
        return f"{self._base.scheme}://{self._base.netloc.decode()}"
