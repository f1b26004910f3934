"""Looks at a relay from outside: does it answer, does it refuse, does it know our token?

Brings and takes nothing: no question here changes what it keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHALLENGE = "4711"
FORGED = f"sha256={'0' * 64}"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True)
class Check:
    """One question, and whether the answer is as it should be."""

    ok: bool
    what: str
    hint: str = ""


def probe(client: httpx.Client, token: str, verify_token: str) -> Iterator[Check]:
    """The client's base URL is the relay's. Without `verify_token`, one question less."""
    url = client.base_url
    yield Check(
        url.scheme == "https" or url.host in LOOPBACK,
        "it is reached by TLS",
        "RELAY_URL begins with https://, and the platform's proxy speaks TLS",
    )
    yield Check(
        _status(client, "GET", "health") == httpx.codes.OK,
        "it answers, and can keep what comes",
        "is RELAY_URL its address, and its disk writable? Its log says more",
    )
    yield Check(
        _status(client, "POST", "webhook", {"x-hub-signature-256": FORGED})
        == httpx.codes.FORBIDDEN,
        "it refuses what Meta did not sign",
        "something else answers there: do not tell Meta this address",
    )
    yield Check(
        _status(client, "GET", "events?limit=1", {"authorization": "Bearer nobody"})
        == httpx.codes.UNAUTHORIZED,
        "it refuses strangers who want to fetch",
        "something else answers there: give nobody this address",
    )
    yield Check(
        _status(client, "GET", "events?limit=1", {"authorization": f"Bearer {token}"})
        == httpx.codes.OK,
        "it knows our RELAY_TOKEN",
        "the relay's RELAY_TOKEN must be the same; it is read when the relay starts",
    )
    if verify_token:
        yield Check(
            _challenged(client, verify_token),
            "it answers Meta's question with our META_VERIFY_TOKEN",
            "the relay's META_VERIFY_TOKEN must be the same; it is read when the relay starts",
        )


def _status(
    client: httpx.Client, method: str, path: str, headers: Mapping[str, str] | None = None
) -> int:
    """The status; 0 where nobody answers."""
    try:
        return client.request(method, path, headers=headers).status_code
    except httpx.HTTPError:
        return 0


def _challenged(client: httpx.Client, verify_token: str) -> bool:
    asked = {
        "hub.mode": "subscribe",
        "hub.challenge": CHALLENGE,
        "hub.verify_token": verify_token,
    }
    try:
        return client.get("webhook", params=asked).text == CHALLENGE
    except httpx.HTTPError:
        return False
