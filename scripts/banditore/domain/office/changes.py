"""What the office changes: who joined or left on paper, whose data is restricted or erased.

Pure and idempotent. Nothing to do: the very same list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from banditore.domain.book import chosen, farewell
from banditore.domain.overlay import Draft
from banditore.domain.owing import hint_marks
from banditore.domain.packed import compact
from banditore.domain.register import Register

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
    refs = refs_of(subscribers, known, address)
    hints = [hint_marks(subscribers.ref_key, one) for one in addresses]
    courtesy = _without(subscribers.courtesy, refs.union(*hints))
    talk = _without(subscribers.talk, refs)
    misses = _without(subscribers.misses, refs)
    applicants = {
        key: one
        for key, one in subscribers.applicants.items()
        if key not in addresses and one.also not in addresses
    }
    replies = {key: one for key, one in subscribers.replies.items() if one.to not in addresses}
    people = Draft(compact(subscribers.subscribers))
    if known:
        people[known.address] = None
    farewells = {farewell(subscribers.ref_key, one): now for one in addresses}
    seen = _without(subscribers.seen, choice_marks(subscribers, refs, choices))
    after = replace(
        subscribers,
        subscribers=people.done(),
        seen={**seen, **farewells},
        replies=replies,
        courtesy=courtesy,
        talk=talk,
        applicants=applicants,
        misses=misses,
        moves=_moved(subscribers.moves, {(month, why): 1} if known else {}),
    )
    return after, Erased(
        subscriber=known is not None,
        applicant=len(applicants) < len(subscribers.applicants),
        replies=len(subscribers.replies) - len(replies),
        marks=sum(
            len(before) - len(rest)
            for before, rest in (
                (subscribers.courtesy, courtesy),
                (subscribers.talk, talk),
                (subscribers.misses, misses),
                (subscribers.seen, seen),
            )
        ),
    )


def refs_of(
    subscribers: SubscriberList, known: Subscriber | None, address: Address
) -> frozenset[str]:
    """All refs under which anything may be kept of somebody."""
    addresses = known.addresses if known else (address,)
    own = (subscribers.ref_of(known),) if known else ()
    return frozenset((*map(subscribers.ref, addresses), *own))


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
