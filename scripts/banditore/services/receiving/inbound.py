"""What citizens texted in reaches the list: pull since the cursor → pure change → push.

Two runs at once lose nothing: the change is applied again to whatever is at the tip.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.errors import Misconfigured
from banditore.domain.reception.joining import LEASE, Tally, apply
from banditore.domain.reception.opting_out import without
from banditore.services.tips import COMMIT, newest_list, on_main

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from banditore.domain.message import Inbound
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Clock, Files, Provider, Repository, SubscriberStore
    from banditore.services.town import Town

TOLERANCE = timedelta(minutes=2)
"""How far our clock and the provider's may be apart: leases and farewells go by both."""


@dataclass(frozen=True)
class Desk:
    """Who receives citizens: the town, its ports, and the run that does the work."""

    town: Town
    repository: Repository
    store: SubscriberStore
    provider: Provider
    clock: Clock
    run: str
    new_id: Callable[[], str] = field(repr=False)
    main: str = "main"
    """The branch whose list begins the state branch, where that does not exist yet."""

    @property
    def state(self) -> str:
        """The state branch."""
        return self.town.service.state_branch


@dataclass(frozen=True)
class Pulled:
    """The list as it is at the tip now, and what our change did to it."""

    subscribers: SubscriberList
    tally: Tally
    taken: frozenset[str] = frozenset()
    """Replies taken over from a run that may have sent them."""
    handled: tuple[str, ...] = field(repr=False, default=())
    """The provider's ids of what came in, all of which is in the list now."""


def pull_and_apply(desk: Desk, *, take_over: bool = False) -> Pulled:
    """Bring the list up to date, and push it where anything is new. Answers nobody.

    `take_over`: replies whose run let its time pass become ours, for `answer`.
    """
    current, begun = newest_list(desk.repository, desk.store, desk.state, desk.main)
    inbound = _pulled(desk, current.cursor)
    change = _Change(desk, inbound, take_over=take_over)
    ids = tuple(one.id for one in inbound)
    if begun and change.of(current) == current:
        return Pulled(current, change.tally, frozenset(change.taken), ids)
    desk.repository.change(desk.state, change, COMMIT)
    return Pulled(change.after, change.tally, frozenset(change.taken), ids)


def would_apply(desk: Desk) -> Pulled:
    """What `pull_and_apply` would do. Changes nothing."""
    current, _ = newest_list(desk.repository, desk.store, desk.state, desk.main)
    change = _Change(desk, _pulled(desk, current.cursor), take_over=False)
    return Pulled(change.of(current), change.tally)


def remove_opted_out(desk: Desk, codes: Mapping[str, str], before: datetime) -> SubscriberList:
    """Take recipients off the list who, as the provider said then, have opted out; and push that.

    `codes`: recipient ref → the provider's code, which says of what. Who said yes after `before`
    stays. Returns the list as it is at the tip now.
    """
    marketing = desk.town.marketing
    after = newest_list(desk.repository, desk.store, desk.state, desk.main)[0]
    if without(after, codes, before, marketing) is after:
        return after

    def leave(files: Files) -> Mapping[str, bytes | None]:
        nonlocal after
        source = _source(desk, files)
        after = without(desk.store.load(source), codes, before, marketing)
        return _changes(desk, files, source, after)

    desk.repository.change(desk.state, leave, COMMIT)
    return after


class _Change:
    """The change of the list, applied again to each new tip. Remembers what it did last."""

    def __init__(self, desk: Desk, inbound: Sequence[Inbound], *, take_over: bool) -> None:
        self._desk = desk
        self._inbound = inbound
        self._take_over = take_over
        self.tally = Tally()
        # Never forgotten between attempts: a push may have arrived though it was reported failed.
        self.taken: set[str] = set()

    def __call__(self, files: Files) -> Mapping[str, bytes | None]:
        source = _source(self._desk, files)
        self.after = self.of(self._desk.store.load(source))
        return _changes(self._desk, files, source, self.after)

    def of(self, before: SubscriberList) -> SubscriberList:
        desk = self._desk
        after, self.tally = apply(
            before,
            self._inbound,
            desk.town.service,
            desk.town.notices,
            now=desk.clock.now(),
            run=desk.run,
            new_id=desk.new_id,
            marketing=desk.town.marketing,
        )
        return self._with_overdue(after) if self._take_over else after

    def _with_overdue(self, subscribers: SubscriberList) -> SubscriberList:
        now = self._desk.clock.now()
        overdue = {key: r for key, r in subscribers.replies.items() if r.until <= now}
        if not overdue:
            return subscribers
        self.taken |= overdue.keys()
        ours = {
            key: replace(reply, owner=self._desk.run, until=now + LEASE)
            for key, reply in overdue.items()
        }
        return replace(subscribers, replies={**subscribers.replies, **ours})


def _pulled(desk: Desk, since: datetime) -> list[Inbound]:
    """What came in. Raises Misconfigured where we and the provider disagree about the time."""
    inbound = list(desk.provider.pull(since))
    ahead = desk.provider.ahead()
    if ahead is not None and abs(ahead) > TOLERANCE:
        minutes = round(abs(ahead).total_seconds() / 60)
        raise Misconfigured(
            f"this machine's clock is off by about {minutes} minutes: by the provider's, it is "
            f"{'slow' if ahead > timedelta() else 'fast'}",
            "set the clock (timedatectl set-ntp true), then run this again; nothing was changed",
        )
    return inbound


def _source(desk: Desk, files: Files) -> Files:
    """Where the list lies: in the state branch's files; in main's, where there are none yet."""
    return files if files.paths() else on_main(desk.repository, desk.main)


def _changes(
    desk: Desk, files: Files, source: Files, after: SubscriberList
) -> Mapping[str, bytes | None]:
    """What makes the list in `files` this one; a list on main is carried over first."""
    changes = desk.store.store(source, after)
    return changes if source is files else {**desk.store.held(source), **changes}
