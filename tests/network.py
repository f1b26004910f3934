"""A WhatsApp network for tests: the simulator in a thread on a free port, over real HTTP.

with Network() as network:
    network.text("+393330000001", "MI ISCRIVO")
    … run what talks to network.url …
    assert network.messages("+393330000001") == ["Benvenuto …"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from banditore.simulator.meta_webhooks import NUMBER_ID, WABA_ID
from banditore.simulator.meta_world import MetaWorld
from banditore.simulator.server import InThread
from banditore.simulator.world import ACCOUNT, TOKEN, World

if TYPE_CHECKING:
    from typing import Self

TOWN = "+393389428034"


class Network:
    """The simulator, as a test speaks to it. Without a token: takes the one of bootstrap."""

    def __init__(self, number: str = TOWN, token: str = TOKEN, dialect: str = "twilio") -> None:
        meta = MetaWorld(number=number, token=token) if dialect == "meta" else None
        self.meta = meta is not None
        self._server = InThread(meta or World(number=number, token=token))
        self._auth = (ACCOUNT, token)
        self._bearer = {"authorization": f"Bearer {token}"}
        self._client = httpx.Client(trust_env=False, timeout=60)
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
        """The settings that lead banditore here."""
        if not self.meta:
            return {"BANDITORE_SIMULATOR_URL": self.url}
        return {
            "BANDITORE_SIMULATOR_URL": self.url,
            "META_API_URL": self.url,
            "META_ACCESS_TOKEN": self._auth[1],
            "META_PHONE_NUMBER_ID": NUMBER_ID,
            "META_WABA_ID": WABA_ID,
        }

    def text(self, phone: str, words: str = "", *, media: bool = False, kind: str = "") -> str:
        """A phone writes to the town; returns the message's id."""
        fields = {"from": phone, "text": words, "media": media, "kind": kind}
        return str(self._call("POST", "/control/text", fields)["sid"])

    def tap(self, phone: str, label: str) -> str:
        """A phone taps a quick reply that the town sent it; returns the message's id."""
        return self.text(phone, label, kind="tap")

    def messages(self, phone: str) -> list[str]:
        """The texts a phone got, the oldest first."""
        shown = self._call("GET", f"/control/phones/{phone}")["messages"]
        return [message["text"] for message in shown if not message["mine"]]

    def screen(self, phone: str) -> list[dict[str, Any]]:
        """What the town sent as a phone shows it: text, buttons, card, the oldest first."""
        shown = self._call("GET", f"/control/phones/{phone}")["messages"]
        return [message for message in shown if not message["mine"]]

    def publish(self, url: str, content: bytes, kind: str = "text/vcard") -> None:
        """Put a file on the web that messages may name."""
        self._call("POST", "/control/web", {"url": url, "kind": kind, "text": content.decode()})

    def log(self) -> list[dict[str, Any]]:
        """All that was accepted: to, text, template, status, code, sid, at, the oldest first."""
        messages: list[dict[str, Any]] = self._call("GET", "/control/log")["messages"]
        return messages

    def become(self, id_: str, status: str, code: int | None = None) -> None:
        """What becomes of a message of the town's after it was accepted."""
        self._call("POST", f"/control/messages/{id_}", {"status": status, "code": code})
        if self.meta:
            self.told()

    def inbox(self) -> list[str]:
        """What Twilio still keeps of what phones wrote."""
        path = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
        asked = self._client.get(path, params={"To": f"whatsapp:{TOWN}"}, auth=self._auth)
        return [message["body"] for message in asked.raise_for_status().json()["messages"]]

    def holds(self, number: int) -> bool:
        """Whether Meta still has the file that came with the message of that number."""
        path = f"/v25.0/{8_000_000 + number}"
        return self._client.get(path, headers=self._bearer).status_code == 200

    def mark(self, phone: str, **what: bool | str) -> None:
        """Mark a phone: `on_whatsapp=False`, `blocks=True`, and more (simulator/network.py)."""
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
        """Register a template by hand; returns the provider's id of it."""
        if self.meta:
            return self._approve_at_meta(name, body, language, category)
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

    def _approve_at_meta(self, name: str, body: str, language: str, category: str) -> str:
        examples = [f"esempio {n}" for n in range(1, 10) if f"{{{{{n}}}}}" in body]
        part = {"type": "BODY", "text": body, "example": {"body_text": [examples]}}
        asked = {"name": name, "language": language, "category": category, "components": [part]}
        path = f"/v25.0/{WABA_ID}/message_templates"
        made = self._client.post(path, json=asked, headers=self._bearer)
        return str(made.raise_for_status().json()["id"])

    def webhooks(self, **how: Any) -> None:  # noqa: ANN401 - see simulator/meta_control.py
        """Where Meta's webhooks go, and how: url, secret, batch, duplicates, shuffled."""
        self._call("POST", "/control/webhooks", how)

    def told(self) -> dict[str, Any]:
        """Wait until all webhooks are delivered; how many were."""
        return self._call("GET", "/control/webhooks")

    def stand(self, **how: Any) -> None:  # noqa: ANN401 - see simulator/meta_control.py
        """How the number stands at Meta: quality, standing, tier, history."""
        self._call("POST", "/control/number", how)

    def review(self, name: str, status: str, **more: str) -> None:
        """What became of a template at Meta: APPROVED, REJECTED, PAUSED, DISABLED."""
        self._call("POST", "/control/templates", {"name": name, "status": status, **more})

    def wish(self, phone: str, value: str) -> None:
        """A phone stops or resumes marketing."""
        self._call("POST", "/control/wishes", {"from": phone, "value": value})

    def move(self, phone: str, to: str) -> None:
        """A person changes their number."""
        self._call("POST", "/control/moves", {"from": phone, "to": to})

    def _call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        response = self._client.request(method, path, json=body)
        answer: dict[str, Any] = response.raise_for_status().json()
        return answer
