"""What Meta pushes: payloads, signed, in batches, again and again until they are answered 200.

Source: Meta's pages *Webhooks overview*, *Messages*, *Status webhook reference* and
*Business-scoped user IDs* (2026).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import queue
import random
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from banditore.simulator.network import Message, Phone

NUMBER_ID, WABA_ID = "106540352242922", "102290129340398"
MOST = 1000
PAUSE = 0.02  # seconds in which updates gather, and between two tries
MEDIA_TYPES = {
    "image": "image/jpeg",
    "audio": "audio/ogg; codecs=opus",
    "video": "video/mp4",
    "document": "application/pdf",
    "sticker": "image/webp",
}


@dataclass
class Courier:
    """Delivers to one address, from a thread of its own."""

    url: str = ""
    secret: str = ""
    batch: int = MOST
    """Updates in a payload at most."""
    duplicates: int = 0
    """How often each update comes again, within a payload and in the next."""
    shuffled: bool = False
    delivered: int = 0
    """Payloads that were answered 200."""
    refused: int = 0
    _waiting: queue.Queue[dict[str, Any]] = field(default_factory=queue.Queue)
    _thread: threading.Thread | None = None
    _dice: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - dice

    @property
    def state(self) -> str:
        """How Meta's history calls it: whether the webhook took what it was told."""
        if not self.url:
            return "FAILED"
        return "RETRYING" if self._waiting.unfinished_tasks else "DELIVERED"

    def tell(self, change: dict[str, Any]) -> None:
        """An update, to be delivered; nothing where there is no address."""
        if not self.url:
            return
        self._waiting.put(change)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()

    def rest(self, seconds: float) -> None:
        """Wait until everything is delivered, at most so long."""
        end = time.monotonic() + seconds
        while self._waiting.unfinished_tasks and time.monotonic() < end:
            time.sleep(PAUSE)

    def _work(self) -> None:
        with httpx.Client(trust_env=False, timeout=10) as client:
            while True:
                self._deliver(client, self._gather())

    def _gather(self) -> list[dict[str, Any]]:
        changes = [self._waiting.get()]
        time.sleep(PAUSE)
        while len(changes) < self.batch and not self._waiting.empty():
            changes.append(self._waiting.get())
        return changes

    def _deliver(self, client: httpx.Client, changes: list[dict[str, Any]]) -> None:
        said = changes * (1 + self.duplicates)
        if self.shuffled:
            self._dice.shuffle(said)
        content = json.dumps(payload(said), ensure_ascii=False).encode()
        for _ in range(1 + self.duplicates):
            while not self._post(client, content):
                self.refused += 1
                time.sleep(PAUSE * 10)
            self.delivered += 1
        for _ in changes:
            self._waiting.task_done()

    def _post(self, client: httpx.Client, content: bytes) -> bool:
        digest = hmac.new(self.secret.encode(), content, hashlib.sha256).hexdigest()
        headers = {"x-hub-signature-256": f"sha256={digest}", "content-type": "application/json"}
        try:
            return client.post(self.url, content=content, headers=headers).status_code == 200  # noqa: PLR2004 - HTTP
        except httpx.HTTPError:
            return False


def user_id(number: str, phone: Phone) -> str:
    """WhatsApp's own name of the person for this business."""
    return phone.user_id or f"IT.{int(hashlib.sha256(number.encode()).hexdigest(), 16) % 10**17}"


def payload(changes: list[dict[str, Any]]) -> dict[str, Any]:
    """As Meta posts it."""
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": WABA_ID, "changes": changes}],
    }


def inbound(message: Message, phone: Phone, town: str) -> dict[str, Any]:
    """A citizen wrote."""
    return _change(
        "messages", town, **_from(message.sender, phone), messages=[_said(message, phone)]
    )


def status(message: Message, phone: Phone, town: str, state: str, title: str) -> dict[str, Any]:
    """What became of a message of the town's."""
    told: dict[str, Any] = {
        "id": message.sid,
        "status": state,
        "timestamp": str(int(message.at)),
        **_ids(message.to, phone, "recipient_id", "recipient_user_id"),
    }
    if message.tag:
        told["biz_opaque_callback_data"] = message.tag
    if state == "failed":
        told["errors"] = [{"code": message.code, "title": title, "error_data": {"details": title}}]
    elif state != "read":
        category = message.category or "service"
        pricing = {"billable": True, "pricing_model": "PMP", "type": "regular"}
        told["pricing"] = {**pricing, "category": category}
    return _change("messages", town, **_from(message.to, phone), statuses=[told])


def preference(number: str, phone: Phone, town: str, value: str, at: float) -> dict[str, Any]:
    """A citizen stops or resumes marketing."""
    wish = {
        **_ids(number, phone, "wa_id", "user_id"),
        "category": "marketing_messages",
        "value": value,
        "detail": f"User requested to {value} marketing messages",
        "timestamp": int(at),
    }
    return _change("user_preferences", town, **_from(number, phone), user_preferences=[wish])


def moved(old: str, new: str, town: str, id_: str, at: float) -> dict[str, Any]:
    """A citizen has a new number."""
    told = {"body": "changed number", "wa_id": new.lstrip("+"), "type": "user_changed_number"}
    message = {"from": old.lstrip("+"), "id": id_, "timestamp": str(int(at)), "type": "system"}
    return _change("messages", town, messages=[{**message, "system": told}])


def template_status(record: dict[str, Any], reason: str) -> dict[str, Any]:
    """The review of a template ended, or it was paused."""
    value = {
        "event": record["status"],
        "message_template_id": int(record["id"]),
        "message_template_name": record["name"],
        "message_template_language": record["language"],
        "message_template_category": record["category"],
        "reason": reason,
    }
    return {"field": "message_template_status_update", "value": value}


def _change(field_: str, town: str, **value: object) -> dict[str, Any]:
    metadata = {"display_phone_number": town.lstrip("+"), "phone_number_id": NUMBER_ID}
    told = {"messaging_product": "whatsapp", "metadata": metadata, **value}
    return {"field": field_, "value": told}


def _ids(number: str, phone: Phone, phone_key: str, user_key: str) -> dict[str, str]:
    ids = {} if phone.hidden else {phone_key: number.lstrip("+")}
    return {**ids, user_key: user_id(number, phone)}


def _from(number: str, phone: Phone) -> dict[str, Any]:
    profile = {"name": "Cittadina", **({"username": "cittadina"} if phone.hidden else {})}
    return {"contacts": [{"profile": profile, **_ids(number, phone, "wa_id", "user_id")}]}


def media_id(message: Message) -> str:
    """Under which what a citizen sent beside a text can be fetched, and deleted."""
    return f"{8_000_000 + message.number}"


def _said(message: Message, phone: Phone) -> dict[str, Any]:
    kind = message.kind
    said: dict[str, Any]
    if kind == "text":
        said = {"body": message.body}
    elif kind == "button":
        said = {"payload": message.body, "text": message.body}
    elif kind == "interactive":
        said = {"type": "button_reply", "button_reply": {"id": message.body, "title": message.body}}
    else:
        said = {
            "id": media_id(message),
            "mime_type": MEDIA_TYPES.get(kind, "image/jpeg"),
            "sha256": "0",
        }
    ids = _ids(message.sender, phone, "from", "from_user_id")
    head = {"id": message.sid, "timestamp": str(int(message.at)), "type": kind}
    return {**ids, **head, kind: said}
