"""Asking for a changed notice has an end, and no emergency is lost by it."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.errors import RepositoryError
from banditore.domain.message import Address, Inbound
from banditore.domain.sentences import hint, sentence
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.checking.check import check
from banditore.services.receiving.inbound import Desk
from banditore.services.receiving.renewing import change_of, renew, standing
from banditore.services.receiving.sync import sync
from banditore.services.sending.stop import Stop
from banditore.services.town import load_town
from fakes import FakeClock, FakeFiles, FakeProvider, FakeRepository
from lists import founded, store_of
from towns import edited, town_files

RULES = "policy/service.yaml"
CONSENT = """
consent:
  new_notice: ask
  words: { it: [CONFERMO], fr: [JE CONFIRME] }
  accept_by: { notice: 2026-12, day: 2026-12-31 }
"""
FIRST, AGAIN = "2026-12-01-informativa-2026-12", "2026-12-15-informativa-2026-12"
ANNA, BRUNO = Address("+393330000001"), Address("+393330000002")
URGENT = (
    "category: emergenze\n"
    "it: { titolo: Neve dalla sera, testo: Restate in casa se potete. }\n"
    "fr: { titolo: Neige dès ce soir, testo: Restez chez vous si possible. }\n"
)


def receipt(closed: str, *, category: str = "info", state: str = "closed", expired: int = 0) -> str:
    return (
        f'category: "{category}"\nstate: {state}\nclosed_at: "{closed}T10:00:00+00:00"\n'
        f"audience: 1\naccepted: 1\nexpired: {expired}\n"
    )


class Place:
    """A town in January whose notice changed in December; Anna and Bruno have not answered."""

    def __init__(self, rules: str = CONSENT, **receipts: str) -> None:
        self.clock = FakeClock()
        self.clock.sleep(timedelta(days=45).total_seconds())
        self.provider = FakeProvider(self.clock)
        files = {**town_files(), RULES: town_files()[RULES] + rules.encode()}
        for language in ("it", "fr"):
            path = f"policy/privacy.{language}.md"
            files[path] = files[path].replace(b"2026-11", b"2026-12")
        self.files = FakeFiles(files)
        town, findings = load_town(self.files, YamlDocuments())
        assert town is not None, findings
        self.town = town
        sent = receipts or {FIRST: receipt("2026-12-01"), AGAIN: receipt("2026-12-15")}
        begun = self.clock.now() - timedelta(days=60)
        consent = Consent(begun, "ab" * 16, "2026-11", "sha256:" + "1" * 64)
        kinds = {ANNA: frozenset({"info"}), BRUNO: frozenset({"emergenze"})}
        people = {one: Subscriber(one[-2:], one, "it", kinds[one], consent) for one in kinds}
        held = SubscriberList(b"k" * 32, begun, people, sent=frozenset(sent))
        state = {f"messages/receipts/{id_}.yaml": text for id_, text in sent.items()}
        self.repository = FakeRepository({"main": {**files, **founded(held), **state}})
        self.ids = itertools.count()

    def desk(self) -> Desk:
        return Desk(
            town=self.town,
            repository=self.repository,
            store=store_of(),
            provider=self.provider,
            clock=self.clock,
            run=f"run{next(self.ids)}",
            new_id=lambda: f"{next(self.ids):032x}",
        )

    def renew(self, *, live: bool = True) -> list[str]:
        return [one.code for one in renew(self.desk(), YamlDocuments(), live=live)]

    def held(self) -> SubscriberList:
        tip = self.repository.tip("main")
        assert tip is not None
        return store_of().load(tip)

    def write(self, path: str, text: str) -> None:
        self.repository.change("main", lambda _: {path: text.encode()}, "a merge")


def test_who_was_told_twice_goes_and_who_gets_no_such_broadcast_stays_and_is_told_of() -> None:
    place = Place()

    assert place.renew() == ["renewal-removed", "renewal-untold"]
    assert list(place.held().subscribers) == [BRUNO]
    assert place.renew() == ["renewal-untold"]


def test_a_dry_run_only_says_so() -> None:
    place = Place()

    assert place.renew(live=False)[0] == "renewal-would-remove"
    assert len(place.held().subscribers) == 2


def test_nobody_is_messaged_who_goes() -> None:
    place = Place()
    place.renew()
    sync(place.desk(), Stop(), live=True)

    assert place.provider.texts(ANNA) == []


def test_a_yes_taken_in_by_the_same_sync_counts_and_a_late_one_joins_anew() -> None:
    place = Place()
    at = place.clock.now() - timedelta(minutes=1)
    place.provider.inbox.append(Inbound("SM1", ANNA, at, "text", "Confermo"))
    sync(place.desk(), Stop(), live=True)
    assert place.renew() == ["renewal-untold"]
    assert place.held().subscribers[ANNA].consent.notice == "2026-12"

    place = Place()
    place.renew()
    place.provider.inbox.append(Inbound("SM1", ANNA, at, "text", "Mi iscrivo"))
    sync(place.desk(), Stop(), live=True)
    assert place.held().subscribers[ANNA].consent.notice == "2026-12"


def test_while_an_emergency_is_due_or_under_way_nobody_goes() -> None:
    place = Place()
    place.write(f"messages/2027/{place.clock.now():%Y-%m-%d}-neve.yaml", URGENT)
    assert place.renew() == ["renewal-held", "renewal-waiting", "renewal-untold"]
    assert len(place.held().subscribers) == 2

    # Of a claim whose file is gone nobody knows whether it was one.
    place = Place()
    place.repository.create("sending/2027-01-07-neve", {"claim.json": b"{}"}, "claim")
    assert place.renew()[0] == "renewal-held"


def test_a_pause_keeps_everybody_too() -> None:
    place = Place()
    place.town = replace(place.town, service=replace(place.town.service, paused="prova"))

    assert place.renew()[0] == "renewal-held"
    assert len(place.held().subscribers) == 2


@pytest.mark.parametrize(
    "receipts",
    [
        # One broadcast is no reminder of itself.
        {FIRST: receipt("2026-12-01")},
        # A second one that did not reach everybody: given up, or too late for some.
        {FIRST: receipt("2026-12-01"), AGAIN: receipt("2026-12-15", state="abandoned")},
        {FIRST: receipt("2026-12-01"), AGAIN: receipt("2026-12-15", expired=1)},
        # Of another notice, or of nothing that can be read.
        {FIRST: receipt("2026-12-01"), "2026-12-15-informativa-2026": receipt("2026-12-15")},
        {FIRST: receipt("2026-12-01"), AGAIN: "category: [\n"},
        {FIRST: receipt("2026-12-01"), AGAIN: receipt("2026-12-15").replace("+00:00", "")},
    ],
)
def test_what_did_not_tell_everybody_is_no_reminder(receipts: dict[str, str]) -> None:
    place = Place(**receipts)

    assert place.renew() == ["renewal-untold"]
    assert len(place.held().subscribers) == 2


def test_a_receipt_that_somebody_wrote_by_hand_tells_nobody() -> None:
    place = Place(**{FIRST: receipt("2026-12-01")})
    place.write(f"messages/receipts/{AGAIN}.yaml", receipt("2026-12-15"))

    assert place.renew() == ["renewal-untold"]


def test_a_day_that_is_about_another_notice_removes_nobody() -> None:
    """The next notice comes, and the line of last year still stands there."""
    place = Place(CONSENT.replace("2026-12,", "2025-06,").replace("2026-12-31", "2025-09-30"))

    assert place.renew() == []
    found = check(place.files, None, None, YamlDocuments(), place.clock.now())
    (told,) = [one for one in found if one.code.startswith("accept-by")]
    assert told.code == "accept-by-other-notice"
    assert told.place.line == place.files.files[RULES].decode().count("\n")


@pytest.mark.parametrize("new_notice", ["keep", "ask"])
def test_without_a_day_it_never_ends(new_notice: str) -> None:
    rules = "\n".join(CONSENT.splitlines()[:-1]).replace("ask", new_notice) + "\n"

    assert Place(rules).renew() == []


def test_two_runs_at_once_remove_everybody_once() -> None:
    place = Place()
    place.repository.rivals.append(place.renew)

    assert place.renew() == ["renewal-removed", "renewal-untold"]
    assert place.held().moves == {("2027-01", "unaccepted"): 1}


def test_a_push_that_is_refused_removes_nobody() -> None:
    place = Place()
    place.repository.refuses = True
    with pytest.raises(RepositoryError):
        place.renew()

    assert len(place.held().subscribers) == 2


def test_without_the_list_only_the_day_is_told_with_how_many_broadcasts_told_of_it() -> None:
    place = Place()
    tip = place.repository.tip("main")
    assert tip is not None
    change = change_of(place.town, tip, YamlDocuments())
    assert change
    (told,) = standing(change, None)

    assert "2026-12-31" in sentence(told, "it")
    assert "2" in sentence(told, "fr")
    assert hint(told, "en")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("new_notice: ask", "new_notice: keep", "accept-by-without-ask"),
        ("2026-12-31", "2026-12-32", "no-such-moment"),
        ("day: 2026-12-31", "day: domani", "wrong-form"),
        (", day: 2026-12-31", "", "missing-key"),
    ],
)
def test_a_day_that_cannot_work_is_an_error_on_its_line(old: str, new: str, code: str) -> None:
    files = {**town_files(), RULES: town_files()[RULES] + CONSENT.replace(old, new).encode()}
    town, found = load_town(FakeFiles(files), YamlDocuments())

    assert town is None
    assert code in {one.code for one in found}


@pytest.mark.parametrize(
    ("language", "words"),
    [("it", "fino al 31 dicembre 2026"), ("fr", "jusqu'au 31 décembre 2026")],
)
def test_who_is_asked_reads_until_when_and_what_happens_then(language: str, words: str) -> None:
    place = Place()
    assert words in place.town.replies.render("renew", language)

    place = Place(CONSENT.replace("2026-12,", "2025-06,"))
    assert words not in place.town.replies.render("renew", language)


def test_a_question_that_does_not_say_so_is_an_error() -> None:
    files = {**edited("policy/replies/renew.it.j2", " {{ if_silent }}", "")}
    files[RULES] += CONSENT.encode()
    town, found = load_town(FakeFiles(files), YamlDocuments())

    assert town is None
    assert {one.facts.get("name") for one in found} >= {"if_silent"}


def test_a_proposed_day_on_which_nobody_can_have_been_told_twice_is_doubtful() -> None:
    place = Place()
    base = FakeFiles({**place.files.files, RULES: town_files()[RULES]})

    def codes(days: int) -> set[str]:
        now = place.clock.now() - timedelta(days=days)
        return {one.code for one in check(place.files, base, None, YamlDocuments(), now)}

    assert "accept-by-near" in codes(0)
    assert "accept-by-near" not in codes(20)
