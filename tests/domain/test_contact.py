"""The town's contact card: as a file that phones and WhatsApp open, as a message, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from banditore.domain.contact import card_message, card_of, file_name, files_of, vcard
from banditore.domain.message import Address, Card
from banditore.simulator import shown
from small_town import service

CARD = Card("Comune di Esempio", Address("+393330000999"), "https://c.example", "info@c.example")


def test_a_card_says_what_the_rules_say() -> None:
    rules = service(email="info@c.example", contact_card="https://c.example/town.vcf")
    card = card_of(rules, "it")

    assert card == Card(
        rules.name, rules.number, rules.website, "info@c.example", "https://c.example/town.vcf"
    )
    assert card_of(service(contact_card=None), "it") is None


@pytest.mark.parametrize(
    ("link", "links", "french"),
    [
        # Told to Meta: nothing is published, and each is told the name in their language.
        ("", [""], "Commune de Gressan"),
        # One file has one name, whoever gets it.
        ("https://c.example/c.vcf", ["https://c.example/c.vcf"], "Comune di Gressan"),
        (
            "https://c.example/c.{language}.vcf",
            ["https://c.example/c.it.vcf", "https://c.example/c.fr.vcf"],
            "Commune de Gressan",
        ),
        (None, [], None),
    ],
)
def test_a_card_may_be_one_for_all_or_one_for_each_language(
    link: str | None, links: list[str], french: str | None
) -> None:
    names = {"it": "Comune di Gressan", "fr": "Commune de Gressan"}
    rules = service(contact_card=link, names=names)
    card = card_of(rules, "fr")

    assert [one.link for one in files_of(rules)] == links
    assert (card.name if card else None) == french
    assert card is None or card.link == links[-1]


def test_the_file_in_full() -> None:
    assert vcard(CARD).decode().splitlines() == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;Comune di Esempio;;;",
        "FN:Comune di Esempio",
        "ORG:Comune di Esempio",
        "TEL;TYPE=WORK,VOICE;waid=393330000999:+393330000999",
        "EMAIL;TYPE=INTERNET,WORK:info@c.example",
        "URL:https://c.example",
        "END:VCARD",
    ]
    assert vcard(CARD).count(b"\r\n") == 9
    assert b"EMAIL" not in vcard(replace(CARD, email=""))


@pytest.mark.parametrize(
    "name",
    [
        "Comune di Rhêmes-Saint-Georges, Valle d'Aosta; Italia",
        "A\\B",
        # No line is longer than 75 octets, and none ends within a letter.
        "Comune di " + "è" * 50,
        "x" * 60,
    ],
)
def test_any_name_can_be_read_again(name: str) -> None:
    content = vcard(replace(CARD, name=name))
    read = shown.read_vcard(content)

    assert read == shown.Card(name, CARD.phone, CARD.email, CARD.website)
    assert max(map(len, content.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("link", "name"),
    [("https://c.example/a/comune.vcf", "comune.vcf"), ("", "contact.vcf")],
)
def test_the_file_is_called_as_it_is_published(link: str, name: str) -> None:
    assert file_name(replace(CARD, link=link)) == name


def test_the_message_has_a_text_for_the_log() -> None:
    content = card_message(CARD)

    assert (content.text, content.card) == ("Comune di Esempio, 333 000 0999", CARD)
