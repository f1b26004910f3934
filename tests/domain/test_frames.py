"""What stands around a template's text: read from `template.yaml`, checked, filled."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.broadcasts.broadcast_schema import template_schema
from banditore.domain.findings import Severity, blocking
from banditore.domain.sentences import hint, sentence
from banditore.domain.templates.frame_file import read_frames
from banditore.domain.templates.registration import Button, Parts
from banditore.domain.templates.template import Template
from banditore.domain.templates.template_frame import Frame
from banditore.domain.templates.template_pieces import Slot
from shapes import spoilt

if TYPE_CHECKING:
    from banditore.domain.document import Mapping

HEAD = "whatsapp_category: utility\ndescription: Prova\n"
PATH = "messages/templates/prova/template.yaml"
WHOLE = """\
header:
  it: Avviso per {{ zona }} e dintorni
footer:
  it: "Per non ricevere più: MI CANCELLO"
buttons:
  - type: url
    text: { it: Leggi tutto }
    url: https://www.comune.example/avvisi/{{ pagina }}
  - type: phone_number
    text: { it: Chiama il Comune }
    phone_number: "+39 0165 000 000"
"""


def document(source: str, languages: tuple[str, ...] = ("it",)) -> tuple[Mapping, list[str]]:
    found, findings = YamlDocuments().read(
        PATH, (HEAD + source).encode(), template_schema(languages)
    )
    assert found is not None
    return found, [one.code for one in findings]


def frame(source: str) -> Frame:
    """The Italian frame of a file that is in order."""
    read, codes = document(source)
    frames, findings = read_frames(read, ("it",))
    assert [*codes, *(one.code for one in findings)] == []
    return frames["it"]


def codes(source: str) -> list[str]:
    """What is wrong, as the schema and the rules tell it."""
    read, found = document(source)
    return sorted({*found, *(one.code for one in read_frames(read, ("it",))[1])})


def header(text: str) -> str:
    return f'header: {{ it: "{text}" }}'


def footer(text: str) -> str:
    return f'footer: {{ it: "{text}" }}'


def buttons(*rows: str) -> str:
    return "\n".join(["buttons:", *(f"  - {{ {row} }}" for row in rows)])


def reply(label: str) -> str:
    return f'type: quick_reply, text: {{ it: "{label}" }}'


def link(url: str = "https://c.example", label: str = "Leggi") -> str:
    return f'type: url, text: {{ it: "{label}" }}, url: "{url}"'


def call(number: str = "+390165000000", label: str = "Chiama") -> str:
    return f'type: phone_number, text: {{ it: "{label}" }}, phone_number: "{number}"'


def replies(count: int) -> list[str]:
    return [reply(f"Risposta {number}") for number in range(count)]


ADDRESS = "https://c.example/"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        # A header: 60 characters of its own, one placeholder with words on both sides.
        (header("x" * 60), []),
        (header("x" * 61), ["template-part-too-long"]),
        (header("x" * 58 + " {{ a }}."), []),
        (header("x" * 59 + " {{ a }}."), ["template-part-too-long"]),
        (header("Per {{ a }}!"), []),  # Meta's own example ends so
        (header("Per {{ a }}"), ["template-variable-last"]),
        (header("{{ a }} oggi"), ["template-variable-first"]),
        (header("{{ a }}"), ["template-variable-first", "template-variable-last"]),
        (header("A {{ a }} e {{ b }}."), ["template-header-variables"]),
        (header("A {{ a | upper }}."), []),
        (header("A {{ a | paragraphs }}."), ["template-part-filter"]),
        (header("A {{ a | uper }}."), ["template-filter"]),
        (header("A {% if a %}b{% endif %}."), ["template-forbidden"]),
        (header("A {{ a."), ["template-syntax"]),
        (header("Comune 5 * 5"), ["template-part-plain"]),  # asterisks, whatever they mean
        (header("nome_file e altro_file"), []),
        (header("Il _Comune_ avvisa"), ["template-part-plain"]),
        (header("~Comune~"), ["template-part-plain"]),
        (header("`Comune`"), ["template-part-plain"]),
        (header("Neve ⚠️"), ["template-part-plain"]),
        (header("Tra 5 e 8° «neve» • città"), []),  # signs that are no emoji
        (header("Uno\\nDue"), ["template-part-lines"]),
        (header("Uno\\u200bDue"), ["invisible-character"]),
        (header(""), ["empty-value"]),
        # A footer: the same, and no placeholder at all.
        (footer("x" * 60), []),
        (footer("x" * 61), ["template-part-too-long"]),
        (footer("Per {{ a }}!"), ["template-part-variable"]),
        (footer("Per {{ '{{1}}' }}"), ["template-forbidden"]),
        (footer("{% raw %}{{1}}{% endraw %}"), ["template-part-variable"]),
        (footer("*Comune*"), ["template-part-plain"]),
        (footer("Uno\\nDue"), ["template-part-lines"]),
        # A label: 25 characters, plain, its own.
        (buttons(reply("x" * 25)), []),
        (buttons(reply("x" * 26)), ["template-part-too-long"]),
        (buttons(reply("{{ a }}")), ["template-part-variable"]),
        (buttons(reply("STOP 🛑")), ["template-part-plain"]),
        (buttons(reply("STOP\\nSTOP")), ["template-part-lines"]),
        (buttons(reply("STOP"), reply("Stop")), ["template-label-twice"]),
        (buttons(reply("STOP"), reply("Stop ora")), []),
        # How many, of which kind, in which order.
        (buttons(*replies(3)), []),
        (buttons(*replies(4)), ["template-buttons-phone-only"]),
        (buttons(*replies(10)), ["template-buttons-phone-only"]),
        (
            buttons(*replies(11)),
            ["template-buttons-phone-only", "template-many-buttons", "template-many-of-a-kind"],
        ),
        (buttons(link(), link(label="Altro")), []),
        (buttons(link(), link(label="Altro"), link(label="Ancora")), ["template-many-of-a-kind"]),
        (buttons(call()), []),
        (buttons(call(), call(label="Altro")), ["template-many-of-a-kind"]),
        (buttons(link(), call(), link(label="Altro")), []),  # only quick replies are a group
        (buttons(reply("STOP"), link(), call()), ["template-buttons-phone-only"]),
        (buttons(link(), call(), reply("STOP")), ["template-buttons-phone-only"]),
        (buttons(reply("STOP"), link(), reply("AIUTO")), ["template-buttons-mixed"]),
        (buttons(link(), reply("STOP"), call()), ["template-buttons-mixed"]),
        ("buttons: []", ["too-few-items"]),
        # An address: whole, https, one placeholder and that at the end, 2000 characters.
        (buttons(link(ADDRESS + "x" * (2000 - len(ADDRESS)))), []),
        (buttons(link(ADDRESS + "x" * (2001 - len(ADDRESS)))), ["template-part-too-long"]),
        (buttons(link("https://c.example/a?b=c&d=1#e")), []),
        (buttons(link("http://c.example/")), ["template-url-form"]),
        (buttons(link("www.c.example")), ["template-url-form"]),
        (buttons(link("https://c")), ["template-url-form"]),
        (buttons(link("https://c.example/due parole")), ["template-url-form"]),
        (buttons(link("https://c.example/{{ a }}")), []),
        (buttons(link("https://c.example?id={{ a }}")), []),
        (buttons(link("https://c.example/{{ a }}/b")), ["template-url-variable"]),
        (buttons(link("https://c.example/{{ a }}{{ b }}")), ["template-url-variable"]),
        (buttons(link("https://c.example{{ a }}")), ["template-url-variable"]),  # another host
        (buttons(link("https://{{ a }}")), ["template-url-form"]),
        (buttons(link("{{ a }}")), ["template-url-form"]),
        (buttons(link("https://c.example/{{ a | upper }}")), ["template-part-filter"]),
        (buttons(link("https://wa.me/390165000000")), ["template-url-whatsapp"]),
        (buttons(link("https://chat.whatsapp.com/abc")), ["template-url-whatsapp"]),
        (buttons(link("https://wa.me.comune.example/a")), []),
        (buttons(link("https://bit.ly/abc")), ["short-link"]),
        # A number: with its prefix, and no short one; E.164 is within WhatsApp's 20 characters.
        (buttons(call("+39 0165 250 113")), []),
        (buttons(call("+123456789012345")), []),
        (buttons(call("+1234567890123456")), ["template-phone-form"]),
        (buttons(call("0165 250113")), ["template-phone-form"]),
        (buttons(call("112")), ["template-phone-form"]),
        (buttons(call("+39 {{ a }}")), ["template-part-variable", "template-phone-form"]),
        # What a button of its type does not have, and what it lacks.
        (buttons("type: quick_reply, text: { it: STOP }, url: https://c.example"),
         ["template-button-stray"]),
        (buttons('type: url, text: { it: A }, phone_number: "+390165000000"'),
         ["missing-key", "template-button-stray"]),
        (buttons("type: url, text: { it: A }"), ["missing-key"]),
        (buttons("type: phone_number, text: { it: A }"), ["missing-key"]),
        (buttons("type: copy_code, text: { it: A }"), ["not-permitted"]),
        (buttons("type: quickreply, text: { it: A }"), ["not-permitted-similar"]),
        (buttons("text: { it: A }"), ["missing-key"]),
        (buttons("type: quick_reply"), ["missing-key"]),
        (buttons("type: quick_reply, text: STOP"), ["expected-mapping"]),
        ("header: Comune", ["expected-mapping"]),
        ("header: { it: A, de: B }", ["unknown-key"]),
        ("foter: { it: A }", ["unknown-key-similar"]),
    ],
)  # fmt: skip
def test_each_rule_of_whatsapp_is_a_finding_just_beyond_it_and_none_just_within(
    source: str, expected: list[str]
) -> None:
    assert codes(source) == expected


def test_every_language_of_the_service_says_each_part() -> None:
    read, found = document("footer: { it: A }", ("it", "fr"))

    assert found == ["missing-key"]
    assert read_frames(read, ("it", "fr"))[0]["fr"] == Frame()


def test_what_only_disturbs_a_desktop_is_a_warning_and_the_template_can_be_used() -> None:
    read, _ = document(buttons(*replies(4)))

    frames, findings = read_frames(read, ("it",))

    assert [one.severity for one in findings] == [Severity.WARNING]
    assert len(frames["it"].buttons) == 4


def test_a_finding_stands_at_the_part_that_it_speaks_of() -> None:
    read, _ = document("footer:\n  it: " + "x" * 61)

    [finding] = read_frames(read, ("it",))[1]

    assert (finding.place.file, finding.place.line, finding.place.column) == (PATH, 4, 7)
    assert finding.facts == {"part": "footer", "length": "61", "limit": "60"}


def test_a_whole_template_is_filled_part_by_part() -> None:
    made = Template("prova", "utility", "", {"it": ("Avviso: ", Slot("testo"), ". Fine")},
                    {"it": frame(WHOLE)})  # fmt: skip

    shown = made.render("it", {"testo": "neve", "zona": "Chevrot", "pagina": "neve-2026"})

    assert made.placeholders("it") == ("testo", "zona", "pagina")
    assert shown.body == "Avviso: {{1}}. Fine"
    assert shown.frame.registered == Parts(
        "Avviso per {{1}} e dintorni",
        "Per non ricevere più: MI CANCELLO",
        (
            Button("url", "Leggi tutto", "https://www.comune.example/avvisi/{{1}}"),
            Button("phone", "Chiama il Comune", "+390165000000"),
        ),
    )
    assert shown.phone == (
        "Avviso per Chevrot e dintorni\n\nAvviso: neve. Fine\n\n"
        "Per non ricevere più: MI CANCELLO\n\n[Leggi tutto]\n[Chiama il Comune]"
    )
    use = shown.content().template
    assert use is not None
    assert (use.parameters, use.header, use.links) == (("neve",), "Chevrot", ("neve-2026", ""))
    assert shown.content().text == "Avviso: neve. Fine"
    assert shown.content().whole == shown.phone


def test_an_address_may_differ_by_language() -> None:
    source = buttons(
        "type: url, text: { it: Leggi, fr: Lire }, "
        "url: { it: https://c.example/it, fr: https://c.example/fr }"
    )
    read, found = document(source, ("it", "fr"))

    frames, findings = read_frames(read, ("it", "fr"))

    assert (found, findings) == ([], [])
    assert [frames[one].buttons[0].target for one in ("it", "fr")] == [
        ("https://c.example/it",),
        ("https://c.example/fr",),
    ]


def test_each_part_belongs_to_the_registered_name_and_a_text_alone_keeps_its_own() -> None:
    texts = {"it": ("Avviso: ", Slot("testo"), ". Fine")}
    sources = [
        "",
        header("Comune"),
        footer("Comune"),
        buttons(reply("STOP")),
        buttons(reply("ALT")),
        buttons(link()),
        buttons(link("https://c.example/a")),
    ]
    names = [
        Template("x", "utility", "", texts, {"it": frame(one)}).render("it", {"testo": "a"}).name
        for one in sources
    ]

    assert len(set(names)) == len(sources)
    assert names[0] == Template("x", "utility", "", texts).render("it", {"testo": "a"}).name


PLAIN = st.text(st.characters(categories=("L", "Nd"), exclude_characters="`*~_"), min_size=1)


@given(PLAIN, PLAIN, st.text(max_size=80))
def test_what_a_phone_shows_is_what_is_registered_with_the_parameters_in_place(
    before: str, after: str, value: str
) -> None:
    made = Frame((f"{before} ", Slot("a"), f" {after}")).fill({"a": value})

    assert made.registered.header.replace("{{1}}", made.header) == made.shown.header
    assert not re.search(r"[\n\r\t]| {2}", made.header)


SAMPLE = {
    "whatsapp_category": "utility",
    "description": "Prova",
    "header": {"it": "Avviso per {{ zona }} oggi"},
    "footer": {"it": "Comune"},
    "buttons": [
        {"type": "url", "text": {"it": "Leggi"}, "url": "https://c.example/{{ pagina }}"},
        {"type": "phone_number", "text": {"it": "Chiama"}, "phone_number": "+390165000000"},
        {"type": "quick_reply", "text": {"it": "AIUTO"}},
    ],
}


@pytest.mark.thorough
@given(spoilt(SAMPLE))
def test_whatever_a_file_holds_it_makes_findings_or_a_frame_that_can_be_filled(
    plain: object,
) -> None:
    # JSON is YAML.
    read, told = YamlDocuments().read(PATH, json.dumps(plain).encode(), template_schema(("it",)))
    if read is None:
        assert told
        return

    frames, findings = read_frames(read, ("it",))

    if not blocking([*told, *findings]):
        values = {slot.name: "x" for slot in frames["it"].slots()}
        frames["it"].fill(values)
    for finding in (*told, *findings):
        assert sentence(finding, "it")
        assert hint(finding, "fr") is not None
