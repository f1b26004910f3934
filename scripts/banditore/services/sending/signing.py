"""A claim's branch is signed as a whole, at each push: nobody else can say what is sent to whom.

Whoever may push a branch, and may not merge to main, could otherwise have any words sent to
everybody, or have a block sent again by removing its outcomes. What is signed is the claim, and the
digest of each file beside it. So is `outcomes/<id>`, of which receipts are made anew.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from banditore.domain.errors import Corrupted
from banditore.domain.sending.claim import CLAIM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.ports import Files
    from banditore.services.sending.working import WorkingVault

SIGNATURE = "claim.sig"


def digests_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Of files beside the claim, by path."""
    return {path: _digest(content) for path, content in files.items()}


def signature(vault: WorkingVault, claim: bytes, digests: Mapping[str, str]) -> bytes:
    """The content of `SIGNATURE`. `digests`: by path, of all other files of the branch."""
    return vault.sign(_whole(claim, digests))


def verified(vault: WorkingVault, files: Files, branch: str) -> dict[str, bytes]:
    """The files beside the claim, by path, all of which are as we left them.

    Raises Corrupted, and WrongKey where the key that signed is gone.
    """
    names = [path for path in files.paths() if path not in {CLAIM, SIGNATURE}]
    beside = {path: files.read(path) or b"" for path in names}
    whole = _whole(files.read(CLAIM) or b"", digests_of(beside))
    try:
        vault.check(whole, files.read(SIGNATURE) or b"")
    except Corrupted:
        raise Corrupted(
            f"the branch {branch} was changed by somebody else",
            "nothing was sent; look who did, and push its last commit of banditore's there again",
        ) from None
    return beside


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _whole(claim: bytes, digests: Mapping[str, str]) -> bytes:
    # No path in git holds a NUL: no name of a file can be taken for a row more.
    rows = (f"{found} {path}\0" for path, found in sorted(digests.items()))
    return _digest(claim).encode() + "".join(rows).encode()
