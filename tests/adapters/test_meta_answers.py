"""What each answer of Meta's means: one JSON file an answer, ugly ones included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import providers
from banditore.adapters.meta import Account, Meta
from banditore.adapters.meta.answers import understood
from banditore.adapters.meta.faults import CODES, TEMPLATE_CODES
from banditore.domain.errors import Misconfigured, NotOffered, Throttled, Unavailable
from banditore.domain.message import (
    Address,
    Answer,
    Card,
    Content,
    Media,
    Outbound,
    TemplateUse,
)
from banditore.domain.templates.registration import Button, Parts, Submission
from banditore.wire.line import Lines
from banditore.wire.reply import Reply
from fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[1] / "data" / "meta"
ANSWERS = sorted(DATA.glob("send-*.json"))
TO = Address("+393330000001")
USER = Address("IT.13491208655302741918")
REPLY = Outbound(TO, Content("Benvenuto"), "reply:0a1b")
TEMPLATE = Outbound(
    TO, Content("Comune: neve. Fine", TemplateUse("avviso_it_1p_0a1b", "it", ("neve",))), "x:r1"
)
SUBMISSION = Submission("avviso_it_1p_0a1b", "it", "utility", "Comune: {{1}}. Fine", ("neve",))
ACCEPTED = json.loads((DATA / "send-accepted.json").read_text())["body"]


class Line:
    """Meta with answers in turn; keeps what was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        account = Account("https://graph.example", "v25.0", "106", "102", "secret-token")
        lines = Lines(
            transport=lambda: httpx.MockTransport(self._answer),
            slot=lambda: httpx.MockTransport(self._answer),
        )
        now = FakeClock().now
        self.meta = Meta(account, None, timeout=0.5, now=now, lines=lines, sleep=lambda _: None)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.url.params.get("fields") == "id":
            return httpx.Response(200)  # the connection is being opened
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def send(self, message: Outbound) -> Answer:
        [answer] = providers.send(self.meta, message)
        return answer

    def said(self, message: Outbound) -> dict[str, Any]:
        """The body that a message becomes."""
        self.answers.append(httpx.Response(200, json=ACCEPTED))
        self.send(message)
        body: dict[str, Any] = json.loads(self.asked[-1].content)
        return body


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_each_answer_has_one_meaning(path: Path) -> None:
    case = json.loads(path.read_text())

    answer = Line(providers.replay(case)).send(REPLY)

    assert (answer.fault, answer.code) == (case["answer"]["fault"], case["answer"]["code"])
    assert answer.retry_after == case["answer"].get("retry_after")
    assert bool(answer.message_id) is (answer.fault is None)


def test_every_code_of_the_table_has_its_file() -> None:
    names = {path.stem for path in DATA.glob("*.json")}
    assert {f"template-{code}" for code in TEMPLATE_CODES} <= names
    assert {f"send-{code}" for code in CODES if code not in TEMPLATE_CODES} <= names


def test_a_user_id_may_be_answered_without_a_name() -> None:
    to_user = Outbound(USER, Content("Benvenuto"))
    unnamed = {key: value for key, value in ACCEPTED.items() if key != "contacts"}

    assert Line(httpx.Response(200, json=unnamed)).send(to_user).fault is None
    assert Line(httpx.Response(200, json=ACCEPTED)).send(to_user).fault == "unknown"


def test_a_template_goes_by_name_language_and_values_with_our_tag() -> None:
    line = Line()

    assert line.said(TEMPLATE) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+393330000001",
        "biz_opaque_callback_data": "x:r1",
        "type": "template",
        "template": {
            "name": "avviso_it_1p_0a1b",
            "language": {"policy": "deterministic", "code": "it"},
            "components": [{"type": "body", "parameters": [{"type": "text", "text": "neve"}]}],
        },
    }
    assert line.asked[0].url == "https://graph.example/v25.0/106/messages"
    assert line.asked[0].headers["authorization"] == "Bearer secret-token"


def test_parameters_with_names_carry_them_and_a_template_without_any_has_no_component() -> None:
    named = TemplateUse("avviso", "it", ("Neve", "Domani"), ("titolo", "testo"))
    bare = TemplateUse("avviso", "it", ())

    [body] = Line().said(Outbound(TO, Content("x", named)))["template"]["components"]
    assert [(p["parameter_name"], p["text"]) for p in body["parameters"]] == [
        ("titolo", "Neve"),
        ("testo", "Domani"),
    ]
    assert Line().said(Outbound(TO, Content("x", bare)))["template"]["components"] == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            Content("Ciao\nè qui"),
            {"type": "text", "text": {"body": "Ciao\nè qui", "preview_url": False}},
        ),
        (
            Content("Vuoi iscriverti?", buttons=("MI ISCRIVO",)),
            {
                "type": "interactive",
                "interactive": {
                    "type": "button",
                    "body": {"text": "Vuoi iscriverti?"},
                    "action": {
                        "buttons": [
                            {"type": "reply", "reply": {"id": "MI ISCRIVO", "title": "MI ISCRIVO"}}
                        ]
                    },
                },
            },
        ),
        (
            Content(
                "", card=Card("Comune", Address("+393330000002"), "https://c.example", "a@b.it")
            ),
            {
                "type": "contacts",
                "contacts": [
                    {
                        "name": {"formatted_name": "Comune", "first_name": "Comune"},
                        "org": {"company": "Comune"},
                        "phones": [
                            {"phone": "+393330000002", "type": "WORK", "wa_id": "393330000002"}
                        ],
                        "emails": [{"email": "a@b.it", "type": "WORK"}],
                        "urls": [{"url": "https://c.example", "type": "WORK"}],
                    }
                ],
            },
        ),
        (
            Content("Ordinanza", media=Media("document", "https://c.example/a.pdf", "a.pdf")),
            {
                "type": "document",
                "document": {
                    "link": "https://c.example/a.pdf",
                    "caption": "Ordinanza",
                    "filename": "a.pdf",
                },
            },
        ),
        (
            Content("", media=Media("image", "https://c.example/a.jpg")),
            {"type": "image", "image": {"link": "https://c.example/a.jpg"}},
        ),
    ],
    ids=["text", "buttons", "card", "document", "image"],
)
def test_free_messages_as_meta_takes_them(content: Content, said: dict[str, Any]) -> None:
    body = Line().said(Outbound(TO, content))

    assert {key: body[key] for key in said} == said
    assert "biz_opaque_callback_data" not in body


def test_a_user_id_goes_into_a_field_of_its_own() -> None:
    body = Line().said(Outbound(USER, Content("Ciao")))

    assert body["recipient"] == USER
    assert "to" not in body


@pytest.mark.parametrize("path", sorted(DATA.glob("number-*.json")), ids=lambda path: path.stem)
def test_a_number_stands_as_its_record_says(path: Path) -> None:
    case = json.loads(path.read_text())

    health = Line(httpx.Response(200, json=case["body"])).meta.health()

    told = {key: getattr(health, key) for key in case["health"]}
    assert {**told, "codes": list(health.codes)} == case["health"]
    assert (health.api, health.api_ends is not None) == ("v25.0", True)


def error(code: int, status: int = 400, subcode: int = 0) -> httpx.Response:
    told = {"message": f"a word about {TO}", "code": code, "error_subcode": subcode}
    return httpx.Response(status, json={"error": told})


@pytest.mark.parametrize(
    ("answers", "expected", "names"),
    [
        ([error(190, 401)], Misconfigured, "META_ACCESS_TOKEN"),
        ([error(10, 403)], Misconfigured, "META_ACCESS_TOKEN"),
        ([error(250, 403)], Misconfigured, "META_ACCESS_TOKEN"),
        ([httpx.Response(401)], Misconfigured, "META_ACCESS_TOKEN"),
        ([error(100, 400, 33)], Misconfigured, "META_PHONE_NUMBER_ID"),
        ([error(33)], Misconfigured, "META_PHONE_NUMBER_ID"),
        ([error(4)], Throttled, "hour"),
        ([error(80007)], Throttled, "hour"),
        ([httpx.Response(429)] * 3, Throttled, "minute"),
        ([httpx.Response(502, text="<html>")] * 3, Unavailable, "graph.example"),
        ([httpx.Response(200, text="")], Unavailable, "graph.example"),
        ([httpx.ReadError("reset")] * 3, Unavailable, "graph.example"),
        ([error(131000, 500)] * 3, Unavailable, "graph.example"),
        ([error(999_999)], Unavailable, "graph.example"),
    ],
)
def test_what_fails_as_a_whole_says_in_one_sentence_what_to_look_at(
    answers: list[httpx.Response | Exception], expected: type[Exception], names: str
) -> None:
    with pytest.raises(expected) as raised:
        Line(*answers).meta.health()

    said = f"{raised.value} {vars(raised.value)['hint']}"
    assert names in said
    assert "0000" not in said
    assert "secret" not in said


@pytest.mark.parametrize("code", sorted(TEMPLATE_CODES))
def test_a_template_that_is_refused_says_why(code: int) -> None:
    case = json.loads((DATA / f"template-{code}.json").read_text())
    line = Line(httpx.Response(200, json={"data": []}), providers.replay(case))

    with pytest.raises(Unavailable, match=CODES[code][1]):
        line.meta.register(SUBMISSION)


def template(name: str, status: str, **more: object) -> dict[str, object]:
    return {"id": f"1{name}", "name": name, "language": "it", "status": status, **more}


def test_templates_come_over_several_pages_with_all_that_is_told_of_them() -> None:
    parts = [
        {"type": "HEADER", "format": "TEXT", "text": "Comune"},
        {"type": "BODY", "text": "Comune: {{1}}. Fine"},
        {"type": "FOOTER", "text": "MI CANCELLO per uscire"},
    ]
    page = {
        "data": [
            template("a", "APPROVED", category="UTILITY", components=parts),
            template("b", "REJECTED", rejected_reason="INVALID_FORMAT"),
            "nonsense",
            {"id": 7},
        ],
        "paging": {"cursors": {"after": "QVFI"}, "next": "https://elsewhere.example/?after=QVFI"},
    }
    last = [template("c", "PAUSED", quality_score={"score": "RED"}), template("d", "NEW_WORD")]
    line = Line(httpx.Response(200, json=page), httpx.Response(200, json={"data": last}))

    known = line.meta.templates()

    assert {name: one.status for name, one in known.items()} == {
        "a": "approved",
        "b": "rejected",
        "c": "paused",
        "d": "disabled",
    }
    assert (known["a"].category, known["a"].body) == ("utility", "Comune: {{1}}. Fine")
    assert known["a"].parts == Parts("Comune", "MI CANCELLO per uscire")
    assert (known["b"].reason, known["c"].quality) == ("INVALID_FORMAT", "poor")
    assert [request.url.host for request in line.asked] == ["graph.example"] * 2
    assert line.asked[1].url.params["after"] == "QVFI"


WHOLE = Submission(
    "x",
    "it",
    "marketing",
    "Comune: {{1}}. Fine",
    ("neve",),
    Parts(
        "Avviso per {{1}} e dintorni",
        "Per uscire: MI CANCELLO",
        (
            Button("url", "Leggi", "https://c.example/avvisi/{{1}}"),
            Button("phone", "Chiama", "+393330000002"),
            Button("quick-reply", "MI CANCELLO"),
        ),
    ),
    "Chevrot",
    ("neve", "", ""),
)


def data(name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((DATA / f"{name}.json").read_text())


def test_a_template_is_submitted_once_with_all_its_parts() -> None:
    made = httpx.Response(200, json={"id": "17", "status": "PENDING", "category": "MARKETING"})
    line = Line(httpx.Response(200, json={"data": []}), made)

    line.meta.register(WHOLE)

    assert json.loads(line.asked[1].content) == data("template-create")


def test_what_is_listed_reads_as_what_was_submitted() -> None:
    line = Line(httpx.Response(200, json=data("template-list")))

    known = line.meta.templates()["x"]

    assert (known.body, known.parts) == (WHOLE.body, WHOLE.parts)


def test_a_message_brings_a_value_for_each_part_that_takes_one() -> None:
    use = TemplateUse("x", "it", ("neve",), header="Chevrot", links=("neve", "", ""))

    assert Line().said(Outbound(TO, Content("x", use)))["template"] == data("template-use")


def test_what_is_registered_is_not_submitted_again_and_a_lost_answer_is_not_repeated() -> None:
    known = httpx.Response(200, json={"data": [template(SUBMISSION.name, "REJECTED")]})
    line = Line(known)
    line.meta.register(SUBMISSION)
    assert [request.method for request in line.asked] == ["GET"]

    lost = Line(httpx.Response(200, json={"data": []}), httpx.ReadError("reset"))
    with pytest.raises(Unavailable):
        lost.meta.register(SUBMISSION)
    assert [request.method for request in lost.asked] == ["GET", "POST"]


def test_what_is_not_set_up_is_not_declared_and_says_so() -> None:
    now = FakeClock().now
    account = Account("https://graph.example", "v25.0", "106", "", "secret-token")
    meta = Meta(account, None, timeout=1, now=now)
    attempts: list[Callable[[], object]] = [
        meta.acknowledge,
        meta.templates,
        lambda: meta.statuses(now()),
        lambda: meta.reported(lambda _: True),
        lambda: meta.erase(["wamid.X"]),
    ]

    assert meta.capabilities == {"send", "history", "cards", "buttons"}
    for attempt in attempts:
        with pytest.raises(NotOffered):
            attempt()
    with pytest.raises(Misconfigured, match="no inbox is set up"):
        meta.pull(now())
    assert list(meta.log({"x:r1": TO}, now())) == []


@given(
    status=st.integers(min_value=100, max_value=999),
    content=st.binary()
    | st.dictionaries(st.text(), st.text()).map(lambda d: json.dumps(d).encode()),
)
def test_any_answer_has_a_meaning_and_no_other_is_accepted(status: int, content: bytes) -> None:
    answer = understood(Reply(status, httpx.Headers(), content), TO)

    assert answer.fault is not None
    assert status < 500 or answer.fault == "unknown"
    assert len(answer.code) <= 8


@given(end=st.integers(min_value=0, max_value=len(json.dumps(ACCEPTED)) - 1))
def test_no_beginning_of_an_answer_is_accepted(end: int) -> None:
    half = json.dumps(ACCEPTED).encode()[:end]

    assert understood(Reply(200, httpx.Headers(), half), TO) == Answer("unknown", "nonsense")
