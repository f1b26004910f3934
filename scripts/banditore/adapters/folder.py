"""A folder that somebody named, for what they asked to be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.errors import FolderError

if TYPE_CHECKING:
    from pathlib import Path


class Folder:
    """Files of our making, side by side."""

    def __init__(self, root: Path) -> None:
        self._root = root.expanduser()

    def has(self, name: str) -> bool:
        """Whether a file of that name is there already."""
        return (self._root / name).exists()

    def write(self, name: str, content: bytes) -> str:
        """Put a file there, whole or not at all, and say where. Raises FolderError."""
        path = self._root / name
        fresh = path.with_name(f".{name}.new")
        try:
            self._root.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(content)
            fresh.replace(path)
        except OSError as failure:
            raise FolderError(
                f"{path} cannot be written: {failure.strerror}", "choose another folder: --out …"
            ) from None
        return str(path)
