"""Reading the receipts: which broadcasts are closed, and what the recent ones say.

Nothing here stops a run. A receipt closes its broadcast because it exists; what is wrong with its
content is a warning to whoever can look.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.layout import ID_PATTERN, RECEIPTS, day_of, id_of, kind_of
from banditore.domain.document import Scalar
from banditore.domain.due.ledger import Account, Ledger
from banditore.domain.findings import Place, warning
from banditore.domain.reception.renewal import Told
from banditore.domain.sending.outcomes import STATES
from banditore.domain.sending.receipt import RECEIPT_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banditore.domain.document import Mapping
    from banditore.domain.findings import Finding
    from banditore.ports import Documents, Files

NEAR = timedelta(days=15)
"""Receipts of broadcasts of other days are not read: each costs a process of git, and a broadcast
is sent within days of the day in its name."""
NEWEST = 50
"""So many receipts are asked for audiences."""
_CLOCKS_DIFFER = timedelta(hours=1)


def read_ledger(
    trees: Iterable[Files], documents: Documents, now: datetime
) -> tuple[Ledger, list[Finding]]:
    """What the receipts in these trees say, and what is doubtful about them (all warnings).

    Where two trees have a receipt for one broadcast, the first one's is read.
    """
    closed: set[str] = set()
    recent: dict[str, Account] = {}
    doubts: list[Finding] = []
    for tree in trees:
        for path in tree.paths(RECEIPTS):
            broadcast = closes(path)
            if broadcast is None or kind_of(path, ())[0] != "receipt":
                doubts.append(warning("receipt-stray", Place(path)))
            if broadcast is None or broadcast in closed:
                continue
            closed.add(broadcast)
            if _near(broadcast, now):
                account, wrong = _read(path, tree.read(path) or b"", documents, now)
                recent[broadcast] = account
                doubts += wrong
    return Ledger(frozenset(closed), recent), doubts


def last_audiences(receipts: Files, documents: Documents) -> dict[str, int]:
    """Category → how many people its last broadcast went to, as the newest receipts tell."""
    found: dict[str, tuple[str, int]] = {}
    for path in sorted(receipts.paths(RECEIPTS), key=id_of)[-NEWEST:]:
        document, _ = documents.read(path, receipts.read(path) or b"", {})
        if document is None:
            continue
        category, closed = _text(document, "category"), _text(document, "closed_at")
        audience = _number(document, "audience")
        if audience is not None and closed > found.get(category, ("", 0))[0]:
            found[category] = (closed, audience)
    return {category: people for category, (_, people) in found.items()}


def brought(path: str, content: bytes, documents: Documents) -> Told | None:
    """Whom a broadcast reached and when it ended; None where it was not sent to the end."""
    document, _ = documents.read(path, content, {})
    closed = _moment(document, "closed_at") if document else None
    if document is None or closed is None or _text(document, "state") != "closed":
        return None
    return None if _number(document, "expired") else Told(_text(document, "category"), closed)


def closes(path: str) -> str | None:
    """The broadcast that a file in the folder of receipts closes; None where it is no receipt.

    One that somebody moved into a folder, or gave another ending, still says that it was sent.
    """
    stem = path.rsplit("/", 1)[-1].partition(".")[0]
    return stem if re.match(ID_PATTERN, stem) else None


def _near(broadcast: str, now: datetime) -> bool:
    day = day_of(broadcast)
    return day is not None and abs(day - now.date()) <= NEAR


def _read(
    path: str, content: bytes, documents: Documents, now: datetime
) -> tuple[Account, list[Finding]]:
    document, wrong = documents.read(path, content, RECEIPT_SCHEMA)
    if document is None or wrong:
        place = wrong[0].place if wrong else Place(path)
        return Account(), [warning("receipt-unreadable", place)]
    account = Account(
        claimed_at=_moment(document, "claimed_at"),
        closed_at=_moment(document, "closed_at"),
        accepted=_number(document, "accepted") or 0,
        digest=_text(document, "digest"),
    )
    return account, list(_doubts(path, document, account, now))


def _doubts(path: str, document: Mapping, account: Account, now: datetime) -> Iterator[Finding]:
    named = _text(document, "broadcast")
    if named != closes(path):
        yield warning("receipt-foreign", document.place_of_key("broadcast"), other=named)
    audience = _number(document, "audience")
    counts = [_number(document, state) for state in STATES]
    if audience is None or None in counts or audience != sum(filter(None, counts)):
        yield warning("receipt-does-not-add-up", document.place_of_key("audience"))
    begun, ended = account.claimed_at, account.closed_at
    if begun is None or ended is None or not begun <= ended <= now + _CLOCKS_DIFFER:
        yield warning("receipt-times", document.place_of_key("closed_at"))


def _text(document: Mapping, key: str) -> str:
    node = document.get(key)
    return node.text if isinstance(node, Scalar) else ""


def _number(document: Mapping, key: str) -> int | None:
    text = _text(document, key)
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else None


def _moment(document: Mapping, key: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(document, key))
    except ValueError:
        return None
    return moment if moment.tzinfo else None
