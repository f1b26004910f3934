"""Files for their owner's eyes only, and never in the repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from banditore.domain.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path


def write_private(path: Path, content: bytes, *, outside: Path) -> None:
    """A new file (0600). Raises StoreError where it is there, may not lie there, or cannot."""
    path = path.expanduser().resolve()
    if path.is_relative_to(outside.resolve()):
        raise StoreError(
            f"{path.name} must not lie in the repository", "choose a folder outside it"
        )
    try:
        # O_EXCL: never over a file that is there, nor through a link.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as failure:
        raise StoreError(
            f"{path.name} cannot be written: {failure.strerror}", "choose another name or folder"
        ) from None
