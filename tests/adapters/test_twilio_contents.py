"""A template as Twilio's Content API takes it: one JSON file a content type."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest

from banditore.adapters.twilio import Twilio
from banditore.adapters.twilio.content_types import said_by
from banditore.domain.templates.registration import Button, Parts, Submission
from fakes import FakeClock

if TYPE_CHECKING:
    from banditore.domain.service import Service

DATA = Path(__file__).parents[1] / "data" / "twilio"
BODY = "Comune: {{1}}. Fine"
LEAVE = Button("quick-reply", "MI CANCELLO")
READ = Button("url", "Leggi", "https://c.example/avvisi/{{1}}")
CALL = Button("phone", "Chiama", "+393330000002")
FOOTER = "Per uscire: MI CANCELLO"
HEADER = "Avviso per {{1}} e dintorni"


class Line:
    """Twilio with answers in turn; keeps what was asked."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        sending = SimpleNamespace(call_timeout=timedelta(seconds=1))
        service = SimpleNamespace(number="+393389428034", contact_card="", sending=sending)
        self.twilio = Twilio(
            f"AC{'0' * 32}",
            "secret",
            cast("Service", service),
            api="https://api.example",
            content="https://content.example",
            transport=lambda: httpx.MockTransport(self._answer),
            now=FakeClock().now,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers.pop(0)


def submission(parts: Parts, header: str = "", links: tuple[str, ...] = ()) -> Submission:
    return Submission("x", "it", "utility", BODY, ("neve",), parts, header, links)


SHAPES = {
    "create-text": submission(Parts()),
    "create-quick-reply": submission(Parts(buttons=(LEAVE,))),
    "create-call-to-action": submission(Parts(buttons=(READ, CALL)), "", ("pagina", "")),
    # The header's parameter and the addresses' are numbered after the body's.
    "create-card": submission(
        Parts(HEADER, FOOTER, (READ, Button("url", "Altro", "https://c.example"), LEAVE)),
        "Chevrot",
        ("pagina", "", ""),
    ),
    "create-card-of-buttons": submission(Parts(buttons=(CALL, LEAVE))),
}


def data(name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((DATA / f"{name}.json").read_text())


def listed(**content: object) -> httpx.Response:
    one = {"friendly_name": "x", "sid": "HX1", "language": "it", **content}
    return httpx.Response(200, json={"contents": [one], "meta": {"next_page_url": None}})


def test_every_shape_has_its_file() -> None:
    assert {path.stem for path in DATA.glob("create-*.json")} == SHAPES.keys()


@pytest.mark.parametrize("name", SHAPES)
def test_each_template_becomes_the_content_type_that_holds_its_parts(name: str) -> None:
    nothing = httpx.Response(200, json={"contents": [], "meta": {}})
    line = Line(nothing, httpx.Response(201, json={"sid": "HX1"}), httpx.Response(201, json={}))

    line.twilio.register(SHAPES[name])

    assert json.loads(line.asked[1].content) == data(name)


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_listed_reads_as_what_was_submitted(name: str) -> None:
    known = Line(listed(types=data(name)["types"])).twilio.templates()["x"]

    assert (known.body, known.parts) == (BODY, SHAPES[name].parts)


@pytest.mark.parametrize(
    "types",
    [
        None,
        [],
        {},
        {"twilio/text": "body"},
        {"twilio/text": {"body": 7}},
        {"whatsapp/card": {"actions": "none", "footer": ["x"]}},
        {"whatsapp/card": {"actions": [7, {"type": "VOICE_CALL", "title": "x"}]}},
    ],
    ids=str,
)
def test_a_content_that_makes_no_sense_reads_as_nothing(types: object) -> None:
    assert said_by(types) == ("", Parts())


def test_a_quick_reply_need_not_say_that_it_is_one() -> None:
    said = said_by({"twilio/quick-reply": {"body": "x", "actions": [{"title": "STOP"}]}})

    assert said == ("x", Parts(buttons=(Button("quick-reply", "STOP"),)))
