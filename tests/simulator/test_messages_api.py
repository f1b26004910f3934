"""Twilio's Messages resource as the simulator answers it, against what Twilio documents."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from banditore.simulator.server import application
from banditore.simulator.world import ACCOUNT, TOKEN, World

if TYPE_CHECKING:
    from collections.abc import Mapping

PATH = f"/2010-04-01/Accounts/{ACCOUNT}/Messages"
TOWN = "+393389428034"
PHONE = "+393330000001"
BODY = "Comune di Prova: {{1}}, {{2}}. Fine"
# Source: twilio-oai, schema api.v2010.account.message.
SCHEMA = {
    "account_sid", "api_version", "body", "date_created", "date_sent", "date_updated", "direction",
    "error_code", "error_message", "from", "messaging_service_sid", "num_media", "num_segments",
    "price", "price_unit", "sid", "status", "subresource_uris", "to", "uri",
}  # fmt: skip


class Town:
    """A world, called in this process."""

    def __init__(self) -> None:
        self.world = World(number=TOWN)
        self._app = application(self.world)
        self.auth: tuple[str, str] | None = (ACCOUNT, TOKEN)

    def call(self, method: str, url: str, **how: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            client = httpx.AsyncClient(transport=transport, base_url="http://t", auth=self.auth)
            async with client:
                return await client.request(method, url, **how)

        return asyncio.run(once())

    def send(self, **fields: str) -> httpx.Response:
        form = {"To": f"whatsapp:{PHONE}", "From": f"whatsapp:{TOWN}", **fields}
        return self.call("POST", f"{PATH}.json", data={k: v for k, v in form.items() if v})

    def template(self, **variables: str) -> httpx.Response:
        values = {name.removeprefix("v"): value for name, value in variables.items()}
        return self.send(ContentSid=self.content(), ContentVariables=json.dumps(values))

    def content(self) -> str:
        contents = self.world.contents
        for content in contents.by_sid.values():
            return content.sid
        types = {"twilio/text": {"body": BODY}}
        examples = {"1": "neve", "2": "oggi"}
        made = contents.create({"language": "it", "types": types, "variables": examples})
        contents.submit(made, "prova", "UTILITY")
        return made.sid

    def list(self, **query: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self.call("GET", f"{PATH}.json", params=query).json()
        return answer


@pytest.fixture
def town() -> Town:
    return Town()


def test_a_send_is_answered_201_with_the_whole_message(town: Town) -> None:
    answer = town.template(v1="neve", v2="oggi")

    assert answer.status_code == 201
    message = answer.json()
    assert set(message) == SCHEMA
    assert message["body"] == "Comune di Prova: neve, oggi. Fine"
    assert (message["status"], message["direction"]) == ("queued", "outbound-api")
    assert (message["to"], message["from"]) == (f"whatsapp:{PHONE}", f"whatsapp:{TOWN}")


@pytest.mark.parametrize(
    ("fields", "code", "status"),
    [
        ({"To": ""}, 21604, 400),
        ({"From": ""}, 21603, 400),
        ({}, 21602, 400),  # neither Body nor ContentSid
        ({"Body": "x" * 1601}, 21617, 400),
        ({"To": PHONE, "Body": "x"}, 21910, 400),  # an SMS address
        ({"To": "whatsapp:0333", "Body": "x"}, 21211, 400),
        ({"To": "whatsapp:+39 333 0000001", "Body": "x"}, 21211, 400),
        ({"From": "whatsapp:town", "Body": "x"}, 63007, 400),
        ({"Body": "Ciao"}, 63016, 400),  # nobody wrote within 24 hours
        ({"ContentSid": "HX" + "0" * 32}, 63027, 400),
    ],
)
def test_what_cannot_be_sent_is_refused_with_twilios_code(
    town: Town, fields: dict[str, str], code: int, status: int
) -> None:
    answer = town.send(**fields)

    assert answer.status_code == status
    error = answer.json()
    assert set(error) == {"code", "message", "more_info", "status"}
    assert (error["code"], error["status"]) == (code, status)
    assert error["more_info"].endswith(str(code))
    assert not town.world.network.messages


@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"v1": "neve"}, 63028),
        ({"v1": "neve", "v2": "oggi", "v3": "x"}, 63028),
        ({"v1": "neve", "v3": "oggi"}, 63028),
        ({"v1": "neve\nfitta", "v2": "oggi"}, 21656),
        ({"v1": "neve\tfitta", "v2": "oggi"}, 21656),
        ({"v1": "neve     fitta", "v2": "oggi"}, 21656),
        ({"v1": "", "v2": "oggi"}, 21656),
        ({"v1": "n" * 1024, "v2": "oggi"}, 63021),
    ],
)
def test_parameters_that_whatsapp_would_not_take_are_refused(
    town: Town, variables: dict[str, str], code: int
) -> None:
    assert town.template(**variables).json()["code"] == code


@pytest.mark.parametrize("text", ["", "{", "[]", '{"1": 1, "2": "x"}', '"neve"'])
def test_variables_that_are_no_json_object_of_texts_are_refused(town: Town, text: str) -> None:
    answer = town.send(ContentSid=town.content(), ContentVariables=text)

    assert answer.json()["code"] == (63028 if not text else 21656)


def test_four_spaces_and_braces_in_a_value_stay_as_they_are(town: Town) -> None:
    answer = town.template(v1="a    {{2}}", v2="€ & + =")

    assert answer.json()["body"] == "Comune di Prova: a    {{2}}, € & + =. Fine"


def test_the_window_opens_when_the_citizen_writes_and_closes_after_24_hours(town: Town) -> None:
    town.call("POST", "/control/text", json={"from": PHONE, "text": "MI ISCRIVO"})
    within = town.send(Body="Benvenuto")
    town.call("POST", "/control/settings", json={"advance": 24 * 3600 + 1})
    after = town.send(Body="Benvenuto")

    assert (within.status_code, after.json()["code"]) == (201, 63016)


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Comune;;;\r\nFN:Comune di Prova\r\nEND:VCARD\r\n"
URL = "https://c.example/c.vcf"


@pytest.mark.parametrize(
    ("urls", "code"),
    [
        ([URL], 0),
        ([URL] * 10, 0),  # WhatsApp shows the first
        ([URL] * 11, 21623),
        (["ftp://c.example/c.vcf"], 21620),
        (["c.vcf"], 21620),
    ],
)
def test_a_file_is_named_by_its_address(town: Town, urls: list[str], code: int) -> None:
    town.call("POST", "/control/text", json={"from": PHONE, "text": "MI ISCRIVO"})
    town.call("POST", "/control/web", json={"url": URL, "kind": "text/vcard", "text": CARD})
    answer = town.send(MediaUrl=urls)  # type: ignore[arg-type] # httpx repeats the field

    assert answer.json().get("code", 0) == code
    if not code:
        assert answer.json()["sid"].startswith("MM")
        assert answer.json()["num_media"] == "1"


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("text/vcard", CARD, ""),  # beside a card no phone shows a text
        ("image/png", "PNG", "Ordinanza"),
    ],
)
def test_beside_an_image_a_text_is_shown_and_beside_a_card_not(
    town: Town, kind: str, text: str, shown: str
) -> None:
    town.call("POST", "/control/text", json={"from": PHONE, "text": "MI ISCRIVO"})
    town.call("POST", "/control/web", json={"url": URL, "kind": kind, "text": text})
    town.send(Body="Ordinanza", MediaUrl=URL)

    [mine, got] = town.call("GET", f"/control/phones/{PHONE}").json()["messages"]
    assert (mine["card"], mine["buttons"]) == (None, [])
    assert (got["text"], bool(got["card"])) == (shown, kind == "text/vcard")
    [logged] = town.call("GET", "/control/log").json()["messages"]
    assert (logged["text"], logged["card"]) == (
        "Ordinanza",
        "Comune di Prova" if not shown else "",
    )


def test_json_is_not_taken(town: Town) -> None:
    answer = town.call("POST", f"{PATH}.json", json={"To": f"whatsapp:{PHONE}"})

    assert (answer.status_code, answer.json()["code"]) == (415, 20415)


@pytest.mark.parametrize("auth", [None, (ACCOUNT, "wrong"), ("AC" + "1" * 32, TOKEN)])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", f"{PATH}.json"),
        ("POST", f"{PATH}.json"),
        ("GET", f"{PATH}/SM1.json"),
        ("DELETE", f"{PATH}/SM1.json"),
        ("GET", f"/2010-04-01/Accounts/{ACCOUNT}.json"),
        ("GET", f"/2010-04-01/Accounts/AC{'1' * 32}/Messages.json"),
        ("POST", "/v1/Content"),
        ("GET", "/v1/ContentAndApprovals"),
    ],
)
def test_nothing_is_answered_without_the_credentials(
    town: Town, auth: tuple[str, str] | None, method: str, path: str
) -> None:
    town.auth = auth

    answer = town.call(method, path)

    assert (answer.status_code, answer.json()["code"]) == (401, 20003)


def test_unknown_paths_messages_and_methods_are_refused_as_twilio_does(town: Town) -> None:
    assert town.call("GET", "/nowhere").json()["code"] == 20404
    assert town.call("GET", f"{PATH}/SM0.json").json()["code"] == 20404
    assert town.call("PUT", f"{PATH}.json").json()["code"] == 20004


def test_a_message_is_fetched_redacted_and_deleted(town: Town) -> None:
    sid = town.template(v1="neve", v2="oggi").json()["sid"]
    url = f"{PATH}/{sid}.json"

    fetched = town.call("GET", url).json()
    redacted = town.call("POST", url, data={"Body": ""}).json()
    changed = town.call("POST", url, data={"Body": "altro"})
    deleted = town.call("DELETE", url)

    assert (fetched["status"], fetched["body"] != "") == ("delivered", True)
    assert redacted["body"] == ""
    assert changed.status_code == 400
    assert deleted.status_code == 204
    assert town.call("GET", url).status_code == 404
    assert town.list()["messages"] == []


def test_a_page_holds_what_was_asked_newest_first_and_leads_on_by_a_path(town: Town) -> None:
    for number in range(5):
        town.world.network.text(PHONE, TOWN, str(number))

    first = town.list(To=f"whatsapp:{TOWN}", PageSize="2")
    town.world.network.text(PHONE, TOWN, "new")  # what arrives meanwhile moves no page
    second = town.call("GET", first["next_page_uri"]).json()
    third = town.call("GET", second["next_page_uri"]).json()

    pages = [[m["body"] for m in page["messages"]] for page in (first, second, third)]
    assert pages == [["4", "3"], ["2", "1"], ["0"]]
    assert first["next_page_uri"].startswith(f"{PATH}.json?")
    assert third["next_page_uri"] is None
    assert (second["page"], second["start"], second["end"]) == (1, 2, 3)


def test_the_list_is_filtered_by_to_from_and_day(town: Town) -> None:
    network = town.world.network
    network.text(PHONE, TOWN, "yesterday")
    town.world.ahead = 86400
    network.text(PHONE, TOWN, "today")
    network.text("+393330000002", TOWN, "other")
    iso = datetime.fromtimestamp(town.world.now(), UTC).date().isoformat()

    def bodies(**query: str) -> list[str]:
        return [m["body"] for m in town.list(**query)["messages"]]

    assert bodies(From=f"whatsapp:{PHONE}") == ["today", "yesterday"]
    assert bodies(To=f"whatsapp:{PHONE}") == []
    assert bodies(**{"DateSent>": iso}) == ["other", "today"]
    assert bodies(DateSent=iso, From=f"whatsapp:{PHONE}") == ["today"]
    assert bodies(**{"DateSent<": f"{iso}T00:00:00Z"}) == ["yesterday"]


@pytest.mark.parametrize(
    "query",
    [
        {"PageSize": "0"},
        {"PageSize": "1001"},
        {"PageSize": "many"},
        {"Page": "first"},
        {"DateSent>": "yesterday"},
        {"PageToken": "guess"},
    ],
)
def test_a_query_that_makes_no_sense_is_refused(town: Town, query: dict[str, str]) -> None:
    answer = town.call("GET", f"{PATH}.json", params=query)

    assert (answer.status_code, answer.json()["code"]) == (400, 20001)


def test_an_inbound_picture_has_media_and_no_body(town: Town) -> None:
    town.call("POST", "/control/text", json={"from": PHONE, "media": True})

    [message] = town.list(To=f"whatsapp:{TOWN}")["messages"]
    assert (message["direction"], message["status"]) == ("inbound", "received")
    assert (message["num_media"], message["body"], message["sid"][:2]) == ("1", "", "MM")


def test_the_sliding_window_refuses_what_is_one_too_many(town: Town) -> None:
    town.call("POST", "/control/settings", json={"rate": 2})

    answers = [town.template(v1="neve", v2="oggi") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert (answers[2].json()["code"], answers[2].headers["retry-after"]) == (63018, "1")
    figures = town.call("GET", "/control/settings").json()
    assert (figures["worst_second"], figures["refused"]) == (2, 1)
