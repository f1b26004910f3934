"""The simulator's own side: phones, scripted faults, the judge's log; and the network's rules."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, get_args

import httpx
import pytest

from banditore.simulator.faults import Faults, Kind
from banditore.simulator.network import Network, Rate
from banditore.simulator.refusals import CODES, Refusal
from banditore.simulator.server import application
from banditore.simulator.shown import Card, Shown, read_vcard
from banditore.simulator.world import World

TOWN = "+393389428034"
PHONE = "+393330000001"


def call(world: World, method: str, url: str, body: object = None) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(application(world))
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            return await client.request(method, url, json=body)

    return asyncio.run(once())


@pytest.fixture
def world() -> World:
    return World(number=TOWN)


def test_a_phone_shows_its_conversation_and_nobody_elses(world: World) -> None:
    call(world, "POST", "/control/text", {"from": PHONE, "text": "MI ISCRIVO"})
    call(world, "POST", "/control/text", {"from": "+393330000002", "text": "Ciao"})
    world.network.send(TOWN, PHONE, "Benvenuto")

    shown = call(world, "GET", f"/control/phones/{PHONE}").json()["messages"]

    assert [(m["mine"], m["text"]) for m in shown] == [(True, "MI ISCRIVO"), (False, "Benvenuto")]


def test_the_log_is_what_was_accepted_from_the_town(world: World) -> None:
    world.network.text(PHONE, TOWN, "MI ISCRIVO")
    world.network.send(TOWN, PHONE, "uno")
    second = world.network.send(TOWN, PHONE, "due")

    def texts(after: int) -> list[str]:
        log = call(world, "GET", f"/control/log?after={after}").json()["messages"]
        return [message["text"] for message in log]

    assert texts(0) == ["uno", "due"]
    assert texts(second.number - 1) == ["due"]
    assert call(world, "GET", "/control/log?after=x").status_code == 400


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/control/text", {"from": "333 0000001", "text": "Ciao"}),
        ("/control/text", {"text": "Ciao"}),
        ("/control/phones/home", {"blocks": True}),
        ("/control/faults", {"kind": "earthquake"}),
        ("/control/faults", {"kind": "lost", "when": "always"}),
        ("/control/faults", {"kind": "lost", "on": "everything"}),
        ("/control/settings", {"rate": "fast"}),
        ("/control/settings", {"rate": -1}),
        ("/control/settings", {"advance": "a day"}),
        ("/control/text", []),
    ],
)
def test_a_control_call_that_makes_no_sense_is_refused(
    world: World, path: str, body: object
) -> None:
    answer = call(world, "POST", path, body)

    assert (answer.status_code, answer.json()["code"]) == (400, 20001)


def test_a_reset_forgets_everything(world: World) -> None:
    call(world, "POST", "/control/text", {"from": PHONE, "text": "Ciao"})
    call(world, "POST", "/control/faults", {"kind": "lost"})

    call(world, "POST", "/control/reset")

    assert call(world, "GET", "/control/settings").json()["messages"] == 0
    assert call(world, "GET", "/control/faults").json()["faults"] == []


def test_the_script_says_what_each_kind_does(world: World) -> None:
    assert set(call(world, "GET", "/control/faults").json()["kinds"]) == set(get_args(Kind))


def test_a_message_becomes_what_the_script_says(world: World) -> None:
    sent = world.network.send(TOWN, PHONE, "Comune: neve", "avviso")
    path = f"/control/messages/{sent.sid}"

    became = call(world, "POST", path, {"status": "undelivered", "code": 63024}).json()

    assert (became["status"], became["code"]) == ("undelivered", 63024)
    assert [m["status"] for m in call(world, "GET", "/control/log").json()["messages"]] == [
        "undelivered"
    ]
    assert call(world, "POST", path, {"status": "eaten"}).status_code == 400
    assert call(world, "POST", path, {"status": "failed", "code": "x"}).status_code == 400
    assert call(world, "POST", "/control/messages/SM0", {"status": "read"}).status_code == 404


def test_every_answer_carries_the_networks_own_time(world: World) -> None:
    def date() -> datetime:
        return parsedate_to_datetime(call(world, "GET", "/control/log").headers["date"])

    before = date()
    call(world, "POST", "/control/settings", {"advance": 86400})

    assert timedelta(days=1) <= date() - before < timedelta(days=1, minutes=1)


def taken(faults: Faults, *numbers: str) -> list[str | None]:
    return [fault.kind if (fault := faults.take("send", to)) else None for to in numbers]


@pytest.mark.parametrize(
    ("script", "numbers", "befallen"),
    [
        ([{"kind": "lost"}], "aaa", ["lost", None, None]),
        ([{"kind": "lost", "times": 2}], "aaa", ["lost", "lost", None]),
        ([{"kind": "lost", "times": -1}], "aaa", ["lost", "lost", "lost"]),
        ([{"kind": "lost", "after": 2}], "aaa", [None, None, "lost"]),
        ([{"kind": "lost", "to": "b"}], "aba", [None, "lost", None]),
        ([{"kind": "lost", "on": "list"}], "aa", [None, None]),
        ([{"kind": "flood", "after": 1, "times": 2}], "aaaa", [None, "flood", "flood", None]),
        # One after the other; a fault for one number does not hold up the others.
        ([{"kind": "lost"}, {"kind": "html"}], "aaa", ["lost", "html", None]),
        ([{"kind": "lost", "to": "b"}, {"kind": "html"}], "ab", ["html", "lost"]),
    ],
)
def test_the_script_befalls_whom_it_names_as_often_as_it_says(
    script: list[dict[str, Any]], numbers: str, befallen: list[str | None]
) -> None:
    faults = Faults()
    for fault in script:
        faults.add(fault)

    assert taken(faults, *numbers) == befallen


def test_the_rate_counts_any_second_not_each_second() -> None:
    now = [0.0]
    rate = Rate(lambda: now[0])
    rate.limit = 2
    refused = []
    for at in (0.5, 0.75, 1.25, 1.49, 1.5, 1.8):
        now[0] = at
        try:
            rate.take()
        except Refusal:
            refused.append(at)

    assert refused == [1.25, 1.49]
    assert (rate.worst, rate.refused) == (2, 2)


def test_every_refusal_has_a_sentence_and_never_a_number() -> None:
    network = Network(lambda: 0.0, lambda: "0")
    network.phones[PHONE].blocks = True

    with pytest.raises(Refusal) as caught:
        network.send(TOWN, PHONE, "Ciao", template="x")

    assert caught.value.code == 21610
    assert PHONE not in str(caught.value.body())
    assert all(status >= 400 and sentence for status, sentence in CODES.values())


def test_a_phone_taps_only_what_the_town_has_shown_it(world: World) -> None:
    tap = {"from": PHONE, "text": "CONFERMO", "kind": "tap"}
    world.network.text(PHONE, TOWN, "MI ISCRIVO")
    world.network.send(TOWN, PHONE, "Sì?", shown=Shown("Sì?", ("CONFERMO",)), failure=63019)
    assert call(world, "POST", "/control/text", tap).status_code == 400

    world.network.send(TOWN, PHONE, "Confermi?", shown=Shown("Confermi?", ("CONFERMO",)))
    assert call(world, "POST", "/control/text", tap).status_code == 201
    assert call(world, "POST", "/control/text", {**tap, "text": "SÌ"}).status_code == 400

    shown = call(world, "GET", f"/control/phones/{PHONE}").json()["messages"]
    assert [(m["mine"], m["text"], m["buttons"]) for m in shown] == [
        (True, "MI ISCRIVO", []),
        (False, "Confermi?", ["CONFERMO"]),
        (True, "CONFERMO", []),
    ]


@pytest.mark.parametrize(
    ("content", "card"),
    [
        (b"", None),
        (b"\xff", None),
        (b"BEGIN:VCARD\nFN:x\nVERSION:3.0\nEND:VCARD\n", None),  # lines end with CR LF
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\r\nEND:VCARD\r\n", None),
        (b"BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n", None),
        (
            b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\\, B\r\n  C\r\nTEL;waid=39:+39\r\nEND:VCARD\r\n",
            Card("A, B C", "+39"),
        ),
    ],
)
def test_a_contact_is_read_from_its_file(content: bytes, card: Card | None) -> None:
    assert read_vcard(content) == card
