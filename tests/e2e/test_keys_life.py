"""The life of a town's keys by the command line: made, tried, changed, lost, made again.

Real git and age; the keyring lies in a folder, or on GitHub as far as anybody can tell.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from banditore.cli.main import banditore
from banditore.domain.errors import BanditoreError, KeyringForeign, KeyringRefused, RolledBack
from github import GitHub
from world import run_git

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]


class Office:
    """A clone of the town's repository, on the computer of somebody who may push."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.safe = folder / "safe"
        self._environment = monkeypatch
        self.origin, self.work = folder / "origin.git", folder / "work"
        run_git(folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        shutil.copytree(ROOT / "policy", self.work / "policy")
        shutil.copytree(ROOT / "messages" / "templates", self.work / "messages" / "templates")
        shutil.copy(ROOT / "subscribers.enc", self.work)
        for words in (
            ("init", "-q", "-b", "main"),
            ("config", "user.name", "Ufficio"),
            ("config", "user.email", "ufficio@example.invalid"),
            ("remote", "add", "origin", str(self.origin)),
        ):
            run_git(self.work, *words)
        monkeypatch.chdir(self.work)
        for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
            monkeypatch.setenv(name, os.devnull)

    def settings(self, **values: str) -> None:
        for name, value in values.items():
            self._environment.setenv(name, value)

    def says(self, *words: str) -> str:
        """A command that succeeds."""
        done = CliRunner().invoke(banditore, words, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def ceremony(self) -> None:
        copy = str(self.safe / "recovery.key")
        self.says("keys", "init", "--live", "--out", str(self.safe), "--recovery", copy)
        self.take_key(self.safe)
        self.push()

    def take_key(self, folder: Path) -> None:
        """The environment's secret."""
        (key,) = re.findall(r"AGE-SECRET-KEY-1\w+", (folder / "workflow.key").read_text())
        self.settings(BANDITORE_IDENTITY=key)

    def push(self) -> None:
        """What lies in the work tree, on top of what runs have pushed."""
        run_git(self.work, "add", "-A")
        run_git(self.work, "commit", "-q", "-m", "keys")
        if run_git(self.work, "ls-remote", "origin", "main"):
            run_git(self.work, "pull", "-q", "--rebase", "origin", "main")
        run_git(self.work, "push", "-q", "origin", "HEAD:main")


@pytest.fixture(scope="module")
def server() -> Iterator[GitHub]:
    with GitHub() as server:
        yield server


@pytest.fixture(params=["folder", "github"])
def office(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    server: GitHub,
    monkeypatch: pytest.MonkeyPatch,
) -> Office:
    made = Office(tmp_path, monkeypatch)
    server.reset()
    if request.param == "folder":
        made.settings(BANDITORE_KEYRING=str(tmp_path / "keyring"))
    else:
        made.settings(BANDITORE_KEYRING="", **server.environment)
    made.ceremony()
    return made


def generation(said: str) -> int:
    found = re.search(r"list: epoch \d+, generation (\d+)", said)
    assert found
    return int(found[1])


def test_a_new_key_is_made_on_request_and_told(office: Office) -> None:
    assert "would end epoch 1" in office.says("keys", "rotate")
    assert "Epoch 1 has ended" in office.says("keys", "rotate", "--live")
    assert "all is as it should be" in office.says("state", "show")
    said = office.says("keys", "status")
    assert re.search(r"(?m)^epoch +2, since ", said)
    assert re.search(r"(?m)^anchor +is up to date", said)
    assert "should be tried" in said


def test_the_recovery_key_is_tried_and_the_day_is_noted(office: Office) -> None:
    office.settings(BANDITORE_IDENTITY="")
    copy = ("--recovery", str(office.safe / "recovery.key"))
    assert "would note the day" in office.says("keys", "drill", *copy)
    assert "The recovery key works" in office.says("keys", "drill", "--live", *copy)
    office.take_key(office.safe)
    said = office.says("keys", "status")
    assert re.search(r"(?m)^last drill +\d{4}-\d\d-\d\d$", said)
    assert "should be tried" not in said


def test_another_key_is_not_the_recovery_key(office: Office, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    other.write_text("AGE-SECRET-KEY-1" + "Q" * 58)
    with pytest.raises(BanditoreError) as failure:
        office.says("keys", "drill", "--recovery", str(other))
    assert "QQQ" not in f"{failure.value}{failure.value.hint}"


def test_a_lost_workflow_key_is_made_anew_and_the_old_one_opens_nothing(
    office: Office, tmp_path: Path, server: GitHub
) -> None:
    office.says("keys", "rotate", "--live")
    old = os.environ["BANDITORE_IDENTITY"]
    again, copy = tmp_path / "again", str(office.safe / "recovery.key")
    on_github = not os.environ["BANDITORE_KEYRING"]
    if on_github:  # it is a person who does this
        office.settings(GITHUB_TOKEN=server.person)
    office.settings(BANDITORE_IDENTITY="")
    assert "would make a new workflow key" in office.says("keys", "recover", "--recovery", copy)
    said = office.says("keys", "recover", "--live", "--out", str(again), "--recovery", copy)
    assert "gh secret set BANDITORE_IDENTITY" in said
    office.take_key(again)
    office.push()
    if on_github:
        office.settings(GITHUB_TOKEN=server.token)
        with pytest.raises(KeyringForeign, match="maria"):
            office.says("keys", "status")
        shown = office.says("state", "show")
        assert "maria put it there" in shown
        which = ("--generation", str(generation(shown)), "--reason", "the laptop was stolen")
        assert "would accept exactly this" in office.says("state", "accept", *which)
        assert "A person accepted" in office.says("state", "accept", "--live", *which)
    office.says("keys", "rotate", "--live")
    assert "all is as it should be" in office.says("state", "show")
    office.settings(BANDITORE_IDENTITY=old)
    with pytest.raises(BanditoreError, match="does not open the keyring"):
        office.says("keys", "status")


def test_an_older_state_is_refused_shown_and_accepted_with_a_reason(office: Office) -> None:
    store = ("keys", "rotate", "--live")
    office.says(*store)
    good = run_git(office.origin, "rev-parse", "main")
    # As after a change of the list that nobody has any more.
    run_git(office.origin, "update-ref", "refs/heads/kept", good)
    add_a_change(office)
    run_git(office.origin, "update-ref", "refs/heads/main", good)
    with pytest.raises(RolledBack) as failure:
        office.says("keys", "rotate", "--live")
    assert "state accept" in failure.value.hint
    shown = office.says("state", "show")
    assert "refused: the list is older than one that was in use" in shown
    assert "Who left in them gets messages again" in shown
    number = str(generation(shown))
    wrong = ("state", "accept", "--live", "--reason", "a test", "--generation", "99")
    with pytest.raises(BanditoreError, match="not 99"):
        office.says(*wrong)
    office.says("state", "accept", "--live", "--reason", "a test", "--generation", number)
    assert "all is as it should be" in office.says("state", "show")
    office.says(*store)


def add_a_change(office: Office) -> None:
    """What the office's own command does to the list."""
    from dataclasses import replace  # noqa: PLC0415

    from banditore.bootstrap import keys  # noqa: PLC0415
    from banditore.services.keeping.anchoring import Anchored  # noqa: PLC0415

    rotation = keys.rotation_here()
    anchored = Anchored(rotation.origin, "main", rotation.store, rotation.keyrings)
    anchored.change(
        "main",
        lambda files: rotation.store.store(
            files, replace(rotation.store.load(files), sent=frozenset({"2026-11-23-x"}))
        ),
        "state",
    )
    del office


@pytest.mark.parametrize("office", ["github"], indirect=True)
def test_whoever_is_not_named_cannot_break_the_keyring_by_working_at_home(
    office: Office, server: GitHub
) -> None:
    office.settings(GITHUB_TOKEN=server.person)
    with pytest.raises(KeyringRefused, match="later runs would refuse"):
        office.says("keys", "rotate", "--live")
    office.settings(GITHUB_TOKEN=server.token)
    assert "all is as it should be" in office.says("state", "show")
    writers = office.work / "policy" / "keyring-writers.txt"
    writers.write_text("# who may work at home\nmaria  # of the office\n")
    office.push()
    office.settings(GITHUB_TOKEN=server.person)
    office.says("keys", "rotate", "--live")
    office.settings(GITHUB_TOKEN=server.token)
    office.says("keys", "rotate", "--live")


def test_a_reason_must_say_something(office: Office) -> None:
    done = CliRunner().invoke(
        banditore, ["state", "accept", "--generation", "1", "--reason", "  ", "--live"]
    )
    assert done.exit_code == 2
    assert "--reason must say why" in done.output
    assert "there is nothing to accept" in office.says(
        "state", "accept", "--generation", "1", "--reason", "because", "--live"
    )
