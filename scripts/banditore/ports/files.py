"""Files as our code sees them: of the work tree, of one commit, of a folder somebody names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Files(Protocol):
    """A tree of files: the work tree, or one commit."""

    def read(self, path: str) -> bytes | None:
        """The content, or None where there is no such file."""

    def paths(self, under: str = "") -> Sequence[str]:
        """All files below a folder, as sorted paths from the root, `/` between."""

    def identity(self, path: str) -> str:
        """A name of the content, got without reading much: the same name, the same content.

        Empty where there is no such file.
        """


@runtime_checkable
class Streams(Protocol):
    """Files that can give what is too large to be in memory as a whole."""

    def stream(self, path: str) -> Iterator[bytes]:
        """The content in pieces; none where there is no such file."""


class Tree(Files, Protocol):
    """The files of one commit."""

    @property
    def commit(self) -> str:
        """The commit's id."""


class Folder(Protocol):
    """Where files are put that somebody asked for."""

    def has(self, name: str) -> bool:
        """Whether a file of that name is there already."""

    def write(self, name: str, content: bytes) -> str:
        """Put a file there, whole or not at all, and say where. Raises FolderError."""
