"""The words of posters and pages: read whole, or everything wrong with them told at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.worktree import WorkTree
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.errors import ContentError
from banditore.domain.sentences import hint, sentence
from banditore.domain.texts.public_words import public_schema
from banditore.services.poster import KINDS, printed
from banditore.services.public import Public, load_public, public_findings
from banditore.services.town import load_town
from fakes import FakeFiles
from towns import town_files

if TYPE_CHECKING:
    from banditore.domain.texts.invitation import Invitation

ROOT = Path(__file__).parents[2]
ITALIAN, FRENCH = "policy/public.it.yaml", "policy/public.fr.yaml"
SHIPPED = {path: (ROOT / path).read_text(encoding="utf-8") for path in (ITALIAN, FRENCH)}

pytestmark = pytest.mark.thorough  # each test reads a whole town


def load(changes: dict[str, str | None] | None = None) -> Public:
    files = FakeFiles(town_files({**SHIPPED, **(changes or {})}))
    town, _ = load_town(files, YamlDocuments())
    assert town is not None
    return load_public(files, YamlDocuments(), town)


def told(path: str, old: str, new: str) -> list[tuple[str, str, int]]:
    assert SHIPPED[path].count(old) == 1
    found = load({path: SHIPPED[path].replace(old, new)}).findings
    for finding in found:
        for language in ("it", "fr", "en"):
            assert sentence(finding, language)
            hint(finding, language)
    return [(f.code, f.place.file, f.place.line) for f in found]


def line_of(path: str, words: str) -> int:
    return SHIPPED[path][: SHIPPED[path].index(words)].count("\n") + 1


class FakePrinter:
    """Says what it was asked for."""

    def code(self, content: str) -> str:
        return f"<svg>{content}</svg>"

    def sheet(self, sheet: str, form: str, invitation: Invitation, code: str) -> bytes:
        return f"{sheet} {form} {invitation.words.title} {code}".encode()


def test_the_words_are_filled_with_the_town_s_values() -> None:
    words = load().require()["it"]

    assert words.town == "Comune di Esempio"
    assert "MI ISCRIVO" in words.steps[1]
    assert "333 000 0999" in words.code
    assert words.stop == "Per smettere: MI CANCELLO"
    assert words.page.same.startswith("La conferma di iscrizione su WhatsApp nomina")
    assert len(words.rules) == 4


def test_the_shipped_words_have_nothing_wrong() -> None:
    assert load().findings == []


def test_the_schema_that_editors_use_is_the_one_that_we_check_with() -> None:
    kept = json.loads((ROOT / ".github/schemas/public.schema.json").read_text())

    assert kept == public_schema()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("know: Buono a sapersi", "knwo: Buono a sapersi", "unknown-key-similar"),
        ("button: Iscriviti su WhatsApp\n", "", "missing-key"),
        ("how: Come ti iscrivi", "how: ''", "empty-value"),
        ("{{ join }}: premi invia", "{{ nummber }}: premi", "reply-unknown-value-similar"),
        ("{{ join }}: premi invia", "{% if x %}{% endif %}", "reply-not-simple"),
        ("{{ join }}: premi invia", "{{ join", "reply-malformed"),
        ("{{ join }}: premi invia", "\u200b premi", "invisible-character"),
    ],
)
def test_what_is_wrong_is_told_on_its_line(old: str, new: str, code: str) -> None:
    found = told(ITALIAN, old, new)

    assert (code, ITALIAN) in [(one, path) for one, path, _ in found]
    first = "language_name"  # a key that is not there is missing where its neighbours begin
    line = line_of(ITALIAN, first if code == "missing-key" else old)
    assert {at for one, _, at in found if one == code} == {line}


def test_words_that_do_not_pass_make_nothing() -> None:
    broken = load({ITALIAN: SHIPPED[ITALIAN].replace("know:", "knwo:")})

    with pytest.raises(ContentError) as refusal:
        broken.require()
    assert refusal.value.exit_code == 10
    assert refusal.value.findings


@pytest.mark.parametrize(
    ("absent", "expected"),
    [
        # A town may do without posters, but not in one language only.
        ((ITALIAN, FRENCH), []),
        ((FRENCH,), [("public-missing", FRENCH)]),
        ((), []),
    ],
)
def test_a_check_asks_for_no_posters_but_for_all_languages(
    absent: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    files = FakeFiles(town_files({**SHIPPED, **dict.fromkeys(absent)}))
    town, findings = load_town(files, YamlDocuments())
    assert town is not None
    found = public_findings(files, YamlDocuments(), town)

    assert findings == []
    assert [(f.code, f.place.file) for f in found] == expected


def test_the_command_needs_the_words_of_every_language() -> None:
    found = load({FRENCH: None}).findings

    assert [(f.code, f.place.file) for f in found] == [("policy-missing", FRENCH)]


# -- what is made of them -----------------------------------------------------------------------


def test_every_sheet_is_made_in_both_forms_and_every_language() -> None:
    files, documents = WorkTree(ROOT), YamlDocuments()
    town, _ = load_town(files, documents)
    assert town is not None
    made = dict(printed(town.service, load().words, FakePrinter(), KINDS, ("it", "fr")))

    sheets = ("poster-a4", "poster-a5", "card", "cards-a4")
    expected = [f"{s}.{one}.{f}" for one in ("it", "fr") for s in sheets for f in ("pdf", "svg")]
    expected += ["code.it.svg", "code.fr.svg", "join.it.html", "join.fr.html"]

    assert sorted(made) == sorted(expected)
    assert b"JE%20M%27INSCRIS" in made["code.fr.svg"]
    assert b"<svg>" in made["join.it.html"]


def test_only_what_is_asked_for_is_made() -> None:
    files, documents = WorkTree(ROOT), YamlDocuments()
    town, _ = load_town(files, documents)
    assert town is not None
    made = printed(town.service, load().words, FakePrinter(), ("card",), ("fr",))

    assert [name for name, _ in made] == [
        "card.fr.pdf",
        "card.fr.svg",
        "cards-a4.fr.pdf",
        "cards-a4.fr.svg",
    ]
