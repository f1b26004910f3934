"""What the notices forget is told without holding anything up, and the site shows them or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from banditore.adapters.site import ReadFile
from banditore.adapters.worktree import WorkTree
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.contact import files_of, vcard
from banditore.domain.errors import PageUnknown
from banditore.domain.findings import Severity
from banditore.domain.message import Card
from banditore.domain.service import InboxPlace
from banditore.domain.texts.markup import read
from banditore.domain.texts.pages.html import visible_texts
from banditore.services.letters import letter_findings
from banditore.services.notice import Comparison, compare, compare_cards, notice_findings
from banditore.services.town import SERVICE, Town, load_town
from fakes import FakeFiles
from towns import edited, town_files

ROOT = Path(__file__).parents[2]
ITALIAN = "policy/privacy.it.md"

pytestmark = pytest.mark.thorough  # each test reads a whole town


def loaded(files: FakeFiles | WorkTree) -> Town:
    town, _ = load_town(files, YamlDocuments())
    assert town is not None
    return town


def found(
    files: dict[str, bytes], base: dict[str, bytes] | None, size: int = 0
) -> list[tuple[str, str, int]]:
    proposed = FakeFiles(files)
    main = FakeFiles(base) if base is not None else None
    state = FakeFiles({"subscribers.enc": b"x" * size})
    findings = notice_findings(proposed, main, state, loaded(proposed))
    return [(f.code, f.severity.name, f.place.line) for f in findings]


def test_the_notices_of_this_repository_say_everything() -> None:
    files = WorkTree(ROOT)

    assert list(notice_findings(files, None, files, loaded(files))) == []


def ours(provider: str, inbox: str = "", host: str = "") -> list[str]:
    """What is missing in this repository's notices with another provider.

    `host`: what docs/relay.md offers stands in the place of Twilio, with this name in it.
    """
    files = {path: WorkTree(ROOT).read(path) or b"" for path in WorkTree(ROOT).paths("policy")}
    rules = re.sub(r"(?m)^provider:.*$", f"provider: {provider}", files[SERVICE].decode())
    files[SERVICE] = f"{rules}\n{inbox}\n".encode()
    offered = re.findall(r"(?m)(?:^   > .+\n)+", (ROOT / "docs/relay.md").read_text())
    for language, words in zip(("it", "fr"), offered, strict=True) if host else ():
        said = re.sub("\u2039(fornitore|fournisseur)\u203a", host, words.replace("   > ", ""))
        path = f"policy/privacy.{language}.md"
        text, times = re.subn(r"(?m)^- .*\(Twilio\)(.|\n)*?;\n", f"- {said}", files[path].decode())
        assert times == 1
        files[path] = text.encode()
    proposed = FakeFiles({**town_files(), **files})
    return [one.code for one in notice_findings(proposed, None, proposed, loaded(proposed))]


def test_they_say_the_same_of_who_gets_data_as_the_settings() -> None:
    """Both ways: with Twilio, with Meta and a relay, and with the wrong ones."""
    relay, aws = "inbox: { kind: relay, host: Aruba }", "inbox: { kind: aws }"

    assert ours("twilio") == ours("simulator") == ours("meta", relay, "Aruba") == []
    assert ours("meta", aws, "Amazon Web Services") == []
    assert ours("meta", relay, "OVH") == ["notice-lacks-inbox"] * 2
    assert ours("meta", relay) == ["notice-lacks-inbox", "notice-names-other-provider"] * 2
    assert ours("twilio", "", "Aruba") == ["notice-lacks-provider"] * 2
    assert ours("meta", "", "Aruba") == ["notice-inbox-unknown"]
    assert ours("meta", "inbox: { kind: relay }", "Aruba") == ["notice-inbox-unknown"]


def test_the_letter_of_access_names_who_gets_data_too() -> None:
    files = {path: WorkTree(ROOT).read(path) or b"" for path in WorkTree(ROOT).paths("policy")}

    def codes(provider: str, **changes: object) -> list[str]:
        service = replace(loaded(WorkTree(ROOT)).service, provider=provider, **changes)  # type: ignore[arg-type]
        return [one.code for one in letter_findings(FakeFiles(files), service)]

    relay = InboxPlace("relay", "Aruba")
    assert codes("twilio") == codes("simulator") == []
    assert codes("meta", inbox=relay) == ["letter-names-stranger", "letter-lacks-recipient"] * 2
    for language in ("it", "fr"):
        path = f"policy/letters/access.{language}.j2"
        files[path] = files[path].replace(b"Twilio", b"Aruba")
    assert codes("meta", inbox=relay) == []
    assert codes("twilio") == ["letter-lacks-recipient"] * 2


def test_the_notices_of_the_tests_town_say_everything_whatever_the_size_of_the_list() -> None:
    assert found(town_files(), None, 6 * 1024 * 1024) == []


FORGETFUL = edited(ITALIAN, "di Esempio; il DPO risponde a dpo@comune.esempio.it.", "di Esempio.")


@pytest.mark.parametrize(
    ("base", "severity"),
    [
        # Whoever changes the notice mends it; whoever writes an emergency is not held up by it.
        (town_files(), Severity.ERROR),
        (FORGETFUL, Severity.WARNING),
        (None, Severity.WARNING),
    ],
    ids=["changed", "untouched", "unknown"],
)
def test_what_a_notice_forgets_blocks_only_its_own_change(
    base: dict[str, bytes] | None, severity: Severity
) -> None:
    assert found(FORGETFUL, base) == [("notice-lacks-dpo", severity.name, 5)]


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (300 * 1024, []),
        (500 * 1024, [("notice-erasing-too-soon", "WARNING", 9)]),
    ],
)
def test_a_promise_is_measured_against_the_list_at_hand(
    size: int, expected: list[tuple[str, str, int]]
) -> None:
    prompt = edited(ITALIAN, "31 giorni la chiave", "24 ore la chiave")

    assert found(prompt, None, size) == expected


def test_what_would_look_different_elsewhere_is_told_on_its_line() -> None:
    odd = edited(ITALIAN, "avere 14 anni.", "avere <b>14 anni</b>.")

    assert found(odd, town_files()) == [("notice-markup", "ERROR", 9)]


# -- the town's site ------------------------------------------------------------------------------


@dataclass(frozen=True)
class FakePage:
    text: str
    others: tuple[str, ...] = ()


class FakeSite:
    """Pages by address; counts what is fetched."""

    def __init__(
        self, pages: dict[str, FakePage], files: dict[str, ReadFile] | None = None
    ) -> None:
        self.pages = pages
        self.files = files or {}
        self.fetched: list[str] = []

    def page(self, url: str) -> FakePage:
        self.fetched.append(url)
        return self.pages[url]

    def file(self, url: str) -> ReadFile:
        if url not in self.files:
            raise PageUnknown("it does not answer")
        return self.files[url]


TOWN = loaded(FakeFiles(town_files()))
TEXTS = {language: visible_texts(read(notice.text)[0]) for language, notice in TOWN.notices.items()}
WHOLE = {language: " ".join(["Menu", *texts, "Contatti"]) for language, texts in TEXTS.items()}


def standings(pages: dict[str, FakePage], *urls: str) -> list[tuple[str, str, str]]:
    found = compare(TOWN, FakeSite(pages), urls)
    return [(one.language, one.standing, one.url) for one in found]


def test_a_page_that_leads_to_the_other_language_is_followed() -> None:
    pages = {"it": FakePage(WHOLE["it"], ("fr",)), "fr": FakePage(WHOLE["fr"], ("it",))}

    assert standings(pages, "it") == [("it", "same", "it"), ("fr", "same", "fr")]


def test_both_languages_may_stand_on_one_page() -> None:
    both = {"x": FakePage(WHOLE["it"] + WHOLE["fr"])}

    assert standings(both, "x") == [("it", "same", "x"), ("fr", "same", "x")]


def test_a_changed_word_is_another_text_and_the_first_difference_is_shown() -> None:
    changed = WHOLE["it"].replace("DPO", "responsabile")
    (italian, _) = compare(TOWN, FakeSite({"x": FakePage(changed)}), ("x",))

    assert italian == Comparison("it", "2026-11", "other", "x", TEXTS["it"][2])


def test_paragraphs_in_another_order_are_another_text() -> None:
    swapped = " ".join(reversed(TEXTS["it"]))

    assert standings({"x": FakePage(swapped)}, "x")[0] == ("it", "other", "x")


def test_a_page_without_the_notice_is_said_to_be_without_it() -> None:
    assert standings({"x": FakePage("Albo pretorio")}, "x") == [
        ("it", "absent", ""),
        ("fr", "absent", ""),
    ]


def test_a_site_that_leads_on_and_on_is_not_walked_through() -> None:
    pages = {str(n): FakePage("", tuple(str(m) for m in range(100))) for n in range(100)}
    site = FakeSite(pages)
    compare(TOWN, site, ("0",))

    assert len(site.fetched) == 1 + len(TOWN.service.languages)


CARD_LINK = "https://www.comune.esempio.it/comune.vcf"
CARD = vcard(
    Card(
        TOWN.service.name,
        TOWN.service.number,
        TOWN.service.website,
        TOWN.service.email,
        CARD_LINK,
    )
)


@pytest.mark.parametrize(
    ("rule", "file", "expected"),
    [
        (CARD_LINK, ReadFile("text/vcard", CARD), "same"),
        (CARD_LINK, ReadFile("text/x-vcard", CARD.replace(b"\r\n", b"\n")), "same"),
        # What a web server says of a file that it does not know: Twilio does not take it.
        (CARD_LINK, ReadFile("application/octet-stream", CARD), "mistyped"),
        (CARD_LINK, ReadFile("text/vcard", CARD.replace(b"0", b"1")), "other"),
        (CARD_LINK, ReadFile("text/html", b"<p>404</p>"), "other"),
        (CARD_LINK, None, "absent"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_site_gives_out_the_town_s_card_or_not(
    rule: str | None, file: ReadFile | None, expected: str | None
) -> None:
    town = replace(TOWN, service=replace(TOWN.service, contact_card=rule))
    site = FakeSite({}, {CARD_LINK: file} if file else {})

    assert compare_cards(town, site) == ({CARD_LINK: expected} if expected else {})


def test_each_language_s_card_is_looked_for() -> None:
    link = "https://www.comune.esempio.it/comune.{language}.vcf"
    names = {"it": "Comune di Esempio", "fr": "Commune d'Esempio"}
    town = replace(TOWN, service=replace(TOWN.service, contact_card=link, names=names))
    files = {card.link: ReadFile("text/vcard", vcard(card)) for card in files_of(town.service)}
    (italian, french) = files

    assert compare_cards(town, FakeSite({}, files)) == {italian: "same", french: "same"}
    del files[french]
    assert compare_cards(town, FakeSite({}, files)) == {italian: "same", french: "absent"}
