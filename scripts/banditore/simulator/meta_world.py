"""One WhatsApp Business Account's whole world: what `World` has, and what only Meta knows."""

from __future__ import annotations

import base64
from collections import defaultdict, deque
from typing import TYPE_CHECKING

from banditore.simulator import meta_webhooks
from banditore.simulator.meta_refusals import CODES, meta_code
from banditore.simulator.meta_templates import Templates
from banditore.simulator.meta_webhooks import Courier
from banditore.simulator.refusals import Refusal
from banditore.simulator.world import TOKEN, World

if TYPE_CHECKING:
    from banditore.simulator.meta_templates import Template
    from banditore.simulator.network import Message
    from banditore.simulator.shown import Shown

RATE = 80
DAY = 24 * 3600
TIERS = {250: "TIER_250", 2000: "TIER_2K", 10_000: "TIER_10K", 100_000: "TIER_100K"}
PAIR_BURST, PAIR_WINDOW = 45, 6.0
NO_CODE_FOR_TIERS = 131048
"""Which code tells that the messaging limit is reached is not documented; this one speaks of the
account's limits, too."""


class MetaWorld(World):
    """What every part of Meta's API works on."""

    dialect = "meta"
    tapped = "interactive"

    def __init__(self, token: str = TOKEN, number: str = "", country: str = "39") -> None:
        self.country = country
        self.courier = Courier()
        super().__init__(token=token, number=number)
        self.authorization = f"Bearer {token}"

    def reset(self) -> None:
        """A new network; where webhooks go stays."""
        super().reset()
        self.network.name = self._wamid
        self.network.coded, self.network.told = meta_code, self._told
        self.rate.limit = RATE
        self.templates = Templates(self.now, lambda: self.contents.approving)
        self.quality, self.standing = "GREEN", "AVAILABLE"
        self.history = True
        self.tier: int | None = None
        """How many people may be reached outside their windows in 24 hours; None: any number."""
        self._reached: dict[str, float] = {}
        self._pairs: defaultdict[str, deque[float]] = defaultdict(deque)

    @property
    def tier_name(self) -> str:
        """As Meta calls it."""
        return TIERS.get(self.tier or 0, "TIER_UNLIMITED" if self.tier is None else "TIER_250")

    def number_of(self, address: str) -> str:
        """The phone behind a user id. Raises Refusal where there is none."""
        if address.startswith("+"):
            return address
        phones = self.network.phones.items()
        known = ((number, meta_webhooks.user_id(number, phone)) for number, phone in phones)
        found = next((number for number, user_id in known if user_id == address), None)
        if found is None:
            raise Refusal(131026, "recipient")
        return found

    def send(
        self, to: str, text: str, template: Template | None, tag: str, shown: Shown | None = None
    ) -> Message:
        """The town writes to a citizen. Raises Refusal."""
        self._pair(to)
        phone = self.network.phones.get(to)
        category = template.category.lower() if template else ""
        if phone and phone.no_marketing and category == "marketing":
            raise Refusal(131050)
        if template and not self.network.open_window(to, self.number):
            self._reach(to)
        name = template.name if template else ""
        return self.network.send(
            self.number, to, text, name, tag=tag, category=category, shown=shown
        )

    def _pair(self, to: str) -> None:
        now, times = self.now(), self._pairs[to]
        while times and times[0] <= now - PAIR_WINDOW:
            times.popleft()
        if len(times) >= PAIR_BURST:
            raise Refusal(131056)
        times.append(now)

    def _reach(self, to: str) -> None:
        now = self.now()
        self._reached = {one: at for one, at in self._reached.items() if at > now - DAY}
        if self.tier is not None and to not in self._reached and len(self._reached) >= self.tier:
            raise Refusal(NO_CODE_FOR_TIERS, "messaging limit")
        self._reached.setdefault(to, now)

    def _wamid(self, citizen: str, token: str) -> str:
        """As the real ones: the number stands in it, in base64."""
        digits, inner = citizen.lstrip("+").encode(), token[:20].upper().encode()
        raw = b"\x1d\x18" + bytes([len(digits)]) + digits + b"\x15\x02\x00\x11\x18"
        return f"wamid.{base64.b64encode(raw + bytes([len(inner)]) + inner + bytes(1)).decode()}"

    def _told(self, message: Message, state: str) -> None:
        """Something happened to a message: Meta says so."""
        town = self.number
        phone = self.network.phones[message.sender if message.inbound else message.to]
        if message.inbound:
            self.courier.tell(meta_webhooks.inbound(message, phone, town))
        elif state in {"sent", "delivered", "read", "failed"}:
            title = CODES.get(message.code or 0, (0, "Failed"))[1]
            self.courier.tell(meta_webhooks.status(message, phone, town, state, title))
