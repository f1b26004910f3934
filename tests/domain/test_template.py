"""Jinja texts become WhatsApp templates, or findings."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.templates.template import MOST_PARAGRAPHS, Template
from banditore.domain.templates.template_source import compile_text

SOURCE = (
    "Comune: *{{ titolo }}*\n\nIl Comune informa: {{ testo | paragraphs }}\n\n"
    "Per non ricevere più questi messaggi scrivi MI CANCELLO a questo numero.\n"
)


def template(source: str = SOURCE) -> Template:
    pieces, findings = compile_text("messages/templates/avviso/it.j2", source)
    assert not findings
    assert pieces is not None
    return Template("avviso", "utility", "", {"it": pieces})


def test_a_broadcast_reads_as_its_body_with_the_parameters_in_place() -> None:
    shown = template().render("it", {"titolo": "Neve", "testo": "Uno\nancora uno.\n\nDue."})

    assert shown.body == (
        "Comune: *{{1}}*\n\nIl Comune informa: {{2}}\n\n• {{3}}\n\n"
        "Per non ricevere più questi messaggi scrivi MI CANCELLO a questo numero."
    )
    assert shown.parameters == ("Neve", "Uno ancora uno.", "Due.")
    assert shown.text == (
        "Comune: *Neve*\n\nIl Comune informa: Uno ancora uno.\n\n• Due.\n\n"
        "Per non ricevere più questi messaggi scrivi MI CANCELLO a questo numero."
    )
    assert re.fullmatch(r"avviso_it_3p_[0-9a-f]{8}", shown.name)
    assert shown.content().text == shown.text


def test_the_name_changes_with_the_body_and_not_with_the_values() -> None:
    values = {"titolo": "Neve", "testo": "Uno."}
    same = template().render("it", {"titolo": "Acqua", "testo": "Altro."})
    edited = template(SOURCE.replace("informa", "avvisa"))

    assert template().render("it", values).name == same.name
    assert template().render("it", values).name != edited.render("it", values).name


def test_every_number_of_paragraphs_is_a_variant_that_a_broadcast_finds_registered() -> None:
    registered = {variant.name for variant in template().variants("it")}

    assert len(registered) == MOST_PARAGRAPHS
    for count in range(1, MOST_PARAGRAPHS + 1):
        text = "\n\n".join(["Ecco."] * count)
        assert template().render("it", {"titolo": "Neve", "testo": text}).name in registered


@given(st.text(), st.text())
def test_a_parameter_never_holds_what_whatsapp_refuses(title: str, text: str) -> None:
    shown = template().render("it", {"titolo": title, "testo": text})

    for parameter in shown.parameters:
        assert parameter
        assert not re.search(r"[\n\r\t]| {5}", parameter)
    filled = re.sub(r"\{\{(\d+)\}\}", lambda m: shown.parameters[int(m[1]) - 1], shown.body)
    assert filled == shown.text


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ("{{ a }} e parole a sufficienza.", ["template-variable-first"]),
        ("Molte parole e poi {{ a }}.", ["template-variable-last"]),  # punctuation is no word
        ("Ecco {{ a }} {{ b }} e molte altre parole.", ["template-variables-adjacent"]),
        ("Ecco *{{ a }}*\n\n{{ b }} e molte parole.", ["template-variables-adjacent"]),
        ("Ecco {{ a }}{{ b }} e molte altre parole.", ["template-variables-adjacent"]),
        ("Niente segnaposti.", ["template-no-placeholder"]),
        ("Ecco {{ a }} qui.", ["template-few-words"]),
        ("x {% for i in a %}{{ i }}{% endfor %} y", ["template-forbidden"]),
        ("x {% if a %}b{% endif %} y", ["template-forbidden"]),
        ("x {% set a = 1 %} y", ["template-forbidden"]),
        ("x {% include 'it.j2' %} y", ["template-forbidden"]),
        ("x {% macro m() %}{% endmacro %} y", ["template-forbidden"]),
        ("x {{ a.b }} y", ["template-forbidden"]),
        ("x {{ a['b'] }} y", ["template-forbidden"]),
        ("x {{ ''.__class__.__mro__ }} y", ["template-forbidden"]),
        ("x {{ a() }} y", ["template-forbidden"]),
        ("x {{ a + 1 }} y", ["template-forbidden"]),
        ("x {{ 'ciao' }} y", ["template-forbidden"]),
        ("x {{ a | uper }} y", ["template-filter"]),
        ("x {{ a | upper(1) }} y", ["template-filter"]),
        ("x {{ Titolo }} y", ["template-placeholder-name"]),
        ("x {{ a y", ["template-syntax"]),
        ("x {% raw %}{{1}}{% endraw %} {{ a }} y e altro", ["template-literal-number"]),
        ("Ecco\u200b qui {{ a }} e molte altre parole.", ["invisible-character"]),
        (f"{'parole ' * 150}{{{{ a }}}} fine", ["template-too-long"]),
        (f"{'x' * 1018} a {{{{ a }}}} b", []),  # 1023: one is left for the value
        (f"{'x' * 1019} a {{{{ a }}}} b", ["template-too-long"]),
        ("Ecco che cosa dice {{ a }} a tutti voi.", []),
        ("Ecco {{ a }} e {{ b }} a voi.", ["template-few-words"]),  # 4 words; 2n + 1 are wanted
        ("Ecco {{ a }} e {{ b }} a voi tutti.", []),
        ("Ecco che cosa dice:\n\n{{ a }}\n\nA tutti voi.", []),
        ("Ecco che cosa dice:\n\n\n{{ a }} a tutti voi.", ["template-empty-lines"]),
        (f"Ecco che {'⚠️ ' * 10}dice {{{{ a }}}} a tutti voi.", []),
        (f"Ecco che {'⚠️ ' * 11}dice {{{{ a }}}} a tutti voi.", ["template-many-emojis"]),
    ],
)
def test_what_whatsapp_or_the_sandbox_would_refuse_is_a_finding(
    source: str, codes: list[str]
) -> None:
    _, findings = compile_text("it.j2", source)

    assert [finding.code for finding in findings] == codes


def test_a_finding_names_its_line() -> None:
    _, findings = compile_text("it.j2", "uno\ndue\n{% if a %}{% endif %}")

    assert [finding.place.line for finding in findings] == [3]


def test_static_text_may_hold_digits_and_single_braces() -> None:
    shown = template("Chiama il 112 {ora}: {{ a }} e molte altre parole.")

    assert shown.render("it", {"a": "sì"}).body == (
        "Chiama il 112 {ora}: {{1}} e molte altre parole."
    )
