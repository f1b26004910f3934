"""A receipt closes its broadcast whatever became of it, and says so when it was touched."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.due.ledger import Account
from banditore.domain.findings import Severity
from banditore.domain.sentences import hint, sentence
from banditore.services.receipts import last_audiences, read_ledger
from fakes import FakeFiles

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
ID = "2026-11-23-neve"
PATH = f"messages/receipts/{ID}.yaml"
GOOD = f"""\
# Written by banditore.
broadcast: "{ID}"
digest: "sha256:0"
category: "emergenze"
state: closed
claimed_at: "2026-11-23T16:00:00+00:00"
closed_at: "2026-11-23T16:03:00+00:00"
audience: 12
accepted: 9
failed: 1
left: 1
expired: 0
unknown: 1
failures: {{"63024": 1}}
"""


def told(*trees: dict[str, str | bytes]) -> list[tuple[str, int]]:
    ledger, doubts = read_ledger([FakeFiles(files) for files in trees], YamlDocuments(), NOW)
    assert ID in ledger.closed
    assert all(doubt.severity is Severity.WARNING for doubt in doubts)
    for doubt in doubts:
        for language in ("it", "fr", "en"):
            assert hint(doubt, language)
            assert "{" not in sentence(doubt, language)
    return [(doubt.code, doubt.place.line) for doubt in doubts]


def test_a_good_receipt_is_read_and_nothing_is_doubtful() -> None:
    ledger, doubts = read_ledger([FakeFiles({PATH: GOOD})], YamlDocuments(), NOW)

    assert doubts == []
    assert ledger.closed == {ID}
    assert ledger.recent[ID] == Account(
        datetime(2026, 11, 23, 16, tzinfo=UTC),
        datetime(2026, 11, 23, 16, 3, tzinfo=UTC),
        9,
        "sha256:0",
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (GOOD, "", ("receipt-unreadable", 1)),  # emptied
        (GOOD, "\0\xff", ("receipt-unreadable", 1)),
        (GOOD, "<<<<<<< HEAD\n" + GOOD, ("receipt-unreadable", 3)),  # a merge went wrong
        ("digest:", "\tdigest:", ("receipt-unreadable", 3)),
        ("audience: 12\n", "", ("receipt-unreadable", 2)),
        (ID, "2026-11-22-frana", ("receipt-foreign", 2)),  # somebody copied one
        ("accepted: 9", "accepted: 10", ("receipt-does-not-add-up", 8)),
        ("accepted: 9", "accepted: all", ("receipt-does-not-add-up", 8)),
        ("accepted: 9", "accepted: -9", ("receipt-does-not-add-up", 8)),
        ("23T16:03", "24T16:03", ("receipt-times", 7)),  # tomorrow
        ("23T16:03", "23T15:59", ("receipt-times", 7)),  # before it began
        ('"2026-11-23T16:03:00+00:00"', "ieri", ("receipt-times", 7)),
        ("16:03:00+00:00", "16:03:00", ("receipt-times", 7)),  # of which zone?
    ],
)
def test_a_receipt_that_somebody_touched_still_closes_its_broadcast(
    old: str, new: str, expected: tuple[str, int]
) -> None:
    assert old in GOOD

    assert told({PATH: GOOD.replace(old, new, 1)}) == [expected]


@pytest.mark.parametrize(
    "path",
    [
        f"messages/receipts/2026/{ID}.yaml",  # tidied up into folders
        f"messages/receipts/{ID}.yml",
        f"messages/receipts/{ID}.yaml.orig",
    ],
)
def test_a_receipt_that_was_moved_still_closes_its_broadcast(path: str) -> None:
    assert told({path: GOOD}) == [("receipt-stray", 1)]


def test_what_is_no_receipt_is_said_to_be_none() -> None:
    strays: dict[str, str | bytes] = {"messages/receipts/LEGGIMI.txt": "x", PATH: GOOD}

    assert told(strays) == [("receipt-stray", 1)]


def test_what_a_later_version_adds_is_no_trouble() -> None:
    assert told({PATH: GOOD + "delivered: 8\n"}) == []


def test_of_two_trees_the_first_is_believed_and_both_close() -> None:
    other = "messages/receipts/2026-11-20-acqua.yaml"
    moved = GOOD.replace(ID, "2026-11-20-acqua")
    ledger, doubts = read_ledger(
        [FakeFiles({PATH: GOOD}), FakeFiles({PATH: "torn", other: moved})], YamlDocuments(), NOW
    )

    assert doubts == []
    assert ledger.closed == {ID, "2026-11-20-acqua"}


def test_old_receipts_close_and_are_not_read() -> None:
    class Counting(FakeFiles):
        reads = 0

        def read(self, path: str) -> bytes | None:
            self.reads += 1
            return super().read(path)

    old = {f"messages/receipts/2026-{month:02}-01-x.yaml": "torn" for month in range(1, 11)}
    files = Counting({**old, PATH: GOOD})
    ledger, doubts = read_ledger([files], YamlDocuments(), NOW)

    assert len(ledger.closed) == 11
    assert doubts == []
    assert files.reads == 1


@given(content=st.binary(max_size=300))
def test_any_bytes_close_the_broadcast(content: bytes) -> None:
    told({PATH: content})


def test_the_last_audience_of_a_category_is_its_newest_receipts() -> None:
    earlier = "messages/receipts/2026-11-01-neve.yaml"
    files = FakeFiles({PATH: GOOD, earlier: GOOD.replace("11-23T", "11-01T").replace("12", "99")})

    assert last_audiences(files, YamlDocuments()) == {"emergenze": 12}
