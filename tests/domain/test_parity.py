"""Languages are compared by what they mean."""

from __future__ import annotations

import pytest

from banditore.domain.broadcasts.parity import differences


@pytest.mark.parametrize(
    ("italian", "french"),
    [
        ("alle ore 18", "à 18 h"),
        ("alle 18:00", "à 18h00"),
        ("alle 18.30", "à 18 h 30"),
        ("dalle 8:30 alle 12", "de 8h30 à 12 heures"),
        ("23 novembre 2026", "le 23 novembre 2026"),
        ("il 1° dicembre", "le 1er décembre"),
        ("il 23/11/2026", "le 23 novembre 2026"),
        ("2026-11-23", "23.11.2026"),
        ("1.000 persone", "1 000 personnes"),
        ("12,50 euro", "12.50 euros"),
        ("chiama +39 0165 250946", "appelez le 0165 250 946"),
        ("vedi https://comune.it/a.", "voir https://comune.it/a (site)"),
        ("la strada regionale 18", "la route régionale 18"),
        ("nessun numero", "aucun nombre"),
        ("9" * 5000, "9" * 5000),  # more digits than Python makes an int of
    ],
)
def test_the_same_fact_written_two_ways_is_the_same(italian: str, french: str) -> None:
    assert differences({"it": italian, "fr": french}) == []


@pytest.mark.parametrize(
    ("italian", "french", "expected"),
    [
        ("alle 18", "à 19 h", [("18", "it", "fr"), ("19 h", "fr", "it")]),
        ("23 novembre", "23 décembre", [("23 novembre", "it", "fr"), ("23 décembre", "fr", "it")]),
        ("dalle 8 alle 12", "à partir de 8 h", [("12", "it", "fr")]),
        (
            "https://a.it/x",
            "https://a.it/y",
            [
                ("https://a.it/x", "it", "fr"),
                ("https://a.it/y", "fr", "it"),
            ],
        ),
        (
            "tel. 0165 250946",
            "tél. 0165 250964",
            [
                ("0165 250946", "it", "fr"),
                ("0165 250964", "fr", "it"),
            ],
        ),
        ("20 cm", "vingt cm", [("20", "it", "fr")]),  # words are not understood
    ],
)
def test_what_one_language_lacks_is_told(
    italian: str, french: str, expected: list[tuple[str, str, str]]
) -> None:
    assert differences({"it": italian, "fr": french}) == expected
