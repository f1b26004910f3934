"""One account's whole world: network, contents, faults, rate; and the credentials it takes."""

from __future__ import annotations

import base64
import secrets
import time

from banditore.simulator.contents import Contents
from banditore.simulator.faults import Faults
from banditore.simulator.network import Network, Rate
from banditore.simulator.web import Web

ACCOUNT = "AC" + "0" * 32
TOKEN = "simulator"  # noqa: S105 - guards nothing: the network is on this machine


class World:
    """What every part of the API works on."""

    dialect = "twilio"
    tapped = "text"
    """As what a tap on a button comes in: Twilio keeps the button's text only."""

    def __init__(self, account: str = ACCOUNT, token: str = TOKEN, number: str = "") -> None:
        self.account = account
        self.number = number
        """The town's number, where phones text to unless they say otherwise."""
        basic = base64.b64encode(f"{account}:{token}".encode()).decode()
        self.authorization = f"Basic {basic}"
        self.web = Web()
        """What lies on the public web, which a new network does not change."""
        self.reset()

    def reset(self) -> None:
        """A new network: no phones, no messages, no contents."""
        self.ahead = 0.0
        self.network = Network(self.now, self.token)
        self.contents = Contents(self.now, self.token)
        self.faults = Faults()
        self.rate = Rate(time.monotonic)

    def now(self) -> float:
        """Seconds since 1970, as far ahead as the script put the clock."""
        return time.time() + self.ahead

    @staticmethod
    def token() -> str:
        """32 hex digits that nobody can guess."""
        return secrets.token_hex(16)
