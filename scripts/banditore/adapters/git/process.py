"""Running git, and telling what a refusal means."""

from __future__ import annotations

import base64
import re
import subprocess
from typing import TYPE_CHECKING

from banditore.domain.errors import RepositoryError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

# Anchored phrases only: a bare "403" also occurs inside object ids. All else is worth a retry.
# Source: GitHub's push protection and ruleset messages, git's own remote reports.
PERMANENT = re.compile(
    r"GH00\d:|GH013:|\(pre-receive hook declined\)|\(protected branch hook declined\)"
    r"|\(deny updating a hidden ref\)|\(shallow update not allowed\)|returned error: 40[13]\b"
    r"|Permission to \S+ denied|Authentication failed|Repository not found"
    r"|does not appear to be a git repository|No such remote"
)
# A URL may carry a password; what stands in it never helps a reader.
_URL = re.compile(r"\b[a-z+]+://\S+")
_ADVICE = re.compile(
    r"^(remote: )?(error|fatal|! \[remote rejected\]|! \[rejected\]).*|^.*GH\d+:.*", re.MULTILINE
)
SECONDS = 120
_PIECE = 1 << 18


class Git:
    """git in one clone, without prompts, with an identity and, for one server, a token."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], *, token: str = "", server: str = ""
    ) -> None:
        """`environment` holds no secret of ours: git needs none but the token."""
        self.folder = folder
        self._environment = {
            **environment,
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
            **{f"GIT_{who}_NAME": "banditore" for who in ("AUTHOR", "COMMITTER")},
            **{
                f"GIT_{who}_EMAIL": "banditore@users.noreply.github.com"
                for who in ("AUTHOR", "COMMITTER")
            },
            **_credentials(token, server),
        }

    def run(
        self, *arguments: str, stdin: bytes | None = None, extra: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """Any exit code; raises RepositoryError where git itself cannot run or hangs."""
        try:
            return subprocess.run(
                ["git", "-C", str(self.folder), *arguments],
                input=stdin if stdin is not None else b"",
                capture_output=True,
                env={**self._environment, **(extra or {})},
                check=False,
                timeout=SECONDS,
                # A Ctrl-C is ours to handle: git must finish the push it is in.
                start_new_session=True,
            )
        except FileNotFoundError:
            raise RepositoryError("git is not installed", "install git 2.30 or newer") from None
        except subprocess.TimeoutExpired:
            raise RepositoryError(
                f"git {arguments[0]} gave no answer for {SECONDS} s", "is the origin within reach?"
            ) from None

    def ask(
        self, *arguments: str, stdin: bytes | None = None, extra: Mapping[str, str] | None = None
    ) -> str:
        """The output of a command that must succeed; raises RepositoryError."""
        done = self.run(*arguments, stdin=stdin, extra=extra)
        if done.returncode:
            raise RepositoryError(f"git {arguments[0]} failed: {explain(done)}")
        return done.stdout.decode(errors="replace").strip()

    def stream(self, *arguments: str) -> Iterator[bytes]:
        """The output of a command that must succeed, piece by piece; raises RepositoryError."""
        command = ["git", "-C", str(self.folder), *arguments]
        with subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self._environment,
            start_new_session=True,
        ) as process:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            while piece := process.stdout.read(_PIECE):
                yield piece
        if process.returncode:
            raise RepositoryError(f"git {arguments[0]} failed: exit code {process.returncode}")

    def blobs(self, ids: Sequence[str]) -> dict[str, bytes]:
        """The contents of those of these objects that are here, in one process.

        Raises RepositoryError.
        """
        asked = "".join(f"{id_}\n" for id_ in ids).encode()
        done = self.run("cat-file", "--batch", stdin=asked)
        if done.returncode:
            raise RepositoryError(f"git cat-file failed: {explain(done)}")
        found: dict[str, bytes] = {}
        rest = memoryview(done.stdout)
        for id_ in ids:  # each as `ID SP type SP size LF content LF`, or `ID SP missing LF`
            head = bytes(rest[:200]).partition(b"\n")[0]
            rest = rest[len(head) + 1 :]
            if not head.endswith(b" missing"):
                size = int(head.split()[2])
                found[id_] = bytes(rest[:size])
                rest = rest[size + 1 :]
        return found


def output(done: subprocess.CompletedProcess[bytes]) -> str:
    """Everything git said."""
    return (done.stdout + done.stderr).decode(errors="replace")


def explain(done: subprocess.CompletedProcess[bytes]) -> str:
    """The lines that say why, on one line, without addresses that may carry a password."""
    lines = [match.group(0).strip() for match in _ADVICE.finditer(output(done))]
    text = "; ".join(dict.fromkeys(lines)) or f"exit code {done.returncode}"
    return _URL.sub("<url>", text)[:500]


def permanent(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether the same request would be refused again."""
    return PERMANENT.search(output(done)) is not None


def _credentials(token: str, server: str) -> dict[str, str]:
    """By environment: never in argv, where every process sees it, nor in `.git/config`."""
    if not token:
        return {}
    basic = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"http.{server}/.extraheader",
        "GIT_CONFIG_VALUE_0": f"AUTHORIZATION: basic {basic}",
    }
