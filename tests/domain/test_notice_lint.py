"""A notice that says everything passes in anybody's words; what it forgot is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import small_town
from banditore.domain.findings import Severity
from banditore.domain.keys.retention import DAY, MONTH, WEEK
from banditore.domain.sentences import SENTENCES
from banditore.domain.service import InboxPlace, Limits
from banditore.domain.texts.notice_lint import Asked, lint
from banditore.domain.texts.notice_rules import RULES

NOTICES = Path(__file__).parents[1] / "data" / "notices"
PHRASES = {
    **small_town.PHRASES,
    "unsubscribe": {
        **small_town.PHRASES["unsubscribe"],
        "en": ("UNSUBSCRIBE", "STOP"),
    },
}
SERVICE = small_town.service(
    name="Comune di Esempio",
    website="https://www.comune.esempio.it",
    provider="twilio",
    commands=PHRASES,
)


def asked(text: str, language: str = "it", bound: timedelta = MONTH, **changes: object) -> Asked:
    service = replace(SERVICE, **changes)  # type: ignore[arg-type]
    return Asked(f"policy/privacy.{language}.md", language, text, 8, service, bound)


def codes(
    text: str, language: str = "it", bound: timedelta = MONTH, **changes: object
) -> list[str]:
    found = lint(asked(text, language, bound, **changes), Severity.ERROR)
    return [finding.code.removeprefix("notice-") for finding in found]


def pasted(language: str, without: str = "") -> str:
    """A notice that consists of the sentences that hints offer."""
    found = list(lint(asked("…", language), Severity.WARNING))
    offered = [f.facts["paste"] for f in found if not f.code.endswith(without or "nothing")]
    heading = {"it": "I tuoi diritti", "fr": "Vos droits", "en": "Your rights"}[language]
    return f"# {heading}\n\n" + "\n\n".join(offered)


@pytest.mark.parametrize("path", sorted(NOTICES.iterdir()), ids=lambda path: path.stem)
def test_a_notice_in_other_words_passes(path: Path) -> None:
    language = path.stem.rpartition(".")[2]

    assert codes(path.read_text(encoding="utf-8"), language) == []


@pytest.mark.parametrize("language", sorted(RULES))
def test_an_empty_notice_lacks_everything(language: str) -> None:
    rules = RULES[language]
    expected = [*(f"lacks-{topic}" for topic in rules.topics if topic != "inbox")]
    expected += [*(f"lacks-right-{right}" for right in rules.rights), "lacks-erasing"]

    assert codes("…", language) == expected


@pytest.mark.parametrize("language", sorted(RULES))
def test_the_sentences_of_the_hints_make_a_notice_that_passes(language: str) -> None:
    assert codes(pasted(language), language) == []


@pytest.mark.parametrize("language", sorted(RULES))
@pytest.mark.parametrize("topic", [*(t for t in RULES["it"].topics if t != "inbox"), "erasing"])
def test_without_one_of_them_that_one_is_missing(language: str, topic: str) -> None:
    """One thing is not taken for another."""
    assert f"lacks-{topic}" in codes(pasted(language, topic), language)


@pytest.mark.parametrize("right", RULES["it"].rights)
@pytest.mark.parametrize("language", sorted(RULES))
def test_each_right_is_asked_for(language: str, right: str) -> None:
    assert codes(pasted(language, f"right-{right}"), language) == [f"lacks-right-{right}"]


def test_the_languages_have_the_same_topics_and_all_have_their_words() -> None:
    topics = {tuple(rules.topics) + tuple(rules.rights) for rules in RULES.values()}
    names = [f"lacks-{topic}" for topic in RULES["it"].topics]
    names += [f"lacks-right-{right}" for right in RULES["it"].rights]

    assert len(topics) == 1
    assert [name for name in names if f"notice-{name}" not in SENTENCES] == []


def test_the_phrase_for_leaving_is_no_right_to_erasure() -> None:
    text = "# Diritti\n\nHai diritto di accesso, rettifica, limitazione, portabilità. MI CANCELLO."

    assert "lacks-right-erasure" in codes(text)


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("Città di Aosta", "fr", "La Ville d'Aoste est responsable du traitement."),
        ("Comune di Saint-Vincent", "it", "Titolare: Comune di SAINT\u2011VINCENT."),
        ("Comune di La Thuile", "fr", "Le responsable du traitement est la Commune de La Thuile."),
        ("Comune di L'Aquila", "it", "Titolare è il Comune dell\u2019Aquila, L\u2019Aquila."),
    ],
)
def test_a_town_is_known_by_its_name_in_either_language(
    name: str, language: str, text: str
) -> None:
    assert "lacks-controller" not in codes(text, language, name=name)
    assert "lacks-controller" in codes(text, language, name="Comune di Quart")


def test_who_says_that_nothing_leaves_the_union_forgets_whom_the_data_go_to() -> None:
    text = "I dati non sono trasferiti in Paesi terzi. Li ricevono WhatsApp (Meta) e GitHub."

    assert "lacks-transfers" in codes(text)


# -- what the settings say ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promise", "bound", "expected"),
    [
        ("Entro 24 ore distruggiamo la chiave.", DAY, []),
        ("Entro 24 ore distruggiamo la chiave.", WEEK, ["erasing-too-soon"]),
        ("Entro sette giorni distruggiamo la chiave.", WEEK, []),
        ("Entro una settimana distruggiamo la chiave.", MONTH, ["erasing-too-soon"]),
        ("Al massimo dopo 31 giorni distruggiamo la chiave.", MONTH, []),
        ("Al massimo dopo un mese distruggiamo la chiave.", MONTH, []),
        # Longer than it takes is true.
        ("Al massimo dopo 90 giorni distruggiamo la chiave.", DAY, []),
        # The longest of several is the promise.
        ("Le chiavi cambiano: nessuno legge più dopo 24 ore, 7 giorni o 31 giorni.", MONTH, []),
        # Another time, of something else.
        ("Teniamo un'impronta per 40 giorni.", DAY, ["lacks-erasing"]),
        ("La chiave è custodita in cassaforte da 10 anni.", DAY, ["lacks-erasing"]),
    ],
)
def test_the_time_of_erasure_is_not_shorter_than_the_program_s(
    promise: str, bound: timedelta, expected: list[str]
) -> None:
    text = f"{pasted('it', 'erasing')}\n\n{promise}"

    assert codes(text, bound=bound) == expected


def test_a_contradiction_stands_on_its_line_with_the_true_time() -> None:
    text = f"{pasted('it', 'erasing')}\n\nIn 2 giorni distruggiamo la chiave."
    (found,) = lint(asked(text, bound=WEEK), Severity.ERROR)

    assert found.place.line == 8 + text.count("\n")
    assert found.facts["days"] == "7"
    assert "7 giorni" in found.facts["paste"]


def test_without_a_carrier_none_must_be_named() -> None:
    assert "lacks-provider" not in codes("…", provider="simulator")


def test_a_carrier_that_is_not_the_configured_one_is_told() -> None:
    assert "names-other-provider" in codes(pasted("it"), provider="meta")
    assert "names-other-provider" not in codes(pasted("it"), provider="simulator")


def with_host(language: str, host: str) -> str:
    """A notice that passes, with somebody who keeps what Meta brings."""
    says = {
        "it": f"I tuoi messaggi attendono su un server gestito per il Comune da {host}.",
        "fr": f"Vos messages attendent sur un serveur géré pour la Commune par {host}.",
        "en": f"What you write waits on a server that {host} runs for us.",
    }
    return f"{pasted(language, 'lacks-provider')}\n\n{says[language]}"


ARUBA = InboxPlace("relay", "Aruba S.p.A.")
AWS = InboxPlace("aws")


@pytest.mark.parametrize("language", sorted(RULES))
@pytest.mark.parametrize(
    ("named", "inbox", "expected"),
    [
        # Who keeps what Meta brings is named as the settings name them, in any writing.
        ("Aruba S.p.A.", ARUBA, []),
        ("ARUBA  s.p.a.", ARUBA, []),
        ("AWS", AWS, []),
        ("Amazon Web Services", AWS, []),
        ("Amazon Web Services", InboxPlace("relay", "Amazon"), []),
        # Somebody else, or part of another word.
        ("un altro", ARUBA, ["lacks-inbox"]),
        ("Arubanet", InboxPlace("relay", "Aruba"), ["lacks-inbox"]),
        ("Aruba S.p.A.", AWS, ["lacks-inbox"]),
        # And the other way round: AWS stands there and gets nothing.
        ("AWS", ARUBA, ["lacks-inbox", "names-other-provider"]),
        ("AWS", None, ["names-other-provider"]),
    ],
)
def test_who_keeps_what_meta_brings_is_named_as_the_settings_name_them(
    language: str, named: str, inbox: InboxPlace | None, expected: list[str]
) -> None:
    text = with_host(language, named)

    assert codes(text, language, provider="meta", inbox=inbox) == expected


@pytest.mark.parametrize("provider", ["twilio", "simulator"])
def test_without_meta_nobody_keeps_messages_for_the_town(provider: str) -> None:
    assert codes(pasted("it"), provider=provider, inbox=ARUBA) == []
    assert "names-other-provider" in codes(f"{pasted('it')} AWS", provider="twilio", inbox=AWS)


@pytest.mark.parametrize("language", sorted(RULES))
@pytest.mark.parametrize("inbox", [ARUBA, AWS])
def test_the_sentences_of_the_hints_pass_for_meta_too(language: str, inbox: InboxPlace) -> None:
    found = lint(asked("…", language, provider="meta", inbox=inbox), Severity.WARNING)
    heading = {"it": "I tuoi diritti", "fr": "Vos droits", "en": "Your rights"}[language]
    text = f"# {heading}\n\n" + "\n\n".join(one.facts["paste"] for one in found)

    assert codes(text, language, provider="meta", inbox=inbox) == []


@pytest.mark.parametrize(
    ("language", "promise"),
    [
        ("it", "Per 7 giorni teniamo se il messaggio è stato consegnato o letto."),
        ("fr", "Pendant 7 jours, nous gardons si le message a été remis ou lu."),
        ("en", "For seven days we keep whether a message was delivered or read."),
    ],
)
def test_what_became_of_messages_is_kept_no_longer_than_the_notice_says(
    language: str, promise: str
) -> None:
    text = f"{pasted(language)}\n\n{promise}"
    for days, expected in ((3, []), (7, []), (8, ["outcomes-too-short"])):
        limits = Limits(outcomes_kept=timedelta(days=days))
        assert codes(text, language, limits=limits) == expected


def test_a_language_without_rules_is_left_to_a_person() -> None:
    (found,) = lint(asked("…", "lld"), Severity.ERROR)

    assert found.code == "notice-language-unknown"
    assert found.severity is Severity.NOTICE
