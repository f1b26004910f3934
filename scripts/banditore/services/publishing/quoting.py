"""What a broadcast costs, by the list itself: only where the list can be opened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banditore.domain.prices import shown
from banditore.services.broadcasts import kind_of_broadcast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.prices import Cost, Prices
    from banditore.domain.subscribers import SubscriberList
    from banditore.domain.templates.template import Template


@dataclass(frozen=True)
class Quote:
    """What somebody who lets it go should know."""

    cost: Cost
    prices: Prices
    kind: str
    languages: Mapping[str, int]
    """How many messages in each language."""

    def words(self) -> dict[str, object]:
        """For its sentence."""
        spoken = ", ".join(f"{name} {count}" for name, count in sorted(self.languages.items()))
        amount = shown(self.cost.amount, self.prices.currency)
        day = self.prices.as_of
        return {"amount": amount, "kind": self.kind, "day": day, "languages": spoken}


def quote(
    broadcast: Broadcast,
    people: SubscriberList,
    templates: Mapping[str, Template],
    prices: Prices,
) -> Quote:
    """Counts each person of the audience once, and names nobody."""
    kind = kind_of_broadcast(broadcast, templates)
    audience = people.audience(broadcast.category).values()
    languages: Counter[str] = Counter(one.language for one in audience)
    return Quote(prices.cost(kind, (one.address for one in audience)), prices, kind, languages)
