"""What others would write, each in a process of its own: clients.py NAME URL COUNT WIDTH.

Prints how many the provider took, the seconds and the CPU seconds. Everybody sends the same form
to other people, and reads the answer.
"""

from __future__ import annotations

import asyncio
import json
import os
import ssl
import sys
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

import aiohttp
import httpx
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from banditore.simulator.world import ACCOUNT, TOKEN, World
from load.place import NUMBER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from twilio.http.response import Response

AUTHORIZATION = World().authorization
PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
WORDS = "Dalle 18 di oggi neve oltre i 500 metri. Evitate di mettervi in viaggio se potete."
CREATED = 201


def person(number: int) -> str:
    """A recipient."""
    return f"whatsapp:+39334{number:07d}"


def form(number: int, sid: str) -> dict[str, str]:
    """The fields of one message."""
    values = json.dumps({"1": WORDS})
    return {
        "To": person(number),
        "From": f"whatsapp:{NUMBER}",
        "ContentSid": sid,
        "ContentVariables": values,
    }


def register(url: str) -> str:
    """A template of one paragraph; returns its ContentSid."""
    tls = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    headers = {"authorization": AUTHORIZATION}
    with httpx.Client(base_url=url, verify=tls, headers=headers) as client:
        content = {
            "friendly_name": "prova_it",
            "language": "it",
            "variables": {"1": "esempio"},
            "types": {"twilio/text": {"body": "Comune di Prova: {{1}}. Rispondi MI CANCELLO"}},
        }
        sid = str(client.post("/v1/Content", json=content).json()["sid"])
        asked = {"name": "prova_it", "category": "UTILITY"}
        client.post(f"/v1/Content/{sid}/ApprovalRequests/whatsapp", json=asked)
    return sid


async def bare(url: str, sid: str, count: int, width: int) -> int:
    """Streams of asyncio and bytes: about the least that Python can do."""
    where = urlsplit(url)
    tls = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    numbers = iter(range(count))

    async def lane() -> int:
        reader, writer = await asyncio.open_connection(where.hostname, where.port, ssl=tls)
        taken = 0
        for number in numbers:
            body = urlencode(form(number, sid))
            head = (
                f"POST {PATH} HTTP/1.1\r\nHost: {where.netloc}\r\n"
                f"Authorization: {AUTHORIZATION}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body}"
            )
            writer.write(head.encode())
            answer = await reader.readuntil(b"\r\n\r\n")
            length = int(answer.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            json.loads(await reader.readexactly(length))
            taken += answer.startswith(b"HTTP/1.1 201")
        writer.transport.abort()
        return taken

    return sum(await asyncio.gather(*(lane() for _ in range(width))))


async def with_aiohttp(url: str, sid: str, count: int, width: int) -> int:
    """A session of aiohttp that everybody shares."""
    tls = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    connector = aiohttp.TCPConnector(ssl=tls, limit=width)
    headers = {"authorization": AUTHORIZATION}
    async with aiohttp.ClientSession(url, connector=connector, headers=headers) as session:

        async def one(number: int) -> bool:
            async with session.post(PATH, data=form(number, sid)) as answer:
                await answer.json()
                return bool(answer.status == CREATED)

        return await gathered(one, count, width)


async def with_httpx(url: str, sid: str, count: int, width: int) -> int:
    """As most people write it: a client that everybody shares, gather and a semaphore."""
    tls = ssl.create_default_context(cafile=os.environ["SSL_CERT_FILE"])
    headers = {"authorization": AUTHORIZATION}
    async with httpx.AsyncClient(base_url=url, verify=tls, headers=headers, timeout=60) as client:

        async def one(number: int) -> bool:
            answer = await client.post(PATH, data=form(number, sid))
            answer.json()
            return answer.status_code == CREATED

        return await gathered(one, count, width)


async def gathered(one: Callable[[int], Awaitable[bool]], count: int, width: int) -> int:
    """How many were taken, so many at once."""
    gate = asyncio.Semaphore(width)

    async def gated(number: int) -> bool:
        async with gate:
            return await one(number)

    return sum(await asyncio.gather(*(gated(number) for number in range(count))))


class Here:
    """Twilio's own client, led to the simulator; nothing else is changed."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = TwilioHttpClient()

    def request(self, method: str, url: str, *words: object, **more: object) -> Response:
        """As ever, but elsewhere."""
        there = url.replace("https://api.twilio.com", self._url)
        return self._client.request(method, there, *words, **more)


def with_twilio(url: str, sid: str, count: int) -> int:
    """The loop that a user would write."""
    client = Client(ACCOUNT, TOKEN, http_client=Here(url))
    taken = 0
    for number in range(count):
        message = client.messages.create(
            to=person(number),
            from_=f"whatsapp:{NUMBER}",
            content_sid=sid,
            content_variables=json.dumps({"1": WORDS}),
        )
        taken += message.sid is not None
    return taken


def main() -> None:
    """Run one, and print its figures as JSON."""
    name, url, count, width = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    sid = register(url)
    several = {"bare": bare, "aiohttp": with_aiohttp, "httpx": with_httpx}
    before, began = time.process_time(), time.monotonic()
    if name in several:
        taken = asyncio.run(several[name](url, sid, count, width))
    else:
        taken = with_twilio(url, sid, count)
    seconds, cpu = time.monotonic() - began, time.process_time() - before
    print(json.dumps({"taken": taken, "seconds": seconds, "cpu": cpu}))  # noqa: T201


if __name__ == "__main__":
    main()
