"""Of whom nothing was heard for three days: asked for once more, then presumed not reached."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from banditore.domain.errors import NotOffered, ProviderError
from banditore.domain.sending.deliveries import LOST, SILENT, UNKNOWN, outcome_of
from banditore.domain.sending.outcomes import ACCEPTED
from banditore.services.sending.resolving import SILENT as LONG

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.ports import Provider
    from banditore.services.sending.aftermath import Aftermath

AT_ONCE = 200
"""Messages that one run asks for, a call each: Meta gives an app 5,000 calls an hour."""
GRACE = timedelta(days=1)
"""So long a provider that does not answer keeps silence from being called a failure."""


def after_silence(
    provider: Provider, one: Aftermath, ids: Mapping[str, str], now: datetime
) -> None:
    """No news for three days is a failure that may pass: whatever is heard later ends it.

    Not where there was news of nobody: that says something of the reports, and not of people. Where
    the provider has a complete log, who is unknown and not in it was not sent to.
    """
    silent = now - one.closed_at - LONG
    if silent <= timedelta() or not (_ask(provider, one, ids) or silent > GRACE):
        return
    heard = one.people.tally().delivered
    if heard:
        one.people.presume(ACCEPTED, SILENT)
    if heard or "look-up" in provider.capabilities:
        one.people.presume(UNKNOWN, LOST)


def unheard(provider: Provider, since: datetime) -> int:
    """How many of the newest reports could not be brought to us; 0 where nobody can tell.

    What citizens write comes the same way.
    """
    if not {"history", "inbound"} <= provider.capabilities:
        return 0
    try:
        return provider.unheard(since)
    except ProviderError:
        return 0  # whatever ails us: other looks at the provider tell it


def _ask(provider: Provider, one: Aftermath, ids: Mapping[str, str]) -> bool:
    """Whether the provider was asked for all whose id we have and who are still on their way.

    Who by its own word is still on the way is not asked for again.
    """
    if "history" not in provider.capabilities:
        return True
    refs = {id_: ref for ref, id_ in ids.items() if one.people.get(ref) == ACCEPTED}
    try:
        for id_, status in provider.history(islice(refs, AT_ONCE)):
            one.people.take(refs[id_], SILENT if status.state == "sent" else outcome_of(status))
    except NotOffered:
        return True
    except ProviderError:
        return False
    return len(refs) <= AT_ONCE
