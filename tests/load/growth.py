"""What a history of a list adds to a git repository, once git has packed it as well as it can."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from towns import town_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MESSAGE = "state: inbound"
"""Of every commit, as `sync` writes it."""


class History:
    """A bare repository that a list is committed to, change after change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        git(folder.parent, "init", "-q", "--bare", "-b", "main", str(folder))
        self._onto = ""
        self.add([town_files({})])

    def add(self, commits: Iterable[Mapping[str, bytes | str | None]]) -> int:
        """Commit each of these changes, then pack; returns the bytes of the pack and its index."""
        command = ["git", "-C", str(self._folder), "fast-import", "--quiet", "--date-format=now"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            assert process.stdin is not None
            for changes in commits:
                process.stdin.writelines(self._commit(changes))
        assert process.returncode == 0
        self._onto = "from refs/heads/main^0\n"
        git(self._folder, "gc", "--quiet", "--prune=now")
        # Beside the pack and its index, git keeps what it can do without: a bitmap, a graph.
        packs = (self._folder / "objects" / "pack").iterdir()
        return sum(path.stat().st_size for path in packs if path.suffix in (".pack", ".idx"))

    def _commit(self, changes: Mapping[str, bytes | str | None]) -> Iterator[bytes]:
        said = f"data {len(MESSAGE)}\n{MESSAGE}\n"
        yield f"commit refs/heads/main\ncommitter b <b@example.invalid> now\n{said}".encode()
        yield self._onto.encode()
        self._onto = ""
        for path, content in changes.items():
            if content is None:
                yield f"D {path}\n".encode()
                continue
            plain = content.encode() if isinstance(content, str) else content
            yield f"M 100644 inline {path}\ndata {len(plain)}\n".encode()
            yield plain
            yield b"\n"


def git(folder: Path, *words: str) -> None:
    """Run it; it must succeed."""
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)
