"""Lists and records of providers: whatever they hold, no traceback and no content in an error."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.meta import Account, Meta
from banditore.adapters.meta.standing import health
from banditore.adapters.twilio import Twilio, records
from banditore.adapters.twilio.contents import registered
from banditore.domain.errors import Unavailable
from banditore.domain.message import Address
from banditore.domain.templates.registration import Submission
from banditore.wire.line import Lines
from banditore.wire.reply import date, moment
from fakes import FakeClock
from shapes import anything, harmless, spoilt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.service import Service

pytestmark = pytest.mark.thorough
DATA = Path(__file__).parents[1] / "data"
TOWN, TO = Address("+393389428034"), Address("+393330000001")
RECORDS: list[dict[str, Any]] = [
    case["record"]
    for kind in ("inbound", "status")
    for path in sorted((DATA / "twilio").glob(f"{kind}-*.json"))
    if isinstance((case := json.loads(path.read_text()))["record"], dict) and case["record"]
]
NUMBERS: list[dict[str, Any]] = [
    json.loads(path.read_text())["body"] for path in sorted((DATA / "meta").glob("number-*.json"))
]
TEMPLATES: dict[str, Any] = {
    "data": [
        {
            "id": "1",
            "name": "avviso",
            "language": "it",
            "status": "APPROVED",
            "category": "UTILITY",
            "components": json.loads((DATA / "meta/template-list.json").read_text())["data"][0][
                "components"
            ],
            "quality_score": {"score": "GREEN", "date": 1},
            "rejected_reason": "NONE",
        }
    ],
    "paging": {"cursors": {"after": "QQ"}},
}
CONTENTS: dict[str, Any] = {
    "contents": [
        {
            "sid": "HX1",
            "friendly_name": "avviso",
            "language": "it",
            "types": json.loads((DATA / "twilio/create-card.json").read_text())["types"],
            "approval_requests": {"status": "approved", "category": "UTILITY"},
        }
    ],
    "meta": {"next_page_url": None},
}


@given(record=anything | spoilt(*RECORDS))
def test_any_record_of_twilios_is_understood_or_skipped(record: object) -> None:
    found = records.inbound(record, TOWN)
    told = records.status(record)
    assert all(one is None or one.at.tzinfo is not None for one in (found, told))
    harmless(lambda: records.sent(record, {TO}))


LIST: dict[str, Any] = {"messages": RECORDS[:12], "next_page_uri": None, "page": 0}
OURS = cast(
    "Service",
    SimpleNamespace(
        number=TOWN, contact_card="", sending=SimpleNamespace(call_timeout=timedelta(seconds=1))
    ),
)


@given(page=anything | spoilt(LIST), status=st.sampled_from([200, 400, 401, 404, 429, 500, 502]))
def test_any_list_of_twilios_is_read_or_refused(page: object, status: int) -> None:
    answers = lambda _: httpx.Response(status, json=page)  # noqa: E731 - shorter than a function
    twilio = Twilio(
        "AC1",
        "secret",
        OURS,
        api="https://api.example",
        content="https://content.example",
        transport=lambda: httpx.MockTransport(answers),
        sleep=lambda _: None,
        now=FakeClock().now,
    )
    now = FakeClock().now()
    for act in (
        lambda: list(twilio.pull(now)),
        lambda: list(twilio.statuses(now)),
        lambda: list(twilio.log({"x": TO}, now)),
        twilio.templates,
        twilio.health,
        lambda: twilio.erase([f"SM{'a' * 32}"]),
    ):
        harmless(act)


@given(content=st.binary(max_size=400))
def test_any_bytes_in_place_of_a_list_are_refused(content: bytes) -> None:
    lines = Lines(
        transport=lambda: httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    )
    account = Account("https://graph.example", "v25.0", "106", "102", "secret")
    meta = Meta(account, None, timeout=1, now=FakeClock().now, lines=lines, sleep=lambda _: None)
    for act in (meta.health, meta.templates, lambda: list(meta.history(["wamid.A"]))):
        harmless(act)


class Pages:
    """A list of one page."""

    def __init__(self, page: dict[str, Any]) -> None:
        self._page = page

    def pages(self, *_: object) -> Iterator[dict[str, Any]]:
        yield self._page


@given(page=spoilt(CONTENTS))
def test_any_page_of_twilios_contents_is_read_or_refused(page: dict[str, Any]) -> None:
    harmless(lambda: registered(Pages(page)))  # type: ignore[arg-type] # all that is used of it


@given(record=spoilt(*NUMBERS))
def test_any_record_of_a_number_of_metas_is_understood(record: dict[str, Any]) -> None:
    assert health(record, "v25.0").api == "v25.0"


@given(page=anything | spoilt(TEMPLATES))
def test_any_page_of_metas_templates_is_read_or_refused(page: object) -> None:
    lines = Lines(transport=lambda: httpx.MockTransport(lambda _: httpx.Response(200, json=page)))
    account = Account("https://graph.example", "v25.0", "106", "102", "secret")
    meta = Meta(account, None, timeout=1, now=FakeClock().now, lines=lines, sleep=lambda _: None)
    try:
        known = meta.templates()
    except Unavailable:
        return
    assert all(name == one.name for name, one in known.items())


ERROR: dict[str, Any] = {
    "error": {"message": f"about {TO}", "code": 100, "error_subcode": 2388024, "type": "x"}
}


@given(status=st.sampled_from([400, 401, 403, 404, 429, 500]), error=spoilt(ERROR) | anything)
def test_any_error_of_metas_is_one_of_ours_without_its_words(status: int, error: object) -> None:
    answers = lambda _: httpx.Response(status, json=error)  # noqa: E731 - shorter than a function
    lines = Lines(transport=lambda: httpx.MockTransport(answers))
    account = Account("https://graph.example", "v25.0", "106", "102", "secret")
    meta = Meta(account, None, timeout=1, now=FakeClock().now, lines=lines, sleep=lambda _: None)
    made = Submission("x", "it", "utility", "Comune", ())
    for act in (meta.health, meta.templates, lambda: meta.register(made)):
        harmless(act)


@given(text=st.text() | st.integers() | st.none() | st.just("Mon, 23 Nov 2026 17:00:00 +9999"))
def test_any_date_is_one_or_none(text: object) -> None:
    for found in (date(text), moment(text)):
        assert found is None or found <= datetime.max.replace(tzinfo=UTC)
