"""The search for phone numbers, message ids and secrets where none may be."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

from banditore.demo.proofs import expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from banditore.demo.phones import Phones
    from banditore.demo.stage import Stage

# Anything that looks like a number with its country code, however it is spaced.
_INTERNATIONAL = re.compile(rb"(?<![\w+/=])\+[1-9](?:[ ().-]?\d){8,13}(?!\w)")

_ID_IN_TREE = re.compile(rb"\0.{20}", re.DOTALL)


def planted(phones: Phones) -> list[re.Pattern[bytes]]:
    """What is searched: every phone in any spacing, every message's id, any secret key."""
    log = phones.log()
    numbers = phones.numbers | {row["to"] for row in log}
    ids = phones.ids | {row["sid"] for row in log}
    spaced = (r"[ ().-]?".join(number.removeprefix("+39")) for number in numbers)
    words = [*spaced, *(re.escape(one) for one in ids), "AGE-SECRET-KEY-1[0-9A-Z]{58}"]
    return [re.compile("|".join(words).encode())]


def search(
    places: Mapping[str, bytes], patterns: Iterable[re.Pattern[bytes]], public: str
) -> list[str]:
    """The places where something was found. The town's own number is public."""
    found = []
    for place, content in places.items():
        strangers = {re.sub(rb"\D", b"", n) for n in _INTERNATIONAL.findall(content)}
        strangers -= {public.lstrip("+").encode()}
        if strangers or any(pattern.search(content) for pattern in patterns):
            found.append(place)
    return found


def everything(stage: Stage, story: Iterable[str]) -> dict[str, bytes]:
    """Place → content: all git objects, files of all clones and the relay's, what was printed."""
    places = {"what the programs printed": "\n".join(stage.said).encode()}
    places["what you just read"] = "\n".join(story).encode()
    for repository in (stage.origin, stage.office, stage.old):
        for object_, content in _objects(stage, repository):
            places[f"git's {object_} in {repository.name}"] = content
    for folder in (stage.origin, stage.office, stage.old, stage.folder / "relay"):
        for path in folder.rglob("*"):
            if path.is_file():
                name = path.relative_to(stage.folder).as_posix()
                places[name] = f"{name}\n".encode() + path.read_bytes()
    return places


def named(tree: bytes) -> bytes:
    """The names in a git tree, without the ids behind them.

    An id is 20 bytes of chance; one that ends in + before the next mode looks like a number.
    """
    return _ID_IN_TREE.sub(b"\n", tree)


def _objects(stage: Stage, repository: Path) -> Iterator[tuple[str, bytes]]:
    """Every object in plain, whether or not a branch still leads to it."""
    done = subprocess.run(
        ["git", "-C", str(repository), "cat-file", "--batch", "--batch-all-objects"],
        env=stage.environment(),
        capture_output=True,
        check=False,
    )
    expect(done.returncode == 0 and done.stdout, "the git objects could not be read")
    listed = io.BytesIO(done.stdout)
    while head := listed.readline():  # each as `ID SP type SP size LF content LF`
        id_, kind, size = head.decode().split()
        content = listed.read(int(size))
        yield f"{kind} {id_[:12]}", named(content) if kind == "tree" else content
        listed.read(1)
