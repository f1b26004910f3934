"""What each webhook payload of Meta's says: one JSON file a payload, ugly ones included."""

from __future__ import annotations

import copy
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.meta.webhook import events
from banditore.domain.message import Inbound, Status
from injections import CANARY, TEXTS
from shapes import places

PAYLOADS = sorted((Path(__file__).parents[1] / "data" / "meta").glob("webhook-*.json"))
NUMBER_ID = "106540352242922"
CAME = datetime(2026, 11, 23, 18, tzinfo=UTC)
SHAPES: list[Any] = [json.loads(path.read_text())["payload"] for path in PAYLOADS]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def shown(event: Inbound | Status) -> dict[str, Any]:
    """An event as the files have it."""
    if isinstance(event, Status):
        told = {"state": event.state, "tag": event.tag, "code": event.code, "to": event.to}
        return {"status": {**told, "at": event.at.isoformat()}}
    told = {"kind": event.kind, "sender": event.sender, "at": event.at.isoformat()}
    more = {"text": event.text, "also": event.also, "what": event.what}
    told |= {key: value for key, value in more.items() if value}
    if event.scope != "all":
        told["scope"] = event.scope
    return {"inbound": told}


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_each_payload_says_what_its_file_says(path: Path) -> None:
    case = json.loads(path.read_text())

    found = list(events(json.dumps(case["payload"]).encode(), NUMBER_ID, CAME))

    assert [shown(event) for event in found] == case["events"]


def test_all_of_a_payload_has_ids_that_stay_the_same() -> None:
    for shape in SHAPES:
        once, again = (
            [e.id for e in events(json.dumps(shape).encode(), NUMBER_ID, CAME)] for _ in "12"
        )
        assert once == again
        assert all(once)


PERSONAL = re.compile(
    "address|caption|description|details?|display_phone_number|emoji|filename|formatted_name|headline|"
    "href|message|mime_type|name|org|product_retailer_id|response_json|sha256|source_url|username"
)
"""What Meta tells of people beside their words, and of what they sent."""


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_what_else_a_payload_tells_of_a_person_is_never_read(path: Path) -> None:
    """Names, captions, files, places, cards, referrals, reactions: whatever stands in them."""
    shape = json.loads(path.read_text())["payload"]
    before = [type(event) for event in events(json.dumps(shape).encode(), NUMBER_ID, CAME)]
    personal = [(box, key) for box, key in places(shape) if PERSONAL.fullmatch(str(key))]
    for words in TEXTS.values():
        for box, key in personal:
            box[key] = words
        found = list(events(json.dumps(shape).encode(), NUMBER_ID, CAME))
        assert [type(event) for event in found] == before
        assert CANARY not in "".join(str(shown(event)) for event in found)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b'{"entry":' * 50_000,
        b"\xff\xfe{\x00}\x00",
        b'{"entry": [{"changes": [{"value": {"messages": [{"id": "\\ud800"}]}}]}]}',
        b'{"entry": [{"changes": [{"value": {"statuses": [{"timestamp": 1' + b"0" * 5000 + b"}",
        b"\x00" * 1000,
    ],
    ids=range(8),
)
def test_what_is_no_payload_says_nothing(content: bytes) -> None:
    assert list(events(content, NUMBER_ID)) == []


@given(content=st.binary())
def test_any_bytes_raise_nothing(content: bytes) -> None:
    list(events(content, NUMBER_ID))


@given(content=anything)
def test_any_json_raises_nothing(content: object) -> None:
    list(events(json.dumps(content).encode(), NUMBER_ID))


@pytest.mark.thorough
@given(data=st.data(), value=anything, gone=st.booleans())
def test_a_payload_with_anything_changed_raises_nothing_and_names_no_stranger(
    data: st.DataObject, value: object, *, gone: bool
) -> None:
    shape = copy.deepcopy(data.draw(st.sampled_from([one for one in SHAPES if places(one)])))
    box, key = data.draw(st.sampled_from(places(shape)))
    if gone:
        del box[key]
    else:
        box[key] = value

    for event in events(json.dumps(shape).encode(), NUMBER_ID):
        assert isinstance(event, Inbound | Status)
        assert "0000" not in repr(event)
        assert event.at.tzinfo is not None
