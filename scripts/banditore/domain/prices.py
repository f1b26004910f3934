"""What a message costs: by WhatsApp's category and the country of the phone, as of a day.

WhatsApp charges each delivered template; its prices change on the first day of a quarter. The
provider may add a fee of its own. Source: Meta's page on pricing (2026).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from banditore.domain.findings import error
from banditore.domain.lookup import value_at
from banditore.domain.schema_parts import choice, group, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.findings import Finding
    from banditore.domain.schema_parts import Schema

OLD = timedelta(days=183)
"""Prices of that age have had two days on which they may have changed."""
OTHER = "other"
KINDS = ("utility", "marketing")
_AMOUNT = r"^[0-9]{1,3}(\.[0-9]{1,6})?$"


@dataclass(frozen=True)
class Cost:
    """What a broadcast costs, as far as prices are known."""

    amount: Decimal
    unpriced: int = 0
    """To how many phones no price is known."""


@dataclass(frozen=True)
class Prices:
    """The prices that the town has written down."""

    as_of: date
    currency: str
    fee: Decimal = Decimal(0)
    """Of the provider, for each message beside WhatsApp's price."""
    rates: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    """WhatsApp's category → beginning of the number (`+39`, `other`) → price."""

    def of(self, kind: str, number: str) -> Decimal | None:
        """Of one message; the longest beginning counts. None: not known."""
        rates = self.rates.get(kind, {})
        fits = [start for start in rates if number.startswith(start)]
        price = rates[max(fits, key=len)] if fits else rates.get(OTHER)
        return None if price is None else price + self.fee

    def cost(self, kind: str, numbers: Iterable[str]) -> Cost:
        """Of a message to each of these."""
        amount, unpriced = Decimal(0), 0
        for number in numbers:
            price = self.of(kind, number)
            amount += price or 0
            unpriced += price is None
        return Cost(amount, unpriced)

    def old(self, today: date) -> bool:
        """Whether somebody should look them up again."""
        return today - self.as_of > OLD


def shown(amount: Decimal, currency: str) -> str:
    """In whole cents, rounded as usual."""
    return f"{amount:,.2f} {currency}"


def prices_schema() -> Schema:
    """Of `prices`."""
    amount = {"type": ["number", "string"], "pattern": _AMOUNT, "examples": ["0.0300"]}
    rate = {
        "description": "Price of a message by the beginning of the number; `other`: all others.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "x-keys": "+39, +33, other",
        "patternProperties": {r"^(\+[1-9][0-9]{0,6}|other)$": amount},
    }
    fields = {
        "as_of": text("The day on which these prices were looked up.", "2026-06-30", 10),
        "currency": choice("In which currency they are.", "USD", "EUR", "GBP"),
        "fee": {"description": "Of the provider, for each message besides.", **amount},
        **dict.fromkeys(KINDS, rate),
    }
    return {
        "description": "What a message costs, to be told before somebody approves it.",
        **group(fields, optional=("fee", *KINDS)),
    }


def price_findings(document: DocumentMapping) -> Iterator[Finding]:
    """What no schema can say of them."""
    day, place = value_at(document, "prices", "as_of")
    if day and _day(day) is None:
        yield error("no-such-day", place, day=day)


def prices_of(raw: dict[str, Any] | None) -> Prices | None:
    """Of a file that passed; None where the town has written none down."""
    day = _day(raw["as_of"]) if raw else None
    if not raw or day is None:
        return None
    rates = {
        kind: {start: Decimal(price) for start, price in raw[kind].items()}
        for kind in KINDS
        if kind in raw
    }
    return Prices(day, raw["currency"], Decimal(raw.get("fee", "0")), rates)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
