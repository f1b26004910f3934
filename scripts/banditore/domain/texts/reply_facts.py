"""What a reply says of the person it goes to: kept as facts with the reply, put into words late.

So a reply reads the same whichever run sends it. The words around them are the town's: nothing here
is in a language, but for the languages' own names.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from banditore.domain.message import readable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from banditore.domain.service import Service
    from banditore.domain.subscriber import Subscriber

_CHOICES = ("chosen", "others")
PERSONAL: Mapping[str, tuple[str, ...]] = {
    "confirmation": _CHOICES,
    "already-subscribed": _CHOICES,
    "choice": _CHOICES,
    "access": ("address", "chosen", "speaks", "since", "accepted"),
}
"""By kind of reply: the values that are the person's own."""
_NAMES = {"it": "italiano", "fr": "français", "de": "Deutsch", "en": "English"}
_NONE = "\u2013"
_CARD = "card"


def choice(categories: Collection[str]) -> dict[str, str]:
    """The fact of what somebody receives."""
    return {"chosen": ",".join(sorted(categories))}


def newcomer(categories: Collection[str]) -> dict[str, str]:
    """The facts of who is new: they have not saved the town's number yet."""
    return {**choice(categories), _CARD: "yes"}


def wants_card(facts: Mapping[str, str]) -> bool:
    """Whether the town's contact card follows the reply."""
    return _CARD in facts


def everything(one: Subscriber) -> dict[str, str]:
    """The facts of all that is kept of somebody."""
    return {
        **choice(one.categories),
        "address": ", ".join(map(readable, one.addresses)),
        "speaks": one.language,
        "since": one.consent.at.isoformat(),
        "accepted": one.consent.notice,
    }


def in_words(facts: Mapping[str, str], service: Service, language: str) -> dict[str, str]:
    """The values of a reply to one person. An older version kept no facts: then to everything."""
    ids = facts["chosen"].split(",") if "chosen" in facts else list(service.categories)
    categories = service.categories.values()
    values = dict(facts)
    values["chosen"] = "\n".join(
        f"• {one.names[language]} {_NONE} {one.about[language]}"
        for one in categories
        if one.id in ids
    )
    others = [one.names[language] for one in categories if one.id not in ids]
    values["others"] = ", ".join(others) or _NONE
    if "since" in facts:
        since = datetime.fromisoformat(facts["since"]).astimezone(service.zone)
        values["since"] = f"{since:%d/%m/%Y %H:%M}"
    if "speaks" in facts:
        values["speaks"] = _NAMES.get(facts["speaks"], facts["speaks"])
    return values
