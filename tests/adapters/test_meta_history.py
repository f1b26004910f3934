"""Meta's message history: one JSON file an answer; whether it is open to us turns out by asking."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given

from banditore.adapters.meta import Account, Meta
from banditore.adapters.meta.history import events_in
from banditore.domain.errors import (
    Misconfigured,
    NotOffered,
    ProviderError,
    Throttled,
    Unavailable,
)
from banditore.domain.message import Status
from banditore.wire.line import Lines
from fakes import FakeClock
from shapes import anything, harmless, places, spoilt

if TYPE_CHECKING:
    from collections.abc import Callable

DATA = Path(__file__).parents[1] / "data" / "meta"
ID = "wamid.A"
CASES = [json.loads(path.read_text()) for path in sorted(DATA.glob("history-*.json"))]
ANSWERED = [case for case in CASES if "told" in case]
REFUSED = [case for case in CASES if "error" in case]
SHAPES = [case["body"] for case in ANSWERED if places(case.get("body"))]
SINCE = datetime(2026, 11, 23, tzinfo=UTC)
ERRORS: dict[str, type[ProviderError]] = {
    kind.__name__: kind for kind in (Misconfigured, NotOffered, Throttled, Unavailable)
}


class Line:
    """Meta with one answer for ever; keeps what was asked."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.asked: list[httpx.URL] = []
        account = Account("https://graph.example", "v25.0", "106", "102", "secret-token")

        def answer(request: httpx.Request) -> httpx.Response:
            self.asked.append(request.url)
            if "body" in case:
                return httpx.Response(case["status"], json=case["body"])
            return httpx.Response(case["status"], text=case.get("text", ""))

        self.meta = Meta(
            account,
            None,
            timeout=1,
            now=FakeClock().now,
            lines=Lines(transport=lambda: httpx.MockTransport(answer)),
            sleep=lambda _: None,
        )


def why(case: dict[str, Any]) -> str:
    return str(case["why"])


@pytest.mark.parametrize("case", ANSWERED, ids=why)
def test_the_furthest_that_meta_remembers_of_a_message_is_told(case: dict[str, Any]) -> None:
    line = Line(case)

    found = [(id_, status.state, status.code) for id_, status in line.meta.history([ID])]

    assert found == ([(ID, case["told"], "")] if case["told"] else [])
    (url,) = line.asked
    assert url.path == "/v25.0/106/message_history"
    assert url.params["message_id"] == ID
    assert line.meta.unheard(SINCE) == case["unheard"]
    assert "message_id" not in line.asked[1].params


@pytest.mark.parametrize("case", REFUSED, ids=why)
def test_a_refusal_says_whether_there_is_a_history_for_us(case: dict[str, Any]) -> None:
    line = Line(case)

    for ask in (lambda: list(line.meta.history([ID])), lambda: line.meta.unheard(SINCE)):
        with pytest.raises(ERRORS[case["error"]]) as raised:
            ask()
        assert "wamid" not in f"{raised.value.message}{raised.value.hint}"

    closed = case["error"] == "NotOffered"
    assert ("history" in line.meta.capabilities) is not closed
    if closed:
        assert len(line.asked) == 1  # it is remembered


def test_each_message_is_asked_for_by_itself_and_none_without_need() -> None:
    line = Line(ANSWERED[0])
    assert list(line.meta.history([])) == []
    list(line.meta.history(["wamid.A", "wamid.B+/="]))

    assert [url.params["message_id"] for url in line.asked] == ["wamid.A", "wamid.B+/="]


def test_no_id_reaches_a_log_or_a_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = list(Line(ANSWERED[0]).meta.history([ID]))

    assert "wamid" not in caplog.text
    assert all("wamid" not in repr(status) for _, status in told)


@pytest.mark.thorough
@given(page=anything | spoilt(*SHAPES))
def test_any_answer_is_read_or_refused_and_says_nothing_of_content(page: object) -> None:
    if isinstance(page, dict):
        assert all(isinstance(status, Status) for _, status in events_in(page))
    acts: list[Callable[[Meta], object]] = [
        lambda meta: list(meta.history([ID])),
        lambda meta: meta.unheard(SINCE),
    ]
    for act in acts:
        harmless(lambda act=act: act(Line({"status": 200, "body": page}).meta))  # type: ignore[misc]
