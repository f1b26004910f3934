"""The Markdown of a notice is read as everybody reads it, and what is none of ours is told."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banditore.domain.texts.markup import Heading, Items, Link, Paragraph, Strong, Text, plain, read
from banditore.domain.texts.pages.html import as_html, as_phone_text, heading_ids, visible_texts


def html(text: str) -> str:
    blocks, surprises = read(text)
    assert surprises == []
    return as_html(blocks, "x")


def odd(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.what) for one in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Titolo", '<h1 id="x-titolo">Titolo</h1>'),
        ("## Perché, e come? ##", '<h2 id="x-perche-e-come">Perché, e come?</h2>'),
        ("una riga\ne un'altra", "<p>una riga e un&#x27;altra</p>"),
        ("uno\n\ndue", "<p>uno</p>\n<p>due</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        # An item's second line is set in, or not: CommonMark calls the latter lazy.
        ("- a\n  b\n- c\nd", "<ul>\n<li>a b</li>\n<li>c d</li>\n</ul>"),
        ("- a\n\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("ecco:\n- a", "<p>ecco:</p>\n<ul>\n<li>a</li>\n</ul>"),
        ("- a\n\ndopo", "<ul>\n<li>a</li>\n</ul>\n<p>dopo</p>"),
        (
            "il **tuo** *bel* _consenso_",
            "<p>il <strong>tuo</strong> <em>bel</em> <em>consenso</em></p>",
        ),
        ("**tutto *dentro***", "<p><strong>tutto <em>dentro</em></strong></p>"),
        ("<https://a.it/b?c=1>", '<p><a href="https://a.it/b?c=1">https://a.it/b?c=1</a></p>'),
        ("<dpo@a.it>", '<p><a href="mailto:dpo@a.it">dpo@a.it</a></p>'),
        ("[il sito](https://a.it)", '<p><a href="https://a.it">il sito</a></p>'),
        # Signs that mean nothing where they stand.
        ("2 * 3 * 4, file_di_nome, 5 < 6", "<p>2 * 3 * 4, file_di_nome, 5 &lt; 6</p>"),
        (r"\*così\* e \<b>", "<p>*così* e &lt;b&gt;</p>"),
        # French: no mark alone at the beginning of a line.
        ("oui : « non »", "<p>oui\u00a0: «\u00a0non\u00a0»</p>"),
    ],
)
def test_what_a_notice_consists_of(text: str, expected: str) -> None:
    assert html(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uno\n\n<script>alert(1)</script>", [(3, "<script>alert(1)</script>")]),
        ("a <b>c</b>", [(1, "<b>c</b>")]),
        ("![foto](https://a.it/b.png)", [(1, "![foto](https://a.it/b.png)")]),
        ("[qui](javascript:alert)", [(1, "](javascript:alert)")]),
        ("[qui](http://a.it)", [(1, "](http://a.it)")]),
        ("[qui][1]", [(1, "][1]")]),
        ("[1]: https://a.it", [(1, "[1]: https://a.it")]),
        ("`codice`", [(1, "`codice`")]),
        ("```\na\n```", [(1, "```"), (3, "```")]),
        ("a\n\n    codice", [(3, "codice")]),
        ("> citazione", [(1, "> citazione")]),
        ("| a | b |", [(1, "| a | b |")]),
        ("Titolo\n======", [(2, "======")]),
        ("a\n\n---", [(3, "---")]),
        ("- a\n  - b", [(2, "- b")]),
        ("a&nbsp;b", [(1, "&nbsp;b")]),
        ("**mai chiuso", [(1, "**mai chiuso")]),
    ],
)
def test_what_is_none_of_ours_is_told_with_its_line(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert odd(text) == expected


def test_lines_are_counted_as_in_the_file() -> None:
    blocks, surprises = read("# Uno\n\ndue\n\n`tre`", first_line=9)

    assert [block.line for block in blocks] == [9, 11, 13]
    assert [one.line for one in surprises] == [13]


def test_blocks_know_what_they_hold() -> None:
    blocks, _ = read("# A **b**\n\nc [d](https://e.it)\n\n1. f")

    assert blocks == (
        Heading(1, (Text("A "), Strong((Text("b"),))), 1),
        Paragraph((Text("c "), Link("d", "https://e.it")), 3),
        Items(ordered=True, items=((Text("f"),),), line=5),
    )
    assert plain(blocks[0].inside) == "A b"
    assert visible_texts(blocks) == ["A b", "c d", "f"]


def test_two_headings_alike_have_two_ids() -> None:
    blocks, _ = read("## Diritti\n\n## Diritti\n\n## ???")

    assert heading_ids(blocks, "n") == ["n-diritti", "n-diritti-2", "n-x"]


def test_a_phone_shows_bold_lists_and_addresses_its_own_way() -> None:
    blocks, _ = read("# A\n\nil **b** _c_\n\n- d\n- <https://e.it>\n\n[f](https://g.it)\n\n1. h")

    expected = "*A*\n\nil *b* _c_\n\n• d\n• https://e.it\n\nf (https://g.it)\n\n1. h"
    assert as_phone_text(blocks) == expected


@settings(max_examples=150)
@given(st.text(alphabet=st.sampled_from("ab *_-#<>[]()`\\&;:/!'\"\n1.@é"), max_size=60))
def test_no_text_becomes_an_element_that_we_do_not_write(text: str) -> None:
    shown = as_html(read(text)[0], "x")
    for ours in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "strong", "em", "a"):
        shown = shown.replace(f"</{ours}>", "").replace(f"<{ours}>", "").replace(f"<{ours} ", "")

    assert "<" not in shown


@settings(max_examples=100)
@given(st.text(alphabet="abcè ,.'?", min_size=1, max_size=80).filter(lambda t: t.strip()))
def test_plain_words_stay_what_they_are(text: str) -> None:
    words = " ".join(text.split())
    shown = html(text).replace("\u00a0", " ")

    assert shown == f"<p>{escape(words)}</p>"


def test_thousands_of_marks_left_open_are_read_at_once() -> None:
    assert read("**a " * 5000)[1]
