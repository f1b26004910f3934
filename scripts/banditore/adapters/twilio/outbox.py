"""What we sent, found again in Twilio's list of messages. Who is missed there is sent to twice.

Results are sorted by `DateSent`, the newest first; the filter knows that date only; the address of
the next page carries a token, so that it goes on where the last one ended (Twilio's pages on the
Message resource and on paging). What hides a row from one walk over such a list:

- it has no `date_sent` yet, being queued: nobody says whether the filter lets it pass;
- it gets its `date_sent` while we walk: then it moves to a page that we have read already.

New messages come in front, and rows that are seen twice do no harm. So each of a few addresses is
asked for by itself, without the filter: its rows stand on one page, which is a moment's picture.
For many, the list is walked with the filter, and then without it until a walk shows nothing new.
Two things would still hide a queued row, and both are to be tried on a real account: if rows
without `date_sent` came last, behind years of history, and the filter left them out as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.adapters.twilio import records
from banditore.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from banditore.domain.message import Address, Sent

    Pages = Callable[[dict[str, str]], Iterable[Sequence[object]]]

FEW = 20
"""So many addresses are asked for one by one."""
MOST_WALKS = 5
MARGIN = timedelta(days=1)
"""`DateSent>` knows days only, and a list sorted by one date is cut by another."""


def sent_to(
    pages: Pages, town: Address, to: Collection[Address], since: datetime
) -> Iterator[Sent]:
    """Each row to these addresses since that second, once. Raises what reading a page raises.

    Holds one page and the ids of what was found. Raises Unavailable where the list does not rest.
    """
    hits = _Hits(frozenset(to), second(since))
    ours = {"From": records.CHANNEL + town}
    if len(hits.asked) <= FEW:
        for address in sorted(hits.asked):
            query = {**ours, "To": records.CHANNEL + address}
            yield from hits.on(_recent(pages(query), since - MARGIN))
        return
    yield from hits.on(pages({**ours, **from_day_before(since)}))
    for _ in range(MOST_WALKS):
        known = len(hits.seen)
        yield from hits.on(_recent(pages(ours), since - MARGIN))
        if len(hits.seen) == known:
            return
    raise Unavailable("the provider's log changes faster than we can read it", "run it again")


@dataclass
class _Hits:
    asked: frozenset[Address]
    start: datetime
    seen: set[object] = field(default_factory=set)

    def on(self, pages: Iterable[Sequence[object]]) -> Iterator[Sent]:
        """What is new to us."""
        for page in pages:
            for record in page:
                row = records.sent(record, self.asked)
                if row is None or row.at < self.start or (key := _key(record, row)) in self.seen:
                    continue
                self.seen.add(key)
                yield row


def second(moment: datetime) -> datetime:
    """Twilio remembers whole seconds."""
    return moment.replace(microsecond=0)


def from_day_before(since: datetime) -> dict[str, str]:
    """The filter by date, which is coarse."""
    return {"DateSent>": (since - MARGIN).date().isoformat()}


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
