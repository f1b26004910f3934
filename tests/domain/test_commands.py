"""What a text means to us: a table of labelled texts, and what must hold for any text."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from banditore.domain.commands import CommandReader
from banditore.domain.commands.rules import RULES
from banditore.domain.folding import fold
from banditore.domain.sentences.labels import LABELS
from reading_town import READER, SMALL, TOWN, named

if TYPE_CHECKING:
    from banditore.domain.commands import Command

TABLE = Path(__file__).parent.parent / "data" / "commands.tsv"


class Row(NamedTuple):
    """A labelled text. `met`: whether we understand it as the label says."""

    label: str
    language: str | None
    text: str
    met: bool

    @property
    def kind(self) -> str:
        return self.label.split(" ")[0]


def rows() -> list[Row]:
    found = []
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("# "):
            label, language, text = line.split("\t")
            text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), text)
            text = text.replace("\\n", "\n")
            known = None if language == "-" else language
            found.append(Row(label.lstrip("~"), known, text, not label.startswith("~")))
    return found


ROWS = rows()
MET = [row for row in ROWS if row.met]
CLEAR = [row for row in MET if row.kind in ("subscribe", "unsubscribe", "choose")]
LEAVES = [row for row in ROWS if row.kind == "unsubscribe"]


def label_of(command: Command) -> str:
    words: list[str] = [command.kind]
    if command.kind == "choose":
        words.append(command.mode)
    if command.categories:
        words.append(",".join(sorted(command.categories)))
    return " ".join(words)


def test_each_text_of_the_table_means_what_its_row_says() -> None:
    wrong = []
    for row in MET:
        command = READER.read(row.text)
        if (label_of(command), command.language) != (row.label, row.language):
            wrong.append((row.label, row.language, row.text, command))

    assert not wrong


def test_no_other_text_of_the_table_joins_or_leaves() -> None:
    meant = {
        kind: [row for row in ROWS if row.kind != kind] for kind in ("subscribe", "unsubscribe")
    }
    wrong = [
        row
        for kind, others in meant.items()
        for row in others
        if READER.read(row.text).kind == kind
    ]

    assert not wrong


def test_ninety_eight_of_a_hundred_that_wish_to_leave_do() -> None:
    caught = sum(READER.read(row.text).kind == "unsubscribe" for row in LEAVES)

    assert caught >= 0.98 * len(LEAVES)


def test_a_row_that_is_marked_as_not_understood_is_not() -> None:
    understood = [
        row.text for row in ROWS if not row.met and label_of(READER.read(row.text)) == row.label
    ]

    assert not understood


def test_the_table_is_large_enough_to_trust() -> None:
    kinds = Counter(row.kind for row in ROWS)

    assert len(ROWS) >= 400
    assert len({row.text for row in ROWS}) == len(ROWS)
    assert min(kinds[kind] for kind in ("subscribe", "choose", "near-join", "unclear")) >= 40


def test_each_rule_has_a_sentence_for_staff() -> None:
    assert {READER.read(row.text).rule for row in ROWS} <= set(RULES)
    assert {f"rule-{rule}" for rule in RULES} <= LABELS.keys()


AROUND = st.text(
    st.sampled_from(
        " \t\n\r\u2028.!;:*_~\"'«»“”()[]-👍🙏❤🎉😊\ufe0f\u200b\u200d\u00ad\u2060\ufeff"
    ),
    max_size=8,
)
CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])
# What NFKD takes apart again: full width, bold, italics, circles.
WIDTHS = st.sampled_from(
    [(0xFF21, 0xFF41), (0x1D400, 0x1D41A), (0x1D608, 0x1D622), (0x24B6, 0x24D0)]
)


@given(st.sampled_from(MET), AROUND, AROUND, CASES)
def test_case_marks_and_invisible_characters_around_change_nothing(
    row: Row, before: str, after: str, case: object
) -> None:
    assert callable(case)
    assert label_of(READER.read(f"{before}{case(row.text)}{after}")) == row.label


@given(
    st.sampled_from(MET),
    st.integers(0, 60),
    st.sampled_from("\u200b\u200d\u00ad\u2060\ufeff\u202e"),
)
def test_an_invisible_character_inside_changes_nothing(row: Row, place: int, mark: str) -> None:
    place = min(place, len(row.text))
    assert label_of(READER.read(f"{row.text[:place]}{mark}{row.text[place:]}")) == row.label


@given(
    st.sampled_from(MET),
    st.sampled_from(
        ["  ", "\u00a0", "\u3000", " \u200b ", " 🙂 ", " * ", " ' ", "\n", "\r\n", "\u2028", " 1️⃣ "]
    ),
)
def test_any_spaces_line_breaks_and_emoji_between_words_change_nothing(
    row: Row, space: str
) -> None:
    assert label_of(READER.read(row.text.replace(" ", space))) == row.label


@given(st.sampled_from(MET), WIDTHS)
def test_letters_of_any_width_and_font_change_nothing(row: Row, width: tuple[int, int]) -> None:
    upper, lower = width
    drawn = "".join(
        chr(ord(c) - 65 + upper)
        if "A" <= c <= "Z"
        else chr(ord(c) - 97 + lower)
        if "a" <= c <= "z"
        else c
        for c in row.text
    )
    assert label_of(READER.read(drawn)) == row.label


@given(st.sampled_from(MET), st.sampled_from("\u0301\u0300\u0302\u0308\u0327"))
def test_accents_on_every_letter_change_nothing(row: Row, accent: str) -> None:
    accented = "".join(c + accent if c.isalpha() else c for c in row.text)
    assert label_of(READER.read(accented)) == row.label


@given(st.text(max_size=60))
@example("МI ISСRIVО")  # noqa: RUF001 - in part Cyrillic, which looks the same
def test_no_text_joins_but_a_phrase(text: str) -> None:
    if READER.read(text).kind == "subscribe":
        letters = "".join(fold(text).words)
        phrases = [phrase for texts in TOWN.commands["subscribe"].values() for phrase in texts]
        assert any("".join(fold(phrase).words) in letters for phrase in phrases)


WORDS = st.lists(
    st.sampled_from(sorted({word for row in ROWS for word in row.text.split()})), max_size=20
)


@given(WORDS, st.sampled_from(["non", "ne", "pas", "not"]))
def test_a_text_with_a_negation_never_joins(words: list[str], negation: str) -> None:
    assert READER.read(" ".join([*words, negation])).kind != "subscribe"
    assert READER.read(" ".join([negation, *words])).kind != "subscribe"


@given(WORDS, st.sampled_from(["?", "❓", "🤔", "❌", "🚫"]))
def test_a_question_or_a_sign_of_refusal_never_joins(words: list[str], mark: str) -> None:
    assert READER.read(" ".join([*words, mark])).kind != "subscribe"


@given(WORDS)
def test_what_changes_a_choice_names_categories_of_the_town(words: list[str]) -> None:
    command = READER.read(" ".join(words))
    assert (command.categories or frozenset()) <= TOWN.categories.keys()
    assert command.rule in RULES


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text).words
    assert fold(" ".join(once)).words == once


def test_a_town_without_words_of_its_own_is_understood_by_ours() -> None:
    reader = CommandReader(replace(TOWN, commands={}))

    assert [reader.read(text).kind for text in ("MI ISCRIVO", "JE M'INSCRIS", "STOP", "AIUTO")] == [
        "subscribe",
        "subscribe",
        "unsubscribe",
        "help",
    ]


def test_another_town_has_other_words_and_categories() -> None:
    sport = named(replace(SMALL.categories["info"], id="sport"), ("SPORT", "SPORT"))
    town = replace(
        TOWN,
        categories={"sport": sport},
        commands={"subscribe": {"it": ("ADD WA",)}, "unsubscribe": {"it": ("DEL WA", "CHIUDO")}},
    )
    reader = CommandReader(town)

    assert label_of(reader.read("add wa")) == "subscribe"
    assert label_of(reader.read("ADD WA sport")) == "subscribe sport"
    assert label_of(reader.read("del wa")) == "unsubscribe"
    assert reader.read("chiudo subito il servizio").rule == "leave-phrase-around"
    assert label_of(reader.read("solo sport")) == "choose set sport"
    assert reader.read("mi iscrivo").kind == "near-join"
    assert reader.read("solo eventi").kind == "nothing"


def test_a_text_of_more_than_a_hundred_words_is_no_command() -> None:
    told = READER.read("la strada per il rifugio " * 30 + "mi cancello")

    assert (told.kind, told.rule) == ("nothing", "too-long")


def test_no_reply_that_we_send_would_be_a_command_if_it_came_back() -> None:
    policy = Path(__file__).parents[2] / "policy" / "replies"
    texts = [path.read_text(encoding="utf-8") for path in policy.glob("*.j2")]
    values = {"join": "MI ISCRIVO", "leave": "MI CANCELLO", "town": "Comune"}
    filled = [re.sub(r"\{\{ (\w+) \}\}", lambda m: values.get(m[1], "…"), text) for text in texts]

    assert {READER.read(text).kind for text in filled} <= {
        "nothing",
        "unclear",
        "help",
        "near-join",
    }


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
        "?" * 65_000,
        "non voglio " * 5_909,
    ],
)
def test_a_huge_text_is_read_at_once(text: str) -> None:
    start = time.process_time()  # of this process alone: the machine may be busy with others
    READER.read(text)
    assert time.process_time() - start < 2
