"""The end of asking for a changed notice: who was told twice and did not accept it goes.

Only a sync does so, never a send, and not while an emergency is due or under way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.broadcasts.layout import RECEIPTS
from banditore.domain.due.agenda import agenda
from banditore.domain.findings import Place, notice, warning
from banditore.domain.reception.renewal import (
    APART,
    Renewal,
    Told,
    lapsed,
    slug_of,
    still_open,
    tells,
)
from banditore.domain.sending.claim import PREFIX, broadcast_of
from banditore.services.broadcasts import load_broadcasts
from banditore.services.receipts import brought, closes, read_ledger
from banditore.services.tips import COMMIT, on_main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from banditore.domain.findings import Finding
    from banditore.domain.service import Service
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Documents, Files
    from banditore.services.receiving.inbound import Desk
    from banditore.services.town import Town

RULES = Place("policy/service.yaml")


@dataclass(frozen=True)
class Change:
    """A change of the notice that the rules put an end to."""

    renewal: Renewal
    by: Mapping[str, Told]
    """The broadcasts that told of it, by their ids."""
    service: Service

    def sealed(self, subscribers: SubscriberList) -> Renewal:
        """Only by what the list itself knows to be sent: a receipt is a plain file."""
        told = [one for id_, one in self.by.items() if id_ in subscribers.sent]
        return replace(self.renewal, told=told)

    def day(self, end: datetime) -> str:
        """The last day before a moment."""
        return f"{(end - timedelta(seconds=1)).astimezone(self.service.zone):%Y-%m-%d}"


def change_of(town: Town, receipts: Files, documents: Documents) -> Change | None:
    """The change under way, as rules and receipts tell of it; None: there is none."""
    consent, version = town.service.consent, next(iter(town.notices.values())).version
    end = consent.accept_by
    if not consent.renew or end is None or end.notice != version:
        return None
    by = {}
    for path in receipts.paths(RECEIPTS):
        id_ = closes(path) or ""
        if id_[11:].startswith(slug_of(version)):  # any other need not be read
            found = brought(path, receipts.read(path) or b"", documents)
            if found and tells(id_, found.category, version):
                by[id_] = found
    return Change(Renewal(version, end.end, tuple(by.values())), by, town.service)


def standing(change: Change, subscribers: SubscriberList | None) -> Iterator[Finding]:
    """How many have not accepted it, and until when; without the list, only until when."""
    renewal = change.renewal
    if subscribers is None:
        until = change.day(renewal.end)
        sent = len(change.by)
        yield notice("renewal-ends", RULES, version=renewal.version, until=until, sent=sent)
        return
    found = still_open(subscribers, change.sealed(subscribers))
    facts = {"version": renewal.version, "until": change.day(found.until)}
    if found.waiting:
        yield notice("renewal-waiting", RULES, count=found.waiting, **facts)
    if found.untold:
        apart = APART.days
        yield warning("renewal-untold", RULES, count=found.untold, days=apart, **facts)


def renew(desk: Desk, documents: Documents, *, live: bool) -> list[Finding]:
    """Take off the list whose time is over, and say how many are left.

    Raises RepositoryError and StoreError. Without `live`, only says what it would do.
    """
    now, tip = desk.clock.now(), desk.repository.tip(desk.state)
    change = change_of(desk.town, tip, documents) if tip else None
    if tip is None or change is None:
        return []
    before = desk.store.load(tip)
    after = lapsed(before, change.sealed(before), now)
    count, version = len(before.subscribers) - len(after.subscribers), change.renewal.version
    if not count:
        return list(standing(change, before))
    if desk.town.service.paused or _emergency(desk, tip, documents, now):
        held = warning("renewal-held", RULES, count=count, version=version)
        return [held, *standing(change, before)]
    if live:
        after = _removed(desk, change, now)
    code = "renewal-removed" if live else "renewal-would-remove"
    return [notice(code, RULES, count=count, version=version), *standing(change, after)]


def _removed(desk: Desk, change: Change, now: datetime) -> SubscriberList:
    """Push that they are gone; who said yes in the meantime stays."""
    after: list[SubscriberList] = []

    def leave(files: Files) -> Mapping[str, bytes | None]:
        before = desk.store.load(files)
        after[:] = [lapsed(before, change.sealed(before), now)]
        return {} if after[0] is before else desk.store.store(files, after[0])

    desk.repository.change(desk.state, leave, COMMIT)
    return after[0]


def _emergency(desk: Desk, state: Files, documents: Documents, now: datetime) -> bool:
    """Whether one is due, held back or under way; of what nobody knows any more, it may be."""
    service = desk.town.service
    main = on_main(desk.repository, desk.main)
    ledger, _ = read_ledger([state, main], documents, now)
    claims = {broadcast_of(name) for name in desk.repository.branches(PREFIX)}
    broadcasts, _ = load_broadcasts(main, documents, service)
    todo = agenda(
        broadcasts, closed=ledger.closed, claimed=claims, service=service, now=now, ledger=ledger
    )
    steps = [*todo.now, *(held.step for held in todo.held)]
    return any(step.urgent or step.declared is None for step in steps)
