"""Every finding has its words, in the three languages that staff may read."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from banditore.domain.findings import Place, error
from banditore.domain.sentences import SENTENCES, TOPICS, hint, sentence
from banditore.domain.sentences.labels import LABELS, TABLES, label

PACKAGE = Path(__file__).parents[2] / "scripts" / "banditore"
# A code may stand on the line below the call, and a conditional expression holds two.
CALL = re.compile(
    r'\b(?:findings\.)?(?:error|warning|notice)\(\s*((?:"[a-z0-9]+(?:-[a-z0-9]+)+")[^,]*)'
)
CODE = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')


def codes_in_use() -> set[str]:
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if "sentences" not in path.parts and "cli" not in path.parts:
            for call in CALL.findall(path.read_text()):
                found.update(CODE.findall(call))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_that_the_package_uses_has_its_sentence() -> None:
    missing = codes_in_use() - SENTENCES.keys()

    assert not missing


def test_no_code_stands_in_two_topics() -> None:
    assert sum(len(rows) for rows in TOPICS) == len(SENTENCES)


def test_no_label_stands_in_two_tables() -> None:
    assert sum(len(rows) for rows in TABLES) == len(LABELS)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_the_three_languages_name_the_same_facts(code: str) -> None:
    row = SENTENCES[code]
    italian, french, english = (
        placeholders(words[0]) | placeholders(words[1]) for words in (row.it, row.fr, row.en)
    )

    assert italian == french == english


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_stands_in_a_line_without_full_stop(code: str) -> None:
    row = SENTENCES[code]
    for text, way_out in (row.it, row.fr, row.en):
        assert text
        assert "\n" not in text + way_out
        assert not text.endswith(".")
        assert not way_out.endswith(".")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("it", "manca la voce «category»"),
        ("fr", "il manque la clé « category »"),
        ("en", "the key “category” is missing"),
        # We speak no Ladin: better English than nothing.
        ("lld", "the key “category” is missing"),
    ],
)
def test_a_finding_speaks_the_language_of_the_staff(language: str, expected: str) -> None:
    finding = error("missing-key", Place("a.yaml"), key="category", example="category: info")

    assert sentence(finding, language) == expected
    assert "category: info" in hint(finding, language)


def test_a_fact_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    finding = error("unknown-key", Place("a.yaml"), key="{key.__class__}", permitted="a")

    assert "{key.__class__}" in sentence(finding, "it")


def test_a_missing_fact_leaves_its_name_standing() -> None:
    finding = error("unknown-key", Place("a.yaml"))

    assert "{key}" in sentence(finding, "it")


@pytest.mark.parametrize("key", sorted(LABELS))
def test_a_label_names_the_same_facts_in_each_language(key: str) -> None:
    names = [placeholders(text) for text in LABELS[key]]

    assert names[0] == names[1] == names[2]


def test_a_label_is_filled_with_its_facts() -> None:
    assert label("errors-found", "it", count=2) == "errori da correggere: 2"
