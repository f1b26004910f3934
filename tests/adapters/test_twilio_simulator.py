"""The adapter against the simulator, over real HTTP: what is answered and what was accepted."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from banditore.adapters.clock import SystemClock
from banditore.adapters.twilio import Twilio
from banditore.domain.contact import card_message, vcard
from banditore.domain.errors import Misconfigured, Throttled, Unavailable
from banditore.domain.message import Address, Answer, Card, Content, Outbound, TemplateUse
from banditore.domain.templates.registration import Submission
from banditore.simulator.world import ACCOUNT, TOKEN
from network import Network
from providers import SILENCES, in_turn, send

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.service import Service

pytestmark = pytest.mark.e2e

TO = Address("+393330000001")
BODY = "Comune di Prova: {{1}}. Rispondi MI CANCELLO per uscire"
NAME = "avviso_it_1p_0a1b2c3d"
CARD = Card(
    "Comune di Prova", Address("+393389428034"), "https://c.example", link="https://c.example/c.vcf"
)
TEMPLATE = Outbound(TO, Content(BODY.replace("{{1}}", "neve"), TemplateUse(NAME, "it", ("neve",))))
SERVICE = cast(
    "Service",
    SimpleNamespace(
        number=Address("+393389428034"),
        contact_card=CARD.link,
        sending=SimpleNamespace(call_timeout=timedelta(seconds=0.6)),
    ),
)


def provider(url: str, token: str = TOKEN) -> Twilio:
    return Twilio(
        ACCOUNT,
        token,
        SERVICE,
        api=url,
        content=url,
        now=SystemClock().now,
        sleep=lambda _: None,
    )


@pytest.fixture(scope="module")
def running() -> Iterator[Network]:
    with Network() as network:
        yield network


@pytest.fixture
def network(running: Network) -> Network:
    running.reset()
    running.approve(NAME, BODY)
    return running


def test_a_template_shows_on_the_phone_as_it_was_rendered(network: Network) -> None:
    [answer] = send(provider(network.url), TEMPLATE)

    assert answer.fault is None
    assert network.messages(TO) == [TEMPLATE.content.text]


def test_more_messages_than_connections_all_arrive(network: Network) -> None:
    people = [Outbound(Address(f"+39333{number:07d}"), TEMPLATE.content) for number in range(1, 61)]

    answers = send(provider(network.url), *people, connections=4)

    assert [answer.fault for answer in answers] == [None] * 60
    assert sorted(m["to"] for m in network.log()) == sorted(str(p.to) for p in people)


@pytest.mark.parametrize(
    ("kind", "how", "fault", "accepted"),
    [
        ("error", {"code": 63016}, "failed", 0),
        ("error", {"code": 63027}, "stop-broadcast", 0),
        ("error", {"code": 20003}, "stop-all", 0),
        ("error", {"code": 63023}, "retry-once", 0),
        ("throttle", {"retry_after": 3}, "slow-down", 0),
        *((kind, how, "unknown", accepted) for kind, how, accepted in SILENCES),
    ],
)
def test_each_scripted_fault_has_its_answer_and_the_next_message_passes(
    network: Network, kind: str, how: dict[str, object], fault: str, accepted: int
) -> None:
    network.fault(kind, **how)

    first, second = in_turn(provider(network.url), TEMPLATE, TEMPLATE)

    assert (first.fault, second.fault) == (fault, None)
    assert first.retry_after == how.get("retry_after")
    assert len(network.log()) == accepted + 1


def test_what_is_unknown_stands_in_the_log_of_the_provider(network: Network) -> None:
    before = datetime.now(UTC)
    network.fault("lost")
    twilio = provider(network.url)

    [answer] = send(twilio, TEMPLATE)

    assert answer.fault == "unknown"
    assert [sent.text for sent in twilio.log({"": TO}, before)] == [TEMPLATE.content.text]


def test_many_are_looked_up_in_a_log_of_thousands(network: Network) -> None:
    before = datetime.now(UTC)
    people = [Outbound(Address(f"+39333{n:07d}"), TEMPLATE.content) for n in range(1, 2402)]
    twilio = provider(network.url)
    send(twilio, *people, connections=8)
    asked = {str(n): person.to for n, person in enumerate(people[::3])}
    asked["nobody"] = Address("+393339999999")

    found = [sent.to for sent in twilio.log(asked, before)]

    assert len(network.log()) == 2401
    assert sorted(found) == sorted(person.to for person in people[::3])


def test_a_page_of_the_log_that_fails_on_the_way_is_asked_for_again(network: Network) -> None:
    before = datetime.now(UTC)
    people = [Outbound(Address(f"+39333{n:07d}"), TEMPLATE.content) for n in range(1, 1202)]
    twilio = provider(network.url)
    send(twilio, *people, connections=8)
    network.fault("broken", on="list", status=503, after=1)
    network.fault("dropped", on="list", after=2)

    asked = {str(n): person.to for n, person in enumerate(people)}
    assert len(list(twilio.log(asked, before))) == 1201


@pytest.mark.parametrize("seconds", [0, 7200, -7200])
def test_the_providers_clock_is_told_by_its_answers(network: Network, seconds: int) -> None:
    twilio = provider(network.url)
    network.set(advance=seconds)
    assert twilio.ahead() is None

    list(twilio.log({"": TO}, datetime.now(UTC)))

    ahead = twilio.ahead()
    assert ahead is not None
    assert abs(ahead - timedelta(seconds=seconds)) < timedelta(seconds=1.5)


def test_a_refusal_that_comes_late_stands_in_the_log_as_failed(network: Network) -> None:
    before = datetime.now(UTC)
    network.set(late=True)
    network.mark(TO, on_whatsapp=False)
    twilio = provider(network.url)

    [answer] = send(twilio, TEMPLATE)

    assert answer.fault is None
    assert [(sent.failed, sent.code) for sent in twilio.log({"": TO}, before)] == [(True, "63024")]


@pytest.mark.parametrize(
    ("what", "fault", "code"),
    [({"on_whatsapp": False}, "failed", "63024"), ({"blocks": True}, "left", "21610")],
)
def test_a_phone_that_cannot_be_reached_is_told_apart(
    network: Network, what: dict[str, bool], fault: str, code: str
) -> None:
    network.mark(TO, **what)

    [answer] = send(provider(network.url), TEMPLATE)

    assert (answer.fault, answer.code) == (fault, code)


def test_free_text_passes_only_after_the_citizen_wrote(network: Network) -> None:
    reply = Outbound(TO, Content("Benvenuto"))
    [before] = send(provider(network.url), reply)
    network.text(TO, "MI ISCRIVO")

    [after] = send(provider(network.url), reply)

    assert (before.code, after.fault) == ("63016", None)


def test_a_card_is_fetched_from_the_site_and_shows_as_a_contact(network: Network) -> None:
    network.text(TO, "MI ISCRIVO")
    network.publish(CARD.link, vcard(CARD))

    [answer] = send(provider(network.url), Outbound(TO, card_message(CARD)))

    assert answer.fault is None
    [shown] = network.screen(TO)
    assert (shown["text"], shown["card"]["phone"]) == ("", CARD.phone)
    assert (shown["card"]["name"], shown["card"]["website"]) == (CARD.name, CARD.website)


QUESTION = Outbound(TO, Content("Confermi?", buttons=("CONFERMO", "NO"), language="it"))


def test_a_question_shows_its_buttons_and_a_tap_comes_back_as_the_word(network: Network) -> None:
    began = datetime.now(UTC) - timedelta(minutes=1)
    network.text(TO, "MI ISCRIVO")

    [first] = send(provider(network.url), QUESTION)
    [second] = send(provider(network.url), QUESTION)  # another run finds what the first made
    network.text(TO, "CONFERMO", kind="tap")

    assert (first.fault, second.fault) == (None, None)
    shown = [(one["text"], one["buttons"]) for one in network.screen(TO)]
    assert shown == [("Confermi?", ["CONFERMO", "NO"])] * 2
    twilio = provider(network.url)
    assert [row.text for row in twilio.log({"": TO}, began)] == ["Confermi?"] * 2
    texts = {one.text for one in twilio.pull(began)}
    assert texts == {"MI ISCRIVO", "CONFERMO"}
    named = [name for name in twilio.templates() if name.startswith("question-")]
    assert len(named) == 1


@pytest.mark.parametrize(
    ("on", "how", "taps"),
    [
        ("content", {"code": 20500, "status": 500, "times": 9}, []),  # it cannot be registered now
        ("send", {"code": 63027}, []),  # and this account may not send it
        ("send", {"code": 63013}, []),
        # Nobody knows whether it went: it is not sent again, with or without buttons.
        ("send", {"code": 20500, "status": 500}, None),
        ("content", {"code": 20429, "status": 429, "times": 1, "after": 9}, ["CONFERMO", "NO"]),
    ],
)
def test_a_question_without_its_buttons_is_still_a_question(
    network: Network, on: str, how: dict[str, int], taps: list[str] | None
) -> None:
    network.text(TO, "MI ISCRIVO")
    network.fault("error", on=on, **how)

    [answer] = send(provider(network.url), QUESTION)

    assert (answer.fault == "unknown") == (taps is None)
    shown = [(one["text"], one["buttons"]) for one in network.screen(TO)]
    assert shown == ([] if taps is None else [("Confermi?", taps)])


def test_a_question_passes_within_the_window_only(network: Network) -> None:
    [answer] = send(provider(network.url), QUESTION)

    assert (answer.fault, network.screen(TO)) == ("failed", [])


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("text/vcard", b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n", "63021"),
        ("application/octet-stream", vcard(CARD), "12300"),
        ("text/vcard", b"", "63019"),  # nothing lies there
    ],
)
def test_a_card_that_cannot_be_fetched_is_accepted_and_shows_nothing(
    network: Network, kind: str, content: bytes, code: str
) -> None:
    network.text(TO, "MI ISCRIVO")
    network.publish(CARD.link, content, kind)
    twilio = provider(network.url)

    [answer] = send(twilio, Outbound(TO, card_message(CARD)))

    assert answer.fault is None
    assert network.screen(TO) == []
    [row] = twilio.log({"": TO}, datetime.now(UTC) - timedelta(minutes=1))
    assert (row.failed, row.code) == (True, code)


def test_a_card_passes_within_the_window_only(network: Network) -> None:
    network.publish(CARD.link, vcard(CARD))

    [answer] = send(provider(network.url), Outbound(TO, card_message(CARD)))

    assert answer.code == "63016"


def test_the_rate_that_is_passed_answers_slow_down(network: Network) -> None:
    network.set(rate=2)

    answers = send(provider(network.url), TEMPLATE, TEMPLATE, TEMPLATE)

    assert sorted(answer.fault or "" for answer in answers) == ["", "", "slow-down"]
    assert [a.retry_after for a in answers if a.fault] == [1.0]


def test_the_inbox_comes_whole_over_several_pages(network: Network) -> None:
    for number in range(1, 1003):  # one page is 1000
        network.text(f"+39333{number:07d}", "MI ISCRIVO")
    network.text(TO, media=True)

    found = list(provider(network.url).pull(datetime.now(UTC)))

    assert len({inbound.id for inbound in found}) == 1003
    assert [inbound.sender for inbound in found if inbound.kind == "other"] == [TO]


@pytest.mark.parametrize(
    ("kind", "how", "error"),
    [
        ("error", {"code": 20003}, Misconfigured),
        ("throttle", {"retry_after": 0}, Throttled),
        ("error", {"code": 20500}, Unavailable),
        ("dropped", {}, Unavailable),
        ("html", {}, Unavailable),
        ("half", {}, Unavailable),
        ("empty", {}, Unavailable),
        ("cut", {}, Unavailable),
        ("nonsense", {}, Unavailable),
        ("redirect", {}, Unavailable),
        ("flood", {}, Unavailable),
        ("slow", {"seconds": 1}, Unavailable),
    ],
)
def test_an_inbox_that_cannot_be_had_is_an_error_of_the_job(
    network: Network, kind: str, how: dict[str, object], error: type[Exception]
) -> None:
    network.fault(kind, on="list", times=-1, **how)

    with pytest.raises(error):
        list(provider(network.url).pull(datetime.now(UTC)))


def test_registered_once_and_approved(network: Network) -> None:
    for _ in range(2):
        provider(network.url).register(
            Submission("saluto_it_1p_00000000", "it", "utility", BODY, ("neve",))
        )

    known = provider(network.url).templates()
    assert {name: one.status for name, one in known.items()} == {
        NAME: "approved",
        "saluto_it_1p_00000000": "approved",
    }


def test_the_list_of_templates_comes_whole_over_several_pages(network: Network) -> None:
    network.reset()
    for number in range(501):  # one page is 500
        network.approve(f"t_{number}", BODY)

    assert len(provider(network.url).templates()) == 501


def test_wrong_credentials_are_said_so(network: Network) -> None:
    stranger = provider(network.url, token="wrong")
    network.text(TO, "MI ISCRIVO")

    with pytest.raises(Misconfigured):
        list(stranger.pull(datetime.now(UTC)))
    assert [a.fault for a in send(stranger, TEMPLATE, Outbound(TO, Content("Ciao")))] == [
        "stop-all",
        "stop-all",
    ]


def test_where_nobody_listens_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    nowhere = provider(f"http://127.0.0.1:{port}")

    [answer] = send(nowhere, Outbound(TO, Content("Ciao")))

    assert answer == Answer("retry", "connection")
    with pytest.raises(Unavailable, match="does not answer"):
        nowhere.templates()
