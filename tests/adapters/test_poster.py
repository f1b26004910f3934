"""What is printed can be scanned, read from afar, read aloud, and made by any town."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from banditore.adapters.poster import TypstPress
from banditore.adapters.poster.press import FITS
from banditore.adapters.worktree import WorkTree
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.errors import DoesNotFit
from banditore.domain.invitation import Brought, Invitation, invitation_of
from banditore.domain.public_words import Rule
from banditore.domain.sheets import SHEETS, Sheet
from banditore.services.content import load_town
from banditore.services.public import load_public
from paper import Printed, drawn

ROOT = Path(__file__).parents[2]
SIZES: dict[Sheet, tuple[int, int]] = {
    "poster-a4": (210, 297),
    "poster-a5": (148, 210),
    "card": (85, 55),
    "cards-a4": (210, 297),
}


def invitations() -> dict[str, Invitation]:
    """Those of the town in this repository: what people will see is what is tried."""
    files, documents = WorkTree(ROOT), YamlDocuments()
    town, _ = load_town(files, documents)
    assert town is not None
    words = load_public(files, documents, town).require()
    return {one: invitation_of(town.service, one, words[one]) for one in town.service.languages}


pytestmark = pytest.mark.thorough  # each looks at whole sheets

OURS = invitations()
PRESS = TypstPress()


def pdf(sheet: Sheet, invitation: Invitation) -> Printed:
    return Printed(PRESS.sheet(sheet, "pdf", invitation, PRESS.code(invitation.link)))


def svg(sheet: Sheet, invitation: Invitation) -> bytes:
    return PRESS.sheet(sheet, "svg", invitation, PRESS.code(invitation.link))


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


# -- another town -------------------------------------------------------------------------------


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


def test_letters_never_shrink_below_three_quarters() -> None:
    assert FITS[0] == 1
    assert list(FITS) == sorted(FITS, reverse=True)
    assert FITS[-1] >= 0.75


def test_a_long_phrase_of_joining_stays_on_one_line_of_the_card() -> None:
    long = replace(OURS["it"], join="ATTIVA LA MIA ISCRIZIONE AGLI AVVISI")
    printed = pdf("card", long)
    lines = printed.page.get_textpage().get_text_bounded().splitlines()

    assert long.join in [line.strip() for line in lines]


@pytest.mark.parametrize(
    "text",
    ['#panic("x")', "$x^2$", '"); }', "= Titolo", "<b>&amp;</b>", "\\u{41}", "*no* _no_", "`a`"],
)
def test_a_town_s_words_are_words_and_nothing_else(text: str) -> None:
    words = replace(OURS["it"].words, lead=text, danger=text)
    printed = pdf("poster-a4", replace(OURS["it"], words=words))

    assert printed.text.count(text) == 2
    ET.fromstring(svg("card", replace(OURS["it"], words=words)))  # noqa: S314 - our own
