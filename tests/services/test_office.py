"""The office answers citizens and takes over forms and lists: whole, once, and on the record."""

from __future__ import annotations

import itertools
import json
import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.audit import AuditLine
from banditore.domain.errors import (
    ContentError,
    ImportedBefore,
    KeyringUnreachable,
    StoreError,
)
from banditore.domain.findings import blocking
from banditore.domain.keys.rotating import Rotated
from banditore.domain.message import Address
from banditore.domain.office.importing import Origin
from banditore.domain.office.letters import KINDS
from banditore.domain.office.lists import Person
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.checking.check import check
from banditore.services.office import forms, renotice, rights
from banditore.services.office.moving import export
from banditore.services.office.office import Office
from banditore.services.tips import COMMIT
from banditore.services.town import load_town
from fakes import FakeClock, FakeFiles, FakeRepository, FakeVault
from lists import founded, store_of
from towns import town_files

ROOT = Path(__file__).parents[2]
LETTERS = {
    f"policy/letters/{path.name}": path.read_bytes() for path in (ROOT / "policy/letters").iterdir()
}
ANNA, BRUNO, CARLA = (Address(f"+39333000000{number}") for number in (1, 2, 3))
WHY = "prot. 4711/2026"
BORN = datetime(2026, 11, 1, tzinfo=UTC)


def person(address: Address, notice: str = "2026-11", **more: object) -> Subscriber:
    consent = Consent(BORN, "ab" * 16, notice, "sha256:" + "1" * 64)
    kinds = frozenset({"emergenze", "info"})
    return replace(Subscriber(f"id-{address[-1]}", address, "fr", kinds, consent), **more)  # type: ignore[arg-type]


class Hall:
    """A town hall with Anna and Bruno on the list."""

    def __init__(
        self, files: dict[str, bytes] | None = None, *, state: str = "main", **more: object
    ) -> None:
        self.clock = FakeClock()
        people = {one: person(one) for one in (ANNA, BRUNO)}
        begun = replace(SubscriberList(b"k" * 32, BORN, people), **more)  # type: ignore[arg-type]
        self.repository = FakeRepository({"main": founded(begun)})
        self.files = FakeFiles({**town_files(), **LETTERS, **(files or {})})
        town, findings = load_town(self.files, YamlDocuments())
        assert town is not None, findings
        self.rotations = 0
        self.fails = False
        ids = itertools.count()
        self.office = Office(
            town=replace(town, service=replace(town.service, state_branch=state)),
            files=self.files,
            repository=self.repository,
            store=store_of(),
            clock=self.clock,
            rotate=self.rotate,
            by="lucia",
            new_id=lambda: f"{next(ids):032x}",
        )

    def rotate(self) -> Rotated:
        if self.fails:
            raise KeyringUnreachable("no answer", "try later")
        self.rotations += 1
        self.clock.sleep(2)
        return Rotated(4, 5, 77, self.clock.now())

    def held(self) -> SubscriberList:
        """The list at the origin, read by somebody else."""
        tip = self.repository.tip(self.office.town.service.state_branch)
        assert tip is not None
        return store_of().load(tip)

    def audit(self) -> list[tuple[str, str, str, int]]:
        lines = self.held().audit.values()
        return [(one.what, one.by, one.reference, one.count) for one in lines]


def test_a_record_is_shown_only_once_it_is_written_down_who_asked_and_why() -> None:
    hall = Hall()
    shown = rights.show(hall.office, ANNA, WHY, live=True)
    assert shown.person == person(ANNA)
    assert hall.audit() == [("show", "lucia", WHY, 1)]

    hall.repository.refuses = True
    with pytest.raises(Exception, match="refuses"):
        rights.show(hall.office, ANNA, WHY, live=True)


def test_a_dry_run_changes_nothing_and_leaves_no_line() -> None:
    hall = Hall()
    rights.show(hall.office, ANNA, WHY, live=False)
    rights.would_erase(hall.office, ANNA)
    rights.remove(hall.office, ANNA, WHY, live=False)
    rights.restrict(hall.office, ANNA, WHY, "restricted", live=False)
    assert len(hall.repository.commits) == 1
    assert hall.rotations == 0


def test_no_commit_tells_that_the_office_did_something() -> None:
    hall = Hall()
    rights.restrict(hall.office, ANNA, WHY, "restricted", live=True)
    assert hall.repository.messages[-1] == ("main", COMMIT)


@pytest.mark.parametrize("language", ["it", "fr"])
def test_the_letter_of_access_says_all_there_is_in_the_citizen_s_language(language: str) -> None:
    hall = Hall()
    record = rights.show(hall.office, ANNA, WHY, live=True)
    letter = rights.access_letter(hall.office, record, WHY, language)
    names = {
        "it": ("EMERGENZE, INFO COMUNE", "23 novembre 2026"),
        "fr": ("URGENCES, INFO COMMUNE",),
    }
    wanted = ("333 000 0001", "ab" * 16, "2026-11", "sha256:" + "1" * 64, WHY, *names[language])
    assert [word for word in wanted if word not in letter] == []
    assert "{" not in letter


def test_who_has_nothing_on_the_list_gets_a_letter_that_says_so() -> None:
    hall = Hall()
    record = rights.show(hall.office, CARLA, WHY, live=True)
    letter = rights.access_letter(hall.office, record, WHY, "it")
    assert "non contiene alcun dato collegato al recapito 333 000 0003" in letter
    assert hall.audit() == [("show", "lucia", WHY, 0)]


def test_an_erasure_changes_the_key_at_once_and_certifies_it_without_a_number() -> None:
    hall = Hall()
    done = rights.erase(hall.office, ANNA, WHY, "it")
    assert list(hall.held().subscribers) == [BRUNO]
    assert hall.rotations == 1
    letter = rights.certificate(hall.office, done, WHY, "it")
    tip = hall.repository.tip("main")
    assert tip is not None
    wanted = ("23 novembre 2026, ore 18:00", "Epoca della chiave: 5 (prima: 4)", "77", WHY)
    digest = hall.office.store.head(tip).digest
    assert [word for word in (*wanted, digest) if word not in letter] == []
    assert not re.search(r"333|\+39", letter)
    assert "{" not in letter


def test_an_erasure_of_who_is_not_there_changes_the_key_too_as_earlier_versions_may_know() -> None:
    hall = Hall()
    first = rights.erase(hall.office, ANNA, WHY, "fr")
    second = rights.erase(hall.office, ANNA, WHY, "fr")
    assert (bool(first.what), bool(second.what)) == (True, False)
    assert hall.rotations == 2
    assert list(hall.held().subscribers) == [BRUNO]
    assert hall.audit() == [("erase", "lucia", WHY, 1), ("erase", "lucia", WHY, 0)]
    assert "la liste en usage ne contenait rien" in rights.certificate(
        hall.office, second, WHY, "fr"
    )


def test_an_erasure_whose_key_could_not_change_is_no_erasure_yet_and_says_how_to_end_it() -> None:
    hall = Hall()
    hall.fails = True
    with pytest.raises(StoreError, match="earlier versions can still be opened") as failed:
        rights.erase(hall.office, ANNA, WHY, "it")
    assert "same erasure again" in failed.value.hint
    assert ANNA not in hall.held().subscribers

    hall.fails = False
    rights.erase(hall.office, ANNA, WHY, "it")
    assert hall.rotations == 1


def test_without_a_letter_nothing_is_erased() -> None:
    hall = Hall({"policy/letters/erasure.it.j2": b"{{ name }}"})
    with pytest.raises(ContentError):
        rights.erase(hall.office, ANNA, WHY, "it")
    assert ANNA in hall.held().subscribers


def test_a_restriction_stops_the_messages_until_it_ends() -> None:
    hall = Hall()
    assert rights.restrict(hall.office, ANNA, WHY, "restricted", live=True)
    assert len(hall.held().audience("info")) == 1
    assert rights.restrict(hall.office, ANNA, WHY, "active", live=True)
    assert len(hall.held().audience("info")) == 2
    assert not rights.restrict(hall.office, CARLA, WHY, "restricted", live=True)
    assert [line[0] for line in hall.audit()] == ["restrict", "unrestrict", "restrict"]


FORM = forms.Form(date(2026, 11, 20), "it", frozenset({"info"}), "2026-11")


def test_a_paper_form_adds_its_signer_with_day_and_notice() -> None:
    hall = Hall()
    assert forms.enter(hall.office, CARLA, FORM, WHY, live=True) == "added"
    carla = hall.held().subscribers[CARLA]
    assert carla.joined == "paper"
    assert carla.consent.at == datetime(2026, 11, 19, 23, tzinfo=UTC)  # midnight in Rome
    assert carla.consent.notice_hash == hall.office.town.notices["it"].digest
    assert forms.enter(hall.office, CARLA, FORM, WHY, live=True) == "already"
    assert hall.audit() == [("add", "lucia", WHY, 1), ("add", "lucia", WHY, 0)]


def test_a_form_of_today_counts_from_now_so_who_left_this_morning_may_come_back() -> None:
    hall = Hall()
    rights.remove(hall.office, ANNA, WHY, live=True)
    hall.clock.sleep(3600)
    yesterday = replace(FORM, signed=date(2026, 11, 22))
    today = replace(FORM, signed=date(2026, 11, 23))
    assert forms.enter(hall.office, ANNA, yesterday, WHY, live=True) == "left-since"
    assert forms.enter(hall.office, ANNA, today, WHY, live=True) == "added"
    assert hall.held().moves["2026-11", "left"] == 1


PEOPLE = [Person(ANNA, ""), Person(CARLA, "it")]
ORIGIN = Origin("elenco 2018", BORN, "", frozenset({"info"}))


def test_a_source_is_imported_once_unless_a_person_answers_for_it() -> None:
    hall = Hall()
    done = forms.take_over(hall.office, PEOPLE, ORIGIN, WHY, again=False, live=True)
    assert (done.new, done.already) == (1, 1)
    rights.remove(hall.office, CARLA, WHY, live=True)
    hall.clock.sleep(timedelta(days=30).total_seconds())
    with pytest.raises(ImportedBefore, match="2026-11-23"):
        forms.take_over(hall.office, PEOPLE, ORIGIN, WHY, again=False, live=True)
    assert CARLA not in hall.held().subscribers
    rest = [Person(BRUNO, "")]
    assert forms.take_over(hall.office, rest, ORIGIN, WHY, again=True, live=True).already == 1


def test_a_race_applies_the_act_to_the_newer_list_and_an_answer_lost_does_it_once() -> None:
    hall = Hall()

    def rival() -> None:
        other = Hall()
        other.office = replace(other.office, repository=hall.repository, by="paolo")
        rights.restrict(other.office, BRUNO, WHY, "restricted", live=True)

    hall.repository.rivals.append(rival)
    hall.repository.lost_answers = 1
    hall.office = replace(hall.office, new_id=iter(f"{n:032x}" for n in range(50, 99)).__next__)
    assert forms.enter(hall.office, CARLA, FORM, WHY, live=True) == "added"
    assert {one.status for one in hall.held().subscribers.values()} == {"active", "restricted"}
    assert CARLA in hall.held().subscribers
    assert sorted(hall.audit()) == [("add", "lucia", WHY, 1), ("restrict", "paolo", WHY, 1)]


def test_a_state_branch_of_its_own_begins_with_main_s_list() -> None:
    hall = Hall(state="state")
    rights.restrict(hall.office, ANNA, WHY, "restricted", live=True)
    assert hall.held().subscribers[ANNA].status == "restricted"
    assert hall.repository.messages[-1] == ("state", COMMIT)


def test_an_export_opens_with_the_named_key_and_holds_each_subscriber_whole() -> None:
    hall = Hall()
    vault = FakeVault("theirs")
    people, sealed = export(hall.office, vault, WHY, live=True)
    head, *rows, end = map(json.loads, zlib.decompress(vault.open(sealed), 31).splitlines())
    assert people == head["n"] == end["end"] == len(rows) == 2
    assert head["banditore-export"] == 1
    assert rows[0] == {
        "address": ANNA,
        "user_id": None,
        "language": "fr",
        "categories": ["emergenze", "info"],
        "status": "active",
        "joined": "text",
        "consent": {
            "at": "2026-11-01T00:00:00Z",
            "message": "ab" * 16,
            "notice": "2026-11",
            "notice_hash": "sha256:" + "1" * 64,
        },
    }
    assert hall.audit() == [("export", "lucia", WHY, 2)]
    assert export(hall.office, vault, WHY, live=False) == (2, b"")


def test_a_changed_notice_is_told_by_a_draft_that_passes_the_check() -> None:
    hall = Hall()
    older = {one: person(one, "2025-01") for one in (ANNA, CARLA)}
    found = renotice.standing(
        hall.office, replace(hall.held(), subscribers={**hall.held().subscribers, **older})
    )
    assert found.accepted == {"2025-01": 2, "2026-11": 1}
    assert found.outdated == 2
    # Neither the emergencies, though they reach as many, nor a template that asks for more.
    assert renotice.best(hall.office, YamlDocuments(), found) == "info"
    assert found.reached == {"emergenze": 2, "info": 2, "eventi": 0}

    draft = renotice.draft(hall.office, YamlDocuments(), "info")
    assert draft.path == "messages/2026/2026-11-23-informativa-2026-11.yaml"
    assert draft.content.decode().startswith("category: info\n\nit:\n  titolo: ")
    files = FakeFiles({**hall.files.files, draft.path: draft.content})
    assert not blocking(check(files, None, None, YamlDocuments(), hall.clock.now()))


def test_a_template_that_asks_for_more_than_a_text_is_refused_for_the_draft() -> None:
    hall = Hall()
    with pytest.raises(ContentError, match="more than a title and a text"):
        renotice.draft(hall.office, YamlDocuments(), "eventi")


def test_where_only_emergencies_have_a_simple_template_a_person_chooses() -> None:
    hall = Hall()
    service = hall.office.town.service
    few = {name: service.categories[name] for name in ("emergenze", "eventi")}
    town = replace(hall.office.town, service=replace(service, categories=few))
    office = replace(hall.office, town=town)
    found = renotice.standing(office, hall.held())
    with pytest.raises(ContentError, match="no category"):
        renotice.best(office, YamlDocuments(), found)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_letter_that_names_what_there_is_not_is_found_by_the_check(kind: str) -> None:
    files = FakeFiles({**town_files(), **LETTERS, f"policy/letters/{kind}.it.j2": b"{{ phone }}"})
    found = check(files, None, None, YamlDocuments(), BORN)
    about = [one for one in found if one.place.file == f"policy/letters/{kind}.it.j2"]
    assert [one.code for one in about] == ["reply-unknown-value"]


def test_a_letter_that_is_missing_is_found_by_the_check_once_there_are_letters() -> None:
    some = {path: content for path, content in LETTERS.items() if "erasure" not in path}
    found = check(FakeFiles({**town_files(), **some}), None, None, YamlDocuments(), BORN)
    assert {one.place.file for one in found if one.code == "policy-missing"} == {
        "policy/letters/erasure.it.j2",
        "policy/letters/erasure.fr.j2",
    }


def test_an_audit_survives_what_stores_the_list_next() -> None:
    hall = Hall(audit={"a": AuditLine("a", BORN, "add", "paolo", WHY, 1)})
    rights.restrict(hall.office, ANNA, WHY, "restricted", live=True)
    assert [line[1] for line in hall.audit()] == ["paolo", "lucia"]
