"""The pages for the town's site can be read by everybody, and hold the notice word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import small_town
from banditore.domain.message import Address
from banditore.domain.service import Category
from banditore.domain.texts.invitation import invitation_of, join_link
from banditore.domain.texts.markup import read
from banditore.domain.texts.notice import Notice
from banditore.domain.texts.pages.html import visible_texts
from banditore.domain.texts.pages.invitation import snippet
from banditore.domain.texts.pages.notice_page import NoticePage, file_name
from banditore.domain.texts.public_words import PageWords, PublicWords, Rule
from html_pages import Page, sound

TEXT = """\
# Informativa

Chi & perché: <https://comune.esempio.it/a?b=1&c=2>.

## Titolare

Il **Comune** risponde.

### Recapiti

- uno
- due

## I tuoi diritti

Tanti.
"""
CODE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def words(language: str) -> PublicWords:
    page = PageWords(
        skip=f"skip-{language}",
        languages=f"languages-{language}",
        contents=f"contents-{language}",
        version=f"version-{language}",
        digest=f"digest-{language}",
        same=f"same-{language}",
        back=f"back-{language}",
    )
    return PublicWords(
        language_name={"it": "Italiano", "fr": "Français"}[language],
        town={"it": "Comune di Esempio", "fr": "Commune d'Esempio"}[language],
        title="Gli avvisi & altro",
        lead="Solo se <vuoi>",
        how="Come",
        steps=("Inquadra", "Premi"),
        by_hand="Oppure",
        receive="Che cosa",
        know="Da sapere",
        rules=(Rule("Non è un gruppo", "Nessuno vede."), Rule("Smetti", "Quando vuoi.")),
        stop="Per smettere",
        danger="Chiama il 112",
        notice="Informativa:",
        age="Hai 14 anni.",
        button="Iscriviti",
        code="Codice QR: apre WhatsApp",
        page=page,
        choose="Solo una parte?",
    )


SERVICE = small_town.service(
    name="Comune di Esempio",
    website="https://comune.esempio.it/?a=1&b=2",
    categories={
        "emergenze": Category(
            "emergenze",
            {"it": "EMERGENZE", "fr": "URGENCES"},
            {"it": "notizie d'emergenza", "fr": "urgences"},
            "allerta",
            urgent=True,
            lifetime=timedelta(1),
            when_unknown="resend",
        )
    },
)
NAMES = {"it": "Italiano", "fr": "Français"}


def made(language: str = "it", text: str = TEXT, names: dict[str, str] | None = None) -> NoticePage:
    notice = Notice("2026-11", language, text.strip(), f"sha256:{'ab' * 32}", "in breve")
    return NoticePage(SERVICE, notice, words(language), names or NAMES)


# -- the page of the notice ---------------------------------------------------------------------


@pytest.mark.parametrize("language", ["it", "fr"])
def test_a_page_has_its_language_title_and_one_first_heading(language: str) -> None:
    page = Page(made(language).page())

    assert made(language).page().startswith("<!doctype html>\n")
    assert page.one("html").attributes == {"lang": language}
    assert page.one("title").text == f"Informativa \u2013 {words(language).town}"
    assert [text for level, text in page.headings if level == 1] == ["Informativa"]
    sound(page, 1)


def test_a_page_has_its_landmarks_once_and_a_way_past_the_head() -> None:
    page = Page(made().page())
    first = next(link for link in page.all("a"))

    assert [e.tag for e in page.all("header", "main", "footer")] == ["header", "main", "footer"]
    assert first.text == "skip-it"
    assert first.attributes["href"] == f"#{page.one('main').attributes['id']}"
    labels = [nav.attributes for nav in page.all("nav")]
    assert all("aria-label" in one or "aria-labelledby" in one for one in labels)
    assert "it-header-wrapper" in page.one("header").classes
    assert "it-footer" in page.one("footer").classes


def test_a_reader_can_change_the_language_and_hears_which_one_it_is() -> None:
    page = Page(made("fr").page())
    choice = [e for e in page.all("a") if "hreflang" in e.attributes]

    assert [(e.text, e.attributes["lang"]) for e in choice] == [
        ("Italiano", "it"),
        ("Français", "fr"),
    ]
    assert [e.attributes["href"] for e in choice] == [file_name("it"), file_name("fr")]
    assert [e.attributes.get("aria-current") for e in choice] == [None, "page"]
    alternates = [e.attributes["href"] for e in page.all("link")]
    assert alternates == [file_name("it"), file_name("fr")]


def test_a_town_of_one_language_has_no_choice_of_languages() -> None:
    page = Page(made(names={"it": "Italiano"}).page())

    assert [nav.attributes.get("aria-label") for nav in page.all("nav")] == [None]


def test_the_list_of_contents_leads_to_every_section() -> None:
    page = Page(made().page())
    contents = [e for e in page.all("a") if e.attributes["href"].startswith("#banditore")]

    assert [e.text for e in contents] == ["Titolare", "I tuoi diritti"]


def test_a_page_asks_nothing_of_any_other_machine() -> None:
    """Who reads a privacy notice is told to nobody."""
    html = made().page()
    page = Page(html)

    assert [e for e in page.elements if "src" in e.attributes] == []
    assert [e.attributes["rel"] for e in page.all("link")] == ["alternate", "alternate"]
    assert "@import" not in html
    assert "url(" not in html


def test_a_page_holds_the_notice_word_for_word_with_version_and_digest() -> None:
    page, part, text = made().page(), made().fragment(), made().text()
    wanted = visible_texts(read(TEXT)[0])
    for shown in (Page(page).one("main").text, Page(part).one("section").text):
        flat, at = " ".join(shown.split()), 0
        for words_ in wanted:
            at = flat.find(words_, at)
            assert at >= 0, words_
    for form in (page, part, text):
        assert "2026-11" in form
        assert f"sha256:{'ab' * 32}" in form


def test_a_part_begins_below_the_site_s_own_title_and_names_its_language() -> None:
    page = Page(made("fr").fragment())

    assert page.elements[0].tag == "section"
    assert page.elements[0].attributes["lang"] == "fr"
    assert page.headings[0] == (2, "Informativa")
    sound(page, 2)


def test_the_parts_of_both_languages_can_stand_on_one_page() -> None:
    sound(Page(made("it").fragment() + made("fr").fragment()), 2)


def test_a_notice_without_a_title_of_its_own_still_has_a_heading() -> None:
    page = Page(made(text="Solo parole.").page())

    assert page.headings == [(1, "contents-it")]
    assert "Solo parole." in page.one("main").text


def test_a_town_s_texts_are_texts_on_a_page() -> None:
    """The names hold `&`, `<` and quotes."""
    strange = replace(words("it"), town='A "<b>&amp;</b>" B')
    page = Page(replace(made(), words=strange).page())

    assert page.all("b") == []
    assert page.one("title").text.endswith('A "<b>&amp;</b>" B')


# -- the invitation -----------------------------------------------------------------------------


def test_the_invitation_works_without_a_script_and_says_what_the_code_does() -> None:
    page = Page(snippet(invitation_of(SERVICE, "it", words("it")), CODE))
    button = next(e for e in page.all("a") if "btn" in e.classes)
    picture = next(e for e in page.elements if e.attributes.get("role") == "img")

    sound(page, 2)
    assert button.attributes["href"] == "https://wa.me/393389428034?text=MI%20ISCRIVO"
    assert picture.attributes["aria-label"] == "Codice QR: apre WhatsApp"
    assert page.elements[0].attributes["lang"] == "it"
    text = " ".join(page.one("section").text.split())
    for said in ("Solo se <vuoi>", "EMERGENZE", "Non è un gruppo", "Chiama il 112", "MI ISCRIVO"):
        assert said in text
    assert SERVICE.notice_url in [e.attributes["href"] for e in page.all("a")]


def test_a_town_of_one_category_offers_no_choice() -> None:
    given = words("it")
    with_choice, without = (
        snippet(invitation_of(SERVICE, "it", replace(given, choose=text)), CODE)
        for text in ("Solo una parte?", "")
    )

    assert "<p>Solo una parte?</p>" in with_choice
    assert "<p></p>" not in without


def test_two_invitations_can_stand_on_one_page() -> None:
    both = [snippet(invitation_of(SERVICE, one, words(one)), CODE) for one in ("it", "fr")]

    sound(Page("".join(both)), 2)


@pytest.mark.parametrize(
    ("number", "phrase", "expected"),
    [
        ("+393330000999", "MI ISCRIVO", "https://wa.me/393330000999?text=MI%20ISCRIVO"),
        ("+393330000999", "JE M'INSCRIS", "https://wa.me/393330000999?text=JE%20M%27INSCRIS"),
        ("+393330000999", "SÌ & +1?", "https://wa.me/393330000999?text=S%C3%8C%20%26%20%2B1%3F"),
    ],
)
def test_a_link_opens_whatsapp_with_the_taught_phrase(
    number: str, phrase: str, expected: str
) -> None:
    commands: dict[str, dict[str, tuple[str, ...]]] = {
        **small_town.PHRASES,
        "subscribe": {"it": (phrase, "ALTRO")},
    }
    service = replace(SERVICE, number=Address(number), commands=commands)

    assert join_link(service, "it") == expected
