"""The files of a folder, as a pull request proposes them."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class WorkTree:
    """A folder read as a tree of files; in a clone, what git ignores is not there."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def read(self, path: str) -> bytes | None:
        """The content, or None where there is no such file."""
        try:
            return (self._root / path).read_bytes()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def identity(self, path: str) -> str:
        """A digest of the content."""
        content = self.read(path)
        return "" if content is None else sha256(content).hexdigest()

    def paths(self, under: str = "") -> Sequence[str]:
        """All files below a folder, as sorted paths from the root, `/` between."""
        listed = subprocess.run(
            [
                "git",
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
                "--",
                under or ".",
            ],
            cwd=self._root,
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0:
            names = [n for n in listed.stdout.decode(errors="surrogateescape").split("\0") if n]
            return sorted(n for n in names if (self._root / n).is_file())
        base = self._root / under
        found = (path for path in base.rglob("*") if path.is_file() and ".git" not in path.parts)
        return sorted(path.relative_to(self._root).as_posix() for path in found)
