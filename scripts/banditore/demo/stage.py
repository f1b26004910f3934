"""The stage: folders, an origin, clones, and the real programs as processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.demo.proofs import expect

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCE = Path(__file__).resolve().parents[3]
"""The repository that this program is part of."""
PATIENCE = 120.0  # seconds that one command may take
STAFF = ("Municipal office", "office@example.invalid")


class Stage:
    """Where the story plays. `said` is everything that any program printed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.origin, self.office, self.old = (
            folder / name for name in ("origin.git", "office", "old-checkout")
        )
        self.keys, self._home = folder / "keys", folder / "home"
        self.keyring = folder / "keyring"
        self.said: list[str] = []
        self.settings: dict[str, str] = {}
        """Of all commands: where the network answers, the workflow's key."""
        self._seen: set[str] = set()
        self._running: list[subprocess.Popen[str]] = []
        self._home.mkdir(parents=True)

    def found(self) -> None:
        """A bare origin and the office's clone of it."""
        self.git(self.folder, "init", "-q", "--bare", "-b", "main", str(self.origin))
        self.git(self.folder, "init", "-q", "-b", "main", str(self.office))
        self.git(self.office, "remote", "add", "origin", self.origin.as_uri())

    def take_key(self) -> None:
        """From now on commands hold the workflow's secret key, as a workflow's do."""
        self.settings["BANDITORE_IDENTITY"] = self.secret("workflow.key")

    def secret(self, name: str) -> str:
        """A secret key, out of its file."""
        lines = (self.keys / name).read_text(encoding="ascii").splitlines()
        return next(line for line in lines if line.startswith("AGE-SECRET-KEY"))

    def environment(self) -> dict[str, str]:
        """A clean machine: nothing of this one's settings, nobody's git configuration."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(SOURCE / "scripts"),
            "PYTHONUTF8": "1",
            "HOME": str(self._home),
            "TMPDIR": str(self._home),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "BANDITORE_KEYRING": str(self.keyring),
            **self.settings,
        }

    def banditore(self, *words: str, code: int = 0, where: Path | None = None) -> str:
        """Run a command to its end; returns all it said. Its exit code must be `code`."""
        process = self.start(*words, where=where)
        said = self.finish(process)
        expect(
            process.returncode == code,
            f"`banditore {' '.join(words)}` ended with {process.returncode} instead of {code}",
            hint=said.strip().rpartition("\n")[2],
        )
        return said

    def start(self, *words: str, where: Path | None = None) -> subprocess.Popen[str]:
        """Start a command."""
        process = subprocess.Popen(
            [sys.executable, "-m", "banditore", *words],
            cwd=where or self.office,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._running.append(process)
        return process

    def close(self) -> None:
        """End what still runs, should the story have broken off."""
        for process in self._running:
            if process.poll() is None:
                process.kill()
                process.communicate()

    def finish(self, process: subprocess.Popen[str]) -> str:
        """Wait for a command's end; returns all it said."""
        said, _ = process.communicate(timeout=PATIENCE)
        self.said.append(said)
        return said

    def git(self, where: Path, *words: str) -> str:
        """Run git, which must succeed."""
        name, address = STAFF
        identity = ["-c", f"user.name={name}", "-c", f"user.email={address}"]
        done = subprocess.run(
            ["git", *identity, *words],
            cwd=where,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        self.said.append(done.stderr)
        expect(done.returncode == 0, f"`git {words[0]}` did not succeed", done.stderr.strip())
        return done.stdout.strip()

    def blob(self, where: Path, name: str) -> bytes:
        """An object of git's, as it is."""
        words = ["git", "-C", str(where), "cat-file", "blob", name]
        return subprocess.run(words, env=self.environment(), capture_output=True, check=True).stdout

    def merge(self, files: dict[str, str], subject: str) -> None:
        """Put files on the newest main, as a merged pull request does."""
        if self.git(self.office, "ls-remote", "origin", "main"):
            self.git(self.office, "fetch", "-q", "origin")
            self.git(self.office, "checkout", "-q", "-f", "-B", "main", "origin/main")
        self.write(files)
        self.git(self.office, "add", "-A")
        self.git(self.office, "commit", "-q", "-m", subject)
        self.git(self.office, "push", "-q", "origin", "HEAD:main")

    def write(self, files: dict[str, str]) -> None:
        """Write files into the office's clone."""
        for name, content in files.items():
            path = self.office / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")

    def new_commits(self) -> list[tuple[str, Sequence[str]]]:
        """Subject and files of the origin's commits since the last look, the oldest first."""
        fresh: list[tuple[str, Sequence[str]]] = []
        for commit in self.git(self.origin, "rev-list", "--reverse", "--branches").split():
            if commit not in self._seen:
                self._seen.add(commit)
                subject, _, files = self.git(
                    self.origin, "show", "--format=%s", "--name-only", commit
                ).partition("\n")
                fresh.append((subject, files.split()))
        return fresh

    def at_origin(self, branch: str, path: str) -> str:
        """A file at the origin."""
        return self.git(self.origin, "show", f"{branch}:{path}")

    def claims(self) -> list[str]:
        """The branches of broadcasts that are being sent."""
        return self.git(
            self.origin, "for-each-ref", "--format=%(refname:short)", "refs/heads/sending/"
        ).split()
