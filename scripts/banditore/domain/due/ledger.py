"""What the receipts say: what was sent, when, and to how many.

A receipt that exists closes its broadcast, whatever became of its content: nobody gets it twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.layout import day_of
from banditore.domain.errors import ReceiptsMissing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

REACH = timedelta(hours=24)
"""In which WhatsApp counts the different people that a number reaches."""


@dataclass(frozen=True)
class Account:
    """What one receipt says, as far as it can be read."""

    claimed_at: datetime | None = None
    """Aware."""
    closed_at: datetime | None = None
    """Aware."""
    accepted: int = 0
    """How many messages the provider took."""
    digest: str = ""
    """Of the file that was sent."""


@dataclass(frozen=True)
class Ledger:
    """All that was sent."""

    closed: frozenset[str] = frozenset()
    """Ids of all broadcasts that have a receipt."""
    recent: Mapping[str, Account] = field(default_factory=dict)
    """Id → account, of those whose day is near: older ones say nothing about today."""

    def begun(self, day: date, zone: ZoneInfo) -> int:
        """How many broadcasts were begun on a day of the town.

        Where a receipt does not tell, the day in the broadcast's id.
        """
        return sum(_begun(id_, account, zone) == day for id_, account in self.recent.items())

    def first_day(self, zone: ZoneInfo) -> date | None:
        """The day of the town on which it began to send; None: it never did."""
        days = (_begun(id_, self.recent.get(id_, Account()), zone) for id_ in self.closed)
        return min(filter(None, days), default=None)

    def spent(self, now: datetime) -> Iterator[tuple[datetime, int]]:
        """When at the latest how many messages were accepted, of the last 24 hours."""
        for account in self.recent.values():
            if account.closed_at is not None and account.accepted:
                at = min(account.closed_at, now)  # no message left in the future
                if now - at < REACH:
                    yield at, account.accepted


def _begun(broadcast: str, account: Account, zone: ZoneInfo) -> date | None:
    if account.claimed_at is None:
        return day_of(broadcast)
    return account.claimed_at.astimezone(zone).date()


def missing_receipts(sent: Collection[str], closed: Collection[str]) -> list[str]:
    """Broadcasts that the list of subscribers knows to be sent and that have no receipt.

    Without their receipts they would go out again, so nothing may be sent before they are back.
    """
    return sorted(set(sent) - set(closed))


def receipts_missing(broadcasts: Sequence[str]) -> ReceiptsMissing:
    """The error for receipts that are gone, with the way to bring them back."""
    return ReceiptsMissing(
        f"receipts of sent broadcasts are missing: {', '.join(broadcasts)}",
        "nothing was sent, for these would go out again; bring the receipts back from history: "
        "find the commit that removed them with "
        "`git log --diff-filter=D --oneline -- messages/receipts`, then "
        "`git checkout COMMIT^ -- messages/receipts`, commit and push; where the history itself is "
        "gone, push the state branch again from a clone that still has it",
    )
