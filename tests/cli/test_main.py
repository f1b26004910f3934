"""Errors become exit codes, in one place, and tell nothing personal."""

from __future__ import annotations

import click
import pytest

from banditore import bootstrap
from banditore.cli import main as entry
from banditore.cli.main import banditore
from banditore.domain.errors import (
    BanditoreError,
    ContentError,
    Interrupted,
    PushRefused,
    SettingsError,
)
from banditore.domain.findings import Place, error
from banditore.settings import Settings
from fakes import FakeRepository
from towns import town_files

SECRET = "+393330000001"


def leave(monkeypatch: pytest.MonkeyPatch, failure: BaseException | int) -> int:
    """The exit code of a command that ends so."""

    @click.command()
    def ends() -> int:
        if isinstance(failure, BaseException):
            raise failure
        return failure

    monkeypatch.setattr(banditore, "get_command", lambda _ctx, _name: ends)
    monkeypatch.setattr("sys.argv", ["banditore", "ends"])
    with pytest.raises(SystemExit) as ended:
        entry()
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (0, 0),
        (10, 10),
        (20, 20),
        (BanditoreError("no", "hint"), 1),
        (SettingsError("no"), 1),
        (PushRefused("no"), 1),
        (ContentError("no", [error("policy-missing", Place("policy/x"), path="x")]), 10),
        (Interrupted("stopped"), 130),
        (KeyboardInterrupt(), 130),
        (click.UsageError("what?"), 2),
        (ValueError(SECRET), 3),  # a bug of ours
    ],
)
def test_how_a_command_ends_is_its_exit_code(
    failure: BaseException | int,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert leave(monkeypatch, failure) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert SECRET not in said.err
    assert "Traceback" not in said.err


def test_rules_that_do_not_pass_are_told_with_their_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = error("policy-missing", Place("policy/service.yaml", 7, 3), path="policy/service.yaml")
    leave(monkeypatch, ContentError("the rules do not pass", [wrong]))

    assert "policy/service.yaml:7:3" in capsys.readouterr().err


def test_in_actions_an_error_stands_on_the_page_of_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    leave(monkeypatch, BanditoreError("100 % wrong\n::add-mask::x", "do this"))

    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "::error title=banditore::100 %25 wrong%0A::add-mask::x%0Ado this"
    assert rest == []


def test_all_missing_settings_are_named_at_once() -> None:
    service = town_files()["policy/service.yaml"].replace(b"simulator", b"twilio")
    keys = b"age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p\n"
    files = town_files({"policy/service.yaml": service, "policy/recipients.txt": keys})
    with pytest.raises(SettingsError) as missing:
        bootstrap.desk(Settings({}), FakeRepository({"main": files}))

    for name in ("BANDITORE_IDENTITY", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"):
        assert name in missing.value.message


def test_settings_never_show_a_secret() -> None:
    assert "s3cret" not in repr(Settings({"TWILIO_AUTH_TOKEN": "s3cret"}))
