"""Any town's words fit on a sheet, or are refused before nobody can read them."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from banditore.adapters.poster.press import FITS, LAYOUTS, LEAST
from banditore.domain.errors import DoesNotFit
from banditore.domain.texts.invitation import Brought, Invitation
from banditore.domain.texts.public_words import Rule
from banditore.domain.texts.sheets import SHEETS, Sheet
from colours import contrast
from invitations import OURS, pdf, svg

pytestmark = pytest.mark.thorough  # each looks at whole sheets


def wordy(times: int) -> Invitation:
    """A town that has much to say."""
    words = replace(
        OURS["it"].words,
        title="Il Comune ti avvisa su WhatsApp, quando serve e se vuoi",
        rules=tuple(Rule(f"Regola numero {n}", "Una frase lunga. " * times) for n in range(6)),
    )
    five = tuple(
        Brought(f"CATEGORIA {n}", "quello che il Comune fa ogni giorno", n == 0) for n in range(5)
    )
    return replace(OURS["it"], words=words, categories=five)


def test_a_town_with_much_to_say_gets_smaller_letters_and_one_page() -> None:
    printed = pdf("poster-a4", wordy(4))

    assert printed.millimetres == (210, 297)
    assert "CATEGORIA 4" in printed.text
    assert printed.text.count("Una frase lunga.") == 24
    assert [code.text for code in printed.codes()] == [OURS["it"].link]


@pytest.mark.parametrize("sheet", SHEETS)
def test_what_nobody_could_read_any_more_is_refused(sheet: Sheet) -> None:
    much = wordy(60)
    rules = tuple(replace(rule, short="Una regola lunga " * 6) for rule in much.words.rules)
    endless = replace(much, words=replace(much.words, rules=rules))

    with pytest.raises(DoesNotFit, match=r"policy/public\.it\.yaml") as refusal:
        pdf(sheet, endless)
    assert sheet in refusal.value.message


@pytest.mark.parametrize(("sheet", "points"), [("poster-a4", 8), ("poster-a5", 6.5), ("card", 5.4)])
def test_the_smallest_letters_can_still_be_read(sheet: Sheet, points: float) -> None:
    """The notice's address is the smallest, and only who holds the sheet reads it."""
    smallest = {"poster-a4": 11.0, "poster-a5": 11 * 148 / 210, "card": 6.0}[sheet]

    assert FITS[0] == 1
    assert list(FITS) == sorted(FITS, reverse=True)
    assert smallest * LEAST[sheet] >= points


@pytest.mark.parametrize(
    ("front", "back", "least"),
    [
        ("white", "deep", 7),
        ("white", "alarm", 7),
        ("ink", "bubble", 7),
        ("ink", "pale", 7),
        ("deep", "pale", 7),
        ("deep", "white", 7),
        ("quiet", "white", 7),
    ],
)
def test_letters_stand_out_on_paper(front: str, back: str, least: float) -> None:
    layout = (LAYOUTS / "common.typ").read_text(encoding="utf-8")
    found = dict(re.findall(r'#let (\w+) = rgb\("(#[0-9a-f]{6})"\)', layout))
    found["white"] = "#ffffff"

    assert contrast(found[front], found[back]) >= least


@pytest.mark.parametrize("sheet", ["card", "poster-a4"])
def test_what_one_types_stays_on_one_line_however_long(sheet: Sheet) -> None:
    phrase, number = "ATTIVA LA MIA ISCRIZIONE AGLI AVVISI", "+999 000 000 000 000 000 000"
    printed = pdf(sheet, replace(OURS["it"], join=phrase, number=number))
    text = printed.page.get_textpage().get_text_bounded()

    assert {phrase, number} <= {line.strip() for line in text.splitlines()}


def test_a_town_of_one_category_offers_no_choice() -> None:
    words = replace(OURS["it"].words, choose="")
    one = replace(OURS["it"], words=words, categories=(Brought("AVVISI", "tutto", urgent=True),))

    assert "SOLO" not in pdf("poster-a4", one).text


@pytest.mark.parametrize(
    "text",
    ['#panic("x")', "$x^2$", '"); }', "= Titolo", "<b>&amp;</b>", "\\u{41}", "*no* _no_", "`a`"],
)
def test_a_town_s_words_are_words_and_nothing_else(text: str) -> None:
    words = replace(OURS["it"].words, lead=text, danger=text)
    printed = pdf("poster-a4", replace(OURS["it"], words=words))

    assert printed.text.count(text) == 2
    ET.fromstring(svg("card", replace(OURS["it"], words=words)))  # noqa: S314 - our own
