"""Why a keyring is not to be had, and what a person does then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.errors import KeyringForeign, KeyringLost, WrongKey
from banditore.domain.keys.keyring import name_of

if TYPE_CHECKING:
    from banditore.domain.errors import StoreError
    from banditore.domain.keys.keyring import Slot


def lost(place: str, *, half: bool) -> KeyringLost:
    """Nothing lies there that could be opened; `half`: but something unfinished."""
    if half:
        return KeyringLost(
            f"the keyring in {place} was uploaded only by half",
            "run this again in a few minutes; if it stays so, upload the file anew",
        )
    return KeyringLost(
        f"there is no keyring in {place}: it holds the only key to the list",
        "was it deleted, or does this run look in the wrong place? see BANDITORE_KEYRING; "
        "docs/subscriber-list.md says what is left to do where it is lost",
    )


def foreign(slot: Slot) -> KeyringForeign:
    """Somebody else put it there."""
    who = f"{slot.by} put it there" if slot.by else "somebody brought it back"
    return KeyringForeign(
        f"{name_of(slot.number)} is not this software's: {who}",
        "nothing was sent or changed. An old keyring lets an old list pass: find out why it was "
        "done; then a person accepts it: banditore state accept --generation G --reason TEXT "
        "(state show says which)",
    )


def unopened(failure: StoreError) -> StoreError:
    """It lies there, and does not open."""
    if isinstance(failure, WrongKey):
        return WrongKey(
            "the key in BANDITORE_IDENTITY does not open the keyring",
            "give the workflow's key that belongs to policy/recipients.txt; if it is lost: "
            "banditore keys recover",
        )
    return type(failure)(f"the keyring cannot be read: {failure.message}", failure.hint)
