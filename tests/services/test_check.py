"""Every bad broadcast has its finding; every good one has none."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.broadcasts.broadcast import digest_of
from banditore.domain.sentences import hint, sentence
from banditore.services.checking.check import check
from drafts import GOOD, PATH, town_files
from fakes import FakeFiles

pytestmark = pytest.mark.thorough  # each test reads a whole town
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
RECEIPT = "messages/receipts/2026-11-23-prova.yaml"


def found(
    messages: dict[str, str | bytes],
    base: FakeFiles | None = None,
    state: FakeFiles | None = None,
) -> list[tuple[str, str, int]]:
    """Code, severity and line of each finding; every one has its words."""
    files = town_files(messages)
    findings = check(files, base or town_files(), state, YamlDocuments(), NOW)
    for finding in findings:
        for language in ("it", "fr", "en"):
            words = sentence(finding, language) + hint(finding, language)
            assert not re.search(r"(?<!\{)\{\w+\}", words), "a fact is missing"
    return [(f.code, f.severity.name, f.place.line) for f in findings]


def test_a_good_broadcast_has_no_findings() -> None:
    assert found({PATH: GOOD}) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("category: info", "category: infos", ("not-permitted-similar", "ERROR", 1)),
        ("category: info\n", "", ("missing-key", "ERROR", 1)),
        ("category: info", "categoria: info", ("unknown-key-similar", "ERROR", 1)),
        ("category: info", "category: [info]", ("not-permitted-similar", "ERROR", 1)),
        ("category: info", "category: info\ncategory: info", ("duplicate-key", "ERROR", 2)),
        ("  titolo: Acqua", "\ttitolo: Acqua", ("tab", "ERROR", 4)),
        ("titolo: Acqua", "titolo: Acqua: ", ("yaml-colon", "ERROR", 4)),
        ("fr:\n", "de:\n", ("missing-key", "ERROR", 1)),
        ("  titolo: Acqua", "  titlo: Acqua", ("unknown-key-similar", "ERROR", 4)),
        ("  titolo: Acqua", "  altro: x\n  titolo: Acqua", ("unknown-key", "ERROR", 4)),
        ("  titolo: Acqua sospesa a Chevrot\n", "", ("missing-key", "ERROR", 4)),
        ("Acqua sospesa a Chevrot", "", ("empty-value", "ERROR", 4)),
        ("Acqua sospesa a Chevrot", '"  "', ("empty-text", "ERROR", 4)),
        ("Acqua sospesa", "Acqua\u200b sospesa", ("invisible-character", "ERROR", 4)),
        ("Acqua sospesa", "*Acqua sospesa", ("yaml-reference", "ERROR", 4)),
        ("Acqua sospesa a", "Acqua *sospesa a", ("hanging-mark", "WARNING", 4)),
        ("2026-11-24 12:00", "2026-02-30 12:00", ("no-such-moment", "ERROR", 2)),
        ("2026-11-24 12:00", "24/11/2026", ("wrong-form", "ERROR", 2)),
        ("2026-11-24 12:00", "2026-11-22 12:00", ("broadcast-expired", "ERROR", 2)),
        ("expires_at", "send_at: 2026-11-23 12:00\nexpires_at", ("send-in-the-past", "ERROR", 2)),
        ("expires_at", "send_at: 2026-11-25 12:00\nexpires_at",
         ("expires-before-send", "ERROR", 3)),
        ("expires_at: 2026-11-24", "send_at: 2026-12-05 12:00\nexpires_at: 2026-12-06",
         ("send-too-far", "ERROR", 2)),
        ("2026-11-24 12:00", "2026-11-23 18:02", ("expires-very-soon", "WARNING", 2)),
        ("alle 12:30", "alle 13:30", ("languages-differ", "ERROR", 9)),
        ("nella frazione", "nella frazione " + "x" * 900, ("too-long", "ERROR", 3)),
        ("nella frazione", "vedi https://bit.ly/x", ("short-link", "ERROR", 5)),
        ("I lavori durano 4 ore.", "- a\n    - b\n    - 4\n" + "    - c\n" * 6,
         ("too-many-paragraphs", "ERROR", 5)),
        ("category: info", "category: info\ntemplate: avvisi",
         ("not-permitted-similar", "ERROR", 2)),
        ("category: info", "category: info\ncorrects: 2026-01-01-x",
         ("corrects-nothing", "ERROR", 2)),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_stands_at_its_line(
    old: str, new: str, expected: tuple[str, str, int]
) -> None:
    assert old in GOOD

    assert expected in found({PATH: GOOD.replace(old, new, 1)})


def test_a_title_of_two_paragraphs_is_refused() -> None:
    two = GOOD.replace("titolo: Acqua sospesa a Chevrot", 'titolo: "Uno\\n\\nDue"')

    assert ("one-paragraph-only", "ERROR", 4) in found({PATH: two})


def test_only_an_urgent_broadcast_may_be_as_short_as_a_test() -> None:
    short = (
        "category: info\nexpires_at: 2026-11-24 12:00\n"
        "it: {titolo: Prova, testo: Prova}\nfr: {titolo: Essai, testo: Essai}\n"
    )

    assert [code for code, _, _ in found({PATH: short})] == ["too-short", "too-short"]
    assert found({PATH: short.replace("info", "emergenze")}) == []


def test_everything_wrong_is_told_at_once() -> None:
    bad = GOOD.replace("info", "infos").replace("12:30", "13:30", 1).replace("2026-11-24 12", "x")

    codes = {code for code, _, _ in found({PATH: bad})}

    assert {"not-permitted-similar", "wrong-form"} <= codes


def test_values_that_yaml_would_bend_stay_as_typed() -> None:
    bent = GOOD.replace("Acqua sospesa a Chevrot", "no").replace("Coupure d'eau à Chevrot", "no")

    assert found({PATH: bent}) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("messages/2026/2026-11-23-prova.yml", "wrong-extension"),
        ("messages/2026/2026-11-23-prova.yaml.txt", "wrong-extension"),
        ("messages/2026/2026-11-23-prova.YAML", "wrong-extension"),
        ("messages/2026/2026-11-23-prova", "stray-file"),
        ("messages/2025/2026-11-23-prova.yaml", "wrong-folder"),
        ("messages/2026-11-23-prova.yaml", "wrong-folder"),
        ("messages/2026/bozze/2026-11-23-prova.yaml", "wrong-folder"),
        ("messages/2026/2026-11-31-prova.yaml", "no-such-day"),
        ("messages/9999/9999-12-31-prova.yaml", "no-such-day"),
        ("messages/2026/2026-11-23-Prova Nuova.yaml", "wrong-id"),
        ("messages/2026/2026-11-23.yaml", "wrong-id"),
        ("messages/2026/README.md", "stray-file"),
        ("messages/receipts/note.txt", "stray-file"),
        ("messages/templates/avviso/de.j2", "template-language"),
        ("messages/templates/avviso/it.jinja", "stray-file"),
        ("messages/templates/Avviso/it.j2", "template-name"),
    ],
)
def test_a_file_in_the_wrong_place_is_never_silently_ignored(path: str, code: str) -> None:
    assert code in {found_code for found_code, _, _ in found({path: GOOD})}


def test_readme_and_receipts_may_stand_under_messages() -> None:
    assert found({"messages/README.md": "# Come si scrive"}) == []


def test_two_files_of_one_name_are_two_findings() -> None:
    twins: dict[str, str | bytes] = {PATH: GOOD, PATH.replace("2026/", "2025/"): GOOD}

    assert [code for code, _, _ in found(twins)].count("duplicate-id") == 2


def test_an_expired_file_weighs_by_whose_change_it_is() -> None:
    old = GOOD.replace("2026-11-24 12:00", "2026-11-22 12:00")
    on_main = town_files({PATH: old})

    assert found({PATH: old}) == [("broadcast-expired", "ERROR", 2)]
    assert found({PATH: old}, on_main) == [("broadcast-expired", "NOTICE", 2)]
    unknown = check(town_files({PATH: old}), None, None, YamlDocuments(), NOW)
    assert [f.severity.name for f in unknown] == ["WARNING"]


def receipt(digest: str) -> FakeFiles:
    return FakeFiles({RECEIPT: f'broadcast: 2026-11-23-prova\ndigest: "{digest}"\n'})


def test_a_file_that_was_sent_as_it_stands_is_not_judged_again() -> None:
    broken = GOOD.replace("titolo", "titolo_di_un_modello_di_ieri")
    main = town_files({PATH: broken})

    assert found({PATH: broken}, main, receipt(digest_of(broken.encode()))) == []


def test_editing_what_was_sent_is_refused_with_the_way_out() -> None:
    main = town_files({PATH: GOOD})
    edited = GOOD.replace("Acqua", "Acqua potabile")
    state = receipt(digest_of(GOOD.encode()))

    findings = check(town_files({PATH: edited}), main, state, YamlDocuments(), NOW)

    assert [f.code for f in findings] == ["sent-edited"]
    assert "corrects: 2026-11-23-prova" in hint(findings[0], "it")


def test_line_ends_of_windows_change_nothing_of_what_was_sent() -> None:
    main = town_files({PATH: GOOD})
    state = receipt(digest_of(GOOD.encode()))

    assert found({PATH: GOOD.replace("\n", "\r\n")}, main, state) == []


def test_a_correction_names_what_was_sent() -> None:
    state = receipt(digest_of(GOOD.encode()))
    main = town_files({PATH: GOOD})
    new = "messages/2026/2026-11-23-prova-corretta.yaml"
    correction = "corrects: 2026-11-23-prova\n" + GOOD

    assert found({PATH: GOOD, new: correction}, main, state) == []
    unsent = found({PATH: GOOD, new: correction}, main)
    assert unsent == [("corrects-unsent", "WARNING", 1)]


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("messages/templates/avviso/it.j2", "{% for a in b %}{% endfor %}", "template-forbidden"),
        ("messages/templates/avviso/it.j2", b"\xff", "not-utf8"),
        ("messages/templates/avviso/template.yaml", "footer: x", "missing-key"),
        ("messages/templates/nuovo/it.j2", "Ecco {{ a }}.", "template-without-description"),
        ("messages/templates/avviso/fr.j2",
         "La Commune informe : {{ texte }} et encore beaucoup de mots.",
         "template-languages-differ"),
    ],
)  # fmt: skip
def test_a_template_that_cannot_be_used_is_told(path: str, content: str | bytes, code: str) -> None:
    assert code in {found_code for found_code, _, _ in found({path: content})}


def test_a_broken_template_is_told_where_it_is_needed() -> None:
    files: dict[str, str | bytes] = {PATH: GOOD, "messages/templates/avviso/it.j2": "{{"}

    assert ("template-unusable", "ERROR", 1) in found(files)
