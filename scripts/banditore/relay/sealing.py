"""Seals to public keys, with age. Nothing here can open what it sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage
from pyrage import x25519

from banditore.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Seal = Callable[[Iterable[bytes]], bytes]


def sealer(recipients: Sequence[str]) -> Seal:
    """Seals several deliveries as one age file of netstrings: `5:hello,` each, as they came.

    Raises SettingsError where a recipient is no public key.
    """
    keys = [_key(recipient) for recipient in recipients]

    def seal(bodies: Iterable[bytes]) -> bytes:
        sealed: bytes = pyrage.encrypt(b"".join(b"%d:%b," % (len(b), b) for b in bodies), keys)
        return sealed

    return seal


def _key(text: str) -> x25519.Recipient:
    if "AGE-SECRET-KEY" in text.upper():
        raise SettingsError(
            "the relay was given a secret key: it must not be able to read what it keeps",
            "RELAY_RECIPIENTS takes the public keys of policy/recipients.txt, age1…",
        )
    try:
        return x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise SettingsError(
            "one of the relay's recipients is no age public key",
            "RELAY_RECIPIENTS takes the public keys of policy/recipients.txt, age1…",
        ) from None
