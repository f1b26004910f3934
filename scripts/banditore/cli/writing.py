"""Files for a folder that somebody named: what is replaced is said first, all is listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from banditore.bootstrap import public
from banditore.cli.speech import say
from banditore.domain.sentences.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def write_all(made: Iterable[tuple[str, bytes]], folder: Path, language: str) -> None:
    """Write each file, and print where; nothing where one of them cannot be made."""
    files, target = list(made), public.out_folder(folder)
    for name, _ in files:
        if target.has(name):
            say(label("file-replaces", language, name=name))
    for name, content in files:
        click.echo(target.write(name, content))
    say(label("files-written", language, count=len(files)))
