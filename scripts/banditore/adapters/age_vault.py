"""Seals small files to the public keys in `policy/recipients.txt`, with age.

Nothing is ever written in plain to a disk. What is sealed opens with the ordinary `age` command too
(format: https://age-encryption.org/v1). Errors name the line of a bad key, never its content.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyrage
from pyrage import x25519

from banditore.domain.errors import Corrupted, SampleInPlace, StoreError, WrongKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RECIPIENTS = "policy/recipients.txt"
SAMPLE = "age1s2gk9auzztn9gvj0v32fxw038tgd76xx30txrd6nw6mr60qmasws3xwpxc"
"""The recipient of the shipped sample. Its identity was thrown away unseen: nobody opens it."""

_MAKE_KEYS = "make your own keys: banditore keys init --live --out FOLDER"
_NO_KEY_FITS = "No matching keys found"


class AgeVault:
    """Sealed to every recipient; opened with our identity."""

    def __init__(self, recipients: list[str], identities: list[x25519.Identity]) -> None:
        self._recipients = recipients
        self._identities = identities

    @classmethod
    def of(cls, recipients_file: bytes | None, identity: str) -> AgeVault:
        """From the file's content (None: there is none) and the key, `""` where there is none.

        Raises StoreError where either is not what it should be.
        """
        return cls(_recipients(recipients_file or b""), _identities(identity))

    @classmethod
    def of_identity(cls, identity: str) -> AgeVault:
        """Sealed to the key that opens it, and to nobody else. Raises StoreError.

        Of several, one a line, each opens and the last one seals.
        """
        keys = _identities(identity)
        return cls([str(key.to_public()) for key in keys[-1:]], keys)

    def __repr__(self) -> str:
        return f"AgeVault(recipients={len(self._recipients)})"

    @property
    def sample(self) -> bool:
        """Whether the recipients are still those of the shipped sample, or nobody."""
        return not self._recipients or SAMPLE in self._recipients

    def seal(self, content: bytes) -> bytes:
        """Encrypted to all recipients.

        Raises SampleInPlace while nobody could open it, StoreError where we could not.
        """
        return self.seal_pieces((content,))

    def _may_seal(self) -> None:
        if self.sample:
            raise SampleInPlace(f"{RECIPIENTS} holds no key of this town", _MAKE_KEYS)
        ours = {str(identity.to_public()) for identity in self._identities}
        if ours and ours.isdisjoint(self._recipients):
            raise StoreError(
                f"the key in BANDITORE_IDENTITY is not among those of {RECIPIENTS}: "
                "what we seal we could not open again",
                "give the key that belongs to one of them, or bring the file back as it was",
            )

    def seal_pieces(self, pieces: Iterable[bytes]) -> bytes:
        """Encrypted to all recipients. Raises as `seal` does, and what `pieces` raises."""
        self._may_seal()
        keys = [x25519.Recipient.from_str(recipient) for recipient in self._recipients]
        source, sealed = _Pieces(pieces), io.BytesIO()
        try:
            pyrage.encrypt_io(source, sealed, keys)
        except pyrage.EncryptError:
            # pyrage makes its own error of ours, with our error's words.
            if source.failure is None:
                raise
        if source.failure is not None:
            raise source.failure
        return sealed.getvalue()

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises WrongKey, Corrupted, and StoreError without an identity."""
        plain = io.BytesIO()
        self.open_into((sealed,), plain.write)
        return plain.getvalue()

    def open_into(self, sealed: Iterable[bytes], take: Callable[[bytes], object]) -> None:
        """What was sealed, in pieces. Raises as `open` does, and what `take` and `sealed` raise."""
        if not self._identities:
            raise StoreError(
                "no key to open the sealed files with",
                "set BANDITORE_IDENTITY to the workflow's age key; `banditore keys init` makes it",
            )
        source = _Pieces(sealed)
        try:
            pyrage.decrypt_io(source, _Taker(take), self._identities)
        except OSError:
            # pyrage's word for damage behind the header.
            pass
        except pyrage.DecryptError as failure:
            if source.failure is None and str(failure) == _NO_KEY_FITS:
                raise WrongKey(
                    "the key in BANDITORE_IDENTITY does not open this file",
                    f"it must belong to one of the keys in {RECIPIENTS}; "
                    "the recovery key opens the same files",
                ) from None
        else:
            return
        if source.failure is not None:
            raise source.failure
        raise Corrupted(
            "not a sealed file, or one that is damaged or cut short",
            "bring it back from the history: git log -- the file, then git restore",
        )


class _Pieces:
    """Pieces as a file that is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = map(io.BytesIO, pieces)
        self._open = io.BytesIO()
        self.failure: BaseException | None = None
        """What making the pieces raised."""

    def read(self, size: int) -> bytes:
        while not (found := self._open.read(size)):
            try:
                self._open = next(self._pieces)
            except StopIteration:
                break
            except BaseException as failure:
                self.failure = failure
                raise
        return found


class _Taker:
    """A function as a file that is written."""

    def __init__(self, take: Callable[[bytes], object]) -> None:
        self._take = take

    def write(self, piece: bytes) -> int:
        self._take(piece)
        return len(piece)

    def flush(self) -> None:
        pass


def _recipients(content: bytes) -> list[str]:
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise StoreError(f"{RECIPIENTS} is not a text file in UTF-8") from None
    found: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip()
        if "AGE-SECRET-KEY" in line.upper():
            raise StoreError(
                f"{RECIPIENTS}:{number}: this is a secret key, and the file is public",
                "make new keys, this one is burnt: banditore keys init",
            )
        if text:
            found[_recipient(text, number)] = None
    return list(found)


def _recipient(text: str, number: int) -> str:
    try:
        return str(x25519.Recipient.from_str(text))
    except pyrage.RecipientError:
        hint = "one key a line, age1 and 58 letters and digits; # begins a comment"
        if text.startswith("age1pq"):
            hint = "post-quantum keys cannot be used yet: take an ordinary one"
        raise StoreError(f"{RECIPIENTS}:{number}: not an age public key", hint) from None


def _identities(text: str) -> list[x25519.Identity]:
    """All keys of a text as age-keygen writes it: comments, then a key a line."""
    lines = [line.strip() for line in text.splitlines()]
    try:
        return [x25519.Identity.from_str(s) for s in lines if s and not s.startswith("#")]
    except pyrage.IdentityError:
        raise StoreError(
            "BANDITORE_IDENTITY is not an age key",
            "it begins with AGE-SECRET-KEY-1 and is one line; paste it whole, without quotes",
        ) from None
