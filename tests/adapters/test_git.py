"""The Repository port against real git: nothing lost, nothing doubled, nothing forced."""

from __future__ import annotations

import os
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.git import GitRepository
from banditore.adapters.git.process import PERMANENT, Git, explain
from banditore.adapters.worktree import WorkTree
from banditore.domain.errors import AlreadyExists, Overtaken, PushRefused, RepositoryError

if TYPE_CHECKING:
    from pathlib import Path

    from banditore.ports import Files


pytestmark = pytest.mark.e2e
WHO = ("-c", "user.name=t", "-c", "user.email=t@example.invalid")


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    origin = tmp_path / "origin.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(origin)], check=True)
    seed = clone(origin, tmp_path / "seed")
    seed.change("main", lambda _: {"README.md": b"hello\n"}, "start")
    return origin


def clone(origin: Path, folder: Path, *options: str) -> GitRepository:
    subprocess.run(
        ["git", "clone", "-q", *options, f"file://{origin}", str(folder)],
        check=True,
        capture_output=True,
    )
    return GitRepository(folder, dict(os.environ), pause=lambda _: None)


@pytest.fixture
def repository(origin: Path, tmp_path: Path) -> GitRepository:
    return clone(origin, tmp_path / "clone")


def test_a_tip_is_read_fresh_at_each_call(
    origin: Path, tmp_path: Path, repository: GitRepository
) -> None:
    other = clone(origin, tmp_path / "other")
    other.change("main", lambda _: {"messages/a.yaml": b"a"}, "add")
    tip = repository.tip("main")

    assert tip is not None
    assert tip.read("messages/a.yaml") == b"a"
    assert tip.read("messages") is None
    assert list(tip.paths("messages")) == ["messages/a.yaml"]
    assert repository.tip("nowhere") is None


def test_the_same_content_has_the_same_identity_and_nothing_has_none(
    repository: GitRepository, tmp_path: Path
) -> None:
    repository.change("main", lambda _: {"a": b"x", "b": b"x", "c": b"y", "d": b""}, "add")
    tip = repository.tip("main")
    assert tip is not None
    assert tip.identity("a") == tip.identity("b") != tip.identity("c")
    assert len({tip.identity(path) for path in ("a", "c", "d", "nowhere")}) == 4
    assert tip.identity("nowhere") == ""
    (tmp_path / "d").write_bytes(b"")
    work_tree = WorkTree(tmp_path)
    assert work_tree.identity("d") != work_tree.identity("nowhere") == ""


def test_texts_that_are_read_together_are_what_each_of_them_is(
    repository: GitRepository,
) -> None:
    texts = {
        "messages/2026/a.yaml": b"category: info\n",
        "messages/2026/twin.yaml": b"category: info\n",  # the same object
        "messages/2026/empty.yaml": b"",
        "messages/2026/no-end.yaml": "è senza a capo".encode(),
        "messages/2026/odd.yaml": b"0000 blob 5\nx\n\n\x00missing\n",  # looks like git's own words
        "messages/templates/a/it.j2": b"\n\n",
        "subscribers.enc": b"\x00\n\xff",
    }
    repository.change("main", lambda _: texts, "texts")
    tree = repository.tip("main")

    assert tree is not None
    assert {path: tree.read(path) for path in texts} == texts


def test_a_change_never_touches_the_work_tree(repository: GitRepository, tmp_path: Path) -> None:
    repository.change("main", lambda _: {"new.txt": b"x", "README.md": None}, "change")

    assert (tmp_path / "clone" / "README.md").exists()
    assert not (tmp_path / "clone" / "new.txt").exists()
    assert git(tmp_path / "clone", "status", "--porcelain") == ""


@pytest.mark.parametrize("how", ["sha1", "sha256"])
def test_many_files_change_and_go_in_one_commit(tmp_path: Path, how: str) -> None:
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", f"--object-format={how}", str(origin))
    mine = tmp_path / "mine"
    git(tmp_path, "init", "-q", f"--object-format={how}", str(mine))  # a clone of nothing is SHA-1
    git(mine, "remote", "add", "origin", origin.as_uri())
    repository = GitRepository(mine, dict(os.environ), pause=lambda _: None)
    first = {f"d/{number}.age": bytes([number, 10, 13, 0]) for number in range(50)}
    repository.change("main", lambda _: {**first, "old": b"x"}, "first")
    new: dict[str, bytes | None] = {**dict.fromkeys(first), "d/51.age": b"\r\n", "old": b"x"}
    after = repository.change("main", lambda _: new, "second")
    tip = repository.tip("main")
    assert tip is not None
    assert {path: tip.read(path) for path in tip.paths()} == {"d/51.age": b"\r\n", "old": b"x"}
    assert repository.change("main", lambda _: {"old": b"x", "d/0.age": None}, "again") == after


def test_a_change_that_changes_nothing_makes_no_commit(repository: GitRepository) -> None:
    before = repository.tip("main")
    after = repository.change("main", lambda _: {"README.md": b"hello\n"}, "nothing")

    assert before is not None
    assert after == before.commit


@pytest.mark.parametrize("shallow", [[], ["--depth", "1"]])
def test_racing_changes_lose_nothing(origin: Path, tmp_path: Path, shallow: list[str]) -> None:
    def add(name: str) -> None:
        mine = clone(origin, tmp_path / name, *shallow)
        for number in range(4):

            def mutate(files: Files, line: str = f"{name}-{number}") -> dict[str, bytes | None]:
                old = files.read("shared") or b""
                return (
                    {} if line.encode() in old.split() else {"shared": old + f"{line}\n".encode()}
                )

            mine.change("state", mutate, "add")

    threads = [threading.Thread(target=add, args=(f"c{n}",)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = git(origin, "show", "state:shared").split()

    assert sorted(lines) == sorted(f"c{n}-{i}" for n in range(3) for i in range(4))


def commit(folder: Path, name: str) -> None:
    """A commit in the clone, by hand."""
    (folder / name).write_text(name)
    git(folder, "add", name)
    git(folder, *WHO, "commit", "--quiet", "-m", name)


def test_a_proposal_is_compared_with_what_it_grew_from_though_main_moved_on(
    origin: Path, tmp_path: Path, repository: GitRepository
) -> None:
    folder = tmp_path / "clone"
    commit(folder, "proposal")
    clone(origin, tmp_path / "other").change("main", lambda _: {"receipt": b"x"}, "state")
    base = repository.base("main")

    assert base is not None
    assert list(base.paths()) == ["README.md"]


def test_githubs_merge_of_a_pull_request_is_compared_with_its_first_parent_in_a_shallow_clone(
    origin: Path, tmp_path: Path
) -> None:
    maker = tmp_path / "maker"
    clone(origin, maker)
    git(maker, "checkout", "-q", "-b", "proposal")
    commit(maker, "proposal")
    git(maker, "checkout", "-q", "-b", "pull", "origin/main")
    git(maker, *WHO, "merge", "-q", "--no-ff", "-m", "merge", "proposal")
    git(maker, "push", "-q", "origin", "pull")
    mover = clone(origin, tmp_path / "mover")  # main moves on, out of the shallow history's reach
    mover.change("main", lambda _: {"one": b"x"}, "state")
    mover.change("main", lambda _: {"two": b"x"}, "state")
    runner = clone(origin, tmp_path / "runner", "--depth", "2", "--branch", "pull")
    base = runner.base("main")

    assert base is not None
    assert list(base.paths()) == ["README.md"]


def test_a_branch_is_created_once(origin: Path, tmp_path: Path, repository: GitRepository) -> None:
    other = clone(origin, tmp_path / "other")
    mine = repository.create("sending/x", {"claim.json": b"mine"}, "claim")
    with pytest.raises(AlreadyExists):
        other.create("sending/x", {"claim.json": b"theirs"}, "claim")

    assert repository.branches("sending/") == {"sending/x": mine.commit}
    assert git(origin, "show", "sending/x:claim.json") == "mine"


def test_a_run_that_was_overtaken_cannot_append(
    origin: Path, tmp_path: Path, repository: GitRepository
) -> None:
    first = repository.create("sending/x", {"claim.json": b"1"}, "claim")
    other = clone(origin, tmp_path / "other")
    taken = other.tip("sending/x")
    assert taken is not None
    other.append("sending/x", taken.commit, {"claim.json": b"2"}, "take over")
    with pytest.raises(Overtaken):
        repository.append("sending/x", first.commit, {"claim.json": b"3"}, "go on")
    with pytest.raises(Overtaken):
        repository.delete("sending/x", first.commit)

    assert git(origin, "show", "sending/x:claim.json") == "2"


def test_a_deleted_branch_may_be_deleted_again(repository: GitRepository) -> None:
    tip = repository.create("sending/x", {"claim.json": b"1"}, "claim")
    repository.delete("sending/x", tip.commit)
    repository.delete("sending/x", tip.commit)

    assert repository.branches("sending/") == {}


def test_a_refusal_is_raised_at_once_and_shows_no_address(
    origin: Path, repository: GitRepository
) -> None:
    hook = origin / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'GH013: Repository rule violations found' >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(PushRefused, match="GH013") as refused:
        repository.change("main", lambda _: {"x": b"x"}, "change")

    assert str(origin) not in refused.value.message
    assert "state branch" in refused.value.hint


def test_an_origin_that_is_gone_is_an_error_with_a_hint(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path / "alone")], check=True)
    alone = GitRepository(tmp_path / "alone", dict(os.environ), pause=lambda _: None)
    with pytest.raises(RepositoryError) as failed:
        alone.tip("main")

    assert "remote `origin`" in failed.value.hint


class Lossy(Git):
    """Takes the first push and reports that it failed."""

    lost = 0

    def run(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        done = super().run(*arguments, **options)  # type: ignore[arg-type]
        if arguments[0] == "push" and not self.lost:
            self.lost += 1
            done.returncode, done.stderr = 1, b"fatal: the remote end hung up unexpectedly"
        return done


@pytest.fixture
def lossy(repository: GitRepository, tmp_path: Path) -> GitRepository:
    repository._git = Lossy(tmp_path / "clone", dict(os.environ))
    return repository


def test_a_push_reported_failed_after_it_was_taken_still_holds_the_lock(
    lossy: GitRepository,
) -> None:
    tip = lossy.create("sending/x", {"claim.json": b"1"}, "claim")

    assert lossy.branches("sending/") == {"sending/x": tip.commit}


def test_a_change_reported_failed_after_it_was_taken_is_not_made_twice(
    lossy: GitRepository, origin: Path
) -> None:
    def count(files: Files) -> dict[str, bytes | None]:
        old = files.read("log") or b""
        return {} if b"once" in old else {"log": old + b"once\n"}

    lossy.change("main", count, "once")

    assert git(origin, "show", "main:log") == "once"
    assert git(origin, "rev-list", "--count", "main") == "2"


@pytest.mark.parametrize(
    "output",
    [
        "! [rejected] c8ba113e403a1f -> main (fetch first)",  # a commit id that contains 403
        "! [remote rejected] (cannot lock ref 'refs/heads/main': is at 1 but expected 2)",
        "fatal: unable to access: The requested URL returned error: 502",
        "fatal: the remote end hung up unexpectedly",
    ],
)
def test_what_may_pass_next_time_is_retried(output: str) -> None:
    assert not PERMANENT.search(output)


def test_an_explanation_carries_no_url() -> None:
    done = subprocess.CompletedProcess(
        [], 128, b"", b"fatal: unable to access 'https://x:secret@example.invalid/r': refused"
    )

    assert "secret" not in explain(done)


def test_git_sees_the_token_by_environment_only(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    git = Git(tmp_path, dict(os.environ), token="t0ken", server="https://example.invalid")
    shown = git.ask("config", "--get-all", "http.https://example.invalid/.extraheader")

    assert shown.startswith("AUTHORIZATION: basic ")
    assert "extraheader" not in (tmp_path / ".git" / "config").read_text()
