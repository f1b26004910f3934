"""How the number stands with the provider, read before anything is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.capabilities import Health
from banditore.domain.errors import Misconfigured, Throttled, Unavailable

if TYPE_CHECKING:
    from banditore.services.receiving.inbound import Desk


def standing(desk: Desk) -> Health:
    """Raises Misconfigured where nothing can be sent, or would leave from another number.

    A look that cannot be had holds nobody up: the messages themselves will tell.
    """
    try:
        health = desk.provider.health()
    except (Unavailable, Throttled):
        return Health()
    if health.number and health.number != desk.town.service.number:
        raise Misconfigured(
            "with these credentials messages would leave from another number than the town's",
            "check META_PHONE_NUMBER_ID, and the number in policy/service.yaml: banditore doctor",
        )
    if health.standing == "blocked":
        codes = ", ".join(map(str, health.codes)) or "no code"
        raise Misconfigured(
            f"the provider does not let the town's number send ({codes})",
            "see why in WhatsApp Manager, or in the provider's console; the next run sends",
        )
    return health
