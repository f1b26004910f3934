"""The town of the demonstration is whatever town this repository serves."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from banditore.demo.leaks import named, search
from banditore.demo.proofs import ProofFailed, expect
from banditore.demo.town import LEASE, copy_rules, drafts, spoilt
from towns import town_files

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2027, 3, 10, 22, 30, tzinfo=UTC)  # half past eleven in the evening, town's time
SNOW = """\
category: emergenze
send_at: 2026-11-23 18:00
expires_at: 2026-11-23 23:00
it:
  titolo: Neve
  testo: Restate in casa.
fr:
  titolo: Neige
  testo: Restez chez vous.
"""
OFFICES = SNOW.replace("emergenze", "info")


def town(folder: Path, **broadcasts: str) -> Path:
    """Another town's repository."""
    files = {f"messages/2026/{id_}.yaml": text for id_, text in broadcasts.items()}
    for name, content in town_files(files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def test_another_town_plays_under_its_own_name_with_the_simulator_and_a_short_lease(
    tmp_path: Path,
) -> None:
    source = town(tmp_path / "source")
    rules = source / "policy/service.yaml"
    rules.write_text(rules.read_text().replace("provider: simulator", "provider: twilio"))
    (source / "policy/recipients.txt").write_text("keys of the real town")

    service = copy_rules(source, tmp_path / "copy")

    assert service.name == "Comune di Esempio"
    assert service.provider == "simulator"
    assert service.sending.lease.total_seconds() == LEASE
    assert not (tmp_path / "copy/policy/recipients.txt").exists()
    assert "provider: twilio" in rules.read_text()


def test_broadcasts_are_due_at_once_and_the_urgent_one_comes_last(tmp_path: Path) -> None:
    source = town(tmp_path, **{"2026-11-23-neve": SNOW, "2026-11-23-uffici": OFFICES})
    service = copy_rules(source, tmp_path / "copy")

    made = drafts(source, service, NOW)

    # An expiry at 23:00 of the same day is over: everything moves to the next day.
    assert [draft.id for draft in made] == [
        "2027-03-11-uffici-again",
        "2027-03-11-uffici",
        "2027-03-11-neve",
    ]
    assert all("expires_at: 2027-03-11 23:00" in draft.text for draft in made)
    assert not any("send_at" in draft.text for draft in made)


def test_a_town_without_broadcasts_is_told_so(tmp_path: Path) -> None:
    source = town(tmp_path)
    service = copy_rules(source, tmp_path / "copy")
    with pytest.raises(ProofFailed, match="no valid broadcast"):
        drafts(source, service, NOW)


def test_the_spoilt_draft_has_two_mistakes(tmp_path: Path) -> None:
    source = town(tmp_path, **{"2026-11-23-neve": SNOW})
    draft = drafts(source, copy_rules(source, tmp_path / "copy"), NOW)[-1]
    text = spoilt(draft, "it")
    assert "  titolox: Neve\n" in text
    assert text.count("expires_at: 2026-02-30 12:00") == text.count("expires_at") == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("call +39 338 942 8034", False),  # the town's own
        ("call +39 333 000 0007", True),
        ("+41791234567", True),  # any country's
        ("age1+0123456789abc", False),  # letters follow: ciphertext
        ("2026-11-23 18:00", False),
    ],
)
def test_the_search_finds_numbers_and_spares_the_towns_own(content: str, *, found: bool) -> None:
    assert bool(search({"here": content.encode()}, [], "+393389428034")) == found


def test_ids_in_gits_trees_are_no_numbers_and_names_are_searched() -> None:
    entry = b"100644 00000011.age\0" + b"\x81" * 19 + b"+"
    other = b"100644 +39 333 000 0007.txt\0" + b"\x00" * 20

    assert search({"tree": entry * 2}, [], "+393389428034")  # what it would look like
    assert not search({"tree": named(entry * 2)}, [], "+393389428034")
    assert search({"tree": named(entry + other)}, [], "+393389428034")


def test_a_promise_that_is_not_kept_ends_with_exit_code_1() -> None:
    with pytest.raises(ProofFailed, match="the demonstration failed: it rains") as failure:
        expect(condition=False, otherwise="it rains")
    assert failure.value.exit_code == 1
