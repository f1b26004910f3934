"""What the simulator's Meta side refuses, as the real one does, and with which code."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from banditore.simulator.meta_refusals import CODES
from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from banditore.simulator.meta_world import MetaWorld
from banditore.simulator.server import application
from banditore.simulator.world import TOKEN

TOWN, PHONE = "+393389428034", "+393330000001"
BODY = "Comune: {{1}}. Altro sul sito"
BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def world() -> MetaWorld:
    made = MetaWorld(number=TOWN)
    make(made, BODY)
    return made


def call(world: MetaWorld, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(application(world))
        headers = {**BEARER, **more.pop("headers", {})}
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            return await client.request(method, path, headers=headers, **more)

    return asyncio.run(once())


def make(world: MetaWorld, body: str, **changed: object) -> httpx.Response:
    count = body.count("{{")
    example = {"body_text": [[f"esempio {n}" for n in range(count)]]}
    part = {"type": "BODY", "text": body, "example": example}
    asked = {"name": "avviso", "language": "it", "category": "UTILITY", "components": [part]}
    return call(world, "POST", f"/v25.0/{WABA_ID}/message_templates", json={**asked, **changed})


def said(**changed: object) -> dict[str, object]:
    whole = {"messaging_product": "whatsapp", "recipient_type": "individual", "to": PHONE}
    return {key: value for key, value in {**whole, **changed}.items() if value is not None}


def use(
    *values: str, name: str = "avviso", language: str = "it", parameter: str = "text"
) -> dict[str, object]:
    filled = [{"type": parameter, parameter: value} for value in values]
    body = {"type": "body", "parameters": filled}
    template = {"name": name, "language": {"code": language}, "components": [body]}
    return said(type="template", template=template)


def send(world: MetaWorld, document: object) -> httpx.Response:
    return call(world, "POST", f"/v25.0/{NUMBER_ID}/messages", json=document)


def code(response: httpx.Response) -> int:
    found: int = response.json().get("error", {}).get("code", 0)
    return found


def free(**text: object) -> dict[str, object]:
    return said(type="text", text=text)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (use("Neve"), 0),
        (use("x" * 1020), 132005),
        (use("Neve", "troppo"), 132000),
        (use(), 132000),
        (use("Neve", name="altro"), 132001),
        (use("Neve", language="fr"), 132001),
        (use("due\nrighe"), 132018),
        (use("un\ttab"), 132018),
        (use("cinque     spazi"), 132018),
        (use("quattro    spazi"), 0),
        (use(""), 131008),
        (use(" "), 131008),
        (use("1", parameter="payload"), 132012),
        (free(body="Ciao"), 131047),
        ({**use("Neve"), "to": "393330000001"}, 0),
        ({**use("Neve"), "to": "3330000001"}, 0),  # the town's country is put in front
        ({**use("Neve"), "to": "cittadina"}, 100),
        ({**use("Neve"), "to": None}, 100),
        ({**use("Neve"), "messaging_product": "sms"}, 100),
        ({**use("Neve"), "biz_opaque_callback_data": "x" * 512}, 0),
        ({**use("Neve"), "biz_opaque_callback_data": "x" * 513}, 100),
        (said(recipient="IT.1", to=None, type="template", template={}), 131026),
        (said(recipient="1", to=None, type="text", text={"body": "x"}), 100),
        (said(type="template", template=None), 131008),
        ([], 100),
    ],
)
def test_each_message_is_taken_or_refused_as_meta_does(
    world: MetaWorld, document: object, expected: int
) -> None:
    assert code(send(world, document)) == expected


CONTACT: dict[str, object] = {"name": {"formatted_name": "Comune", "first_name": "Comune"}}


def reply_buttons(*titles: str, body: str = "Vuoi?") -> dict[str, object]:
    buttons = [{"type": "reply", "reply": {"id": title, "title": title}} for title in titles]
    asked = {"type": "button", "body": {"text": body}, "action": {"buttons": buttons}}
    return said(type="interactive", interactive=asked)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (free(body="Ciao"), 0),
        (free(body="x" * 4096), 0),
        (free(body="x" * 4097), 100),
        (free(body=""), 100),
        (free(), 100),
        (reply_buttons("Sì", "No"), 0),
        (reply_buttons("1", "2", "3", "4"), 131009),
        (reply_buttons("Sì", "Sì"), 131009),
        (reply_buttons("x" * 20), 0),
        (reply_buttons("x" * 21), 100),
        (reply_buttons("Sì", body="x" * 1024), 0),
        (reply_buttons("Sì", body="x" * 1025), 100),
        (reply_buttons(), 131009),
        (said(type="contacts", contacts=[CONTACT]), 0),
        (said(type="contacts", contacts=[CONTACT] * 257), 0),
        (said(type="contacts", contacts=[CONTACT] * 258), 131009),
        (said(type="contacts", contacts=[{"name": {"formatted_name": "Comune"}}]), 131009),
        (said(type="contacts", contacts=[{"name": {"first_name": "Comune"}}]), 100),
        (said(type="contacts", contacts=[{"name": {}}]), 131009),
        (said(type="contacts", contacts=[CONTACT, "Comune"]), 131009),
        (said(type="contacts", contacts=[{**CONTACT, "phones": [{"type": "WORK"}]}]), 100),
        (said(type="contacts", contacts=[{**CONTACT, "phones": "+39"}]), 100),
        (said(type="contacts", contacts=[]), 131008),
        (said(type="image", image={"link": "https://c.example/a.jpg"}), 0),
        (said(type="image", image={"link": "http://c.example/a.jpg"}), 131053),
        (said(type="image", image={"id": "1"}), 131053),
        (said(type="location", location={"latitude": 1}), 0),
        (said(type="hologram", hologram={}), 131051),
    ],
)
def test_within_the_window_each_free_message_is_taken_or_refused(
    world: MetaWorld, document: object, expected: int
) -> None:
    world.network.text(PHONE, TOWN, "Ciao")

    assert code(send(world, document)) == expected


def subcode(response: httpx.Response) -> int:
    error = response.json().get("error", {})
    found: int = error.get("error_subcode", error.get("code", 0))
    return found


@pytest.mark.parametrize(
    ("body", "changed", "expected"),
    [
        ("Comune: {{1}}. Altro", {}, 0),
        ("Comune {{1}} e {{2}} insieme a voi", {}, 0),
        ("{{1}} dal Comune per tutti", {}, 2388299),
        ("Dal Comune per tutti {{1}}", {}, 2388299),
        ("Dal Comune {{1}} {{2}} per tutti voi", {}, 2388299),
        ("Il {{1}} e {{2}} qui", {}, 2388293),
        ("Comune: {{2}}. Altro qui", {}, 100),
        ("Comune: {{1}. Altro", {}, 100),
        ("x" * 1025, {}, 2388040),
        ("  ", {}, 100),
        ("Altro", {"name": "Avviso"}, 100),
        ("Altro", {"name": "x" * 513}, 100),
        ("Altro", {"category": "NEWS"}, 100),
        ("Altro", {"language": None}, 100),
        ("Altro", {"components": []}, 100),
        ("Altro", {"components": [{"type": "BODY", "text": "Il {{1}} qui da noi"}]}, 100),
        ("Comune: {{titolo}}. Altro", {"parameter_format": "NAMED"}, 0),
        ("Comune: {{Titolo}}. Altro", {"parameter_format": "NAMED"}, 100),
    ],
)
def test_each_template_is_taken_or_refused_as_meta_does(
    body: str, changed: dict[str, object], expected: int
) -> None:
    assert subcode(make(MetaWorld(number=TOWN), body, **changed)) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ({"type": "HEADER", "format": "TEXT", "text": "x" * 60}, 0),
        ({"type": "HEADER", "format": "TEXT", "text": "x" * 61}, 2388040),
        ({"type": "HEADER", "format": "TEXT", "text": "{{1}} {{2}}"}, 2388047),
        ({"type": "FOOTER", "text": "x" * 61}, 2388040),
        ({"type": "FOOTER", "text": "{{1}}"}, 2388073),
        ({"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "x" * 25}]}, 0),
        ({"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "x" * 26}]}, 2388040),
        ({"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "x"}] * 11}, 2388040),
        ({"type": "BODY", "text": "Un altro"}, 100),
    ],
)
def test_each_part_of_a_template_keeps_its_limits(part: dict[str, object], expected: int) -> None:
    parts = [{"type": "BODY", "text": "Comune"}, part]

    assert subcode(make(MetaWorld(number=TOWN), "x", components=parts)) == expected


def row(kind: str, text: str = "A", **more: object) -> dict[str, object]:
    return {"type": kind, "text": text, **more}


URL = "https://c.example/"
LINK = row("URL", url=URL)
CALL = row("PHONE_NUMBER", "B", phone_number="+390165000000")
REPLY = row("QUICK_REPLY", "C")


@pytest.mark.parametrize(
    ("buttons", "expected"),
    [
        ([row("QUICK_REPLY", str(n)) for n in range(10)], 0),
        ([row("QUICK_REPLY", str(n)) for n in range(11)], 2388040),
        ([LINK, row("URL", "D", url=URL)], 0),
        ([LINK, row("URL", "D", url=URL), row("URL", "E", url=URL)], 100),
        ([CALL, row("PHONE_NUMBER", "D", phone_number="+390165000001")], 100),
        ([row("COPY_CODE", example="x" * 15)], 0),
        ([row("COPY_CODE", example="x" * 16)], 100),
        ([row("COPY_CODE", example="x"), row("COPY_CODE", example="y")], 100),
        ([REPLY, LINK, CALL], 0),
        ([LINK, CALL, REPLY], 0),
        ([REPLY, LINK, row("QUICK_REPLY", "D")], 100),
        ([LINK, REPLY, CALL], 100),
        ([REPLY, REPLY], 100),
        ([row("QUICK_REPLY", "{{1}}")], 100),
        ([row("QUICK_REPLY", "*C*")], 100),
        ([row("QUICK_REPLY", "Uno\nDue")], 100),
        ([row("QUICK_REPLY", " ")], 100),
        ([row("PHONE_NUMBER", phone_number="1" * 20)], 0),
        ([row("PHONE_NUMBER", phone_number="1" * 21)], 100),
        ([row("PHONE_NUMBER", phone_number="Comune")], 100),
        ([row("URL", url=URL + "x" * (2000 - len(URL)))], 0),
        ([row("URL", url=URL + "x" * (2001 - len(URL)))], 100),
        ([row("URL", url="c.example")], 100),
        ([row("URL", url=URL + "{{1}}", example=[URL + "a"])], 0),
        ([row("URL", url=URL + "{{1}}")], 100),
        ([row("URL", url=URL + "{{1}}/a", example=[URL])], 100),
        ([row("URL", url=URL + "{{1}}{{2}}", example=[URL])], 100),
        ([row("URL", url="https://wa.me/390165000000")], 100),
        ([row("HOLOGRAM")], 100),
        (["nonsense"], 100),
        ("nonsense", 100),
    ],
)
def test_each_button_of_a_template_is_taken_or_refused_as_meta_does(
    buttons: object, expected: int
) -> None:
    parts = [{"type": "BODY", "text": "Comune"}, {"type": "BUTTONS", "buttons": buttons}]

    assert subcode(make(MetaWorld(number=TOWN), "x", components=parts)) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"text": "Per {{1}}!", "example": {"header_text": ["Chevrot"]}}, 0),
        ({"text": "Per {{1}}!"}, 100),
        ({"text": "Per {{1}}!", "example": ["Chevrot"]}, 100),
        ({"text": "{{1}}", "example": {"header_text": ["Chevrot"]}}, 2388047),
        ({"text": "*Comune*"}, 2388047),
        ({"text": "Neve ⚠️"}, 2388047),
        ({"text": "Uno\nDue"}, 2388047),
        ({"format": "IMAGE", "example": {"header_handle": ["4::a"]}}, 100),
    ],
)
def test_each_header_of_a_template_is_taken_or_refused_as_meta_does(
    header: dict[str, object], expected: int
) -> None:
    parts = [{"type": "BODY", "text": "Comune"}, {"type": "HEADER", "format": "TEXT", **header}]

    assert subcode(make(MetaWorld(number=TOWN), "x", components=parts)) == expected


WHOLE = [
    {"type": "HEADER", "format": "TEXT", "text": "Per {{1}} oggi",
     "example": {"header_text": ["a"]}},
    {"type": "BODY", "text": BODY, "example": {"body_text": [["neve"]]}},
    {"type": "BUTTONS", "buttons": [
        row("URL", url=URL + "{{1}}", example=[URL + "a"]), CALL, REPLY]},
]  # fmt: skip
HEAD = {"type": "header", "parameters": [{"type": "text", "text": "Chevrot"}]}
TEXT = {"type": "body", "parameters": [{"type": "text", "text": "neve"}]}


def button(kind: str, index: object, value: str = "a", type_: str = "text") -> dict[str, object]:
    return {"type": "button", "sub_type": kind, "index": index,
            "parameters": [{"type": type_, type_: value}]}  # fmt: skip


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        ([HEAD, TEXT, button("url", "0")], 0),
        ([button("url", 0), TEXT, HEAD], 0),  # in any order, and the index as a number
        ([HEAD, TEXT, button("url", "0"), button("quick_reply", "2", "x", "payload")], 0),
        ([TEXT, button("url", "0")], 132000),  # the header's is missing
        ([HEAD, button("url", "0")], 132000),
        ([HEAD, TEXT], 131008),  # the address's is missing
        ([HEAD, TEXT, button("url", "1")], 132018),  # that is the number's button
        ([HEAD, TEXT, button("url", "7")], 132018),
        ([HEAD, TEXT, button("quick_reply", "0", "x", "payload")], 132018),
        ([HEAD, TEXT, button("url", "0"), button("quick_reply", "2")], 132012),
        ([HEAD, TEXT, button("url", "0", " ")], 131008),
        ([HEAD, TEXT, button("url", "0", "a\nb")], 132018),
        ([HEAD, TEXT, button("url", "x")], 131008),
        ([HEAD, TEXT, {"type": "button", "sub_type": "url", "index": "0"}], 132018),
        ([{**HEAD, "parameters": [{"type": "text", "text": "x" * 51}]}, TEXT, button("url", "0")],
         0),
        ([{**HEAD, "parameters": [{"type": "text", "text": "x" * 52}]}, TEXT, button("url", "0")],
         132005),
        ([{"type": "footer"}], 100),
        (["nonsense"], 100),
        ([{"type": "body", "parameters": "x"}], 100),
    ],
)  # fmt: skip
def test_a_message_brings_what_each_part_of_its_template_takes(
    components: list[object], expected: int
) -> None:
    world = MetaWorld(number=TOWN)
    assert make(world, BODY, components=WHOLE).is_success
    template = {"name": "avviso", "language": {"code": "it"}, "components": components}

    assert code(send(world, said(type="template", template=template))) == expected


def test_only_a_button_that_a_phone_was_sent_can_be_tapped(world: MetaWorld) -> None:
    def tap(label: str) -> bool:
        asked = {"from": PHONE, "text": label, "kind": "tap"}
        return call(world, "POST", "/control/text", json=asked).is_success

    make(world, BODY, name="intero", components=WHOLE)
    template = {"name": "intero", "language": {"code": "it"},
                "components": [HEAD, TEXT, button("url", "0")]}  # fmt: skip

    assert not tap("C")
    assert code(send(world, said(type="template", template=template))) == 0
    assert [tap("C"), tap("A"), tap("Z")] == [True, False, False]  # A leads to a page


def test_a_name_is_taken_once_a_language_and_for_30_days_after_its_deletion(
    world: MetaWorld,
) -> None:
    assert subcode(make(world, BODY)) == 2388024
    assert make(world, BODY, language="fr").is_success
    path = f"/v25.0/{WABA_ID}/message_templates?name=avviso"
    assert call(world, "DELETE", path).json() == {"success": True}
    assert code(call(world, "DELETE", path)) == 100
    assert subcode(make(world, BODY)) == 2388023
    world.ahead += 31 * 24 * 3600
    assert make(world, BODY).is_success


def test_review_takes_time_where_it_is_told_to_and_only_approved_templates_are_sent() -> None:
    world = MetaWorld(number=TOWN)
    world.contents.approving = False
    assert make(world, BODY).json()["status"] == "PENDING"
    for status, expected in {
        "PENDING": 132001,
        "REJECTED": 132001,
        "PAUSED": 132015,
        "DISABLED": 132016,
        "APPROVED": 0,
    }.items():
        call(world, "POST", "/control/templates", json={"name": "avviso", "status": status})
        assert code(send(world, use("Neve"))) == expected


def test_who_stopped_marketing_gets_none_and_the_rest_still(world: MetaWorld) -> None:
    make(world, BODY, name="evento", category="MARKETING")
    call(world, "POST", "/control/wishes", json={"from": PHONE, "value": "stop"})

    assert code(send(world, use("Neve", name="evento"))) == 131050
    assert code(send(world, use("Neve"))) == 0


def test_a_day_has_so_many_people_outside_their_windows(world: MetaWorld) -> None:
    call(world, "POST", "/control/number", json={"tier": 1})
    other, writer = "+393330000002", "+393330000003"
    world.network.text(writer, TOWN, "Ciao")

    assert [code(send(world, {**use("Neve"), "to": to})) for to in (PHONE, other, writer)] == [
        0,
        131048,
        0,
    ]
    assert code(send(world, use("Di nuovo"))) == 0
    world.ahead += 25 * 3600
    assert code(send(world, {**use("Neve"), "to": other})) == 0


def test_history_tells_what_became_of_a_message_where_it_is_available(world: MetaWorld) -> None:
    id_ = send(world, use("Neve")).json()["messages"][0]["id"]
    path = f"/v25.0/{NUMBER_ID}/message_history?message_id={id_}"
    [row] = call(world, "GET", path).json()["data"]
    assert [event["delivery_status"] for event in row["events"]["data"]] == ["DELIVERED"]
    assert [event["webhook_update_state"] for event in row["events"]["data"]] == ["FAILED"]
    latest = send(world, use("Vento")).json()["messages"][0]["id"]
    newest = call(world, "GET", path.partition("?")[0]).json()["data"]
    assert [row["message_id"] for row in newest] == [latest, id_]
    assert call(world, "GET", f"{path}X").json()["data"] == []
    assert code(call(world, "GET", f"{path}&limit=101")) == 100
    call(world, "POST", "/control/number", json={"history": False})
    assert code(call(world, "GET", path)) == 100


def test_a_message_can_be_marked_as_read_if_there_is_one(world: MetaWorld) -> None:
    id_ = world.network.text(PHONE, TOWN, "Ciao").sid

    def mark(which: str) -> httpx.Response:
        return send(world, said(to=None, status="read", message_id=which))

    assert mark(id_).json() == {"success": True}
    assert code(mark("wamid.X")) == 100


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", f"/v25.0/{NUMBER_ID}/messages"),
        ("GET", f"/v25.0/{NUMBER_ID}"),
        ("GET", f"/v25.0/{WABA_ID}/message_templates"),
        ("POST", f"/v25.0/{NUMBER_ID}/media"),
    ],
)
def test_without_the_right_token_nothing_is_done(world: MetaWorld, method: str, path: str) -> None:
    response = call(world, method, path, headers={"authorization": "Bearer stale"}, json={})

    assert (response.status_code, code(response)) == (401, 190)


@pytest.mark.parametrize("path", ["/v25.0/1/messages", f"/v25.0/{NUMBER_ID}/calls", "/v25.0/77"])
def test_what_does_not_exist_is_refused_as_meta_does(world: MetaWorld, path: str) -> None:
    assert code(call(world, "GET", path)) in {33, 100}


@pytest.mark.parametrize("wrong", [{"tier": "x"}, {"quality": 1}])
def test_a_number_that_cannot_stand_so_is_refused(
    world: MetaWorld, wrong: dict[str, object]
) -> None:
    assert call(world, "POST", "/control/number", json=wrong).is_error


def test_every_refusal_has_its_own_sentence_and_says_its_code() -> None:
    assert len({sentence for _, sentence in CODES.values()}) == len(CODES)
    for one, (status, sentence) in CODES.items():
        assert sentence
        assert 400 <= status < 600
        assert json.dumps(one).isdecimal()
