"""The keyring: the keys that open the list, and the newest state that was seen. Never in git.

Format, version 1, a promise: a small JSON object, sealed with age to the keys in
`policy/recipients.txt`, as the file `keyring-NNNNNNNN.age`:

    {"banditore": 1, "keys": ["AGE-SECRET-KEY-1…"], "anchor": {"e": 3, "g": 41, "head": "…"}}

`keys`: the newest last; two of them only while the list is being rewritten. The first one belongs
to the anchor's epoch `e`, then; `g` is the generation of the newest file that was seen, `head` its
SHA-256. A keyring is never changed: a newer one takes the next number, and the older goes away.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from banditore.domain.errors import Corrupted
from banditore.domain.keys.chain import Head

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

VERSION = 1
_NAME = re.compile(r"keyring-([0-9]{8})\.age")
_KEY = re.compile(r"AGE-SECRET-KEY-1[A-Z0-9]{58}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_KEYS = 2


@dataclass(frozen=True)
class Keyring:
    """What is sealed in it."""

    identities: tuple[str, ...] = field(repr=False)
    """The epochs' secret keys, the newest last."""
    anchor: Head
    """What the list's chain must contain."""

    def at(self, head: Head) -> Keyring:
        """Once that head was seen; an epoch that is over loses its key. Never goes back."""
        if head.generation <= self.anchor.generation:
            return self
        over = head.epoch > self.anchor.epoch
        return Keyring(self.identities[-1:] if over else self.identities, head)

    def with_next(self, identity: str) -> Keyring:
        """With the key of an epoch to come; the one that waits already, where there is one."""
        if len(self.identities) == _MOST_KEYS:
            return self
        return replace(self, identities=(*self.identities, identity))

    def to_json(self) -> bytes:
        """As it is sealed."""
        anchor = self.anchor
        plain = {
            "banditore": VERSION,
            "keys": list(self.identities),
            "anchor": {"e": anchor.epoch, "g": anchor.generation, "head": anchor.digest},
        }
        return f"{json.dumps(plain)}\n".encode()


def read_keyring(content: bytes) -> Keyring:
    """What `to_json` wrote. Raises Corrupted, which repeats nothing of it."""
    try:
        return _keyring(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        # Raised after the handler: a JSON error carries the text, and that holds the key.
        pass
    raise Corrupted(
        "the keyring opens, but what is in it is none, or of a newer version",
        "update the software, or take an older keyring if there is one",
    )


def _keyring(plain: dict[str, Any]) -> Keyring:
    keys, anchor = plain["keys"], plain["anchor"]
    head = Head(anchor["e"], anchor["g"], anchor["head"])
    numbers = (plain["banditore"], head.epoch, head.generation)
    if not all(type(number) is int and number > 0 for number in numbers):
        raise ValueError
    known = plain["banditore"] == VERSION and 1 <= len(keys) <= _MOST_KEYS
    if not known or not _DIGEST.fullmatch(head.digest) or not all(map(_KEY.fullmatch, keys)):
        raise ValueError
    return Keyring(tuple(keys), head)


@dataclass(frozen=True)
class Slot:
    """One keyring as it lies in its place."""

    number: int
    id: str
    """How its place names it."""
    whole: bool = True
    """False where its upload began and did not end."""
    ours: bool = True
    """Whether this software put it there, as far as the place can tell."""
    by: str = ""
    """Who did, where the place knows."""
    at: datetime | None = None
    """When, where the place knows."""


def name_of(number: int) -> str:
    """What a keyring's file is called."""
    return f"keyring-{number:08}.age"


def number_of(name: str) -> int | None:
    """The number in such a name; None where it is none."""
    found = _NAME.fullmatch(name)
    return int(found[1]) if found else None


def disorder(slots: Sequence[Slot]) -> Slot | None:
    """A keyring that somebody else put there; None where all is as we left it.

    The first of all is put in place by a person. A later one with an earlier time was taken from
    somewhere and brought back.
    """
    whole = sorted((slot for slot in slots if slot.whole), key=lambda slot: slot.number)
    for before, slot in zip([None, *whole], whole, strict=False):
        if not slot.ours and slot.number > 1:
            return slot
        if before and before.at and slot.at and slot.at < before.at:
            return slot
    return None
