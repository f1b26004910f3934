"""New age keys, and the files that carry them: secret ones never into the repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pyrage import IdentityError, x25519

from banditore.domain.errors import StoreError
from banditore.domain.keys.long_lived import KeyPair

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def make_key() -> KeyPair:
    """A fresh X25519 pair."""
    identity = x25519.Identity.generate()
    return KeyPair(public=str(identity.to_public()), secret=str(identity))


def public_of(secret: str) -> str:
    """The public half of a secret key. Raises StoreError, which does not show the key."""
    try:
        return str(x25519.Identity.from_str(secret).to_public())
    except IdentityError:
        raise StoreError(
            "this is not an age key", "it begins with AGE-SECRET-KEY-1 and is one line"
        ) from None


def write_secrets(folder: Path, repository: Path, files: Mapping[str, str]) -> list[Path]:
    """Write each file for its owner's eyes only (0600).

    Raises StoreError where the folder lies in the repository or a file is there already; then
    nothing was written.
    """
    folder = folder.expanduser().resolve()
    if folder.is_relative_to(repository.resolve()):
        raise StoreError(
            "secret keys must not lie in the repository",
            "choose a folder outside it: --out ~/banditore-keys",
        )
    paths = [folder / name for name in files]
    for path in paths:
        if path.exists():
            raise StoreError(
                f"{path} is there already, and it may be somebody's only key",
                "choose another folder, or move that file away yourself",
            )
    _write_all(folder, dict(zip(paths, files.values(), strict=True)))
    return paths


def write_files(repository: Path, files: Mapping[str, bytes]) -> None:
    """Put files into the work tree, each whole or not at all, in the given order."""
    for name, content in files.items():
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(content)
        fresh.replace(path)


def _write_all(folder: Path, files: Mapping[Path, str]) -> None:
    written: list[Path] = []
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in files.items():
            # O_EXCL: never over a file that appeared meanwhile, nor through a link.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            written.append(path)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(content)
    except OSError as failure:
        for path in written:
            path.unlink(missing_ok=True)
        raise StoreError(
            f"the keys cannot be written to {folder}: {failure.strerror}", "choose another folder"
        ) from None
