"""YAML without surprises: texts stay what was typed, everything wrong has its place."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.document import Plain, place_at
from banditore.domain.findings import Finding, blocking
from banditore.domain.sentences import hint, sentence

ANYTHING: dict[str, Any] = {}
SHAPE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["category"],
    "properties": {
        "category": {"enum": ["emergenze", "info"], "examples": ["info"]},
        "send_at": {
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d$",
            "examples": ["2026-11-23 18:00"],
        },
        "rate": {"type": ["integer", "string"], "pattern": "^[0-9]+$", "examples": ["20"]},
        "languages": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "it": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"titolo": {"type": "string", "minLength": 1, "maxLength": 10}},
        },
    },
}


def read(text: str | bytes, schema: dict[str, Any] = ANYTHING) -> tuple[Plain, list[Finding]]:
    content = text if isinstance(text, bytes) else text.encode()
    document, findings = YamlDocuments().read("a.yaml", content, schema)
    for finding in findings if b"{" not in content else ():  # what it quotes may have one
        for language in ("it", "fr", "en"):
            assert "{" not in sentence(finding, language) + hint(finding, language)
    return (document.plain() if document else None), findings  # type: ignore[return-value]


def told(text: str | bytes, schema: dict[str, Any] = ANYTHING) -> list[tuple[str, int, int]]:
    return [(f.code, f.place.line, f.place.column) for f in read(text, schema)[1]]


@pytest.mark.parametrize(
    "typed",
    [
        "20:30",  # YAML 1.1: 1230, a number to base 60
        "no",  # YAML 1.1: false (Norway's trouble)
        "on",
        "true",
        "007",  # octal
        "0x1F",
        "1_000",
        "1e3",
        "3.10",  # would lose its zero
        "2026-11-23",  # a date
        "2026-11-23 18:00:00",  # a date and time
        "null",
        "~",
        ".inf",
        "=",
        "+39 338 942 8034",
    ],
)
def test_a_plain_scalar_stays_what_its_author_typed(typed: str) -> None:
    assert read(f"a: {typed}\n") == ({"a": typed}, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n", {"a": ""}),  # an empty value is an empty text, not null
        ("no: x\n", {"no": "x"}),  # nor is a key a boolean
        ("1: x\n", {"1": "x"}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "u\\u00e8"\n', {"a": "uè"}),
        ("a: |\n  uno\n  due\n", {"a": "uno\ndue\n"}),
        ("a: >\n  uno\n  due\n", {"a": "uno due\n"}),
        ("a: [x, {b: c}]\n", {"a": ["x", {"b": "c"}]}),
        ("\ufeffa: x\n", {"a": "x"}),  # Windows' editors begin files with a byte order mark
        ("a: x\r\nb: |\r\n  uno\r\n  due\r\n", {"a": "x", "b": "uno\ndue\n"}),  # and end lines so
        ("---\na: x\n...\n", {"a": "x"}),  # one document with its marks
        ("# Solo un commento\na: x # qui\n", {"a": "x"}),
        ("a: È già 🙂\n", {"a": "È già 🙂"}),
    ],
)
def test_ordinary_yaml_is_read(text: str, expected: Plain) -> None:
    assert read(text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # -- bytes
        (b"a: x\nb: caff\xe8\n", [("not-utf8", 2, 8)]),  # saved as Latin-1
        ("a: x\n".encode("utf-16"), [("not-utf8", 1, 1)]),
        (b"a: x\x00y\n", [("control-character", 1, 5)]),
        ("a: x\u2028y\n", [("control-character", 1, 5)]),  # a line break that no editor shows
        (b"a: x\ry\n", [("control-character", 1, 5)]),  # a lone CR is another
        ("a: x\ufeffy\n", [("control-character", 1, 5)]),
        (b"a: " + b"x" * 65536, [("file-too-big", 1, 1)]),
        ("", [("empty-file", 1, 1)]),
        ("# niente\n", [("empty-file", 1, 1)]),
        ("---\n", [("empty-file", 1, 1)]),
        # -- tabs
        ("a:\n\tb: x\n", [("tab", 2, 1)]),
        ("a: x\ty\n", [("tab", 1, 5)]),  # inside a text: all the same, WhatsApp refuses it
        # -- malformed
        ("a: Allerta: neve\n", [("yaml-colon", 1, 11)]),
        ("a: x\nqui manca\nb: y\n", [("yaml-key-without-colon", 2, 1)]),
        ('a: "aperto\nb: y\n', [("yaml-unclosed-quote", 1, 4)]),
        ("a: [x, y\n", [("yaml-unclosed-bracket", 1, 4)]),
        ("a: x\n  b: y\n", [("yaml-colon", 2, 4)]),
        ("a:\n    b: x\n  c: y\n", [("yaml-indentation", 3, 3)]),
        ("a: @sindaco\n", [("yaml-special-start", 1, 4)]),
        ("a: `x`\n", [("yaml-special-start", 1, 4)]),
        ("a: %x\n", [("yaml-special-start", 1, 4)]),
        ('a: "C:\\Comune"\n', [("yaml-escape", 1, 7)]),
        ("- x\n- y\n", [("not-a-mapping", 1, 1)]),
        ("ciao\n", [("not-a-mapping", 1, 1)]),
        # -- what makes a small file big, or another thing
        ("a: &x [1]\n", [("yaml-reference", 1, 4)]),
        ("a: *x\n", [("yaml-reference", 1, 4)]),
        ("a: *importante*\n", [("yaml-reference", 1, 4)]),  # meant bold, as on WhatsApp
        ("<<: x\n", [("yaml-reference", 1, 1)]),
        ("a: !!python/object/apply:os.system [ls]\n", [("yaml-tag", 1, 4)]),
        ("a: !Attenzione\n", [("yaml-tag", 1, 4)]),
        ("a: x\n---\nb: y\n", [("several-documents", 2, 1)]),
        ("a: " + "[" * 40 + "]" * 40, [("too-deep", 1, 15)]),
        # -- keys
        ("a: x\nb: y\na: z\n", [("duplicate-key", 3, 1)]),
        ("a: {{ titolo }}\n", [("key-not-text", 1, 5)]),  # Jinja's braces are YAML's too
        ("? [a, b]\n: c\n", [("key-not-text", 1, 3)]),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(
    text: str | bytes, expected: list[tuple[str, int, int]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("category: info\nrate: 20\nit: {titolo: Neve}\n", []),
        ("categry: info\n", [("missing-key", 1, 1), ("unknown-key-similar", 1, 1)]),
        ("category: info\nxyzzy: 1\n", [("unknown-key", 2, 1)]),
        ("category: infos\n", [("not-permitted-similar", 1, 11)]),
        ("category: altro\n", [("not-permitted", 1, 11)]),
        ("category:\n", [("empty-value", 1, 10)]),
        ("category: info\nsend_at: domani\n", [("wrong-form", 2, 10)]),
        ("category: info\nrate: tanti\n", [("wrong-form", 2, 7)]),
        ("category: info\nrate: [20]\n", [("expected-text", 2, 7)]),
        ("category: info\nit: Neve\n", [("expected-mapping", 2, 5)]),
        ("category: info\nit:\n", [("empty-value", 2, 4)]),
        ("category: info\nit: {titolo: {a: b}}\n", [("expected-text", 2, 14)]),
        ("category: info\nlanguages: it\n", [("expected-list", 2, 12)]),
        ("category: info\nlanguages: []\n", [("too-few-items", 2, 12)]),
        ("category: info\nlanguages: [it, [fr]]\n", [("expected-text", 2, 17)]),
        ("category: info\nit: {titolo: ''}\n", [("empty-value", 2, 14)]),
        ("category: info\nit: {titolo: Molto lungo}\n", [("value-too-long", 2, 14)]),
        # A refused value is not also of the wrong type.
        ("category: info\nit: *x\n", [("yaml-reference", 2, 5)]),
    ],
)
def test_what_differs_from_the_schema_is_told_with_its_place(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert told(text, SHAPE) == expected


def test_everything_is_told_at_once() -> None:
    text = "category: eventi\nsend_at: presto\nsend_at: 1\nit:\n  titolo: a\tb\n  testo: &x y\n"

    assert told(text, SHAPE) == [
        ("not-permitted", 1, 11),
        ("wrong-form", 2, 10),
        ("duplicate-key", 3, 1),
        ("tab", 5, 12),
        ("unknown-key", 6, 3),
        ("yaml-reference", 6, 10),
    ]


def test_the_words_name_the_line_where_the_first_of_two_keys_stands() -> None:
    _, (finding,) = read("a: x\nb: y\na: z\n")

    assert sentence(finding, "it") == "«a» è scritto due volte: la prima volta alla riga 1"


def test_a_missing_key_is_shown_with_an_example() -> None:
    _, (finding,) = read("rate: 3\n", SHAPE)

    assert hint(finding, "en") == "add it: category: info"


def test_nodes_know_where_they_stand() -> None:
    document, _ = YamlDocuments().read("a.yaml", b"a:\n  - x\n  - b: y\n", ANYTHING)

    assert document is not None
    assert str(place_at(document, ["a", 1, "b"])) == "a.yaml:3:8"


def test_a_bomb_of_references_does_not_explode() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    findings = read("\n".join(rows))[1]

    assert {finding.code for finding in findings} == {"yaml-reference"}


@given(st.binary(max_size=400))
def test_any_bytes_give_findings_or_a_document(content: bytes) -> None:
    document, findings = read(content, SHAPE)

    assert document is not None or blocking(findings)


@given(st.text(alphabet="ab: -\n\t[]{}&*!|>'\"%@`#,?<\\\u2028é", max_size=60))
def test_any_text_of_yaml_s_own_signs_gives_findings_or_a_document(text: str) -> None:
    document, findings = read(text, SHAPE)

    assert document is not None or blocking(findings)
