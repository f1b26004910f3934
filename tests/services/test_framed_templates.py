"""A town whose templates have a header, a footer and buttons: checked, previewed, registered."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.broadcasts.broadcast_schema import template_schema
from banditore.domain.due.template_standing import differences
from banditore.domain.message import Address, Sent
from banditore.domain.sending.claim import claim_for, read_claim
from banditore.domain.templates.registration import Button, Parts, Registered
from banditore.services.broadcasts import load_broadcasts, load_templates
from banditore.services.checking.preview import as_data, as_markdown, as_text, previews
from banditore.services.sending.doubt import log_rows
from banditore.services.templates import needed_by, push
from banditore.services.town import load_town
from drafts import GOOD, PATH, ROOT, town_files
from fakes import FakeClock, FakeFiles, FakeProvider

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PHONE = Address("+393330000001")
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
ABOUT = "messages/templates/avviso/template.yaml"
HEAD = "whatsapp_category: utility\ndescription: Prova\n"
HEADER = "header: { it: 'Avviso per {{ zona }}.', fr: 'Avis pour {{ zona }}.' }\n"
FOOTER = "footer: { it: Comune di Gressan, fr: Commune de Gressan }\n"
BUTTONS = """\
buttons:
  - type: url
    text: { it: Leggi tutto, fr: Lire la suite }
    url: https://www.comune.example/{{ pagina }}
  - type: quick_reply
    text: { it: AIUTO, fr: AIDE }
"""
WHOLE = HEAD + HEADER + FOOTER + BUTTONS


def broadcast(zone: str = "Chevrot", page: str = "avvisi/acqua", french: str = "") -> str:
    values = f"  zona: {json.dumps(zone)}\n  pagina: {json.dumps(page)}\n"
    text = GOOD.replace("it:\n", f"it:\n{values}")
    return text.replace("fr:\n", f"fr:\n{values.replace(zone, french or zone)}")


def files(about: str = WHOLE, text: str | None = None) -> FakeFiles:
    return town_files({ABOUT: about, PATH: broadcast() if text is None else text})


def found(tree: FakeFiles) -> list[str]:
    """What is wrong with templates and broadcasts."""
    town, _ = load_town(tree, YamlDocuments())
    assert town is not None
    findings = load_broadcasts(tree, YamlDocuments(), town.service)[1]
    return [one.code for one in findings]


def test_a_broadcast_fills_header_and_links_as_it_fills_the_text() -> None:
    tree = files()
    town, _ = load_town(tree, YamlDocuments())
    assert town is not None
    (one,), findings = load_broadcasts(tree, YamlDocuments(), town.service)

    assert [f.code for f in findings] == ["template-buttons-phone-only"]
    assert one.rendered["it"].phone.splitlines()[0] == "Avviso per Chevrot."
    assert one.rendered["fr"].phone.splitlines()[-2:] == ["[Lire la suite]", "[AIDE]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (broadcast("x" * 48), ""),  # with «Avviso per » and the full stop: 60
        (broadcast("x" * 49), "header-too-long"),
        (broadcast("Uno\n\nDue"), "one-paragraph-only"),
        (broadcast("zona 5", french="zone 6"), "languages-differ"),
        (broadcast(page="a-z/0~9?b=c&d=%20#e"), ""),
        (broadcast(page="due parole"), "link-value"),
        (broadcast(page="città"), "link-value"),
        (broadcast(page="a{b"), "link-value"),
        (broadcast(page="x" * (2000 - len("https://www.comune.example/"))), ""),
        (broadcast(page="x" * (2001 - len("https://www.comune.example/"))), "link-too-long"),
        (GOOD, "missing-key"),
    ],
)
def test_what_a_broadcast_brings_for_them_is_checked(text: str, expected: str) -> None:
    codes = set(found(files(text=text))) - {"template-buttons-phone-only"}

    assert codes == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        # A tap comes back as a text: what the service would not understand promises too much.
        ("buttons: [{type: quick_reply, text: {it: MI CANCELLO, fr: JE ME DÉSINSCRIS}}]", ""),
        ("buttons: [{type: quick_reply, text: {it: BASTA EVENTI, fr: ASSEZ D'ÉVÉNEMENTS}}]", ""),
        ("buttons: [{type: quick_reply, text: {it: Mi piace, fr: J'aime}}]",
         "template-button-unread"),
        ("buttons: [{type: quick_reply, text: {it: MI CANCELLO?, fr: AIDE}}]",
         "template-button-unread"),
        # The town's text says the way out already.
        ("footer: {it: Comune di Gressan, fr: Commune de Gressan}", ""),
        ("footer: {it: 'Per uscire: Mi cancello', fr: Commune}", "template-said-twice"),
        ("footer: {it: Invito alla popolazione, fr: Commune}", "template-promotes"),
    ],
)  # fmt: skip
def test_what_stands_around_fits_the_service_and_the_text(about: str, expected: str) -> None:
    assert set(found(files(HEAD + about, GOOD))) == ({expected} if expected else set())


def test_the_same_words_are_another_template_where_the_footer_differs() -> None:
    tree = dict(files(HEAD, GOOD).files)
    for name in ("it.j2", "fr.j2"):
        tree[f"messages/templates/copia/{name}"] = tree[f"messages/templates/avviso/{name}"]
    twin = "messages/templates/copia/template.yaml"

    assert "template-twice" in found(FakeFiles(tree | {twin: HEAD.encode()}))
    assert "template-twice" in found(FakeFiles(tree | {twin: (HEAD + HEADER).encode()}))
    assert "template-twice" not in found(FakeFiles(tree | {twin: (HEAD + FOOTER).encode()}))


def test_a_placeholder_of_one_language_only_is_told_where_it_stands() -> None:
    tree = files(HEAD + HEADER.replace("pour {{ zona }}", "à la population"))
    town, _ = load_town(tree, YamlDocuments())
    assert town is not None

    findings = load_templates(tree, YamlDocuments(), town.service)[1]

    assert [(f.code, f.place.file) for f in findings] == [("template-languages-differ", ABOUT)]


def test_an_error_in_it_keeps_the_template_from_being_used() -> None:
    codes = found(files(HEAD + "footer: { it: '*A*', fr: B }", GOOD))

    assert codes[0] == "template-part-plain"
    assert "template-unusable" in codes


def test_the_preview_shows_the_whole_phone_and_where_buttons_lead() -> None:
    base = town_files({ABOUT: WHOLE})
    (one,) = previews(files(), base, None, YamlDocuments(), now=NOW)

    shown = as_text([one], "it", ["it"]).splitlines()
    start = shown.index("  │ Avviso per Chevrot.")
    end = shown.index("  │ [AIUTO]")

    assert shown[start + 1] == "  │"
    assert shown[end - 3 : end] == ["  │ Comune di Gressan", "  │", "  │ [Leggi tutto]"]
    assert shown[end + 1 :] == [
        "  intestazione: Avviso per Chevrot. (19/60 caratteri)",
        "  piè di pagina: Comune di Gressan (17/60 caratteri)",
        "  pulsante [Leggi tutto]: https://www.comune.example/avvisi/acqua",
        "  pulsante [AIUTO]: chi lo tocca scrive «AIUTO»",
    ]
    assert "> &#91;AIUTO&#93;<br>" in as_markdown([one], "it").splitlines()
    message = as_data(one)["messages"]["fr"]  # type: ignore[index]
    assert (message["header"], message["footer"]) == ("Avis pour Chevrot.", "Commune de Gressan")
    assert [button["text"] for button in message["buttons"]] == ["Lire la suite", "AIDE"]


def test_a_claim_keeps_what_every_part_is_filled_with() -> None:
    tree = files()
    town, _ = load_town(tree, YamlDocuments())
    assert town is not None
    (one,), _ = load_broadcasts(tree, YamlDocuments(), town.service)
    claim = claim_for(one, audience=1, block=1, run="r", now=NOW, lease_until=NOW)

    read = read_claim(claim.branch, claim.to_json())

    assert read.content == claim.content
    assert hash(read.content["it"]) == hash(claim.content["it"])


def test_what_is_registered_is_compared_part_by_part() -> None:
    town, _ = load_town(files(), YamlDocuments())
    assert town is not None
    wanted = needed_by(files(), YamlDocuments(), town.service)
    provider = FakeProvider(FakeClock())
    push(provider, wanted)
    name = next(one.name for one in wanted if one.rendered.frame.registered.header)
    good = provider.registered[name]

    def told(parts: Parts) -> list[str]:
        changed = {**provider.registered, name: replace(good, parts=parts)}
        return [what for _, what in differences(wanted, changed)]

    assert told(good.parts) == []
    assert told(replace(good.parts, header="Altro")) == ["different"]
    assert told(replace(good.parts, footer="Altro")) == ["different"]
    assert told(replace(good.parts, buttons=good.parts.buttons[:1])) == ["different"]
    # A provider that tells no text tells nothing that could be compared.
    silent = {**provider.registered, name: Registered(name, "it", "approved", "utility")}
    assert differences(wanted, silent) == []


def test_a_number_is_the_same_however_a_provider_writes_it() -> None:
    about = HEAD + (
        "buttons: [{type: phone_number, text: {it: A, fr: B}, phone_number: '+39 0165 000 000'}]"
    )
    town, _ = load_town(files(about, GOOD), YamlDocuments())
    assert town is not None
    wanted = needed_by(files(about, GOOD), YamlDocuments(), town.service)
    provider = FakeProvider(FakeClock())
    push(provider, wanted)
    written = {
        name: replace(one, parts=Parts(buttons=(Button("phone", b.text, "390165000000"),)))
        for name, one in provider.registered.items()
        for b in one.parts.buttons
        if b.kind == "phone"
    }

    assert differences(wanted, provider.registered | written) == []


def test_the_example_in_the_guide_for_staff_is_a_good_template() -> None:
    guide = (ROOT / "messages/README.md").read_text()
    example = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)[-1]
    tree = files(example, GOOD)
    for language, start in {"it": b" Per non ricevere", "fr": b" Pour ne plus"}.items():
        path = f"messages/templates/avviso/{language}.j2"
        tree.files[path] = tree.files[path].partition(start)[0]  # the example's footer says it
    town, _ = load_town(tree, YamlDocuments())
    assert town is not None

    templates, findings = load_templates(tree, YamlDocuments(), town.service)

    # It shows every kind of button at once.
    assert [one.code for one in findings] == ["template-buttons-phone-only"]
    assert len(templates["avviso"].frame("it").buttons) == 3


def test_the_schema_that_editors_use_is_the_one_that_we_check_with() -> None:
    town, _ = load_town(files(), YamlDocuments())
    assert town is not None
    kept = json.loads((ROOT / ".github/schemas/template.schema.json").read_text())

    assert kept == template_schema(town.service.languages)


class Told:
    """A log that shows more of a template's message than its text, or something else."""

    def __init__(self, *texts: str) -> None:
        self._texts = texts

    def log(self, asked: Mapping[str, Address], since: datetime) -> Iterator[Sent]:
        del asked
        return (Sent(PHONE, text, since, failed=False) for text in self._texts)


@pytest.mark.parametrize(
    ("shown", "ours"),
    [
        ("{text}", True),
        ("Avviso per Chevrot.\n{text}", True),
        ("Avviso per Chevrot. {text} Comune di Gressan [Leggi tutto]", True),
        ("", True),  # redacted: it may have said anything
        ("Avviso per Chevrot.", False),
        ("Benvenuto", False),
    ],
)
def test_who_is_in_doubt_is_found_however_much_of_the_message_a_log_shows(
    shown: str, *, ours: bool
) -> None:
    town, _ = load_town(files(), YamlDocuments())
    assert town is not None
    (one,), _ = load_broadcasts(files(), YamlDocuments(), town.service)
    claim = claim_for(one, audience=1, block=1, run="r", now=NOW, lease_until=NOW)

    rows = log_rows(claim, Told(shown.format(text=one.rendered["it"].text)), {"r1": PHONE})

    assert ("r1" in rows) is ours
