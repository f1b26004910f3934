"""The town's origin behind the Repository port.

The server's compare-and-swap on a ref (old id → new id) is the only lock. Nothing is merged,
nothing forced over somebody else's work, the work tree is never touched, a shallow clone is enough.
"""

from __future__ import annotations

import random
import time
from functools import cached_property
from typing import TYPE_CHECKING

from banditore.adapters.git.process import Git, explain, output, permanent
from banditore.adapters.git.tree import EmptyTree, GitTree, blob_id, commit_on
from banditore.domain.errors import AlreadyExists, Overtaken, PushRefused, RepositoryError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from banditore.ports import Files

REMOTE = "origin"
ATTEMPTS = 40
BASE, CAP = 0.05, 3.0


class GitRepository:
    """The origin of a clone."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        *,
        token: str = "",
        server: str = "",
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._git = Git(folder, environment, token=token, server=server)
        self._pause = pause

    def tip(self, branch: str) -> GitTree | None:
        """The newest commit of a branch, or None where it does not exist."""
        commit = self._fetch(branch)
        return GitTree(self._git, commit) if commit else None

    def base(self, branch: str) -> GitTree | None:
        """The commit of a branch that the checked-out proposal grew from.

        The tip may have moved on since, for instance by a receipt, and that is not the proposal's
        doing. In a shallow clone the history may not reach: then GitHub's merge of a pull request
        has that commit as its first parent; otherwise the tip must do.
        """
        tip = self._fetch(branch)
        if tip is None:
            return None
        found = self._git.run("merge-base", "HEAD", tip)
        if found.returncode:
            merge = self._git.run("rev-parse", "--verify", "--quiet", "HEAD^2").returncode == 0
            found = self._git.run("rev-parse", "--verify", "--quiet", "HEAD^1" if merge else tip)
        return GitTree(self._git, found.stdout.decode().strip() or tip)

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Branch name → commit, of all branches whose name begins so."""
        done = self._answered("ls-remote", "--heads", REMOTE, f"refs/heads/{prefix}*")
        rows = (row.split("\t") for row in output(done).splitlines() if "\trefs/heads/" in row)
        return {name.removeprefix("refs/heads/"): commit for commit, name in rows}

    def change(
        self, branch: str, mutate: Callable[[Files], Mapping[str, bytes | None]], message: str
    ) -> str:
        """Re-apply a pure, idempotent change to the newest tip until the push is taken.

        A push of unknown outcome (the server took it, we saw an error) is safe: the next round
        finds nothing left to change.
        """
        for attempt in range(ATTEMPTS):
            tip = self.tip(branch)
            files: Files = tip or EmptyTree()
            changes = {
                path: content
                for path, content in mutate(files).items()
                if files.identity(path) != blob_id(content, like=tip.commit if tip else "")
            }
            if not changes:
                return tip.commit if tip else ""
            new = commit_on(self._git, tip.commit if tip else None, changes, message)
            if self._push(f"{new}:refs/heads/{branch}") is None:
                return new
            self._wait(attempt)
        raise RepositoryError(
            f"the branch {branch} moved {ATTEMPTS} times while we tried to write to it",
            "run the job again when fewer jobs run",
        )

    def create(self, branch: str, files: Mapping[str, bytes], message: str) -> GitTree:
        """Make a branch that must not exist. Raises AlreadyExists."""
        new = commit_on(self._git, None, files, message)
        if not self._swap(branch, "", new):
            raise AlreadyExists(f"the branch {branch} exists already")
        return GitTree(self._git, new)

    def append(
        self, branch: str, onto: str, files: Mapping[str, bytes | None], message: str
    ) -> GitTree:
        """Commit on top of exactly that tip. Raises Overtaken where the branch has moved."""
        new = commit_on(self._git, onto, files, message)
        if not self._swap(branch, onto, new):
            raise Overtaken(f"another run has taken over the branch {branch}")
        return GitTree(self._git, new)

    def delete(self, branch: str, at: str) -> None:
        """Remove a branch whose tip is still `at`; nothing to do where it is gone."""
        if not self._swap(branch, at, ""):
            raise Overtaken(f"the branch {branch} has moved: it was not removed")

    def _swap(self, branch: str, old: str, new: str) -> bool:
        """Move a ref from `old` to `new` ("" = no ref); False where it is something else."""
        ref = f"refs/heads/{branch}"
        for attempt in range(ATTEMPTS):
            refused = self._push(f"{new}:{ref}", f"--force-with-lease={ref}:{old}")
            if refused is None:
                return True
            now = self.branches(branch).get(branch, "")
            # The server took it although the answer said otherwise, or was lost.
            if now == new:
                return True
            if now != old:
                return False
            self._wait(attempt)
        raise RepositoryError(f"the origin does not take our push to {branch}", "try again later")

    def _push(self, refspec: str, *options: str) -> subprocess.CompletedProcess[bytes] | None:
        """None where the push was taken; raises PushRefused where it never will be."""
        done = self._git.run("push", "--quiet", "--porcelain", *options, REMOTE, refspec)
        if done.returncode == 0:
            return None
        if permanent(done):
            raise PushRefused(
                f"the origin refuses our push: {explain(done)}",
                "is the branch protected? let the workflow write to it, or name a state branch "
                "of its own in policy/service.yaml",
            )
        return done

    def _fetch(self, branch: str) -> str | None:
        depth = ["--depth", "1"] if self._shallow else []
        tip = f"refs/banditore/{branch}"
        done = self._answered(
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            *depth,
            REMOTE,
            f"+refs/heads/{branch}:{tip}",
            absent="couldn't find remote ref",
        )
        return self._git.ask("rev-parse", tip) if done.returncode == 0 else None

    @cached_property
    def _shallow(self) -> bool:
        known = self._git.folder / ".git"
        if known.is_dir():  # not in a work tree beside the clone: there it is a file
            return (known / "shallow").exists()
        return self._git.ask("rev-parse", "--is-shallow-repository") == "true"

    def _answered(self, *arguments: str, absent: str = "\0") -> subprocess.CompletedProcess[bytes]:
        """Ask the origin until it answers; `absent` is git's way of saying no such ref."""
        for attempt in range(8):
            done = self._git.run(*arguments)
            if done.returncode == 0 or absent in output(done):
                return done
            if permanent(done):
                break
            self._wait(attempt)
        raise RepositoryError(
            f"the origin does not answer: {explain(done)}",
            "is this a clone with a remote `origin`, and may we read it?",
        )

    def _wait(self, attempt: int) -> None:
        self._pause(min(CAP, BASE * 2.0 ** min(attempt, 6)) * random.random())  # noqa: S311 - jitter
