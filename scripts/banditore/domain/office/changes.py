"""What the office changes: who joined or left on paper, whose data is restricted or erased.

Pure and idempotent. Nothing to do: the very same list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import compact
from banditore.domain.reception.book import chosen, farewell
from banditore.domain.reception.owing import hint_marks
from banditore.domain.reception.register import Register

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from banditore.domain.message import Address
    from banditore.domain.subscriber import Status, Subscriber
    from banditore.domain.subscribers import SubscriberList

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")
Added = Literal["added", "renewed", "already", "left-since"]


@dataclass(frozen=True)
class Erased:
    """What there was of somebody."""

    subscriber: bool
    applicant: bool
    """Had asked to join, and not confirmed it."""
    replies: int
    """Replies that were owed."""
    marks: int
    """Marks of having chosen, been answered, or not found on WhatsApp."""

    def __bool__(self) -> bool:
        return bool(self.subscriber or self.applicant or self.replies or self.marks)


def add(
    subscribers: SubscriberList, person: Subscriber, month: str
) -> tuple[SubscriberList, Added]:
    """The list with somebody who joined on paper.

    `left-since`: who has left since the day of the form does not come back by it. `renewed`: was
    there with an older consent to another version of the notice.
    """
    known = subscribers.find(person.address)
    if left_since(subscribers, person.address, person.consent.at):
        return subscribers, "left-since"
    if known is None:
        people = Register(subscribers.subscribers, subscribers.ref_key)
        people.enter(person)
        after = replace(
            subscribers,
            subscribers=people.done(),
            # Who signed need not confirm any more what they had asked for by text.
            applicants=_without(subscribers.applicants, {person.address}),
            moves=_moved(subscribers.moves, {(month, "joined"): 1}),
        )
        return after, "added"
    newer = person.consent.at > known.consent.at
    if not newer or person.consent.notice == known.consent.notice:
        return subscribers, "already"
    return _with(subscribers, replace(known, consent=person.consent)), "renewed"


def left_since(subscribers: SubscriberList, address: Address, consent: datetime) -> bool:
    """Whether somebody is known to have left at that moment or later."""
    at = subscribers.seen.get(farewell(subscribers.ref_key, address))
    return at is not None and at >= consent


def set_status(subscribers: SubscriberList, address: Address, status: Status) -> SubscriberList:
    """The list with somebody restricted, or active again."""
    known = subscribers.find(address)
    if known is None or known.status == status:
        return subscribers
    return _with(subscribers, replace(known, status=status))


def erased(
    subscribers: SubscriberList,
    address: Address,
    now: datetime,
    month: str,
    *,
    why: Literal["erased", "left"],
    choices: Collection[str],
) -> tuple[SubscriberList, Erased]:
    """The list without anything on somebody, and what that was.

    Only the mark of the farewell is set, for the few days that such marks live: a wish to join
    that is still under way must not undo this.
    """
    known = subscribers.find(address)
    addresses = known.addresses if known else (address,)
    rest = _without_addresses(_without_marks(subscribers, known, address, choices), addresses)
    what = Erased(
        subscriber=known is not None,
        applicant=len(rest.applicants) < len(subscribers.applicants),
        replies=len(subscribers.replies) - len(rest.replies),
        marks=_marks(subscribers) - _marks(rest),
    )
    people = Draft(compact(subscribers.subscribers))
    if known:
        people[known.address] = None
    farewells = {farewell(subscribers.ref_key, one): now for one in addresses}
    after = replace(
        rest,
        subscribers=people.done(),
        seen={**rest.seen, **farewells},
        moves=_moved(rest.moves, {(month, why): 1} if known else {}),
    )
    return after, what


def _without_marks(
    subscribers: SubscriberList,
    known: Subscriber | None,
    address: Address,
    choices: Collection[str],
) -> SubscriberList:
    refs = refs_of(subscribers, known, address)
    return replace(
        subscribers,
        courtesy=_without(subscribers.courtesy, answer_marks(subscribers, known, address)),
        talk=_without(subscribers.talk, refs),
        misses=_without(subscribers.misses, refs),
        seen=_without(subscribers.seen, choice_marks(subscribers, refs, choices)),
    )


def _without_addresses(
    subscribers: SubscriberList, addresses: Collection[Address]
) -> SubscriberList:
    applicants, replies = subscribers.applicants, subscribers.replies
    asking = {
        key
        for key, one in applicants.items()
        if key in addresses or (one.also and one.also in addresses)
    }
    owed = {key for key, one in replies.items() if one.to in addresses}
    return replace(
        subscribers, applicants=_without(applicants, asking), replies=_without(replies, owed)
    )


def _marks(subscribers: SubscriberList) -> int:
    kept = (subscribers.courtesy, subscribers.talk, subscribers.misses, subscribers.seen)
    return sum(map(len, kept))


def refs_of(
    subscribers: SubscriberList, known: Subscriber | None, address: Address
) -> frozenset[str]:
    """All refs under which anything may be kept of somebody."""
    addresses = known.addresses if known else (address,)
    own = (subscribers.ref_of(known),) if known else ()
    return frozenset((*map(subscribers.ref, addresses), *own))


def answer_marks(
    subscribers: SubscriberList, known: Subscriber | None, address: Address
) -> frozenset[str]:
    """Under which `courtesy` may keep when somebody was answered."""
    hints = (
        hint_marks(subscribers.ref_key, one) for one in (known.addresses if known else (address,))
    )
    return refs_of(subscribers, known, address).union(*hints)


def choice_marks(
    subscribers: SubscriberList, refs: Collection[str], choices: Collection[str]
) -> frozenset[str]:
    """Under which `seen` keeps when somebody last chose a category, or the language."""
    return frozenset(chosen(subscribers.ref_key, what, ref) for ref in refs for what in choices)


def _without(values: Mapping[Key, Value], keys: Collection[str]) -> dict[Key, Value]:
    return {key: value for key, value in values.items() if key not in keys}


def _with(subscribers: SubscriberList, person: Subscriber) -> SubscriberList:
    people = Draft(compact(subscribers.subscribers))
    people[person.address] = person
    return replace(subscribers, subscribers=people.done())


def _moved(
    moves: Mapping[tuple[str, str], int], more: Mapping[tuple[str, str], int]
) -> Mapping[tuple[str, str], int]:
    if not more:
        return moves
    return {**moves, **{key: moves.get(key, 0) + count for key, count in more.items()}}
