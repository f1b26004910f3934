"""Who is who: people in the making, found by either address, and never listed twice.

A person may have a phone, a user id of WhatsApp's, or both. WhatsApp gives a new user id to an
account whose number changes, and carriers give a number to somebody else after a while. So:

- a user id beside a phone that we know belongs to that person, and a phone beside a user id that we
  know likewise: two entries become one;
- a user id that we know beside another phone: the person has changed the number;
- a phone that we know beside another user id: the number is somebody else's now. The old person
  stays reachable by the old user id only, and the new one has consented to nothing.

A message that is older than somebody's consent tells nothing of who they are now.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.compact.audience import ref_of
from banditore.domain.compact.overlay import Draft
from banditore.domain.compact.packed import compact
from banditore.domain.naming import keyed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.message import Address, Inbound
    from banditore.domain.moves import Move
    from banditore.domain.subscriber import Status, Subscriber


class Register:
    """The people of a list, and changes to them."""

    def __init__(self, people: Mapping[Address, Subscriber], key: bytes) -> None:
        packed = compact(people)
        self._base = packed.base
        self._draft: Draft[Address, Subscriber] = Draft(packed)
        self._key = key
        self._beside: dict[Address, Address] = {}
        """User id → phone, of those who are not in the base, or changed."""
        self._refs = {one.ref: one.address for one in self._base.strangers()}
        """Ref → address, where a ref is not that of the address."""
        for one in packed.changes.values():
            self._note(one)
        self.moved: Counter[Move] = Counter()
        """Merges and recycled numbers that the last `meet` found."""
        self.displaced: Subscriber | None = None
        """Who had the number before, where the last `meet` found it recycled."""

    def find(self, address: Address | None) -> Subscriber | None:
        """Whose address this is, as it is by now."""
        if address is None:
            return None
        found = self._draft.find(address)
        if found is None and not address.startswith("+"):
            phone = self._beside.get(address)
            old = None if phone else self._base.beside(address)
            phone = old.address if old else phone
            found = self._draft.find(phone) if phone else None
        return found if found and address in found.addresses else None

    def put(self, one: Subscriber, before: Subscriber | None = None) -> Subscriber:
        """Add somebody, or change who was `before`; the ref stays as it was."""
        if before and before.address != one.address:
            one = self._named(one, ref_of(self._key, before))
            self.remove(before)
        self._draft[one.address] = one
        self._note(one)
        return one

    def enter(self, one: Subscriber) -> Subscriber:
        """Add a newcomer, under a ref that nobody has: the address may have been another's."""
        natural = keyed(self._key, "recipient", one.address) if self._refs else ""
        holder = self._draft.find(self._refs[natural]) if natural in self._refs else None
        taken = holder is not None and holder.ref == natural
        return self.put(self._named(one, self._own_ref(one)) if taken else one)

    def remove(self, one: Subscriber) -> None:
        """Take somebody off."""
        self._draft[one.address] = None

    def done(self) -> Mapping[Address, Subscriber]:
        """The people as they are now; the very same mapping where nothing changed."""
        return self._draft.done()

    # Who is who

    def meet(self, message: Inbound) -> Subscriber | None:
        """Who sent this, if a subscriber; what it tells of their addresses is put down."""
        self.moved.clear()
        self.displaced = None
        here, there = self.find(message.sender), self.find(message.also)
        if message.kind == "moved":
            return self._moved(message, here, there)
        if message.also is None or any(
            one and one.consent.at > message.at for one in (here, there)
        ):
            return there or here
        if here and here.also not in {None, message.also}:
            self.displaced = self._recycled(here)
            here = None
        if here and there and here.address != there.address:
            here = there = self._merged(here, there, message.sender, message.also)
        one = here or there
        if one is None or one.addresses == (message.sender, message.also):
            return one
        return self.put(replace(one, address=message.sender, also=message.also), one)

    def _moved(
        self, message: Inbound, here: Subscriber | None, there: Subscriber | None
    ) -> Subscriber | None:
        new = message.also
        if here is None or new is None or here.consent.at > message.at:
            return there
        if there and there.address != here.address:
            return self._merged(here, there, there.address, there.also)
        return self.put(replace(here, address=new, also=None), here)

    def _recycled(self, old: Subscriber) -> Subscriber:
        self.moved["recycled"] += 1
        return self.put(replace(old, address=old.also or old.address, also=None), old)

    def _merged(
        self, one: Subscriber, other: Subscriber, address: Address, also: Address | None
    ) -> Subscriber:
        """Two entries of one person: the older consent, and what both chose.

        The smaller ref stays. Who is sent to in the order of the refs has had it, if either: so a
        broadcast that is running does not reach the person once more.
        """
        older, newer = sorted((one, other), key=lambda each: (each.consent.at, each.id))
        both = replace(
            older,
            address=address,
            also=also,
            language=newer.language,
            categories=_choices(older, newer),
            status=_standing(older, newer),
        )
        ref = min(ref_of(self._key, older), ref_of(self._key, newer))
        self.remove(one)
        self.remove(other)
        self.moved["merged"] += 1
        return self.put(self._named(both, ref))

    def _note(self, one: Subscriber | None) -> None:
        if one and one.also:
            self._beside[one.also] = one.address
        if one and one.ref:
            self._refs[one.ref] = one.address

    def _named(self, one: Subscriber, ref: str) -> Subscriber:
        natural = keyed(self._key, "recipient", one.address)
        return replace(one, ref="" if ref == natural else ref)

    def _own_ref(self, one: Subscriber) -> str:
        return keyed(self._key, "recipient", one.id)


def _choices(one: Subscriber, other: Subscriber) -> frozenset[str]:
    """What both chose, where both get messages; else of the one who does, or of the older."""
    active = [each for each in (one, other) if each.status == "active"] or [one]
    return frozenset().union(*(each.categories for each in active))


def _standing(one: Subscriber, other: Subscriber) -> Status:
    """A restriction holds for the person, whatever the entry; an address that works wakes them."""
    both = {one.status, other.status}
    if "restricted" in both:
        return "restricted"
    return "active" if "active" in both else "suspended"
