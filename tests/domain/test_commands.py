"""What a text means to us: a table of labelled texts, and what must hold for any text."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.commands import CommandReader
from banditore.domain.folding import fold
from small_town import PHRASES, service

READER = CommandReader(service())
TABLE = Path(__file__).parent.parent / "data" / "commands.tsv"


def rows() -> list[tuple[str, str | None, str]]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("# "):
            kind, language, text = line.split("\t")
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
            found.append((kind, None if language == "-" else language, text.replace("\\n", "\n")))
    return found


ROWS = rows()
CLEAR = [row for row in ROWS if row[0] in ("subscribe", "unsubscribe")]


@pytest.mark.parametrize(("kind", "language", "text"), ROWS)
def test_each_text_of_the_table_means_what_its_row_says(
    kind: str, language: str | None, text: str
) -> None:
    command = READER.read(text)
    assert (kind, language) == (command.kind, command.language)


def test_the_table_is_large_enough_to_trust() -> None:
    assert len(ROWS) >= 120
    assert len({text for _, _, text in ROWS}) == len(ROWS)


AROUND = st.text(
    st.sampled_from(" \n\t.!,;:*_~\"'«»“”👍🙏❤\ufe0f\u200b\u200d\u00ad\u2060"), max_size=8
)


@given(st.sampled_from(CLEAR), AROUND, AROUND, st.sampled_from([str.upper, str.lower, str.title]))
def test_case_marks_and_invisible_characters_around_change_nothing(
    row: tuple[str, str | None, str], before: str, after: str, case: object
) -> None:
    assert callable(case)
    assert READER.read(f"{before}{case(row[2])}{after}").kind == row[0]


@given(st.sampled_from(CLEAR), st.integers(0, 40))
def test_an_invisible_character_inside_changes_nothing(
    row: tuple[str, str | None, str], place: int
) -> None:
    text = row[2]
    place = min(place, len(text))
    assert READER.read(f"{text[:place]}\u200b{text[place:]}").kind == row[0]


JOINING = [phrase for phrases in PHRASES["subscribe"].values() for phrase in phrases]


@given(st.text(max_size=60))
def test_no_text_joins_but_a_phrase(text: str) -> None:
    if READER.read(text).kind == "subscribe":
        letters = "".join(fold(text).words)
        assert any("".join(fold(phrase).words) in letters for phrase in JOINING)


WORDS = st.lists(
    st.sampled_from(sorted({w for _, _, text in ROWS for w in text.split()})), max_size=20
)


@given(WORDS, st.sampled_from(["non", "ne", "pas", "not"]))
def test_a_text_with_a_negation_never_joins(words: list[str], negation: str) -> None:
    assert READER.read(" ".join([*words, negation])).kind != "subscribe"
    assert READER.read(" ".join([negation, *words])).kind != "subscribe"


@given(WORDS)
def test_a_question_never_joins(words: list[str]) -> None:
    assert READER.read(" ".join([*words, "?"])).kind != "subscribe"


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).words
    assert fold(" ".join(once)).words == once


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "mi cancello " * 5_417,
        "buongiorno " * 5_909,
        "a" * 65_000,
        "\u0301" * 65_000,  # marks alone, which are slow to bring into canonical order
        "a" + "\u0301\u0316" * 32_000,
        "\ufdfa" * 65_000,  # one character whose compatibility form has eighteen
        "mi " * 21_666 + "iscrivo",
        " " * 65_000,
    ],
)
def test_a_huge_text_is_read_at_once(text: str) -> None:
    start = time.process_time()  # of this process alone: the machine may be busy with others
    READER.read(text)
    assert time.process_time() - start < 2
