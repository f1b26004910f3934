"""What each answer of Twilio to a send means: one JSON file an answer, ugly ones included."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs

import httpx
import pytest

import providers
from banditore.adapters.twilio import Twilio
from banditore.adapters.twilio.faults import CODES
from banditore.domain.message import Address, Answer, Card, Content, Outbound, TemplateUse
from fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.service import Service

ANSWERS = sorted((Path(__file__).parents[1] / "data" / "twilio").glob("send-*.json"))
TO = Address("+393330000001")
ACCOUNT = "AC" + "0" * 32
SERVICE = cast(
    "Service",
    SimpleNamespace(
        number=Address("+393389428034"),
        contact_card="",
        sending=SimpleNamespace(call_timeout=timedelta(seconds=0.5)),
    ),
)
REPLY = Outbound(TO, Content("Benvenuto"))
TEMPLATE = Outbound(
    TO, Content("Comune: neve. Fine", TemplateUse("avviso_it_1p_0a1b2c3d", "it", ("neve",)))
)


def send(
    handler: Callable[[httpx.Request], httpx.Response],
    message: Outbound = REPLY,
    contents: Callable[[httpx.Request], httpx.Response] | None = None,
) -> Answer:
    def posts_only(request: httpx.Request) -> httpx.Response:
        return handler(request) if request.method == "POST" else httpx.Response(200)

    twilio = Twilio(
        ACCOUNT,
        "secret",
        SERVICE,
        api="https://api.example",
        content="https://content.example",
        slot=lambda: httpx.MockTransport(posts_only),
        transport=lambda: httpx.MockTransport(contents or (lambda _: httpx.Response(500))),
        sleep=lambda _: None,
        now=FakeClock().now,
    )

    [answer] = providers.send(twilio, message)
    return answer


def plain(slot: Callable[[], httpx.AsyncBaseTransport] | None) -> Twilio:
    url = "http://a.example"
    now = FakeClock().now
    return Twilio(ACCOUNT, "secret", SERVICE, api=url, content=url, slot=slot, now=now)


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_each_answer_has_one_meaning(path: Path) -> None:
    case = json.loads(path.read_text())

    answer = send(lambda _: providers.replay(case))

    assert (answer.fault, answer.code) == (case["answer"]["fault"], case["answer"]["code"])
    assert answer.retry_after == case["answer"].get("retry_after")
    assert bool(answer.message_id) is (answer.fault is None)


def test_every_code_of_the_table_has_its_file() -> None:
    assert {f"send-{code}" for code in CODES} <= {path.stem for path in ANSWERS}


def test_every_code_that_twilio_documents_for_whatsapp_has_its_row() -> None:
    account = {20003, 63007, 63112, 63013, 63020, 63022, 63051, 30029}
    too_much = {20429, 21611, 30001, 63018, 63049}
    channel = {63023, 63012, 63005, 63010}
    recipient = {21211, 21610, 63003, 63024, 63032, 63033, 63016, 63015}
    content = {63019, 63021, 63025, 63027, 63028, 63029, 63030, 92002, 92007}
    content |= {63040, 63041, 63042}  # rejected, paused, disabled since the check
    deletion = {20009}  # of a message; no send is answered so
    assert account | too_much | channel | recipient | content | deletion <= set(CODES)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (httpx.ConnectError("refused"), "retry"),  # nothing left this machine
        (httpx.ConnectTimeout("slow"), "retry"),
        (httpx.PoolTimeout("busy"), "retry"),
        (httpx.WriteTimeout("slow"), "unknown"),  # part of it may have arrived
        (httpx.WriteError("broken pipe"), "unknown"),
        (httpx.ReadTimeout("slow"), "unknown"),
        (httpx.ReadError("reset"), "unknown"),
        (httpx.RemoteProtocolError("closed without an answer"), "unknown"),
        (httpx.DecodingError("not gzip"), "unknown"),
        (httpx.LocalProtocolError("a header that is none"), "unknown"),
        (httpx.UnsupportedProtocol("ftp"), "stop-all"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_only_a_connection_that_never_stood_proves_that_nothing_was_sent(
    error: Exception, fault: str
) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    assert send(fail).fault == fault


@pytest.mark.thorough
def test_an_answer_that_never_comes_is_unknown_after_the_time_of_a_call() -> None:
    class Silent(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.method == "POST":
                await asyncio.Event().wait()
            return httpx.Response(200)

    twilio = plain(Silent)

    assert providers.send(twilio, REPLY) == [Answer("unknown", "timeout")]


def test_a_message_travels_as_a_form_with_its_template_and_nothing_else() -> None:
    seen: list[httpx.Request] = []

    def accept(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json={"sid": "SM1", "to": f"whatsapp:{TO}"})

    answer = send(accept, TEMPLATE, lambda _: contents_page("approved"))

    assert answer == Answer(message_id="SM1")
    assert seen[0].url.path == f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
    assert parse_qs(seen[0].content.decode()) == {
        "To": [f"whatsapp:{TO}"],
        "From": ["whatsapp:+393389428034"],
        "ContentSid": ["HX1"],
        "ContentVariables": ['{"1": "neve"}'],
    }


def test_a_card_travels_by_its_address_and_with_a_text_for_the_log() -> None:
    seen: list[httpx.Request] = []

    def accept(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json={"sid": "MM1", "to": f"whatsapp:{TO}"})

    card = Card("Comune", TO, "https://c.example", link="https://c.example/c.vcf")
    nowhere = replace(card, link="")
    send(accept, Outbound(TO, Content("Comune, 333", card=card)))
    send(accept, Outbound(TO, Content("Comune, 333", card=nowhere)))

    said = {"To": [f"whatsapp:{TO}"], "From": ["whatsapp:+393389428034"], "Body": ["Comune, 333"]}
    assert parse_qs(seen[0].content.decode()) == {**said, "MediaUrl": ["https://c.example/c.vcf"]}
    assert parse_qs(seen[1].content.decode()) == said


def test_the_values_of_header_and_links_follow_those_of_the_text() -> None:
    seen: list[httpx.Request] = []

    def accept(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(201, json={"sid": "SM1", "to": f"whatsapp:{TO}"})

    use = TemplateUse(
        "avviso_it_1p_0a1b2c3d", "it", ("neve",), header="Chevrot", links=("", "pagina")
    )
    send(
        accept,
        Outbound(TO, Content("Comune: neve. Fine", use)),
        lambda _: contents_page("approved"),
    )

    (variables,) = parse_qs(seen[0].content.decode())["ContentVariables"]
    assert json.loads(variables) == {"1": "neve", "2": "Chevrot", "3": "pagina"}


@pytest.mark.parametrize(
    ("contents", "answer"),
    [
        # Not registered at all, and registered but not approved: nobody gets this message.
        (lambda _: httpx.Response(200, json={"contents": []}), ("stop-broadcast", "template")),
        (lambda _: contents_page("pending"), ("stop-broadcast", "template")),
        (lambda _: contents_page("rejected"), ("stop-broadcast", "template")),
        # The list cannot be had: nothing was sent, and it may be better in a moment.
        (lambda _: httpx.Response(502), ("retry", "template")),
        (lambda _: httpx.Response(200, text="<html>"), ("retry", "template")),
        (lambda _: httpx.Response(429), ("slow-down", "template")),
        (lambda _: httpx.Response(401), ("stop-all", "credentials")),
    ],
)
def test_a_template_that_cannot_be_looked_up_sends_nothing(
    contents: Callable[[httpx.Request], httpx.Response], answer: tuple[str, str]
) -> None:
    def never(_: httpx.Request) -> httpx.Response:
        raise AssertionError("sent")

    got = send(never, TEMPLATE, contents)

    assert (got.fault, got.code) == answer


def test_neither_number_nor_secret_reaches_a_log_or_a_repr(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    answer = send(
        lambda _: httpx.Response(201, json={"sid": "SM1", "to": f"whatsapp:{TO}"}),
        TEMPLATE,
        lambda _: contents_page("approved"),
    )

    assert TO[1:] not in caplog.text + repr(answer)
    assert "SM1" not in repr(answer)
    assert "secret" not in repr(plain(None))


def contents_page(status: str) -> httpx.Response:
    name = "avviso_it_1p_0a1b2c3d"
    content = {"sid": "HX1", "friendly_name": name, "approval_requests": {"status": status}}
    return httpx.Response(200, json={"contents": [content], "meta": {"next_page_url": None}})
