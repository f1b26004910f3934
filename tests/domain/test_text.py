"""What people type is clean, or what is unclean in it has a name."""

from __future__ import annotations

import pytest

from banditore.domain.text import hanging_marks, invisible, paragraphs_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uno\ndue", ["uno due"]),  # the editor's line break
        ("uno\n\ndue\n", ["uno", "due"]),
        ("uno\n \n\n due", ["uno", "due"]),  # a line of spaces is empty
        ("Porta:\n- pane\n- vino\n  rosso", ["Porta:", "pane", "vino rosso"]),
        ("• pane\n• vino", ["pane", "vino"]),
        ("*grassetto* e -1 grado", ["*grassetto* e -1 grado"]),  # no list
        ("a\u00a0b\tc    d", ["a b c d"]),  # no-break space, tab, run of spaces
        ("", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs_of(text) == expected


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("neve\u200b", ["U+200B"]),
        ("\ufeffneve", ["U+FEFF"]),
        ("ne\u00adve", ["U+00AD"]),  # soft hyphen
        ("a\u202eb", ["U+202E"]),  # turns the reading direction
        ("a\u2028b", ["U+2028"]),
        ("a\u200db", ["U+200D"]),  # a joiner that joins letters
        ("\U0001f468\u200d\U0001f469", []),  # a joiner that joins emoji
        ("\u2764\ufe0f\u200d\U0001f525", []),  # with a variation selector before it
        ("18\u202fh", []),  # French thin space: becomes a space
    ],
)
def test_invisible_characters_are_named(text: str, signs: list[str]) -> None:
    assert [sign for _, sign, _ in invisible(text)] == signs


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("*Attenzione* alla neve", []),
        ("*Attenzione alla neve", ["*"]),
        ("vedi nome_file e a_b", []),  # inside words
        ("https://esempio.it/_x_y", []),
        ("2 * 3", []),
        ("~no _sì_", ["~"]),
        ("`codice", ["`"]),
    ],
)
def test_a_mark_that_opens_and_never_closes_is_told(text: str, marks: list[str]) -> None:
    assert hanging_marks(text) == marks
