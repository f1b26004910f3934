"""A list of subscribers in columns, with changes on top: making it, and looking somebody up."""

from __future__ import annotations

from collections import Counter
from operator import lt
from typing import TYPE_CHECKING

from banditore.domain.compact.columns import Packed, Traits
from banditore.domain.compact.overlay import Overlay
from banditore.domain.compact.packed_text import pack_both, pack_many
from banditore.domain.message import Address
from banditore.domain.subscriber import Consent, Subscriber

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

__all__ = [
    "Packed",
    "Packer",
    "People",
    "Traits",
    "compact",
    "kind_of",
    "person_at",
    "traits_of",
]

_FEW = 1000
"""Changes that are kept beside the columns of any list."""


class People(Overlay[Address, Subscriber]):
    """A list in columns with changes on top."""

    base: Packed


class Packer:
    """Makes a compact list, best of subscribers who come in the order of their addresses."""

    def __init__(self) -> None:
        self._packed = Packed()
        self._known: dict[Traits, int] = {}
        self._traits: Traits | None = None
        self._number = 0
        self._last = ""
        self._strays: dict[Address, Subscriber | None] = {}

    def add(
        self,
        address: Address,
        id_: str,
        traits: Traits,
        at: datetime,
        message: str,
        *,
        also: Address | None = None,
        ref: str = "",
    ) -> None:
        """One more. Raises ValueError for an address that came right before."""
        if address <= self._last:
            language, categories, notice, digest, joined, status = traits
            consent = Consent(at, message, notice, digest)
            self._stray(
                Subscriber(id_, address, language, categories, consent, also, joined, status, ref)
            )
            return
        self._last = address
        raw = address.encode()
        texts = b"%c%b%b" % (len(raw), raw, pack_both(id_, message))
        if also or ref:
            texts += self._packed.strange(also or "", ref)
        self._packed.append(self._numbered(traits), at, texts)

    def extend(
        self,
        addresses: Sequence[str],
        ids: Sequence[str],
        traits: Sequence[Traits],
        ats: Sequence[datetime],
        messages: Sequence[str],
    ) -> bool:
        """Many at once, in half the time: where they come in order, as do nearly all, and have ids.

        Says whether that was so; if not, nothing has happened. The addresses are checked already.
        """
        if addresses[0] <= self._last or not all(map(lt, addresses, addresses[1:])):
            return False
        texts = pack_many(addresses, ids, messages)
        if texts is None:
            return False
        self._last = addresses[-1]
        self._packed.extend(map(self._numbered, traits), ats, texts)
        return True

    def _numbered(self, traits: Traits) -> int:
        if traits is not self._traits:  # nearly always those of the one before
            self._traits = traits
            self._number = self._known.setdefault(traits, len(self._known))
            if self._number == len(self._packed.traits):
                self._packed.traits.append(traits)
        return self._number

    def _stray(self, subscriber: Subscriber) -> None:
        if subscriber.address == self._last or subscriber.address in self._strays:
            raise ValueError("the same address twice")
        self._strays[subscriber.address] = subscriber

    def done(self) -> People:
        """The list. Raises ValueError where an address came twice."""
        if any(address in self._packed for address in self._strays):
            raise ValueError("the same address twice")
        return compact(People(self._packed, self._strays))


def compact(people: Mapping[Address, Subscriber]) -> People:
    """The same subscribers, in columns but for a few changes."""
    if isinstance(people, People) and len(people.changes) <= max(_FEW, len(people.base) // 32):
        return people
    packer = Packer()
    for address, one in sorted(people.items()) if isinstance(people, dict) else people.items():
        consent = one.consent
        traits, also = kind_of(one), one.also
        packer.add(address, one.id, traits, consent.at, consent.message, also=also, ref=one.ref)
    return packer.done()


def person_at(people: People, address: Address) -> Subscriber | None:
    """Whose address this is, be it the only one or beside a phone."""
    found = people.get(address)
    if found is None:
        changed = (one for one in people.changes.values() if one and one.also == address)
        found = next(changed, None) or people.base.beside(address)
        # Somebody of the base may have changed since.
        found = found and people.get(found.address)
        found = found if found and found.also == address else None
    return found


def traits_of(people: People) -> Counter[Traits]:
    """How many subscribers have each traits."""
    base = people.base
    numbers = Counter(base.kinds)
    found = Counter({traits: numbers[number] for number, traits in enumerate(base.traits)})
    for address, new in people.changes.items():
        old = base.get(address)
        found.subtract(kind_of(one) for one in (old,) if one)
        found.update(kind_of(one) for one in (new,) if one)
    return found


def kind_of(one: Subscriber) -> Traits:
    """The traits of one."""
    consent = one.consent
    return Traits(
        one.language, one.categories, consent.notice, consent.notice_hash, one.joined, one.status
    )
