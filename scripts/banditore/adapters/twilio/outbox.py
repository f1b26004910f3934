"""What we sent, found again in Twilio's list of messages. A row that is there is never missed.

Who is missed is sent to twice, and three things could hide a row (facts: results are sorted by
DateSent, the newest first; the filter knows that date only):

- it has no `date_sent` yet, being queued: Twilio does not say whether the filter then lets it pass;
- it gets its `date_sent` while we page: then it moves to a page that we have read already;
- new messages push rows to later pages: those are seen twice, which does no harm.

So a long list is read twice, the second time without the filter until all is old: a row moves but
once, and is seen by one of the two. A row that is deleted while we look is gone; nobody does that.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.adapters.twilio import records

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from banditore.domain.message import Address, Sent

    Pages = Callable[[dict[str, str]], Iterable[Sequence[object]]]

FEW = 20
"""So many addresses are asked for one by one: each has all its rows on one page."""
MARGIN = timedelta(days=1)
"""`DateSent>` knows days only, and a list sorted by one date is cut by another."""


def sent_to(
    pages: Pages, town: Address, to: Collection[Address], since: datetime
) -> Iterator[Sent]:
    """Each row to these addresses since that second, once. Raises what reading a page raises.

    Holds one page and the ids of what was found.
    """
    asked, start = frozenset(to), second(since)
    seen: set[object] = set()
    for page in _pages(pages, records.CHANNEL + town, asked, since):
        for record in page:
            row = records.sent(record, asked)
            if row is None or row.at < start or (key := _key(record, row)) in seen:
                continue
            seen.add(key)
            yield row


def second(moment: datetime) -> datetime:
    """Twilio remembers whole seconds."""
    return moment.replace(microsecond=0)


def from_day_before(since: datetime) -> dict[str, str]:
    """The filter by date, which is coarse."""
    return {"DateSent>": (since - MARGIN).date().isoformat()}


def _pages(
    pages: Pages, town: str, asked: frozenset[Address], since: datetime
) -> Iterator[Sequence[object]]:
    if len(asked) <= FEW:
        for address in sorted(asked):
            query = {"From": town, "To": records.CHANNEL + address}
            yield from _recent(pages(query), since - MARGIN)
    else:
        yield from pages({"From": town, **from_day_before(since)})
        yield from _recent(pages({"From": town}), since - MARGIN)


def _recent(pages: Iterable[Sequence[object]], start: datetime) -> Iterator[Sequence[object]]:
    """Until the whole of a page is older."""
    for page in pages:
        yield page
        moments = [records.moment_of_ours(record) for record in page if isinstance(record, dict)]
        if any(moments) and all(at is None or at < start for at in moments):
            return


def _key(record: object, row: Sent) -> object:
    sid = record.get("sid") if isinstance(record, dict) else None
    return sid if isinstance(sid, str) and sid else (row.to, row.at, row.text)
