"""The composition root's part for what the town publishes: posters, pages, its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.errors import PackageMissing

if TYPE_CHECKING:
    from pathlib import Path

    from banditore.ports import Folder, Printer, Site


def printer() -> Printer:
    """Who puts an invitation on paper. Raises PackageMissing."""
    try:
        from banditore.adapters.poster import TypstPress
    except ImportError as missing:
        raise PackageMissing(
            f"posters need the package {missing.name}",
            "scripts/run poster prepares it by itself; elsewhere: pip install --require-hashes "
            "-r scripts/locks/poster.txt",
        ) from None
    return TypstPress()


def out_folder(path: Path) -> Folder:
    """A folder that somebody named."""
    from banditore.adapters.folder import Folder as FilesSideBySide

    return FilesSideBySide(path)


def site() -> Site:
    """The town's public site."""
    from banditore.adapters.site import WebSite

    return WebSite()
