"""Hours, silences, caps and reach: what is wrong in them, and what they will do to a broadcast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.hours import Hours
from banditore.domain.sentences import hint, sentence
from banditore.domain.service import USUAL_HOURS, Limits, Service
from banditore.services.checking.check import check
from banditore.services.checking.preview import as_text, previews
from banditore.services.town import load_town
from drafts import GOOD, PATH
from drafts import town_files as gressan
from fakes import FakeFiles
from towns import town_files

if TYPE_CHECKING:
    from banditore.domain.findings import Finding

pytestmark = pytest.mark.thorough  # each test reads a whole town
SERVICE = "policy/service.yaml"
RULES = town_files()[SERVICE].decode()
LINES = RULES.count("\n")


def worded(findings: list[Finding]) -> list[Finding]:
    for finding in findings:
        for language in ("it", "fr", "en"):
            assert "{" not in sentence(finding, language) + hint(finding, language)
    return findings


def rules(text: str) -> tuple[Service | None, list[tuple[str, str, int]]]:
    """The service, and code, severity and line of each finding; lines from the added ones on."""
    town, findings = load_town(FakeFiles(town_files({SERVICE: text})), YamlDocuments())
    told = [(f.code, f.severity.name, f.place.line - LINES) for f in worded(findings)]
    return town.service if town else None, told


def silence(since: str, until: str, more: str = "") -> str:
    return f"  - from: {since}\n    until: {until}\n    reason: voto\n{more}"


# --- what the file says ------------------------------------------------------------------------


def test_an_older_file_without_any_of_it_is_valid_and_careful() -> None:
    service, findings = rules(RULES.replace("    hours: always\n", ""))

    assert findings == []
    assert service is not None
    assert not service.paused
    assert service.silences == ()
    assert service.limits == Limits(10_000, 6, timedelta(days=7), 2000, "split")
    assert service.categories["info"].hours == USUAL_HOURS
    assert service.categories["emergenze"].hours is None


def test_everything_that_is_said_is_heard() -> None:
    service, findings = rules(
        RULES.replace("hours: always", "hours: 9:30 - 12:00", 1)
        + "paused: prova generale\nsilences:\n"
        + silence("2027-05-01", "2027-05-29 15:00", "    categories: [eventi]\n")
        + "limits:\n  recipients_per_broadcast: 500\n  broadcasts_per_day: 2\n"
        + "  oldest_file: 3 days\n  reach_per_day: unlimited\n  when_over: refuse\n"
        + "  texts_at_provider: keep\n  outcomes_kept: 30 days\n"
    )

    assert findings == []
    assert service is not None
    assert service.paused == "prova generale"
    assert service.categories["info"].hours == Hours(570, 720)
    assert service.categories["eventi"].hours is None
    assert service.limits == Limits(
        500, 2, timedelta(days=3), None, "refuse", "keep", timedelta(days=30)
    )
    (one,) = service.silences
    assert one.since == datetime(2027, 4, 30, 22, tzinfo=UTC)  # midnight in Rome
    assert one.until == datetime(2027, 5, 29, 13, tzinfo=UTC)
    assert one.categories == frozenset({"eventi"})


def test_the_last_day_of_a_silence_is_silent_until_midnight() -> None:
    service, _ = rules(RULES + "silences:\n" + silence("2027-05-01", "2027-05-29"))

    assert service is not None
    assert service.silences[0].until == datetime(2027, 5, 29, 22, tzinfo=UTC)
    assert service.silences[0].categories is None


@pytest.mark.parametrize(
    ("added", "expected"),
    [
        ("paused:\n", ("empty-value", "ERROR", 1)),
        ("paused: [prova]\n", ("expected-text", "ERROR", 1)),
        ("limits:\n  broadcasts_per_day: 0\n", ("out-of-range", "ERROR", 2)),
        ("limits:\n  broadcasts_per_day: -1\n", ("wrong-form", "ERROR", 2)),
        ("limits:\n  recipients_per_broadcast: 0\n", ("out-of-range", "ERROR", 2)),
        ("limits:\n  oldest_file: 0 days\n", ("out-of-range", "ERROR", 2)),
        ("limits:\n  outcomes_kept: 2 days\n", ("out-of-range", "ERROR", 2)),
        ("limits:\n  outcomes_kept: 91 days\n", ("out-of-range", "ERROR", 2)),
        ("limits:\n  oldest_file: 7\n", ("wrong-form", "ERROR", 2)),
        ("limits:\n  oldest_file: 2 years\n", ("wrong-form", "ERROR", 2)),
        ("prices:\n  as_of: 2026-02-30\n  currency: USD\n", ("no-such-day", "ERROR", 2)),
        ("prices:\n  as_of: 2026-06-30\n  currency: LIRE\n", ("not-permitted", "ERROR", 3)),
        ("limits:\n  reach_per_day: 1000\n", ("not-permitted-similar", "ERROR", 2)),  # no more
        ("limits:\n  reach_per_day: tutti\n", ("not-permitted", "ERROR", 2)),
        ("limits:\n  when_over: spilt\n", ("not-permitted-similar", "ERROR", 2)),
        ("limits:\n  reach: 250\n", ("unknown-key", "ERROR", 2)),
        ("silence: []\n", ("unknown-key-similar", "ERROR", 1)),
        ("silences: 2027-05-01\n", ("expected-list", "ERROR", 1)),
        ("silences:\n  - { from: 2027-05-01, until: 2027-05-02 }\n", ("missing-key", "ERROR", 2)),
        ("silences:\n" + silence("2027-05-29", "2027-05-01"), ("silence-backwards", "ERROR", 3)),
        ("silences:\n" + silence("2027-05-29 15:00", "2027-05-29 15:00"),
         ("silence-backwards", "ERROR", 3)),
        ("silences:\n" + silence("1 maggio", "2027-05-01"), ("wrong-form", "ERROR", 2)),
        ("silences:\n" + silence("2027-02-30", "2027-05-01"), ("no-such-moment", "ERROR", 2)),
        # Clocks jump over it in spring.
        ("silences:\n" + silence("2027-03-28 02:30", "2027-05-01"), ("clock-skips", "ERROR", 2)),
        ("silences:\n" + silence("2027-05-01", "2072-05-29"), ("silence-long", "WARNING", 3)),
        ("silences:\n" + silence("2027-05-01", "2027-05-29", "    categories: [evento]\n"),
         ("silence-of-nothing", "ERROR", 5)),
        ("silences:\n" + silence("2027-05-01", "2027-05-29", "    categories: [emergenze]\n"),
         ("silence-urgent", "ERROR", 5)),
        ("silences:\n" + silence("2027-05-01", "2027-05-29") + silence("2027-05-20", "2027-06-01"),
         ("silence-overlaps", "WARNING", 6)),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_on_its_line(
    added: str, expected: tuple[str, str, int]
) -> None:
    service, told = rules(RULES + added)

    assert told == [expected]
    assert (service is None) == (expected[1] == "ERROR")


@pytest.mark.parametrize(
    ("hours", "code"),
    [
        ("25:00-26:00", "wrong-form"),
        ("08-19", "wrong-form"),
        ("08:00", "wrong-form"),
        ("mai", "wrong-form"),
        ("19:00-08:00", "hours-backwards"),
        ("08:00-08:00", "hours-backwards"),
    ],
)
def test_hours_that_are_none_are_told(hours: str, code: str) -> None:
    _, told = rules(RULES.replace("hours: always", f"hours: {hours}", 1))

    assert told == [(code, "ERROR", 25 - LINES)]


def test_an_urgent_category_cannot_have_hours() -> None:
    _, told = rules(RULES.replace("    urgent: yes\n", "    urgent: yes\n    hours: 08:00-19:00\n"))

    assert [code for code, _, _ in told] == ["hours-urgent"]


def test_silences_of_different_categories_may_overlap() -> None:
    one = silence("2027-05-01", "2027-05-29", "    categories: [eventi]\n")
    other = silence("2027-05-01", "2027-05-29", "    categories: [info]\n")

    assert rules(f"{RULES}silences:\n{one}{other}")[1] == []


def test_a_zone_that_does_not_exist_is_told_once_though_silences_need_it() -> None:
    text = (
        RULES.replace("Europe/Rome", "Roma") + "silences:\n" + silence("2027-05-01", "2027-05-02")
    )

    assert [code for code, _, _ in rules(text)[1]] == ["zone-unknown"]


# --- what a proposal is told -------------------------------------------------------------------

MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
EVENING = datetime(2026, 11, 23, 20, tzinfo=UTC)
VOTE = "silences:\n" + silence("2026-11-01", "2026-12-14 15:00")
VOTE_EVENTS = VOTE + "    categories: [eventi]\n"
RECEIPT = "messages/receipts/2026-11-20-prima.yaml"


def receipt(people: int, category: str = "info") -> str:
    return f"category: {category}\nclosed_at: 2026-11-20T10:00\naudience: {people}\n"


def told(
    text: str = GOOD,
    *,
    more: str = "",
    now: datetime = MORNING,
    people: int = 100,
    others: dict[str, str] | None = None,
    path: str = PATH,
) -> list[tuple[str, str]]:
    """Codes and severities of what a proposal is told under Gressan's rules, and `more`."""
    town = gressan()
    policy = town.files[SERVICE].decode().replace("\npaused: no\n", "\n")
    swept = policy[: policy.index("\nlimits:")] + "\n" if "limits:" in more else policy
    town.files[SERVICE] = (swept + more).encode()
    before = {RECEIPT: receipt(people).encode()} if people else {}
    base = FakeFiles({**town.files, **before, **(others or {})})
    files = FakeFiles({**base.files, path: text.encode()})
    findings = check(files, base, None, YamlDocuments(), now)
    return [(f.code, f.severity.name) for f in worded(findings)]


@pytest.mark.parametrize(
    ("more", "now", "text", "expected"),
    [
        ("", MORNING, GOOD, []),
        ("", EVENING, GOOD, []),  # it waits for the morning: the preview says so
        ("", EVENING, GOOD.replace("24 12:00", "24 08:00"), [("expires-in-quiet-hours", "ERROR")]),
        ("", EVENING, GOOD.replace("24 12:00", "24 08:00").replace("info", "emergenze"), []),
        # In the morning for the evening.
        ("", MORNING, GOOD.replace("it:", "send_at: 2026-11-23 20:00\nit:", 1), []),
        ("", MORNING,
         GOOD.replace("it:", "send_at: 2026-11-23 20:00\nit:", 1).replace("24 12:00", "23 23:00"),
         [("expires-in-quiet-hours", "ERROR")]),
        (VOTE, MORNING, GOOD, [("expires-in-silence", "ERROR")]),
        (VOTE, MORNING, GOOD.replace("11-24 12:00", "12-24 12:00"),
         [("waits-in-silence", "WARNING"), ("too-old", "ERROR")]),
        (VOTE, MORNING, GOOD.replace("info", "emergenze"), [("only-the-indispensable", "WARNING")]),
        (VOTE_EVENTS, MORNING, GOOD, [("only-the-indispensable", "WARNING")]),
        ("paused: prova generale\n", MORNING, GOOD, [("service-paused", "WARNING")]),
    ],
)  # fmt: skip
def test_a_proposal_is_told_what_the_rules_will_do_to_it(
    more: str, now: datetime, text: str, expected: list[tuple[str, str]]
) -> None:
    found = [one for one in told(text, more=more, now=now) if one[0] != "languages-differ"]

    assert sorted(found) == sorted(expected)


def test_a_proposal_of_an_old_day_is_told_that_it_stays_where_it_is() -> None:
    old = PATH.replace("11-23", "11-10")

    assert told(path=old) == [("too-old", "ERROR")]
    assert ("of-the-archive", "WARNING") in told(path=old.replace("11-10", "11-20"), people=0)
    assert told(path=old.replace("11-10", "11-20")) == []


@pytest.mark.parametrize(
    ("people", "limits", "expected"),
    [
        (2000, "reach_per_day: 2000", []),
        (2001, "reach_per_day: 2000", [("reach-over-days", "WARNING")]),
        (100_000, "reach_per_day: unlimited\n  recipients_per_broadcast: 100000", []),
        (5000, "reach_per_day: 2000", [("reach-does-not-fit", "ERROR")]),  # by noon tomorrow
        (5000, "when_over: refuse", [("over-reach", "ERROR")]),
        (101, "recipients_per_broadcast: 100", [("too-many-recipients", "ERROR")]),
    ],
)
def test_a_proposal_is_told_over_how_many_days_it_goes_as_far_as_receipts_tell(
    people: int, limits: str, expected: list[tuple[str, str]]
) -> None:
    assert told(people=people, more=f"limits:\n  {limits}\n") == expected


def test_an_emergency_to_more_people_than_allowed_is_never_refused() -> None:
    urgent = GOOD.replace("category: info", "category: emergenze")
    files = {RECEIPT.replace("prima", "neve"): receipt(5000, "emergenze")}

    assert told(urgent, others=files) == [("urgent-over-reach", "WARNING")]


def test_the_same_words_on_the_same_day_are_sent_once() -> None:
    other = PATH.replace("prova", "uguale")
    different = GOOD.replace("expires_at: 2026-11-24 12:00", "expires_at: 2026-11-24 13:00")

    assert told(different, others={other: GOOD}) == [("same-text", "WARNING")]
    assert told(different, others={other.replace("23-", "22-"): GOOD}) == []


def test_more_broadcasts_than_leave_in_a_day_are_told_to_who_adds_one() -> None:
    words = "Acqua sospesa a Chevrot"
    others = {
        PATH.replace("prova", f"n{n}"): GOOD.replace(words, f"{words} n{n}").replace(
            "Coupure d'eau à Chevrot", f"Coupure d'eau à Chevrot n{n}"
        )
        for n in range(6)
    }

    assert told(others=others) == [("too-many-a-day", "WARNING")]
    assert told(GOOD.replace("info", "emergenze"), others=others) == []


def test_the_preview_says_when_it_leaves_and_what_it_waits_for() -> None:
    def shown(files: FakeFiles, now: datetime) -> str:
        return as_text(previews(files, None, None, YamlDocuments(), now=now), "it")

    files = gressan({PATH: GOOD})
    paused = gressan({PATH: GOOD})
    paused.files[SERVICE] = paused.files[SERVICE].replace(b"paused: no", b"paused: prova")

    assert "invio: appena approvata\n" in shown(files, MORNING)
    wait = "appena approvata, ma non prima del 2026-11-24 08:00 (fuori orario)"
    assert wait in shown(files, EVENING)
    assert "(servizio in pausa: prova)" in shown(paused, MORNING)


def test_what_main_has_is_not_the_proposals_fault() -> None:
    files = gressan({PATH: GOOD})
    files.files[SERVICE] = files.files[SERVICE].replace(b"paused: no", b"paused: prova")

    assert check(files, files, None, YamlDocuments(), EVENING) == []
