"""What staff read while something is sent, and on the run's page after it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from banditore.domain.compact.refs import Refs
from banditore.domain.due.agenda import Agenda, Held, Step
from banditore.domain.due.reach import Reach
from banditore.domain.markdown import chart_label
from banditore.domain.message import Content
from banditore.domain.sending.claim import Claim, Decision
from banditore.domain.sending.outcomes import ACCEPTED, STATES, Outcome
from banditore.domain.sending.receipt import Receipt
from banditore.domain.sending.timeline import Lap, Timeline
from banditore.domain.sentences.amounts import number, people, span
from banditore.domain.sentences.codes import MEANINGS, meaning
from banditore.domain.service import Sending
from banditore.domain.subscribers import SubscriberList
from banditore.services.publishing.publish_pace import Pace
from banditore.services.publishing.publish_page import MOST_ROWS, Page
from banditore.services.publishing.publish_report import Plan, Report
from banditore.services.sending.claim_desk import ClaimDesk
from banditore.services.sending.journal import Journal
from banditore.services.sending.working import WorkingVault
from fakes import FakeClock, FakeNotices, FakeRepository, FakeVault
from lists import store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from banditore.domain.sending.outcomes import State

ID = "2026-11-23-allerta-neve"
ROME = ZoneInfo("Europe/Rome")
BEGAN = datetime(2026, 11, 23, 17, 0, 5, tzinfo=UTC)  # 18:00:05 in Rome


def receipt(
    counts: Mapping[State, int], failures: Mapping[str, int] | None = None, seconds: float = 44
) -> Receipt:
    full = {state: counts.get(state, 0) for state in STATES}
    closed = BEGAN + timedelta(seconds=seconds)
    audience = sum(full.values())
    return Receipt(ID, "d", "emergenze", BEGAN, closed, audience, full, failures or {}, {})


def laps(count: int, messages: int = 400, seconds: float = 5) -> Timeline:
    first = BEGAN + timedelta(seconds=1)
    step = timedelta(seconds=seconds)
    return Timeline(
        BEGAN,
        [Lap(n, first + n * step, first + (n + 1) * step, messages) for n in range(count)],
    )


def page(
    counts: Mapping[State, int],
    timeline: Timeline | None = None,
    language: str = "it",
    **failures: int,
) -> str:
    codes = {code.removeprefix("c"): count for code, count in failures.items()}
    return Page(receipt(counts, codes), timeline, language, ROME).markdown()


class Desk:
    """A report that speaks Italian, and one broadcast under way."""

    def __init__(self, audience: int = 100, language: str = "it") -> None:
        self.clock = FakeClock(BEGAN)
        self.notices = FakeNotices()
        self.report = Report(self.notices, language, self.clock, ROME)
        claim = Claim(
            broadcast=ID,
            digest="d",
            category="emergenze",
            content={"it": Content("Neve")},
            expires_at=BEGAN + timedelta(hours=1),
            claimed_at=BEGAN,
            audience=audience,
            block=10,
            intent=1,
            run="r",
            lease_until=BEGAN + timedelta(minutes=1),
        )
        unread = SubscriberList(b"k" * 32, BEGAN, working_keys=("W1",))
        vault = WorkingVault(lambda: unread, FakeVault)
        desk = ClaimDesk(FakeRepository(), vault, store_of(), self.clock, Sending(), "r")
        refs = Refs.of(f"{n:032x}" for n in range(audience))
        self.journal = Journal(desk, claim, refs, "c", 0.0, Timeline(BEGAN))

    def outcomes(self, count: int, outcome: Outcome = ACCEPTED) -> None:
        """The next so many people get it."""
        for _ in range(count):
            at = self.journal.tally.total
            self.journal.record(at // 10, {self.journal.audience[at]: outcome})


# The page


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"accepted": 3400}, "**Inviata a tutti, 3.400 persone, in 44 s**"),
        ({"accepted": 1}, "**Inviata a tutti, 1 persona, in 44 s**"),
        ({}, "**Nessuno è iscritto a questa categoria: non è partito alcun messaggio**"),
        (
            {"accepted": 3369, "failed": 30, "unknown": 1},
            (
                "**Inviata a 3.369 persone su 3.400 in 44 s** · non è stato possibile raggiungere "
                "30 persone · per 1 persona non si sa se è arrivata"
            ),
        ),
        (
            {"accepted": 10, "expired": 5, "left": 2},
            (
                "**Inviata a 10 persone su 17 in 44 s** · non è più partita per 5 persone, perché "
                "era scaduta · cancellazioni durante l'invio: 2"
            ),
        ),
    ],
)
def test_one_sentence_says_who_got_it_who_did_not_and_how_long_it_took(
    counts: Mapping[State, int], sentence: str
) -> None:
    assert page(counts).splitlines()[2] == sentence


def test_every_outcome_stands_in_the_table_and_they_add_up() -> None:
    counts: Mapping[State, int] = {"accepted": 90, "failed": 5, "left": 3, "unknown": 2}
    table = re.findall(r"^\| \**([^|*]+)\** \| \**([\d.]+)\** \|$", page(counts), re.MULTILINE)

    numbers = [int(count) for _, count in table]
    assert numbers == [90, 5, 3, 0, 2, 100]
    assert table[-1][0] == "destinatari"


def test_the_chart_holds_only_what_is_not_nil() -> None:
    chart = page({"accepted": 3362, "failed": 30}).partition("```mermaid\n")[2].partition("```")[0]

    assert chart == 'pie showData\n    "accettati" : 3362\n    "non riusciti" : 30\n'


def test_an_audience_of_none_has_no_chart() -> None:
    assert "mermaid" not in page({})


def test_what_a_chart_would_obey_stands_as_its_entity_codes() -> None:
    assert chart_label('a "b" #1; %%{c}\n`d`') == (
        "a #34;b#34; #35;1#59; #37;#37;#123;c#125; #96;d#96;"
    )


@pytest.mark.parametrize("language", ["it", "fr", "en"])
def test_a_code_is_told_in_words_the_commonest_first(language: str) -> None:
    lines = page({"accepted": 1, "failed": 33}, None, language, c63049=2, c63024=30, c99=1)
    rows = [line for line in lines.splitlines() if re.search(r"\| \d+ \| \d+ \|$", line)]

    assert [row.split(" | ")[2].strip(" |") for row in rows] == ["63024", "63049", "99"]
    assert meaning("63024", language) in rows[0]


def test_a_code_that_nobody_explained_stands_alone() -> None:
    assert "| un altro motivo: lo dice il codice | 1 | 99 |" in page({"failed": 1}, c99=1)
    assert meaning("99", "it") == ""


@pytest.mark.parametrize("code", sorted(MEANINGS))
def test_a_meaning_is_there_in_each_language(code: str) -> None:
    assert len({meaning(code, language) for language in ("it", "fr", "en")}) == 3


def test_who_stays_unknown_comes_with_what_to_do() -> None:
    assert f"publish --live --resolve --only {ID}" in page({"accepted": 3, "unknown": 1})
    assert "--resolve" not in page({"accepted": 3})


def test_the_time_line_is_told_in_the_towns_time() -> None:
    text = page({"accepted": 800}, laps(2))

    assert "- presa in carico: 2026-11-23 18:00:05" in text
    assert "- primo messaggio: 2026-11-23 18:00:06" in text
    assert "- ultimo messaggio: 2026-11-23 18:00:16" in text
    assert "- ricevuta: 2026-11-23 18:00:49" in text
    assert "| 2 | 18:00:11 | 5 s | 400 | 80 |" in text
    assert "Ore di Europe/Rome." in text


@pytest.mark.parametrize("count", [1, MOST_ROWS, MOST_ROWS + 1, 2500])
def test_a_long_time_line_joins_blocks_and_loses_no_message(count: int) -> None:
    text = page({"accepted": 400 * count}, laps(count))
    rows = re.findall(r"^\| \d+(?:-\d+)? \| [\d:]+ \| .* \| ([\d.]+) \| 80 \|$", text, re.MULTILINE)

    assert 1 <= len(rows) <= MOST_ROWS
    assert sum(int(row.replace(".", "")) for row in rows) == 400 * count
    assert ("I blocchi sono" in text) == (count > MOST_ROWS)


def test_what_an_earlier_run_sent_is_told_apart() -> None:
    assert "già stati inviati: 200." in page({"accepted": 600}, laps(1))
    assert "già stati inviati" not in page({"accepted": 400}, laps(1))


def test_a_block_of_no_time_has_no_pace() -> None:
    assert "| 1 | 18:00:06 | 0 s | 3 | - |" in page({"accepted": 3}, laps(1, 3, seconds=0))


def test_a_claim_of_strangers_cannot_write_markup_on_the_page() -> None:
    strange = replace(receipt({"accepted": 1}), broadcast="<img src=x>")

    assert "<img" not in Page(strange, None, "it", ROME).markdown()


# Amounts


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0 s"),
        (-3, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (125, "2 min 5 s"),
        (3600, "1 h"),
        (12_534, "3 h 28 min"),
    ],
)
def test_a_duration_is_told_by_its_two_largest_units(seconds: float, told: str) -> None:
    assert span(seconds) == told


def test_numbers_are_grouped_as_each_language_does() -> None:
    assert [number(1_234_567, language) for language in ("it", "fr", "en")] == [
        "1.234.567",
        "1\u202f234\u202f567",
        "1,234,567",
    ]
    assert people(1, "fr") == "1 personne"


# Pace


def test_pace_is_that_of_the_last_seconds_of_this_run() -> None:
    pace = Pace(1000, 0.0)  # which a dead run had sent
    for second in range(1, 101):
        pace.note(1000 + 20 * second if second <= 50 else 2000 + 80 * (second - 50), float(second))

    assert pace.rate == pytest.approx(80, rel=0.02)


def test_before_anything_is_sent_nobody_knows_the_pace() -> None:
    pace = Pace(0, 0.0)
    pace.note(0, 3.0)

    assert pace.words(100, "it") == ""


def test_of_what_is_done_only_the_pace_is_told() -> None:
    pace = Pace(0, 0.0)
    pace.note(41, 2.0)

    assert pace.words(0, "it") == "20/s"


def test_people_who_are_open_again_make_no_negative_pace() -> None:
    pace = Pace(0, 0.0)
    pace.note(100, 5.0)
    pace.note(90, 6.0)
    pace.note(110, 7.0)

    assert pace.rate == pytest.approx(19)


# The report


def test_the_bar_says_pace_and_time_left_in_the_language_of_staff() -> None:
    desk = Desk()
    desk.report.begun(desk.journal)
    desk.clock.sleep(1)
    desk.report.tick(desk.journal, 21)

    assert desk.notices.steps[-1] == (21, 100)
    assert desk.notices.words[-1] == "20/s, ancora 4 s"


def test_the_bar_is_full_only_when_the_receipt_stands() -> None:
    desk = Desk(10)
    desk.report.begun(desk.journal)
    desk.report.tick(desk.journal, 10)
    desk.report.closed(receipt({"accepted": 10}), desk.journal.timeline)

    assert desk.notices.steps == [(9, 10), (10, 10)]


def test_whatever_ends_a_broadcast_takes_its_bar_away() -> None:
    desk = Desk()
    ends: list[Callable[[], None]] = [
        lambda: desk.report.stopped(desk.journal),
        lambda: desk.report.halted(ID, None),
        lambda: desk.report.preempted(ID, "2026-11-23-frana"),
        lambda: desk.report.rest(),  # noqa: PLW0108 - read as a call, as its siblings are
    ]
    for end in ends:
        desk.report.tick(desk.journal, 5)
        end()

        assert desk.notices.steps[-1] == (0, 0)


def test_a_block_has_a_line_with_pace_and_time_left() -> None:
    desk = Desk()
    desk.report.begun(desk.journal)
    desk.outcomes(41)
    desk.clock.sleep(2)
    desk.report.progress(desk.journal)

    assert desk.notices.lines[-1] == f"{ID}: 41 di 100, 20/s, ancora 3 s"


def test_a_wait_for_the_providers_log_is_announced() -> None:
    desk = Desk(20)
    desk.report.begun(desk.journal)
    desk.outcomes(1, Outcome("unknown"))
    desk.outcomes(9)
    desk.report.progress(desk.journal)
    assert "registro" not in desk.notices.lines[-1]
    desk.outcomes(10)
    desk.report.progress(desk.journal)

    assert desk.notices.lines[-1].startswith(f"{ID}: per 1 persona manca la risposta")


def test_more_failures_than_one_in_twenty_are_warned_of_once() -> None:
    desk = Desk()
    desk.report.begun(desk.journal)
    desk.outcomes(1, Outcome("failed", "63024"))
    desk.outcomes(8)
    desk.report.progress(desk.journal)  # of nine tried: too few to tell
    assert desk.notices.warnings == []
    desk.outcomes(1)
    desk.report.progress(desk.journal)
    desk.report.progress(desk.journal)

    (warning,) = desk.notices.warnings
    assert warning.startswith(f"{ID}: non riusciti 1 su 10")


HELD_LINES = [
    ("paused", False, "aspetta, perché tutti gli invii sono sospesi"),
    ("quiet-hours", True, "può partire da 2026-11-23 19:00"),
    ("silence", True, "può partire da 2026-11-23 19:00"),
    ("daily-cap", True, "può partire da 2026-11-23 19:00"),
    ("reach", True, "le altre possono riceverla da 2026-11-23 19:00"),
    ("reach", False, "aspetta"),
    ("too-old", False, "non parte"),
    ("archive", False, "non parte"),
    ("quiet-hours", False, "aspetta"),  # hours that never open
]


@pytest.mark.parametrize(("why", "known", "told"), HELD_LINES)
def test_what_waits_says_why_and_until_when(why: str, known: bool, told: str) -> None:  # noqa: FBT001
    desk = Desk()
    until = BEGAN.replace(hour=18, minute=0) if known else None
    held = Held(Step(ID, None, claimed=True), why, until)  # type: ignore[arg-type]
    desk.report.agenda(Agenda((), (), (), (held,)), ())

    assert desk.notices.lines[-1].startswith(f"{ID}: ")
    assert told in desk.notices.lines[-1]


def test_a_dry_run_says_people_duration_and_days() -> None:
    desk = Desk()
    ids = (ID, "b", "c")
    todo = Agenda(tuple(Step(id_, None, claimed=id_ == "c") for id_ in ids), (), ())
    days = ((date(2026, 11, 23), 1000), (date(2026, 11, 24), 400))
    reaches = {
        ID: Reach(1000, days, fits=True),
        "b": Reach(0, (), fits=False, refused="too-many-recipients"),
    }
    desk.report.plan(Plan(todo, {ID: 1400, "b": 9}, (), reaches), 20)

    assert desk.notices.warnings == [
        "b: non partirebbe, perché supera i limiti in policy/service.yaml"
    ]
    assert desk.notices.lines == [
        (
            f"{ID}: supera ciò che il numero può raggiungere in 24 ore; divisa in 2 giorni: "
            "2026-11-23: 1.000, 2026-11-24: 400"
        ),
        f"{ID}: sarebbe inviata a 1.400 persone in circa 1 min 10 s",
        "c: un invio cominciato proseguirebbe",
        "prova: nulla è stato inviato; --live invia",
    ]


def test_what_is_over_the_reach_is_warned_of_and_what_is_within_is_not() -> None:
    desk = Desk()
    today, tomorrow = (date(2026, 11, 23), 10), (date(2026, 11, 24), 10)
    desk.report.split(ID, Reach(10, (today,), fits=True))
    assert desk.notices.lines + desk.notices.warnings == []
    desk.report.split(ID, Reach(10, (today,), fits=False))  # urgent: everybody at once
    desk.report.split(ID, Reach(10, (today, tomorrow), fits=False))

    assert [line.partition(": ")[2][:20] for line in desk.notices.warnings] == [
        "supera ciò che il nu",
        "prima che scada non ",
    ]


def test_what_became_clear_is_counted() -> None:
    desk = Desk()
    desk.report.resolved(ID, {"accepted": 2, "unknown": 1})
    desk.report.resolved(ID, {})

    assert desk.notices.lines == [
        f"{ID}: esiti chiariti dal registro del fornitore: accettati 2, esito ignoto 1",
        f"{ID}: il registro del fornitore non dice nulla di nuovo",
    ]


def test_an_abandoned_broadcast_says_who_decided_so_why_and_not_that_it_expired() -> None:
    desk = Desk()
    word = Decision(BEGAN, "abandoned", "testo sbagliato <b>")
    desk.report.closed(replace(receipt({"accepted": 10, "expired": 5}), decisions=(word,)))

    (told,) = desk.notices.summaries
    assert (
        "- 2026-11-23 18:00:05: qualcuno ha deciso di abbandonarla (testo sbagliato &#60;" in told
    )
    assert "| non più inviati | 5 |" in told
    assert "scadut" not in told
    assert desk.notices.lines == [f"{ID}: abbandonata, non parte più; inviata a 10 su 15"]


class Broken(FakeNotices):
    """A page, a terminal and a pipe that are gone."""

    def say(self, line: str) -> None:
        raise BrokenPipeError

    def progress(self, done: int, total: int, words: str) -> None:
        raise BrokenPipeError

    def warn(self, line: str) -> None:
        raise BrokenPipeError

    def summary(self, markdown: str) -> None:
        raise BrokenPipeError


def test_nothing_that_cannot_be_told_fails_the_sending() -> None:
    desk = Desk()
    report = Report(Broken(), "it", desk.clock, ROME)
    done = receipt({"accepted": 10, "unknown": 1})

    report.begun(desk.journal)
    report.tick(desk.journal, 5)
    report.progress(desk.journal)
    report.closed(done, desk.journal.timeline)
    report.resolved(ID, {"accepted": 1})
    report.stopped(desk.journal)
    report.halted(ID, None)
    report.preempted(ID, "b")
    report.sharded(ID, 4)
    report.split(ID, Reach(0, (), fits=False))
    report.rest()
