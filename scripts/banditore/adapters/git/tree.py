"""The files of one commit, and making the next one without touching the work tree."""

from __future__ import annotations

import tempfile
from functools import cached_property
from hashlib import sha1, sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from banditore.adapters.git.process import Git


SMALL = (".yaml", ".j2", ".md", ".txt", ".age")
"""Ends of the names of files that come in numbers and are small."""


class GitTree:
    """One commit read as a tree of files."""

    def __init__(self, git: Git, commit: str) -> None:
        self._git = git
        self._commit = commit
        self._read: dict[str, bytes] = {}

    @property
    def commit(self) -> str:
        """The commit's id."""
        return self._commit

    @cached_property
    def _blobs(self) -> dict[str, str]:
        listed = self._git.ask("ls-tree", "-r", "-z", self._commit)
        rows = (row.partition("\t") for row in listed.split("\0") if row)
        # mode SP type SP object TAB path; a symlink or a submodule is no file of ours.
        return {path: head.split()[2] for head, _, path in rows if head.startswith("100")}

    def read(self, path: str) -> bytes | None:
        """The content, or None where there is no such file."""
        blob = self._blobs.get(path)
        if blob is None:
            return None
        if blob not in self._read and path.endswith(SMALL):
            self._read_folder(path.partition("/")[0])
        return self._read.get(blob) or self._git.run("cat-file", "blob", blob).stdout

    def stream(self, path: str) -> Iterator[bytes]:
        """The content in pieces; none where there is no such file."""
        blob = self._blobs.get(path)
        return self._git.stream("cat-file", "blob", blob) if blob else iter(())

    def _read_folder(self, folder: str) -> None:
        """All such files of a folder at once: who reads one of a hundred broadcasts reads them all.

        A process of git for each would take longer than everything else before the first message.
        """
        wanted = {
            blob: None
            for path, blob in self._blobs.items()
            if path.endswith(SMALL) and path.partition("/")[0] == folder
        }
        self._read |= self._git.blobs(list(wanted))

    def identity(self, path: str) -> str:
        """The blob's id."""
        return self._blobs.get(path, "")

    def paths(self, under: str = "") -> Sequence[str]:
        """All files below a folder, as sorted paths from the root."""
        prefix = f"{under.rstrip('/')}/" if under else ""
        return sorted(path for path in self._blobs if path.startswith(prefix))


class EmptyTree:
    """A branch that does not exist yet."""

    def read(self, path: str) -> bytes | None:
        """Nothing is there."""
        del path
        return None

    def paths(self, under: str = "") -> Sequence[str]:
        """Nothing is there."""
        del under
        return ()

    def identity(self, path: str) -> str:
        """Nothing is there."""
        del path
        return ""


def commit_on(git: Git, parent: str | None, files: Mapping[str, bytes | None], message: str) -> str:
    """A commit on `parent` (None: the first of a branch) with these files changed or removed.

    Five processes of git, however many files there are.
    """
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        if parent:
            git.ask("read-tree", parent, extra=index)
        written = {path: content for path, content in files.items() if content is not None}
        blobs = dict(zip(written, _written(git, Path(folder), written.values()), strict=True))
        nothing = "0" * len(parent or "")
        rows = [f"100644 {blobs[p]}\t{p}" if p in blobs else f"0 {nothing}\t{p}" for p in files]
        git.ask(
            "update-index", "-z", "--index-info", stdin="\0".join([*rows, ""]).encode(), extra=index
        )
        tree = git.ask("write-tree", extra=index)
    return git.ask("commit-tree", tree, *(["-p", parent] if parent else []), "-m", message)


def _written(git: Git, folder: Path, contents: Collection[bytes]) -> list[str]:
    """The ids of these contents, which are git's objects from now on."""
    if not contents:
        return []
    paths = [folder / str(number) for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)  # sealed, or for everybody to read: it goes into the repository
    asked = "".join(f"{path}\n" for path in paths).encode()
    return git.ask("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=asked).split()


def blob_id(content: bytes | None, like: str) -> str:
    """What a content's identity is, told without git; empty for none.

    `like`: an id of the repository, whose length tells which hash it goes by.
    """
    if content is None:
        return ""
    make = sha256 if len(like) == len(sha256().hexdigest()) else sha1
    return make(b"blob %d\0%b" % (len(content), content)).hexdigest()
