"""Twilio's own Python package drives the simulator's Twilio side."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from twilio.rest.content.v1.content import ContentList

from banditore.simulator.world import ACCOUNT, TOKEN
from network import TOWN, Network

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e

PHONE = "+393330000001"
FROM, TO = f"whatsapp:{TOWN}", f"whatsapp:{PHONE}"
BODY = "Comune: {{1}}. Altro sul sito"


class Here(TwilioHttpClient):  # type: ignore[misc] # the package ships no types
    """Sends every call to this machine."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=10)
        self._here = urlsplit(url)

    def request(self, method: str, url: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401
        there = urlsplit(url)
        here = urlunsplit((self._here.scheme, self._here.netloc, *there[2:]))
        return super().request(method, here, *args, **more)


@pytest.fixture(scope="module")
def running() -> Iterator[Network]:
    with Network() as network:
        yield network


@pytest.fixture
def network(running: Network) -> Network:
    running.reset()
    return running


@pytest.fixture
def client(network: Network) -> Iterator[Client]:
    http = Here(network.url)
    yield Client(ACCOUNT, TOKEN, http_client=http)
    if http.session:
        http.session.close()


def refused(error: pytest.ExceptionInfo[TwilioRestException]) -> tuple[int, int]:
    return error.value.status, error.value.code


def test_a_message_is_made_fetched_redacted_and_deleted(network: Network, client: Client) -> None:
    network.text(PHONE, "MI ISCRIVO")
    made = client.messages.create(from_=FROM, to=TO, body="Benvenuto")

    assert (made.status, made.direction, made.to) == ("queued", "outbound-api", TO)
    assert client.messages(made.sid).fetch().status == "delivered"
    assert client.messages(made.sid).update(body="").body == ""
    assert client.messages(made.sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.messages(made.sid).fetch()
    assert refused(gone) == (404, 20404)


def test_a_list_comes_over_pages_and_by_date(network: Network, client: Client) -> None:
    for number in range(120):
        network.text(f"+39333000{number:04}", "MI ISCRIVO")
    now = datetime.now(UTC)

    found = client.messages.list(to=FROM, date_sent_after=now - timedelta(days=1), page_size=50)

    assert len({message.sid for message in found}) == 120
    assert {(message.direction, message.body) for message in found} == {("inbound", "MI ISCRIVO")}
    assert client.messages.list(to=FROM, date_sent_after=now + timedelta(days=2)) == []


def test_a_content_is_made_approved_listed_sent_and_deleted(
    network: Network, client: Client
) -> None:
    made = client.content.v1.contents.create(
        ContentList.ContentCreateRequest(
            {
                "friendly_name": "avviso",
                "language": "it",
                "variables": {"1": "Neve"},
                "types": ContentList.Types({"twilio/text": ContentList.TwilioText({"body": BODY})}),
            }
        )
    )
    approvals = client.content.v1.contents(made.sid)
    asked = approvals.approval_create.create(
        type("Request", (), {"to_dict": lambda _: {"name": "avviso", "category": "UTILITY"}})()
    )
    assert asked.status == "received"
    assert approvals.approval_fetch().fetch().whatsapp["status"] == "approved"
    assert [one.sid for one in client.content.v1.content_and_approvals.list()] == [made.sid]

    client.messages.create(
        from_=FROM, to=TO, content_sid=made.sid, content_variables='{"1": "Neve in arrivo"}'
    )
    assert network.messages(PHONE) == ["Comune: Neve in arrivo. Altro sul sito"]
    assert client.content.v1.contents(made.sid).delete()
    with pytest.raises(TwilioRestException) as gone:
        client.content.v1.contents(made.sid).fetch()
    assert refused(gone) == (404, 20404)


def test_a_question_with_buttons_needs_no_approval_within_the_window(
    network: Network, client: Client
) -> None:
    network.text(PHONE, "MI ISCRIVO")
    button = ContentList.QuickReplyAction({"type": "QUICK_REPLY", "title": "CONFERMO", "id": "1"})
    reply = ContentList.TwilioQuickReply({"body": "Confermi?", "actions": [button]})
    asked = {"friendly_name": "x", "language": "it", "types": {"twilio/quick-reply": reply}}
    asked["types"] = ContentList.Types(asked["types"])
    made = client.content.v1.contents.create(ContentList.ContentCreateRequest(asked))
    client.messages.create(from_=FROM, to=TO, content_sid=made.sid)
    network.text(PHONE, "CONFERMO", kind="tap")

    [shown] = network.screen(PHONE)
    assert (shown["text"], shown["buttons"]) == ("Confermi?", ["CONFERMO"])
    assert client.messages.list(to=FROM)[0].body == "CONFERMO"


def test_a_contact_card_is_fetched_from_its_address(network: Network, client: Client) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Comune\r\nTEL:+39\r\nEND:VCARD\r\n"
    network.publish("https://c.example/c.vcf", card)
    network.text(PHONE, "MI ISCRIVO")
    made = client.messages.create(from_=FROM, to=TO, media_url=["https://c.example/c.vcf"])

    assert (made.sid[:2], made.num_media) == ("MM", "1")
    [shown] = network.screen(PHONE)
    assert (shown["text"], shown["card"]["name"], shown["card"]["phone"]) == ("", "Comune", "+39")


TEXT = "Comune: Neve. Altro sul sito"
CARD = {
    "body": BODY,
    "header_text": "Avviso per {{2}} e dintorni",
    "footer": "Comune di Esempio",
    "actions": [
        {"type": "URL", "title": "Leggi", "url": "https://c.example/{{3}}"},
        {"type": "PHONE_NUMBER", "title": "Chiama", "phone": "+393330000002"},
        {"type": "QUICK_REPLY", "title": "MI CANCELLO", "id": "MI CANCELLO"},
    ],
}
REPLIES = {"body": BODY, "actions": [{"type": "QUICK_REPLY", "title": "AIUTO", "id": "AIUTO"}]}


def test_a_card_and_quick_replies_are_made_approved_sent_and_tapped(
    network: Network, client: Client
) -> None:
    kinds = {"card": "whatsapp/card", "replies": "twilio/quick-reply"}
    types = {
        "card": ContentList.Types({"whatsapp/card": ContentList.WhatsappCard(CARD)}),
        "replies": ContentList.Types({"twilio/quick-reply": ContentList.TwilioQuickReply(REPLIES)}),
    }
    examples = {"1": "Neve", "2": "Chevrot", "3": "neve"}
    sids = {}
    for name, said in types.items():
        made = client.content.v1.contents.create(
            ContentList.ContentCreateRequest(
                {"friendly_name": name, "language": "it", "variables": examples, "types": said}
            )
        )
        asked = {"name": name, "category": "UTILITY"}
        client.content.v1.contents(made.sid).approval_create.create(
            type("Request", (), {"to_dict": lambda _, asked=asked: asked})()
        )
        approval = client.content.v1.contents(made.sid).approval_fetch().fetch().whatsapp
        assert (approval["status"], approval["content_type"]) == ("approved", kinds[name])
        sids[name] = made.sid

    values = json.dumps({"1": "Neve", "2": "Moline", "3": "neve-2026"})
    sent = client.messages.create(
        from_=FROM, to=TO, content_sid=sids["card"], content_variables=values
    )
    client.messages.create(
        from_=FROM, to=TO, content_sid=sids["replies"], content_variables='{"1": "Neve"}'
    )

    assert client.messages(sent.sid).fetch().body == TEXT
    assert network.messages(PHONE) == [
        f"Avviso per Moline e dintorni\n\n{TEXT}\n\nComune di Esempio",
        TEXT,
    ]
    assert [one["buttons"] for one in network.screen(PHONE)] == [["MI CANCELLO"], ["AIUTO"]]
    network.tap(PHONE, "MI CANCELLO")
    # The resource tells the label as a text, and nothing of a button.
    (tapped,) = client.messages.list(to=FROM)
    assert (tapped.body, tapped.direction) == ("MI CANCELLO", "inbound")
    with pytest.raises(TwilioRestException) as short:
        client.messages.create(
            from_=FROM, to=TO, content_sid=sids["card"], content_variables='{"1": "Neve"}'
        )
    assert refused(short) == (400, 63028)


def test_errors_come_back_as_twilios_own_exception_with_their_code(
    network: Network, client: Client
) -> None:
    cases: list[tuple[dict[str, str], tuple[int, int]]] = [
        ({"body": "Ciao"}, (400, 63016)),
        ({"content_sid": f"HX{'0' * 32}"}, (400, 63027)),
        ({"body": ""}, (400, 21602)),
        ({"body": "x" * 1601}, (400, 21617)),
    ]
    for fields, expected in cases:
        with pytest.raises(TwilioRestException) as error:
            client.messages.create(from_=FROM, to=TO, **fields)
        assert refused(error) == expected
    stranger = Client(ACCOUNT, "stale", http_client=client.http_client)
    with pytest.raises(TwilioRestException) as error:
        stranger.messages.create(from_=FROM, to=TO, body="Ciao")
    assert refused(error) == (401, 20003)
    network.fault("throttle")
    with pytest.raises(TwilioRestException) as error:
        client.messages.create(from_=FROM, to=TO, body="Ciao")
    assert refused(error) == (429, 20429)
