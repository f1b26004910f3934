"""The phones, and the network's own log, which is the judge of what was really sent."""

from __future__ import annotations

from collections import Counter
from typing import Any

import httpx

from banditore.demo.proofs import expect


def phone(number: int) -> str:
    """A number that nobody has."""
    return f"+39333{number:07d}"


def masked(address: str) -> str:
    """How the story names a phone."""
    return f"a phone ending in {address[-3:]}"


class Phones:
    """All phones of the story."""

    def __init__(self, url: str, *, pushed: bool = False) -> None:
        """`pushed`: what they write is on its way before the town can fetch it."""
        self._pushed = pushed
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=30)
        self.ids: set[str] = set()
        """The network's names of all messages that phones wrote."""
        self.numbers: set[str] = set()

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def text(self, address: str, words: str) -> None:
        """A phone writes to the town."""
        self.numbers.add(address)
        self.ids.add(self._call("POST", "/control/text", {"from": address, "text": words})["sid"])
        if self._pushed:
            self._call("GET", "/control/webhooks")  # answered once all has arrived

    def screen(self, address: str) -> list[str]:
        """What the town wrote to a phone, the oldest first."""
        return [message["text"] for message in self._got(address) if not message["card"]]

    def cards(self, address: str) -> list[str]:
        """The contacts that a phone was offered to save, a value a line."""
        cards = (message["card"] for message in self._got(address) if message["card"])
        return ["\n".join(filter(None, card.values())) for card in cards]

    def _got(self, address: str) -> list[dict[str, Any]]:
        shown = self._call("GET", f"/control/phones/{address}")["messages"]
        return [message for message in shown if not message["mine"]]

    def log(self, after: int = 0) -> list[dict[str, Any]]:
        """Everything that the network accepted from the town after a place in its order."""
        rows: list[dict[str, Any]] = self._call("GET", f"/control/log?after={after}")["messages"]
        return rows

    def mark(self) -> int:
        """The present end of the network's order."""
        return max((row["number"] for row in self.log()), default=0)

    def broadcasts(self, after: int = 0) -> Counter[str]:
        """Phone → how many broadcasts it got after a place in the network's order."""
        return Counter(row["to"] for row in self.log(after) if row["template"])

    def slow(self, seconds: float) -> None:
        """From now on the network accepts at once and answers late."""
        self._call("POST", "/control/faults", {"kind": "slow", "times": -1, "seconds": seconds})

    def quick(self) -> None:
        """Answers come at once again."""
        self._call("DELETE", "/control/faults")

    def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        response = self._client.request(method, path, json=body)
        expect(response.is_success, f"the simulator refused {method} {path.split('/')[2]}")
        answer: dict[str, Any] = response.json()
        return answer
