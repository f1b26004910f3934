"""What is printed can be scanned, read from afar, read aloud, and made by any town."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from banditore.domain.texts.sheets import SHEETS, Sheet
from invitations import OURS, PRESS, pdf, svg
from paper import drawn

if TYPE_CHECKING:
    from banditore.domain.texts.invitation import Invitation

ROOT = Path(__file__).parents[2]
SIZES: dict[Sheet, tuple[int, int]] = {
    "poster-a4": (210, 297),
    "poster-a5": (148, 210),
    "card": (85, 55),
    "cards-a4": (210, 297),
}


pytestmark = pytest.mark.thorough  # each looks at whole sheets


def straight(text: str) -> str:
    return text.replace("\u2019", "'").replace("\u00a0", " ")


def said(invitation: Invitation) -> list[str]:
    """What a poster says, in the order in which it is read."""
    words = invitation.words
    found = [words.town.upper(), words.title, words.lead, words.how, *words.steps]
    found += [words.by_hand, invitation.number, invitation.join, words.receive]
    for one in invitation.categories:
        found += [one.name, one.about]
    found += [words.choose, words.know]
    for rule in words.rules:
        found += [rule.short, rule.long]
    return [*found, words.danger, words.age, words.notice, invitation.notice_url]


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_code_opens_whatsapp_with_the_words_of_joining(sheet: Sheet, language: str) -> None:
    invitation = OURS[language]
    expected = {invitation.link}
    paper = pdf(sheet, invitation).codes(4.0 if sheet == "card" else 2.0)
    screen = drawn(svg(sheet, invitation)).codes(3.0)

    assert {code.text for code in paper} == {code.text for code in screen} == expected
    assert len(paper) == len(screen) == (10 if sheet == "cards-a4" else 1)
    assert {code.ec_level for code in paper} <= {"Q", "H"}


def test_a_code_is_read_also_where_a_drawing_pin_covers_some_of_it() -> None:
    code = PRESS.code(OURS["it"].link)
    side = int(re.findall(r'viewBox="0 0 (\d+)', code)[0])
    pin = f'<circle cx="{side / 2}" cy="{side / 2}" r="{side / 10}" fill="red"/></svg>'

    (found,) = drawn(code.replace("</svg>", pin).encode()).codes()
    assert found.text == OURS["it"].link


def test_a_code_has_its_quiet_zone() -> None:
    code = PRESS.code("https://wa.me/393330000999?text=MI%20ISCRIVO")
    drawing = ET.fromstring(code)  # noqa: S314 - our own
    path = drawing[-1].attrib["d"]

    assert path.startswith("M4 4.5h7")
    assert drawing[0].attrib["fill"] == "#fff"


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_is_of_its_size_titled_tagged_and_in_its_language(
    sheet: Sheet, language: str
) -> None:
    words = OURS[language].words
    printed = pdf(sheet, OURS[language])

    assert printed.millimetres == SIZES[sheet]
    assert printed.title == f"{words.title} \u2013 {words.town}"
    assert printed.language == language
    assert printed.tagged


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_sheet_needs_no_font_of_the_machine(sheet: Sheet) -> None:
    fonts = pdf(sheet, OURS["fr"]).fonts

    assert fonts
    assert all(fonts.values())
    assert {re.sub(r"^[A-Z]{6}\+|-.*", "", name) for name in fonts} == {
        "LibertinusSerif",
        "DejaVuSansMono",
    }


@pytest.mark.parametrize("language", OURS)
@pytest.mark.parametrize("sheet", ["poster-a4", "poster-a5"])
def test_a_poster_says_everything_in_its_order(sheet: Sheet, language: str) -> None:
    text, at = straight(pdf(sheet, OURS[language]).text), 0
    for words in said(OURS[language]):
        at = text.find(straight(words), at)
        assert at >= 0, words


@pytest.mark.parametrize("language", OURS)
def test_a_card_says_how_to_join_to_leave_and_what_else_matters(language: str) -> None:
    invitation = OURS[language]
    text = straight(pdf("card", invitation).text)
    wanted = [invitation.words.title, invitation.number, invitation.join, invitation.leave]
    wanted += [invitation.words.danger, invitation.notice_url.removeprefix("https://")]
    wanted += [rule.short for rule in invitation.words.rules]

    assert [words for words in wanted if straight(words) not in text] == []


def test_who_hears_a_poster_hears_headings_a_list_and_what_the_code_does() -> None:
    structure = pdf("poster-a4", OURS["it"]).structure
    kinds = [element.kind for element in structure]
    headings = [kind for kind in kinds if re.fullmatch(r"H\d", kind)]

    assert headings == ["H1", "H2", "H2", "H2"]
    assert kinds.count("LI") == len(OURS["it"].words.steps)
    assert [e.alt for e in structure if e.kind == "Figure"] == [OURS["it"].words.code]


def test_ten_cards_have_one_heading() -> None:
    kinds = [element.kind for element in pdf("cards-a4", OURS["it"]).structure]

    assert kinds.count("H1") == 1


def test_a_pdf_claims_the_standard_of_accessible_ones() -> None:
    """Typst writes the claim only where it finds no fault."""
    content = PRESS.sheet("card", "pdf", OURS["it"], PRESS.code(OURS["it"].link))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


def test_an_svg_has_a_name_and_words_for_who_cannot_see_it() -> None:
    words = OURS["fr"].words
    drawing = ET.fromstring(svg("poster-a4", OURS["fr"]))  # noqa: S314 - our own
    name = "{http://www.w3.org/2000/svg}"

    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["lang"] == "fr"
    assert drawing[0].tag == f"{name}title"
    assert drawing[0].text == f"{words.title} \u2013 {words.town}"
    assert drawing[1].tag == f"{name}desc"
    assert all(step in (drawing[1].text or "") for step in words.steps)


def test_the_same_words_make_the_same_bytes() -> None:
    first, second = (
        [
            PRESS.sheet("card", form, OURS["it"], PRESS.code(OURS["it"].link))
            for form in ("pdf", "svg")
        ]
        for _ in range(2)
    )

    assert first == second
