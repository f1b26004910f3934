"""What Meta's list says of each template: one JSON file a record, ugly ones included."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from banditore.adapters.meta.templates import STATUSES, registered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.wire.rest import Rest

RECORDS = sorted((Path(__file__).parents[1] / "data" / "meta").glob("registered-*.json"))
TOLD = ("status", "category", "reason", "quality", "body")


class Pages:
    """A list of one page."""

    def __init__(self, *templates: object) -> None:
        self._templates = templates

    def pages(self, *_: object) -> Iterator[dict[str, Any]]:
        yield {"data": list(self._templates)}


def known(*templates: object) -> dict[str, dict[str, str]]:
    found = registered(cast("Rest", Pages(*templates)), "1/message_templates")
    return {name: {key: getattr(one, key) for key in TOLD} for name, one in found.items()}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_each_record_is_a_template_or_skipped(path: Path) -> None:
    case = json.loads(path.read_text())

    assert known(case["template"]) == case["known"]


def test_every_word_of_metas_for_a_templates_standing_has_its_file() -> None:
    told = [json.loads(path.read_text())["template"] for path in RECORDS]

    assert set(STATUSES) <= {one.get("status") for one in told if isinstance(one, dict)}


def test_of_two_languages_under_one_name_the_one_that_may_be_sent_counts() -> None:
    whole = json.loads(RECORDS[0].read_text())["template"]
    languages = ({**whole, "status": "PENDING"}, {**whole, "language": "fr", "status": "APPROVED"})

    for order in (languages, languages[::-1]):
        assert [one["status"] for one in known(*order).values()] == ["approved"]
