"""Every byte of a base and of a segment, changed one after the other: what the reader says."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from banditore.adapters.age_keys import make_key
from banditore.domain.errors import Corrupted, StoreError, WrongKey
from banditore.domain.keys.chain import BASE
from fakes import FakeFiles
from load.lives import Life
from load.ways import store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.adapters.age_list import AgeSubscriberStore

ABSENT, BARE = "nothing: it was read", "an error without a hint or with a number"


def campaign(step: int) -> Counter[str]:
    """What became of how many flips; `step`: 1 tries every position."""
    life, key = Life(20), make_key().secret
    numbers = [str(address) for address in life.now.subscribers]
    writer = store(key)
    files = dict(writer.found(life.now))
    files |= writer.store(_files(files), next(life.changes()))
    reader, said = store(key), Counter[str]()
    for path, content in files.items():
        whole = content or b""
        for place in range(0, len(whole), step):
            flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
            tried = {path: flipped} if path == BASE else {**files, path: flipped}
            said[_answer(reader, _files(tried), numbers)] += 1
    return said


def _answer(reader: AgeSubscriberStore, files: FakeFiles, numbers: list[str]) -> str:
    try:
        reader.load(files)
    except StoreError as error:
        words = f"{error!r} {error.message} {error.hint} {error.__cause__!r} {error.__context__!r}"
        discreet = error.hint and not any(number in words for number in numbers)
        return type(error).__name__ if discreet and isinstance(error, NAMED) else BARE
    return ABSENT


def _files(files: Mapping[str, bytes | None]) -> FakeFiles:
    return FakeFiles({path: content or b"" for path, content in files.items()})


NAMED = (Corrupted, WrongKey)
