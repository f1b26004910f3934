"""Sealing to the town's keys."""

from __future__ import annotations

import traceback
from itertools import chain
from pathlib import Path

import pytest

from banditore.adapters.age_keys import make_key, write_secrets
from banditore.adapters.age_vault import SAMPLE, AgeVault
from banditore.domain.errors import BanditoreError, Corrupted, SampleInPlace, StoreError, WrongKey

OURS, RECOVERY, THEIRS = make_key(), make_key(), make_key()
RECIPIENTS = f"# workflow\n{OURS.public}\n\n{RECOVERY.public} # paper\n".encode()
SHIPPED = Path(__file__).parents[2] / "policy" / "recipients.txt"


def test_both_keys_open_what_is_sealed() -> None:
    sealed = AgeVault.of(RECIPIENTS, OURS.secret).seal(b"content")
    assert AgeVault.of(None, OURS.secret).open(sealed) == b"content"
    assert AgeVault.of(None, RECOVERY.secret).open(sealed) == b"content"


def test_a_key_file_is_taken_as_age_keygen_writes_it() -> None:
    sealed = AgeVault.of(RECIPIENTS, "").seal(b"content")
    text = f"# created: 2026-11-23\n# public key: {OURS.public}\n{OURS.secret}\n"
    assert AgeVault.of(None, text).open(sealed) == b"content"


def test_another_key_is_told_from_damage() -> None:
    sealed = AgeVault.of(RECIPIENTS, "").seal(b"content")
    with pytest.raises(WrongKey):
        AgeVault.of(None, THEIRS.secret).open(sealed)
    for damaged in (sealed[:-1], sealed + b"x", sealed[:100], b"", b"hello"):
        with pytest.raises(Corrupted):
            AgeVault.of(None, OURS.secret).open(damaged)


def test_without_a_key_the_hint_says_where_one_comes_from() -> None:
    with pytest.raises(StoreError) as caught:
        AgeVault.of(RECIPIENTS, "").open(b"x")
    assert "BANDITORE_IDENTITY" in caught.value.hint


def test_we_never_seal_what_we_could_not_open_again() -> None:
    with pytest.raises(StoreError, match="could not open"):
        AgeVault.of(RECIPIENTS, THEIRS.secret).seal(b"x")


@pytest.mark.parametrize("recipients", [None, b"", b"# nobody\n", SAMPLE.encode()])
def test_the_sample_seals_nothing(recipients: bytes | None) -> None:
    vault = AgeVault.of(recipients, "")
    assert vault.sample
    with pytest.raises(SampleInPlace):
        vault.seal(b"x")


def test_the_file_that_the_repository_ships_is_readable() -> None:
    AgeVault.of(SHIPPED.read_bytes(), "")


@pytest.mark.parametrize(
    ("recipients", "line"),
    [
        (b"hello", 1),
        (f"{OURS.public}\nage1nonsense\n".encode(), 2),
        (f"{OURS.public}x\n".encode(), 1),
        (f"\n\n{OURS.secret}\n".encode(), 3),  # the wrong half of the pair
        (f"# {OURS.secret.lower()}\n".encode(), 1),  # a comment is as public as the rest
        (b"age1pq1qqqq\n", 1),  # post-quantum: not yet
    ],
    ids=["words", "second line", "too long", "secret key", "in a comment", "post-quantum"],
)
def test_a_bad_line_is_named_and_never_repeated(recipients: bytes, line: int) -> None:
    with pytest.raises(StoreError) as caught:
        AgeVault.of(recipients, "")
    shown = said(caught.value)
    assert f"policy/recipients.txt:{line}:" in shown
    assert OURS.secret.lower() not in shown.lower()
    assert OURS.public not in shown


def test_recipients_that_are_no_text_are_an_error() -> None:
    with pytest.raises(StoreError):
        AgeVault.of(b"\xff\xfe\x00", "")


@pytest.mark.parametrize(
    "identity",
    ["x", OURS.public, OURS.secret[:-1], f"'{OURS.secret}'", OURS.secret * 2],
    ids=["letter", "public key", "cut off", "quoted", "twice"],
)
def test_a_bad_key_is_never_repeated(identity: str) -> None:
    with pytest.raises(StoreError) as caught:
        AgeVault.of(RECIPIENTS, identity)
    assert OURS.secret[:-1] not in said(caught.value)


def test_a_vault_shows_no_key_when_printed() -> None:
    shown = repr(AgeVault.of(RECIPIENTS, OURS.secret)) + repr(OURS)
    assert OURS.secret not in shown


def said(error: BanditoreError) -> str:
    # All that could reach a log: the message, the hint and whatever stands behind the error.
    return error.hint + "".join(traceback.format_exception_only(error)) + repr(error.__context__)


def test_secret_keys_are_written_for_their_owner_only(tmp_path: Path) -> None:
    (path,) = write_secrets(tmp_path / "safe", tmp_path / "repository", {"a.key": "secret\n"})
    assert path.read_text() == "secret\n"
    assert path.stat().st_mode & 0o777 == 0o600


def test_secret_keys_never_lie_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "repository")
    for folder in ("repository", "repository/deep", "link"):
        with pytest.raises(StoreError, match="repository"):
            write_secrets(tmp_path / folder, tmp_path / "repository", {"a.key": "secret"})


def test_a_key_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    (tmp_path / "safe" / "b.key").write_text("older")
    with pytest.raises(StoreError):
        write_secrets(tmp_path / "safe", tmp_path / "r", {"a.key": "new", "b.key": "new"})
    assert (tmp_path / "safe" / "b.key").read_text() == "older"
    assert not (tmp_path / "safe" / "a.key").exists()


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        write_secrets(tmp_path / "file" / "folder", tmp_path / "r", {"a.key": "secret"})


def test_what_is_sealed_in_pieces_is_what_is_sealed_whole() -> None:
    vault = AgeVault.of(RECIPIENTS, OURS.secret)
    pieces = [b"", b"a" * 8191, b"", b"b" * 200_000, b"c"]
    sealed = vault.seal_pieces(iter(pieces))
    taken: list[bytes] = []
    vault.open_into((sealed[at : at + 1000] for at in range(0, len(sealed), 1000)), taken.append)
    assert vault.open(sealed) == b"".join(taken) == b"".join(pieces)
    assert len(taken) > 1
    assert vault.open(vault.seal_pieces([])) == b""


def test_what_goes_wrong_at_a_piece_is_what_is_raised() -> None:
    def fail(_: bytes) -> None:
        raise Corrupted("a bad row")

    vault = AgeVault.of(RECIPIENTS, OURS.secret)
    with pytest.raises(Corrupted, match="a bad row"):
        vault.open_into([vault.seal(b"x")], fail)
    sealed = vault.seal(bytes(200_000))
    for good in ([], [sealed[:100]], [sealed[:500]], [sealed[:100_000]]):
        with pytest.raises(ZeroDivisionError):
            vault.open_into(chain(good, (bytes(1 // left) for left in (0,))), bytes)
    with pytest.raises(ZeroDivisionError):
        vault.seal_pieces(b"x" for _ in range(1 // 0))
    with pytest.raises(ZeroDivisionError):
        vault.seal_pieces(bytes(1 // left) for left in (1, 0))


def test_the_sample_seals_no_pieces() -> None:
    with pytest.raises(SampleInPlace):
        AgeVault.of(None, "").seal_pieces([b"x"])
