"""Lists and records of providers: whatever they hold, no traceback and no content in an error."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.meta import Account, Meta
from banditore.adapters.meta.standing import health
from banditore.adapters.twilio import records
from banditore.adapters.twilio.contents import registered
from banditore.domain.errors import BanditoreError, Unavailable
from banditore.domain.message import Address
from banditore.domain.registration import Submission
from banditore.wire.line import Lines
from banditore.wire.reply import date
from fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.thorough
DATA = Path(__file__).parents[1] / "data"
TOWN, TO = Address("+393389428034"), Address("+393330000001")
INBOUND: list[dict[str, Any]] = [
    case["record"]
    for case in json.loads((DATA / "twilio" / "list-inbox.json").read_text())["cases"]
    if isinstance(case["record"], dict)
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
            "components": [{"type": "BODY", "text": "Comune: {{1}}. Fine"}],
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
            "types": {"twilio/text": {"body": "Comune: {{1}}. Fine"}},
            "approval_requests": {"status": "approved", "category": "UTILITY"},
        }
    ],
    "meta": {"next_page_url": None},
}
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def places(node: object) -> list[tuple[Any, Any]]:
    """Every container of a document with each of its keys."""
    if isinstance(node, dict):
        pairs: list[tuple[Any, Any]] = [(node, key) for key in node]
    else:
        pairs = [(node, at) for at in range(len(node))] if isinstance(node, list) else []
    return pairs + [found for box, key in pairs for found in places(box[key])]


@st.composite
def spoilt(draw: st.DrawFn, *shapes: Any) -> Any:  # noqa: ANN401 - any JSON
    """One of the documents with anything in it changed, or gone."""
    shape = copy.deepcopy(draw(st.sampled_from(shapes)))
    box, key = draw(st.sampled_from(places(shape)))
    if draw(st.booleans()):
        del box[key]
    else:
        box[key] = draw(anything)
    return shape


def harmless(act: Callable[[], object]) -> None:
    """It may only raise what says nothing of content."""
    try:
        act()
    except BanditoreError as error:
        said = f"{error.message}{error.hint}"
    else:
        said = ""
    assert "0000" not in said


@given(record=anything | spoilt(*INBOUND))
def test_any_record_of_twilios_is_understood_or_skipped(record: object) -> None:
    found = records.inbound(record, TOWN)
    assert found is None or found.at.tzinfo is not None
    harmless(lambda: records.sent(record, {TO}))


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
    found = date(text)
    assert found is None or found <= datetime.max.replace(tzinfo=UTC)
