"""How the town's number stands with Meta, and until when its API's version lives.

Sources: Meta's pages *Messaging limits*, *Throughput*, *Messaging health status* and *Graph API
changelog*, as of November 2026. A version lives two years and some weeks after the next one came;
where the page gave no day yet, there is none here.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from banditore.adapters.meta.shapes import address, listed, mapping, text
from banditore.adapters.meta.templates import QUALITIES
from banditore.domain.capabilities import Health

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.capabilities import Standing

FIELDS = (
    "display_phone_number,whatsapp_business_manager_messaging_limit,throughput,quality_rating,"
    "health_status"
)
ENDS = {
    "v20.0": date(2026, 9, 24),
    "v21.0": date(2027, 1, 21),
    "v22.0": date(2027, 5, 20),
    "v23.0": date(2027, 10, 8),
    "v24.0": date(2028, 2, 18),
    "v25.0": date(2028, 7, 29),
}
"""The last day of each version of the API."""
_TIERS = {"TIER_50": 50, "TIER_250": 250, "TIER_1K": 1000, "TIER_2K": 2000}
_TIERS |= {"TIER_10K": 10_000, "TIER_100K": 100_000}
_THROUGHPUTS = {"STANDARD": 80, "HIGH": 1000}
_STANDINGS: dict[str, Standing] = {
    "AVAILABLE": "available",
    "LIMITED": "limited",
    "BLOCKED": "blocked",
}


def health(number: Mapping[str, Any], version: str) -> Health:
    """From the number's own record; what is not understood counts as not said."""
    tier = text(number.get("whatsapp_business_manager_messaging_limit"))
    state = mapping(number.get("health_status"))
    codes = (
        error.get("error_code")
        for entity in listed(state, "entities")
        for error in listed(entity, "errors")
    )
    return Health(
        number=address(re.sub(r"[^0-9]", "", text(number.get("display_phone_number")))),
        reach=_TIERS.get(tier),
        tier=tier if re.fullmatch(r"TIER_\w{1,20}", tier) else "",
        quality=QUALITIES.get(text(number.get("quality_rating")), ""),
        throughput=_THROUGHPUTS.get(text(mapping(number.get("throughput")).get("level"))),
        standing=_STANDINGS.get(text(state.get("can_send_message")), ""),
        codes=tuple(dict.fromkeys(c for c in codes if isinstance(c, int) and c < 10**7)),
        api=version,
        api_ends=ENDS.get(version),
    )
