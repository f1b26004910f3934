"""Who may do what: Meta's signature, the word of the set-up, the town's token. In constant time."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNATURE = re.compile(r"sha256=([0-9a-f]{64})")
_BEARER = re.compile(r"[Bb]earer ([\x21-\x7e]{1,512})")


def signature_in(header: str) -> str:
    """The hexadecimal digits of `X-Hub-Signature-256`; empty where it is none."""
    found = _SIGNATURE.fullmatch(header)
    return found[1] if found else ""


def signed(body: bytes, signature: str, secrets: Iterable[str]) -> bool:
    """Whether the raw bytes are what somebody with the app's secret signed."""
    return any(
        hmac.compare_digest(hmac.digest(secret.encode(), body, "sha256").hex(), signature)
        for secret in secrets
    )


def bearer_in(header: str) -> str:
    """The token of `Authorization`; empty where there is none."""
    found = _BEARER.fullmatch(header)
    return found[1] if found else ""


def same(given: str, known: Iterable[str]) -> bool:
    """Whether it is one of the known ones. Not even the length can be measured."""
    ours = _digest(given)
    return any(hmac.compare_digest(ours, _digest(one)) for one in known)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
