"""The rules of a town are read whole, or everything wrong with them is told at once."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banditore.adapters.worktree import WorkTree
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.commands import CommandReader
from banditore.domain.findings import Finding, blocking
from banditore.domain.message import readable
from banditore.domain.policy.schema import service_schema
from banditore.domain.sentences import hint, sentence
from banditore.domain.texts.replies import KINDS, LONGEST, VALUES, samples_of, values_of
from banditore.services.broadcasts import load_templates
from banditore.services.town import Town, load_town
from fakes import FakeFiles
from towns import SERVICE as RULES
from towns import edited, town_files

ROOT = Path(__file__).parents[2]
SERVICE = "policy/service.yaml"
CONFIRMATION = "policy/replies/confirmation.it.j2"

pytestmark = pytest.mark.thorough  # each test reads a whole town


def load(files: dict[str, bytes]) -> tuple[Town | None, list[Finding]]:
    town, findings = load_town(FakeFiles(files), YamlDocuments())
    assert (town is None) == blocking(findings)
    return town, findings


def told(files: dict[str, bytes]) -> list[tuple[str, str, int]]:
    findings = load(files)[1]
    for finding in findings:
        for language in ("it", "fr", "en"):
            words = sentence(finding, language) + hint(finding, language)
            assert "{" not in words.replace("{{ ", "").replace(" }}", "")
    return [(f.code, f.place.file, f.place.line) for f in findings]


def town(files: dict[str, bytes] | None = None) -> Town:
    loaded, findings = load(files or town_files())
    assert loaded is not None, findings
    return loaded


# -- the towns we have ------------------------------------------------------------------------


def test_the_town_of_the_tests_is_in_order() -> None:
    loaded, findings = load(town_files())

    assert loaded is not None
    assert findings == []
    assert load_templates(FakeFiles(town_files()), YamlDocuments(), loaded.service)[1] == []


def test_gressan_is_in_order() -> None:
    loaded, findings = load_town(WorkTree(ROOT), YamlDocuments())

    assert findings == []
    assert loaded is not None
    assert loaded.service.number == "+393389428034"


def test_gressan_confirms_as_it_promised_in_2018() -> None:
    """The policy's address, its version and the word to leave are in the confirmation."""
    loaded, _ = load_town(WorkTree(ROOT), YamlDocuments())
    assert loaded is not None
    for language, leave in (("it", "MI CANCELLO"), ("fr", "JE ME DÉSINSCRIS")):
        values = samples_of(loaded.service, "confirmation", language)
        text = loaded.replies.render("confirmation", language, **values)

        assert loaded.service.notice_url in text
        assert loaded.notices[language].version in text
        assert loaded.notices[language].short in text
        assert leave in text


def test_every_phrase_that_gressan_lists_is_understood_as_its_command() -> None:
    loaded, _ = load_town(WorkTree(ROOT), YamlDocuments())
    assert loaded is not None
    reader, events = CommandReader(loaded.service), loaded.service.categories["eventi"]
    for command, by_language in loaded.service.commands.items():
        beside = command in {"only", "also", "without", "except"}
        chooses = beside or command == "everything"
        for language, phrases in by_language.items():
            for phrase in phrases:
                name = events.names.get(language, "EVENTI") if beside else ""
                understood = reader.read(f"{phrase} {name}").kind
                assert (phrase, understood) == (phrase, "choose" if chooses else command)


@pytest.mark.parametrize("language", ["it", "fr"])
def test_what_gressan_s_replies_teach_does_what_they_say(language: str) -> None:
    loaded, _ = load_town(WorkTree(ROOT), YamlDocuments())
    assert loaded is not None
    values, reader = loaded.replies.values[language], CommandReader(loaded.service)
    first, last = frozenset({"emergenze"}), frozenset({"eventi"})
    taught = {
        values["join"]: ("subscribe", None, "set"),
        f"{values['join']} {values['last_category']}": ("subscribe", last, "set"),
        f"{values['only']} {values['first_category']}": ("choose", first, "set"),
        f"{values['without']} {values['last_category']}": ("choose", last, "remove"),
        values["leave"]: ("unsubscribe", None, "set"),
        values["help"]: ("help", None, "set"),
        values["access"]: ("access", None, "set"),
    }
    read = {text: reader.read(text) for text in taught}

    assert {text: (c.kind, c.categories, c.mode) for text, c in read.items()} == taught
    assert {command.language for command in read.values()} <= {language, None}


def test_what_citizens_are_taught_is_said_in_the_privacy_notice() -> None:
    loaded, _ = load_town(WorkTree(ROOT), YamlDocuments())
    assert loaded is not None
    for language, notice in loaded.notices.items():
        text = " ".join(notice.text.split())
        for command in ("subscribe", "unsubscribe"):
            assert loaded.service.commands[command][language][0] in text
        assert readable(loaded.service.number) in text
        assert notice.version in text


def test_the_schema_that_editors_use_is_the_one_that_we_check_with() -> None:
    kept = json.loads((ROOT / ".github/schemas/service.schema.json").read_text())

    assert kept == service_schema()


def test_a_neighbour_needs_other_files_only() -> None:
    """No word of the code names the town."""
    package = ROOT / "scripts" / "banditore"

    assert not [p for p in package.rglob("*.py") if "gressan" in p.read_text().casefold()]


# -- what is read -----------------------------------------------------------------------------


def test_the_service_holds_what_the_file_says() -> None:
    service = town().service

    assert service.name == "Comune di Esempio"
    assert service.number == "+393330000999"
    assert service.languages == ("it", "fr")
    assert list(service.categories) == ["emergenze", "info", "eventi"]
    assert service.categories["emergenze"].urgent
    assert not service.categories["info"].urgent
    assert service.categories["emergenze"].lifetime == timedelta(hours=12)
    assert service.commands["subscribe"]["fr"][0] == "JE M'INSCRIS"
    assert service.sending.rate == 20
    assert service.sending.lease == timedelta(seconds=90)


def test_limits_that_a_file_leaves_out_have_their_defaults() -> None:
    assert town(edited(SERVICE, "  rate: 20\n", "")).service.sending.rate == 20


def test_the_digest_of_a_notice_can_be_computed_by_anybody() -> None:
    files = town_files()
    expected = hashlib.sha256(files["policy/privacy.it.md"]).hexdigest()

    assert town(files).notices["it"].digest == f"sha256:{expected}"


def test_line_ends_do_not_change_the_digest_of_a_notice() -> None:
    files = town_files()
    path = "policy/privacy.it.md"
    windows = files | {path: files[path].replace(b"\n", b"\r\n")}

    assert town(windows).notices["it"] == town(files).notices["it"]


def test_a_reply_is_filled_with_the_town_s_own_values() -> None:
    assert town().replies.render("help", "fr") == "Écrivez JE M'INSCRIS ou JE ME DÉSINSCRIS."


def test_who_speaks_another_language_is_answered_in_the_town_s_first() -> None:
    assert town().replies.render("help", "de") == town().replies.render("help", "it")


def test_the_values_on_offer_are_those_that_a_reply_may_name() -> None:
    loaded = town()

    assert set(values_of(loaded.service, loaded.notices["it"])) == set(VALUES)


def test_an_editor_s_line_breaks_are_not_shown_but_paragraphs_and_lists_are() -> None:
    files = town_files({"policy/replies/help.it.j2": "Uno\ndue.\n\n\n\nTre:\n{{ categories }}\n"})

    assert town(files).replies.render("help", "it") == (
        "Uno due.\n\nTre:\n• EMERGENZE \u2013 notizie di emergenza\n"
        "• INFO COMUNE \u2013 servizi comunali\n• EVENTI \u2013 eventi in paese"
    )


# -- what is wrong ----------------------------------------------------------------------------


CONSENT = """
consent:
  opt_in: double
  words:
    it: [CONFERMO, SÌ]
    fr: [JE CONFIRME, OUI]
  within: 24 h
  new_notice: ask
dead_numbers:
  suspend_after: 3
  remove_after: 10
"""


def test_how_people_consent_is_as_the_file_says() -> None:
    consent = town(town_files({SERVICE: RULES + CONSENT})).service.consent

    assert (consent.double, consent.renew, consent.within) == (True, True, timedelta(hours=24))
    assert [consent.confirmed_in(text) for text in ("conferMO!", "Si", "sì?", "Oui.", "forse")] == [
        "it",
        "it",
        None,
        "fr",
        None,
    ]


def test_a_town_may_be_called_otherwise_in_each_language() -> None:
    name = "  name: Comune di Esempio\n"
    both = f"{name}  names: {{ it: Comune di Esempio, fr: Commune d'Esempio }}\n"
    files = edited(SERVICE, name, both)
    files["policy/replies/courtesy.fr.j2"] = files["policy/replies/courtesy.it.j2"] = b"{{ town }}"
    named = town(files)

    assert named.replies.render("courtesy", "fr") == "Commune d'Esempio"
    assert named.replies.render("courtesy", "it") == "Comune di Esempio"
    assert told(edited(SERVICE, name, both.replace(" it: Comune di Esempio,", ""))) == [
        ("language-missing", SERVICE, 3)
    ]


def test_a_category_is_marketing_where_its_template_is() -> None:
    assert town().marketing == {"eventi"}


def test_a_file_without_a_word_on_it_means_the_rule_of_2018() -> None:
    service = town().service

    assert (service.consent.double, service.consent.renew) == (False, False)
    assert (service.dead_numbers.suspend_after, service.dead_numbers.remove_after) == (3, 10)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("opt_in: double", "opt_in: triple", "not-permitted"),
        ("within: 24 h", "within: 10 s", "out-of-range"),
        ("within: 24 h", "within: 30 days", "out-of-range"),
        ("within: 24 h", "within: domani", "wrong-form"),
        ("new_notice: ask", "new_notice: perhaps", "not-permitted"),
        ("    fr: [JE CONFIRME, OUI]\n", "", "language-missing"),
        ("[CONFERMO, SÌ]", "[]", "too-few-items"),
        ("[CONFERMO, SÌ]", "['!!']", "empty-value"),
        ("[CONFERMO, SÌ]", "[Mi iscrivo]", "phrase-twice"),
        ("suspend_after: 3", "suspend_after: 0", "out-of-range"),
        ("remove_after: 10", "remove_after: 1", "out-of-range"),
        ("remove_after: 10", "remove_after: 3", "removed-before-suspended"),
        ("suspend_after: 3", "suspend_after: tre", "wrong-form"),
        ("dead_numbers:", "dead_number:", "unknown-key-similar"),
    ],
)
def test_what_is_wrong_in_the_rules_on_people_is_told(old: str, new: str, code: str) -> None:
    assert CONSENT.count(old) == 1
    found = told(town_files({SERVICE: RULES + CONSENT.replace(old, new)}))

    assert code in {name for name, _, _ in found}


def test_without_its_words_nobody_can_confirm() -> None:
    bare = "\nconsent:\n  opt_in: double\n"

    assert told(town_files({SERVICE: RULES + bare})) == [("language-missing", SERVICE, 56)] * 2


@pytest.mark.parametrize(
    ("reply", "text", "names"),
    [
        ("goodbye", "Ciao.", ["final_days"]),
        ("choice", "Va bene.", ["chosen"]),
        ("near-join", "Scrivi {{ join }}", ["notice_url"]),
        ("access", "{{ address }}: {{ chosen }}", ["since", "accepted"]),
        ("confirm", "{{ confirm }}", ["confirm_hours", "notice_url"]),
    ],
)
def test_what_a_reply_must_say_is_told_where_it_does_not(
    reply: str, text: str, names: list[str]
) -> None:
    path = f"policy/replies/{reply}.it.j2"
    found = load(town_files({path: text, SERVICE: RULES + CONSENT}))[1]

    assert [(f.code, f.facts["name"]) for f in found] == [
        ("reply-without-value", name) for name in names
    ]


def test_a_reply_names_only_what_is_known_of_who_gets_it() -> None:
    assert told(edited("policy/replies/help.it.j2", "{{ join }}", "{{ since }}")) == [
        ("reply-unknown-value", "policy/replies/help.it.j2", 1)
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        # A landline that is too short to be one, a number without prefix, a word, nothing.
        ("+39 333 000 0999", "+39 01", "number-invalid", 3),
        ("+39 333 000 0999", "338 942 8034", "number-invalid", 3),
        ("+39 333 000 0999", "chiedere in Comune", "number-invalid", 3),
        # A user id of WhatsApp is an address, but no town's number.
        ("+39 333 000 0999", "IT.abc", "number-invalid", 3),
        ("number: +39 333 000 0999", "number:", "empty-value", 3),
        ("https://www.comune.esempio.it\n", "www.comune.esempio.it\n", "wrong-form", 4),
        ("Europe/Rome", "Roma", "zone-unknown", 9),
        ("Europe/Rome", "../../etc/passwd", "zone-unknown", 9),  # zoneinfo reads files
        ("Europe/Rome", "Europe", "zone-unknown", 9),  # a folder
        ("state_branch: main", "state_branch: a..b", "branch-invalid", 10),
        ("state_branch: main", "state_branch: sending/x", "branch-invalid", 10),
        ("state_branch: main", "state_branch: -f", "branch-invalid", 10),  # git would obey
        ("state_branch: main", "state_branch: x.lock", "branch-invalid", 10),
        ("provider: simulator", "provider: twillio", "not-permitted-similar", 11),
        ("provider: simulator", "provider: carrier pigeon", "not-permitted", 11),
        ("staff_language: it", "staff_language: de", "not-permitted", 8),
        ("languages: [it, fr]", "languages: it, fr", "expected-list", 7),
        ("languages: [it, fr]", "languages: [it, it]", "repeated-item", 7),
        ("languages: [it, fr]", "languages: []", "too-few-items", 7),
        ("    urgent: yes", "    urgent: maybe", "not-permitted", 17),
        ("expires_after: 12 h", "expires_after: 12 hours", "wrong-form", 18),
        ("expires_after: 12 h", "expires_after: 0 h", "out-of-range", 18),
        ("expires_after: 12 h", "expires_after: -1 h", "wrong-form", 18),
        ("expires_after: 12 h", "expires_after: 90 days", "out-of-range", 18),
        ("rate: 20", "rate: 0", "out-of-range", 49),
        ("rate: 20", "rate: -5", "wrong-form", 49),
        ("rate: 20", "rate: molti", "wrong-form", 49),
        ("rate: 20", "rate: ١٢", "wrong-form", 49),  # digits, but not ours
        ("rate: 20", "rate: 5000", "out-of-range", 49),
        ("lease: 90 s", "lease: 40 s", "lease-too-short", 51),
        ("lease: 90 s", "lease: 90", "wrong-form", 51),  # ninety of what?
        ("sending:", "sendings:", "unknown-key-similar", 48),
        ("it: [AIUTO]", "it: [mi cancello!]", "phrase-twice", 45),  # as citizens' texts are read
        ("it: [AIUTO]", "it: ['!!!']", "empty-value", 45),  # nothing is left of it
        ("names: { it: EVENTI,", "names: { it: Emergenze,", "category-name-twice", 29),
        ("names: { it: EVENTI, fr: ÉVÉNEMENTS }", "names: { it: EVENTI }", "language-missing", 29),
        ("    fr: [AIDE]\n", "", "language-missing", 45),
        ("fr: le guichet", "de: das Rathaus, fr: le guichet", "language-not-offered", 6),
        ("  eventi:\n", "  Eventi Vari:\n", "wrong-key", 28),
    ],
)
def test_a_rule_that_cannot_hold_is_told_on_its_line(
    old: str, new: str, code: str, line: int
) -> None:
    assert (code, SERVICE, line) in told(edited(SERVICE, old, new))


@pytest.mark.parametrize("branch", ["state", "banditore-state", "data/iscritti", "v1.0"])
def test_ordinary_names_of_branches_are_good(branch: str) -> None:
    loaded = town(edited(SERVICE, "state_branch: main", f"state_branch: {branch}"))

    assert loaded.service.state_branch == branch


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        ("policy/privacy.it.md", None, ("policy-missing", 1)),
        ("policy/privacy.it.md", "# Privacy\n", ("notice-without-head", 1)),
        ("policy/privacy.it.md", "", ("notice-without-head", 1)),
        ("policy/privacy.it.md", "---\nversion: 1\n", ("notice-without-head", 1)),  # never closed
        ("policy/privacy.it.md", "---\nversion: 1\nshort: x\n---\n\n", ("notice-empty", 1)),
        ("policy/privacy.it.md", "---\nversion: 1\n---\nTesto\n", ("missing-key", 2)),
        ("policy/privacy.it.md", "---\n\nversion: a b\n---\nTesto\n", ("wrong-form", 3)),
        ("policy/privacy.it.md", b"---\nversion: 1\nshort: x\n---\nT\xe8\n", ("not-utf8", 5)),
        (CONFIRMATION, None, ("policy-missing", 1)),
        (CONFIRMATION, "", ("reply-empty", 1)),
        (CONFIRMATION, b"caff\xe8", ("not-utf8", 1)),
        (CONFIRMATION, "Ciao\n{{ town", ("reply-malformed", 2)),
        (CONFIRMATION, "{% for x in town %}{{ x }}{% endfor %}", ("reply-not-simple", 1)),
        (CONFIRMATION, "Ciao\n{% if town %}x{% endif %}", ("reply-not-simple", 2)),
        (CONFIRMATION, "{{ town.__class__ }}", ("reply-not-simple", 1)),
        (CONFIRMATION, "{{ town() }}", ("reply-not-simple", 1)),
        (CONFIRMATION, "{{ town[0] }}", ("reply-not-simple", 1)),
        (CONFIRMATION, "{{ 9**9**9 }}", ("reply-not-simple", 1)),  # would take the day
        (CONFIRMATION, "{{ " + "9" * 5000 + " }}", ("reply-malformed", 1)),
        (CONFIRMATION, "{{ " + "(" * 5000 + " }}", ("reply-malformed", 1)),
        (CONFIRMATION, "Ciao.\nMI\u200bCANCELLO", ("invisible-character", 2)),
        (CONFIRMATION, "{{ town | upper }}", ("reply-not-simple", 1)),
        (CONFIRMATION, "{% include '/etc/passwd' %}", ("reply-not-simple", 1)),
        (CONFIRMATION, "{% set x = 1 %}", ("reply-not-simple", 1)),
        (CONFIRMATION, "a\n{{ twon }}", ("reply-unknown-value-similar", 2)),
        (CONFIRMATION, "{{ iban }}", ("reply-unknown-value", 1)),
        (CONFIRMATION, "x" * (LONGEST + 1), ("reply-too-long", 1)),
        (CONFIRMATION, "Ciao. {{ leave }}", ("confirmation-without-notice", 1)),
        (CONFIRMATION, "Ciao. {{ notice_url }}", ("confirmation-without-leaving", 1)),
        (CONFIRMATION, "{{ notice_url }} {{ leave }}", ("reply-without-value", 1)),
    ],
)
def test_a_text_that_cannot_be_used_is_told(
    path: str, content: bytes | str | None, expected: tuple[str, int]
) -> None:
    code, line = expected

    assert (code, path, line) in told(town_files({path: content}))


def test_the_notice_s_short_text_may_stand_for_its_address() -> None:
    text = "{{ notice }} ({{ notice_version }}) Per uscire: {{ leave }}"

    assert told(town_files({CONFIRMATION: text})) == []


def test_the_versions_of_a_notice_must_agree() -> None:
    files = edited("policy/privacy.fr.md", "version: 2026-11", "version: 2026-12")

    assert told(files) == [("notice-versions-differ", "policy/privacy.fr.md", 2)]


def test_what_nobody_reads_is_doubtful_but_does_not_keep_an_emergency_from_leaving() -> None:
    loaded, findings = load(town_files({"policy/appunti.txt": "x"}))

    assert loaded is not None
    assert [finding.code for finding in findings] == ["policy-stray"]


def test_a_misspelt_name_is_recognised() -> None:
    files = town_files({CONFIRMATION: None, "policy/replies/confermation.it.j2": "x"})

    assert told(files) == [
        ("policy-stray-similar", "policy/replies/confermation.it.j2", 1),
        ("policy-missing", CONFIRMATION, 1),
    ]


def test_the_public_keys_belong_there() -> None:
    assert told(town_files({"policy/recipients.txt": "# keys\n"})) == []


def test_everything_wrong_in_policy_is_told_at_once() -> None:
    files = town_files(
        {
            "policy/privacy.fr.md": None,
            CONFIRMATION: "{{ twon }}",
            "policy/replies/help.fr.j2": None,
            "policy/nota.md": "x",
        }
    )

    assert {code for code, _, _ in told(files)} == {
        "policy-missing",
        "policy-stray",
        "reply-unknown-value-similar",
    }


def test_an_empty_repository_says_what_is_missing() -> None:
    assert told({}) == [("policy-missing", SERVICE, 1)]


@given(st.sampled_from(sorted(town_files())), st.binary(max_size=200))
@settings(max_examples=40)
def test_any_bytes_in_any_file_give_findings_or_a_town(path: str, content: bytes) -> None:
    load(town_files({path: content}))


@given(st.sampled_from([f"policy/replies/{kind}.it.j2" for kind in KINDS]), st.text())
@settings(max_examples=40)
def test_any_text_of_a_reply_gives_findings_or_a_town(path: str, text: str) -> None:
    load(town_files({path: text.encode(errors="replace")}))


@given(st.integers(0, 46), st.text(alphabet="ab:-[]{}'\"#&*! \n0,", max_size=12))
@settings(max_examples=40)
def test_any_line_of_the_rules_may_be_spoilt(line: int, text: str) -> None:
    lines = town_files()[SERVICE].decode().split("\n")
    lines[line] += text

    load(town_files({SERVICE: "\n".join(lines)}))
