"""One line stops everything, and nothing else in the file moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.errors import ContentError, PushRefused
from banditore.domain.policy.pausing import line_for, with_pause
from banditore.services.pausing import Brake
from banditore.services.town import SERVICE, load_town
from drafts import ROOT
from fakes import FakeFiles, FakeRepository
from towns import town_files

REAL = (ROOT / SERVICE).read_text(encoding="utf-8")


def origin(rules: str | bytes | None = None) -> FakeRepository:
    return FakeRepository({"main": town_files({SERVICE: rules} if rules is not None else None)})


def brake(repository: FakeRepository) -> Brake:
    return Brake(repository, YamlDocuments(), "main")


def rules(repository: FakeRepository) -> str:
    tip = repository.tip("main")
    assert tip is not None
    return (tip.read(SERVICE) or b"").decode()


def test_pausing_and_resuming_leaves_the_town_s_file_as_it_was() -> None:
    repository = origin(REAL)
    brake(repository).change("prova generale")
    paused = rules(repository)
    brake(repository).change("")

    assert paused == REAL.replace("\npaused: no\n", "\npaused: prova generale\n")
    assert rules(repository) == REAL


def test_what_is_so_already_pushes_nothing() -> None:
    repository = origin(REAL)
    brake(repository).change("")
    brake(repository).change("prova")
    pushed = len(repository.messages)
    brake(repository).change("prova")

    assert len(repository.messages) == pushed == 2  # as it began, and the pause
    assert repository.messages[-1] == ("main", "policy: pause")


def test_somebody_else_s_change_of_the_rules_at_the_same_moment_is_kept() -> None:
    repository = origin(REAL)
    repository.rivals = [
        lambda: repository.change(
            "main", lambda f: {SERVICE: (f.read(SERVICE) or b"") + b"# nota\n"}, "merge"
        )
    ]
    brake(repository).change("prova")

    assert rules(repository).endswith("# nota\n")
    assert "\npaused: prova\n" in rules(repository)


def test_the_rules_say_why_it_is_paused() -> None:
    repository = origin()
    brake(repository).change("linea telefonica: guasta #2")
    tip = repository.tip("main")
    assert tip is not None
    town, findings = load_town(tip, YamlDocuments())

    assert findings == []
    assert town is not None
    assert town.service.paused == "linea telefonica: guasta #2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\npaused: no\nb: 2\n", "a: 1\npaused: prova\nb: 2\n"),
        ("paused: no   # perché?\r\nb: 2\r\n", "paused: prova   # perché?\r\nb: 2\r\n"),
        ("paused: 'it''s # so' # x\n", "paused: prova # x\n"),
        ("paused: |\n  uno\n  due\n\n# c\nb: 2\n", "paused: prova\n\n# c\nb: 2\n"),
        ("paused:\nb: 2\n", "paused: prova\nb: 2\n"),
        ("a: 1\n", "a: 1\n\npaused: prova\n"),  # an older file has no such line
        ("a: 1", "a: 1\n\npaused: prova\n"),
        ("a: 1\r\n", "a: 1\r\n\r\npaused: prova\r\n"),
        ("a:\n  paused: no\n", "a:\n  paused: no\n\npaused: prova\n"),  # not ours
    ],
)
def test_only_the_line_changes(text: str, expected: str) -> None:
    assert with_pause(text, "prova") == expected


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        ("", "paused: no"),
        ("prova generale", "paused: prova generale"),
        ("No", 'paused: "No"'),  # an editor would take it for a truth value
        ("2 giorni", 'paused: "2 giorni"'),
        ("c'è: troppo", 'paused: "c\'è: troppo"'),
        ("due\nrighe", "paused: due righe"),
    ],
)
def test_the_reason_is_quoted_where_yaml_would_bend_it(reason: str, line: str) -> None:
    assert line_for(reason) == line


@given(reason=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_reason_can_be_read_again(reason: str) -> None:
    words = " ".join(reason.split())
    edited = FakeFiles({SERVICE: with_pause(REAL, words)})
    try:
        state = brake(origin()).state(edited)
    except ContentError:
        return  # a character that no file of ours may hold: refused before anything is pushed
    assert state in {words, "" if words == "no" else words}


def test_a_protected_main_tells_the_way_by_the_browser() -> None:
    repository = origin(REAL)
    repository.refuses = True
    with pytest.raises(PushRefused) as refused:
        brake(repository).change("prova")

    assert "`paused: prova`" in refused.value.hint
    assert SERVICE in refused.value.hint


@pytest.mark.parametrize("broken", ["a: [", "\t", b"\xff\xfe"])
def test_rules_that_cannot_be_read_stay_as_they_are(broken: str | bytes) -> None:
    repository = origin(broken)
    with pytest.raises(ContentError):
        brake(repository).change("prova")

    assert len(repository.messages) == 1


def test_rules_that_do_not_pass_for_another_reason_can_be_paused_all_the_same() -> None:
    repository = origin(REAL.replace("time_zone: Europe/Rome", "time_zone: Roma"))
    brake(repository).change("prova")

    assert "\npaused: prova\n" in rules(repository)


def test_a_line_written_in_an_odd_way_is_left_to_a_person() -> None:
    repository = origin('"paused": no\na: 1\n')
    with pytest.raises(ContentError) as failure:
        brake(repository).change("prova")

    assert "paused: prova" in failure.value.hint
    assert len(repository.messages) == 1
