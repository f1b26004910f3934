"""What the office does to the list: once, whole, and never against a citizen's last word."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.audit import KEPT, AuditLine, personal, with_line
from banditore.domain.message import Address, Inbound
from banditore.domain.naming import keyed
from banditore.domain.office.changes import Erased, add, erased, set_status
from banditore.domain.office.importing import Importer, Origin, imported_before
from banditore.domain.office.lists import Person
from banditore.domain.office.record import as_document, record_of
from banditore.domain.reception.book import chosen, farewell
from banditore.domain.reception.joining import apply
from banditore.domain.subscribers import (
    Applicant,
    Consent,
    PendingReply,
    Subscriber,
    SubscriberList,
)
from small_town import notices, service

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
DAY = timedelta(days=1)
ANNA, BRUNO, CARLA = (Address(f"+39333000000{number}") for number in (1, 2, 3))
USER = Address("IT.1A2b3C")
MONTH = "2026-11"
CHOICES = ("info", "language")
KEY = b"k" * 32


def person(address: Address = ANNA, at: datetime = NOW - DAY, notice: str = "1") -> Subscriber:
    consent = Consent(at, "", notice, f"sha256:{notice}it")
    return Subscriber("id", address, "it", frozenset({"info"}), consent, joined="paper")


def people(*persons: Subscriber, **more: object) -> SubscriberList:
    usual = SubscriberList(KEY, NOW, {one.address: one for one in persons})
    return replace(usual, **more)  # type: ignore[arg-type]


def left(address: Address, at: datetime) -> dict[str, datetime]:
    return {farewell(KEY, address): at}


def test_who_joined_on_paper_is_there_once() -> None:
    first, what = add(people(), person(), MONTH)
    assert (what, dict(first.subscribers)) == ("added", {ANNA: person()})
    assert first.moves == {(MONTH, "joined"): 1}

    second, what = add(first, person(), MONTH)
    assert what == "already"
    assert second is first


def test_a_newer_form_for_another_notice_renews_the_consent_and_nothing_else() -> None:
    before = people(replace(person(), language="fr", status="restricted"))
    after, what = add(before, person(at=NOW, notice="2"), MONTH)
    assert what == "renewed"
    renewed = replace(before.subscribers[ANNA], consent=person(at=NOW, notice="2").consent)
    assert dict(after.subscribers) == {ANNA: renewed}


def test_who_joins_on_paper_gets_a_ref_that_nobody_has_whose_number_was_another_s() -> None:
    moved = replace(person(BRUNO), ref=people().ref(ANNA))
    after, what = add(people(moved), person(), MONTH)
    assert what == "added"
    assert len(after.everybody()) == 2


def test_an_old_form_of_another_notice_changes_nothing() -> None:
    before = people(person())
    assert add(before, person(at=NOW - 9 * DAY, notice="0"), MONTH) == (before, "already")


@pytest.mark.parametrize(
    ("later", "what"), [(timedelta(), "left-since"), (DAY, "left-since"), (-DAY, "added")]
)
def test_who_left_since_the_form_was_signed_stays_away(later: timedelta, what: str) -> None:
    form = person()
    before = people(seen=left(ANNA, form.consent.at + later))
    after, found = add(before, form, MONTH)
    assert found == what
    assert (ANNA in after.subscribers) == (what == "added")


def test_a_restriction_keeps_the_data_and_stops_the_messages() -> None:
    after = set_status(people(person()), ANNA, "restricted")
    assert ANNA in after.subscribers
    assert not after.audience("info")
    assert set_status(after, ANNA, "restricted") is after
    assert set_status(after, ANNA, "active").audience("info")
    assert set_status(after, BRUNO, "restricted") is after


def full() -> SubscriberList:
    """Anna, known by phone and user id, with everything that there can be of somebody."""
    anna = replace(person(), also=USER, ref="d" * 32)
    refs = people().ref(ANNA), people().ref(USER), "d" * 32
    reply = PendingReply("a", USER, "goodbye", "it", NOW, "run", NOW)
    other = PendingReply("b", BRUNO, "goodbye", "it", NOW, "run", NOW)
    return people(
        anna,
        person(BRUNO),
        seen={
            **left(ANNA, NOW - 9 * DAY),
            "message": NOW,
            chosen(KEY, "info", "d" * 32): NOW - DAY,
            chosen(KEY, "info", people().ref(BRUNO)): NOW,
        },
        replies={"a": reply, "b": other},
        courtesy={refs[0]: NOW, "bruno": NOW},
        talk={refs[1]: (NOW,)},
        misses={refs[2]: ("2026-11-23-neve",)},
        applicants={USER: Applicant(USER, None, "it", frozenset(), NOW)},
    )


@pytest.mark.parametrize("address", [ANNA, USER])
def test_an_erasure_takes_all_there_is_of_somebody_and_nothing_of_others(address: Address) -> None:
    after, what = erased(full(), address, NOW, MONTH, why="erased", choices=CHOICES)
    assert what == Erased(subscriber=True, applicant=True, replies=1, marks=4)
    assert list(after.subscribers) == [BRUNO]
    assert list(after.replies) == ["b"]
    assert after.seen == {
        **left(ANNA, NOW),
        **left(USER, NOW),
        "message": NOW,
        chosen(KEY, "info", people().ref(BRUNO)): NOW,
    }
    assert after.courtesy == {"bruno": NOW}
    assert not after.talk
    assert not after.misses
    assert not after.applicants
    assert after.moves == {(MONTH, "erased"): 1}
    for one in (ANNA, USER):
        record = record_of(after, one)
        assert (record.person, record.left, record.answered) == (None, NOW, ())


def test_an_erasure_of_who_is_not_there_says_so_and_leaves_only_the_mark() -> None:
    before = people(person(BRUNO))
    after, what = erased(before, ANNA, NOW, MONTH, why="erased", choices=CHOICES)
    assert not what
    assert after == replace(before, seen=left(ANNA, NOW))
    assert erased(after, ANNA, NOW, MONTH, why="erased", choices=CHOICES) == (after, what)


def test_a_record_says_all_there_is_and_its_repr_nothing() -> None:
    record = record_of(full(), ANNA, CHOICES)
    assert not record.empty
    assert as_document(record) == {
        "address": ANNA,
        "subscriber": {
            "address": ANNA,
            "user_id": USER,
            "language": "it",
            "categories": ["info"],
            "status": "active",
            "joined": "paper",
            "consent": {
                "at": "2026-11-22T17:00:00Z",
                "message": None,
                "notice": "1",
                "notice_hash": "sha256:1it",
            },
        },
        "applied_at": "2026-11-23T17:00:00Z",
        "replies_owed": [{"kind": "goodbye", "since": "2026-11-23T17:00:00Z"}],
        "answered_at": ["2026-11-23T17:00:00Z"],
        "chosen_at": ["2026-11-22T17:00:00Z"],
        "left_at": "2026-11-14T17:00:00Z",
        "broadcasts_that_did_not_find_the_number": 1,
    }
    assert "333" not in repr(record)
    assert record_of(full(), CARLA).empty


def importer(*persons: Person, notice: str = "", at: datetime = NOW - DAY) -> Importer:
    origin = Origin("elenco 2018", at, notice, frozenset({"info", "eventi"}))
    ids = iter(f"id{number}" for number in range(100))
    return Importer(persons, origin, notices("1"), lambda: next(ids))


def test_an_import_adds_who_is_new_and_leaves_the_others_as_they_are() -> None:
    before = people(person())
    load = importer(Person(ANNA, "fr"), Person(BRUNO, "fr"), Person(CARLA, ""))
    after, what = load.apply(before, MONTH)
    assert (what.new, what.already, what.left) == (2, 1, 0)
    assert after.subscribers[ANNA] == person()
    assert after.subscribers[BRUNO] == Subscriber(
        "id0",
        BRUNO,
        "fr",
        frozenset({"info", "eventi"}),
        Consent(NOW - DAY, "", "", ""),
        joined="import:elenco 2018",
    )
    assert after.subscribers[CARLA].language == "it"
    assert after.moves == {(MONTH, "joined"): 2}

    again, what = load.apply(after, MONTH)
    assert again is after
    assert (what.new, what.already) == (0, 3)


def test_an_import_applied_again_to_another_list_gives_the_same_people() -> None:
    load = importer(Person(ANNA, ""), Person(BRUNO, ""))
    first, _ = load.apply(people(), MONTH)
    second, _ = load.apply(people(person(CARLA)), MONTH)
    assert second.subscribers[BRUNO] == first.subscribers[BRUNO]


def test_who_left_after_the_declared_consent_does_not_come_back_by_an_import() -> None:
    before = people(seen={**left(ANNA, NOW), **left(BRUNO, NOW - 3 * DAY)})
    after, what = importer(Person(ANNA, ""), Person(BRUNO, "")).apply(before, MONTH)
    assert list(after.subscribers) == [BRUNO]
    assert (what.new, what.left) == (1, 1)


def test_the_digest_of_the_notice_is_kept_where_it_is_the_one_in_force() -> None:
    after, _ = importer(Person(ANNA, "fr"), notice="1").apply(people(), MONTH)
    consent = after.subscribers[ANNA].consent
    assert (consent.notice, consent.notice_hash) == ("1", "sha256:1fr")
    after, _ = importer(Person(ANNA, "fr"), notice="0").apply(people(), MONTH)
    consent = after.subscribers[ANNA].consent
    assert (consent.notice, consent.notice_hash) == ("0", "")


def line(number: int, at: datetime = NOW, note: str = "") -> AuditLine:
    return AuditLine(f"l{number}", at, "import", "anna", "prot. 4711/2026", 1, note)


def test_a_source_that_was_imported_is_known_again_however_it_is_spelt() -> None:
    lines = [line(1, NOW - DAY, "Elenco 2018"), line(2, NOW, "altro")]
    assert imported_before(lines, "elenco  2018.") == lines[0]
    assert imported_before(lines, "elenco 2019") is None


def test_an_audit_keeps_a_year_and_each_act_once() -> None:
    old = with_line({}, line(1, NOW - KEPT))
    lines = with_line(with_line(old, line(2)), line(2))
    assert list(lines) == ["l2"]


@pytest.mark.parametrize(
    ("text", "is_personal"),
    [
        ("prot. 4711/2026", False),
        ("prot. 0012345 del 23.11.2026", False),
        ("PEC del 23/11/2026", False),
        ("+39 333 0000001", True),
        ("richiesta di 3330000001", True),
        ("333-000-0001", True),
        ("mail di anna@example.invalid", True),
    ],
)
def test_a_reference_that_holds_a_number_is_noticed(text: str, *, is_personal: bool) -> None:
    assert personal(text) == is_personal


TEXTS = st.lists(
    st.tuples(
        st.sampled_from([ANNA, BRUNO]),
        st.sampled_from(
            ["MI ISCRIVO", "STOP", "AIUTO", "ciao", "SOLO EMERGENZE", "FRANÇAIS", "ISCRIVO", "SI"]
        ),
        st.sampled_from([1, 2, 12]),
    ),
    min_size=1,
    max_size=6,
)


def after_texts(texts: list[tuple[Address, str, int]], who: set[Address]) -> SubscriberList:
    """The list once these people wrote, and then Carla: what is forgotten goes by the newest."""
    inbound = [
        Inbound(f"SM{number:032x}", sender, NOW - timedelta(seconds=300 - number), "text", words)
        for number, (sender, words) in enumerate(
            (sender, words) for sender, words, often in texts for _ in range(often)
        )
        if sender in who
    ]
    inbound.append(Inbound("SM" + "f" * 32, CARLA, NOW, "text", "ciao"))
    begun = people(cursor=NOW - timedelta(days=2))
    after, _ = apply(begun, inbound, service(), notices(), now=NOW, run="run", new_id=lambda: "id")
    return replace(after, cursor=NOW)


@given(TEXTS)
def test_whatever_somebody_wrote_an_erasure_leaves_the_list_as_if_they_had_not(
    texts: list[tuple[Address, str, int]],
) -> None:
    both = after_texts(texts, {ANNA, BRUNO})
    erased_, _ = erased(
        both, ANNA, NOW, MONTH, why="erased", choices=(*service().categories, "language")
    )
    alone = after_texts(texts, {BRUNO})
    # What is handled is remembered by the message, and leads to nobody.
    handled = {keyed(KEY, "message", f"SM{number:032x}") for number in range(100)}
    seen = {mark: at for mark, at in erased_.seen.items() if mark not in handled}
    kept = {mark: at for mark, at in alone.seen.items() if mark not in handled}
    assert seen == {**kept, **left(ANNA, NOW)}
    assert replace(erased_, seen={}, moves={}) == replace(alone, seen={}, moves={})
    assert replace(record_of(erased_, ANNA, service().categories), left=None).empty
