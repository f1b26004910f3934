"""Delivery reports: what became of messages after they were accepted, in counts on the receipt.

Nothing of what is promised of sending hangs on them. For each closed broadcast of the last days:
hear what the provider says → who opted out, who is not on WhatsApp → durable → the receipt → only
then may the provider's inbox forget it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.errors import Overtaken, StoreError
from banditore.domain.reception.dead_numbers import NOT_ON_WHATSAPP, Missed, missed
from banditore.domain.reception.opting_out import OPTED_OUT
from banditore.domain.sending.claim import PREFIX, broadcast_of
from banditore.domain.sending.deliveries import outcome_of
from banditore.domain.sending.outcomes import ACCEPTED
from banditore.domain.sending.tags import name_of, parts_of, reply_tag
from banditore.domain.text import oneline
from banditore.services.receiving.inbound import remove_opted_out
from banditore.services.sending import aftermath
from banditore.services.sending.aftermath import OUTCOMES
from banditore.services.sending.doubt import SKEW
from banditore.services.silence import after_silence, unheard
from banditore.services.tips import COMMIT, load_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banditore.domain.message import Address, Status
    from banditore.domain.sending.receipt import Receipt
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Files
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.aftermath import Aftermath
    from banditore.services.sending.claim_desk import ClaimDesk

LATELY = timedelta(hours=2)
PATIENCE = 4
"""A receipt is rewritten when this part of its age has passed: at first often, then seldom."""


@dataclass
class Heard:
    """What one look found."""

    receipts: list[Receipt] = field(default_factory=list)
    """Of broadcasts of which something new was heard."""
    unreadable: list[str] = field(default_factory=list)
    """Branches that somebody must look at."""
    overtaken: bool = False
    """Whether another run was at it, too: the next one hears the rest."""
    unheard: int = 0
    """Reports of the last hours that the provider could not bring to our inbox."""


def hear(desk: Desk, keeper: ClaimDesk) -> Heard:
    """Take in what the provider reports. Raises ProviderError, RepositoryError and StoreError."""
    heard = Heard()
    if "statuses" not in desk.provider.capabilities:
        return heard
    kept = _open(keeper, heard)
    since = min((one.claim.claimed_at for one in kept), default=desk.clock.now())
    told = desk.provider.statuses(since)  # an inbox is emptied here; a log is read as we ask
    people = load_list(desk.repository, desk.store, desk.state, desk.main)
    notes = _listen(_Finder(kept, people), told if kept else ())
    settled = [one for one in kept if _settle(desk, keeper, one, notes[one.claim.broadcast], heard)]
    # It turns out here whether anybody can be asked for by id: else no id need be kept.
    heard.unheard = unheard(desk.provider, desk.clock.now() - LATELY)
    desk.provider.reported(_Needs(desk, settled, people))
    return heard


def _open(keeper: ClaimDesk, heard: Heard) -> list[Aftermath]:
    found = []
    for branch in sorted(keeper.repository.branches(OUTCOMES)):
        try:
            one = aftermath.read(keeper, branch)
        except StoreError:
            heard.unreadable.append(branch)
            continue
        if one:
            found.append(one)
    return found


class _Finder:
    """Whose report it is: by our tag, or else by address, text and time."""

    def __init__(self, kept: Sequence[Aftermath], people: SubscriberList) -> None:
        self._people = people
        self._named = {name_of(one.claim.broadcast): one for one in kept}
        self._saying: dict[str, list[Aftermath]] = defaultdict(list)
        for one in kept:
            for text in {oneline(content.text) for content in one.claim.content.values()}:
                self._saying[text].append(one)

    def find(self, status: Status) -> tuple[Aftermath, str] | None:
        """The broadcast and the recipient's ref; None of what is not ours."""
        parts = parts_of(status.tag)
        if parts:
            one = self._named.get(parts[0])
            return (one, parts[1]) if one else None
        if status.to is None or not status.text:
            return None
        for one in self._of_text(oneline(status.text)):
            if one.claim.claimed_at - SKEW <= status.at <= one.closed_at + SKEW:
                return one, self._ref(status.to)
        return None

    def _of_text(self, said: str) -> Iterable[Aftermath]:
        """Those that say it, and nothing beside it; or else a header or buttons around it, too."""
        found = self._saying.get(said)
        if found:
            return found
        return (one for text, those in self._saying.items() if text in said for one in those)

    def _ref(self, address: Address) -> str:
        one = self._people.find(address)
        return self._people.ref_of(one) if one else self._people.ref(address)


class _Needs:
    """Which reports must wait in the inbox: all others are used, or of nobody's.

    Two kinds of branches are read here, after the inbox was: a report that was in it is of a
    broadcast whose claim is there by now, or that has closed since.
    """

    def __init__(self, desk: Desk, settled: Sequence[Aftermath], people: SubscriberList) -> None:
        self._by_id = "history" in desk.provider.capabilities
        self._replies = {reply_tag(reply) for reply in people.replies}
        busy = {broadcast_of(branch) for branch in desk.repository.branches(PREFIX)}
        kept = {branch.removeprefix(OUTCOMES) for branch in desk.repository.branches(OUTCOMES)}
        heard = {one.claim.broadcast: one for one in settled}
        self._settled = {name_of(broadcast): heard[broadcast] for broadcast in heard.keys() & kept}
        self._others = {name_of(broadcast) for broadcast in busy | (kept - heard.keys())}

    def __call__(self, status: Status) -> bool:
        """Whether somebody will ask for it again."""
        if status.tag in self._replies:
            return True
        name, ref = parts_of(status.tag) or ("", "")
        if name in self._others:
            return True
        # Its id is how the provider can be asked, should nothing more come.
        one = self._settled.get(name) if self._by_id and status.id else None
        return one is not None and one.people.get(ref) == ACCEPTED


@dataclass
class _Notes:
    """What one look heard of one broadcast, by recipient ref."""

    failures: dict[str, str] = field(default_factory=dict)
    """The code, of those who turned out not to be reached."""
    ids: dict[str, str] = field(default_factory=dict, repr=False)
    """The provider's id, of messages that were on their way."""


def _listen(finder: _Finder, told: Iterable[Status]) -> dict[str, _Notes]:
    notes: dict[str, _Notes] = defaultdict(_Notes)
    for status in told:
        found = finder.find(status)
        if not found:
            continue
        one, ref = found
        fresh = one.people.take(ref, outcome_of(status))
        if fresh and status.state == "failed":
            notes[one.claim.broadcast].failures[ref] = status.code
        if status.id:
            notes[one.claim.broadcast].ids[ref] = status.id
    return notes


def _settle(desk: Desk, keeper: ClaimDesk, one: Aftermath, notes: _Notes, heard: Heard) -> bool:
    """Make durable what was heard of one broadcast; False: another run was at it, too."""
    now, limits = desk.clock.now(), desk.town.service.limits
    after_silence(desk.provider, one, notes.ids, now)
    _list(desk, one, {ref: code for ref, code in notes.failures.items() if _holds(one, ref, code)})
    try:
        news = aftermath.save(keeper, one)
        age = now - one.closed_at
        over = age > limits.outcomes_kept or one.people.final(reports=True)
        rest = timedelta() if over else age / PATIENCE
        receipt = aftermath.put(keeper, one, desk.state, reported_at=now, rest=rest)
        aftermath.end(keeper, one, limits.outcomes_kept, reports=True)
    except Overtaken:
        heard.overtaken = True
        return False
    if news:
        heard.receipts.append(receipt)
    return True


def _holds(one: Aftermath, ref: str, code: str) -> bool:
    known = one.people.get(ref)
    return known is not None and known.state in {"failed", "left"} and known.code == code


def _list(desk: Desk, one: Aftermath, failures: Mapping[str, str]) -> None:
    """What the list of subscribers learns from it. Doing it again changes nothing."""
    gone = {ref: code for ref, code in failures.items() if code in OPTED_OUT}
    if gone:
        remove_opted_out(desk, gone, one.claim.claimed_at)
    dead = frozenset(ref for ref, code in failures.items() if code in NOT_ON_WHATSAPP)
    if not dead:
        return
    by = Missed(one.claim.broadcast, one.claim.category, dead, one.closed_at, late=True)

    def miss(files: Files) -> Mapping[str, bytes | None]:
        before = desk.store.load(files)
        return desk.store.store(files, missed(before, by, desk.town.service.dead_numbers))

    desk.repository.change(desk.state, miss, COMMIT)
