"""A WhatsApp network for tests: the simulator in a thread on a free port, over real HTTP.

with Network() as network:
    network.text("+393330000001", "MI ISCRIVO")
    … run what talks to network.url …
    assert network.messages("+393330000001") == ["Benvenuto …"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from banditore.simulator.server import InThread
from banditore.simulator.world import ACCOUNT, TOKEN, World

if TYPE_CHECKING:
    from typing import Self

TOWN = "+393389428034"


class Network:
    """The simulator, as a test speaks to it. Without a token: takes the one of bootstrap."""

    def __init__(self, number: str = TOWN, token: str = TOKEN) -> None:
        self._server = InThread(World(number=number, token=token))
        self._auth = (ACCOUNT, token)
        self._client = httpx.Client(trust_env=False, timeout=10)
        self.url = ""

    def __enter__(self) -> Self:
        self.url = self._server.__enter__()
        self._client.base_url = httpx.URL(self.url)
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()
        self._server.__exit__(*error)

    @property
    def environment(self) -> dict[str, str]:
        """The setting that leads banditore here."""
        return {"BANDITORE_SIMULATOR_URL": self.url}

    def text(self, phone: str, words: str = "", *, media: bool = False) -> str:
        """A phone writes to the town; returns the message's id."""
        fields = {"from": phone, "text": words, "media": media}
        return str(self._call("POST", "/control/text", fields)["sid"])

    def messages(self, phone: str) -> list[str]:
        """The texts a phone got, the oldest first."""
        shown = self._call("GET", f"/control/phones/{phone}")["messages"]
        return [message["text"] for message in shown if not message["mine"]]

    def log(self) -> list[dict[str, Any]]:
        """All that was accepted: to, text, template, status, code, sid, at, the oldest first."""
        messages: list[dict[str, Any]] = self._call("GET", "/control/log")["messages"]
        return messages

    def mark(self, phone: str, **what: bool) -> None:
        """Mark a phone: `on_whatsapp=False` or `blocks=True`."""
        self._call("POST", f"/control/phones/{phone}", what)

    def fault(self, kind: str, **how: Any) -> None:  # noqa: ANN401 - see simulator/faults.py
        """Script a fault: kind, and on, to, times, after, code, status, retry_after, seconds."""
        self._call("POST", "/control/faults", {"kind": kind, **how})

    def clear(self) -> None:
        """No fault any more."""
        self._call("DELETE", "/control/faults")

    def set(self, **what: Any) -> dict[str, Any]:  # noqa: ANN401 - see simulator/control_api.py
        """Set rate, late, approving or advance (seconds); returns all figures."""
        return self._call("POST", "/control/settings", what)

    def reset(self) -> None:
        """A new network: no messages, templates or faults."""
        self._call("POST", "/control/reset", {})

    def approve(self, name: str, body: str, language: str = "it", category: str = "UTILITY") -> str:
        """Register a template by hand; returns its ContentSid."""
        examples = {str(n): f"esempio {n}" for n in range(1, 10) if f"{{{{{n}}}}}" in body}
        content = {
            "friendly_name": name,
            "language": language,
            "variables": examples,
            "types": {"twilio/text": {"body": body}},
        }
        made = self._client.post("/v1/Content", json=content, auth=self._auth)
        sid = str(made.raise_for_status().json()["sid"])
        path = f"/v1/Content/{sid}/ApprovalRequests/whatsapp"
        asked = {"name": name, "category": category}
        self._client.post(path, json=asked, auth=self._auth).raise_for_status()
        return sid

    def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        response = self._client.request(method, path, json=body)
        answer: dict[str, Any] = response.raise_for_status().json()
        return answer
