"""Counts that say nothing of anybody, and their picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message import Address
from banditore.domain.office.plot import plot
from banditore.domain.office.statistics import statistics, withheld
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


def people(*groups: tuple[int, str, str], moves: dict[tuple[str, str], int]) -> SubscriberList:
    """So many of a language who joined so."""
    found: dict[Address, Subscriber] = {}
    for count, language, joined in groups:
        for _ in range(count):
            address = Address(f"+393330000{len(found):03}")
            consent = Consent(NOW, "", "1", "")
            kinds = frozenset({"info"})
            found[address] = Subscriber("id", address, language, kinds, consent, joined=joined)
    return SubscriberList(b"k" * 32, NOW, found, moves=moves)


LIST = people(
    (60, "it", "text"),
    (30, "fr", "import:elenco 2018"),
    (4, "fr", "paper"),
    moves={("2026-08", "joined"): 52, ("2026-10", "joined"): 45, ("2026-10", "left"): 3},
)


def test_counts_below_ten_are_withheld_and_so_is_what_would_tell_them() -> None:
    found = statistics(LIST, "2026-11")
    assert found.total == 94
    assert found.by["language"] == {"fr": 34, "it": 60}
    # 94 less 60 and 30 would tell the four of paper.
    assert found.by["joined"] == {"import": None, "paper": None, "text": 60}
    assert found.categories == {"info": 94}
    assert found.changes["2026-10"] == {"joined": 45, "left": None}


def test_a_person_may_ask_for_another_limit() -> None:
    found = statistics(LIST, "2026-11", least=1)
    assert found.by["joined"] == {"import": 30, "paper": 4, "text": 60}
    assert found.changes["2026-10"] == {"joined": 45, "left": 3}


def test_the_months_lead_back_from_today_without_a_gap_and_rounded() -> None:
    assert statistics(LIST, "2026-11").months == [
        ("2026-08", 50),
        ("2026-09", 50),
        ("2026-10", 90),
        ("2026-11", 90),
    ]


def test_a_list_that_remembers_nothing_has_today_only() -> None:
    assert statistics(people(moves={}), "2026-11").months == [("2026-11", 0)]


def test_a_list_of_few_says_nothing() -> None:
    found = statistics(people((4, "it", "text"), moves={}), "2026-11")
    assert found.total is None
    assert found.by["language"] == {"it": None}


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40), max_size=6),
    st.integers(1, 15),
)
def test_no_part_can_be_worked_out_from_the_whole_and_the_others(
    parts: dict[str, int], least: int
) -> None:
    shown = withheld(parts, least)
    hidden = [parts[name] for name, count in shown.items() if count is None]
    assert shown.keys() == parts.keys()
    assert not [name for name, count in shown.items() if count and count < least]
    if hidden and any(shown.values()):
        # What is left over is shared by two at least, and is enough people.
        assert len(hidden) > 1
        assert sum(hidden) >= least


@pytest.mark.parametrize("language", ["it", "fr", "en"])
@pytest.mark.parametrize("months", [1, 2, 9, 40])
def test_the_picture_is_well_formed_and_reads_itself_aloud(months: int, language: str) -> None:
    names = [f"{2024 + number // 12}-{number % 12 + 1:02}" for number in range(months)]
    drawn = ET.fromstring(plot([(name, 40 * n) for n, name in enumerate(names)], "A & B", language))  # noqa: S314 - our own
    named = drawn.get("aria-labelledby", "").split()
    texts = {one.get("id"): one.text for one in drawn if one.get("id")}
    assert drawn.get("role") == "img"
    assert all(texts[name] for name in named)
    assert "A & B" in (texts["name"] or "")
    labels = list(drawn.iter(f"{SVG}text"))
    width, height = (float(size) for size in (drawn.get("viewBox") or "").split()[2:])
    assert all(0 <= float(one.get("x", "")) <= width for one in labels)
    assert all(0 <= float(one.get("y", "")) <= height for one in labels)
    assert len([one for one in labels if "end" not in one.get("text-anchor", "")]) <= 10


@pytest.mark.parametrize("most", [0, 1, 3, 7, 10, 99, 100, 101, 812, 3_400, 100_000, 1_234_567])
def test_the_highest_month_stays_inside(most: int) -> None:
    drawn = ET.fromstring(plot([("2026-10", 0), ("2026-11", most)], "Gressan", "it"))  # noqa: S314
    (dot,) = drawn.iter(f"{SVG}circle")
    assert 74 <= float(dot.get("cy", "")) <= 348


def test_who_is_restricted_or_suspended_is_counted_apart() -> None:
    stopped = {
        address: replace(one, status="suspended")
        for number, (address, one) in enumerate(LIST.subscribers.items())
        if number < 20
    }
    found = statistics(replace(LIST, subscribers={**dict(LIST.subscribers), **stopped}), "2026-11")
    assert found.by["status"] == {"active": 74, "suspended": 20}
