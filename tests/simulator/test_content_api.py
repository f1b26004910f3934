"""The Content API as the simulator answers it: registration, approval, lists."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from banditore.simulator.server import application
from banditore.simulator.world import ACCOUNT, TOKEN, World


class Account:
    """A world, called in this process."""

    def __init__(self) -> None:
        self.world = World()
        self._app = application(self.world)

    def call(self, method: str, url: str, **how: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self._app)
            auth = (ACCOUNT, TOKEN)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://t", auth=auth
            ) as client:
                return await client.request(method, url, **how)

        return asyncio.run(once())

    def create(self, body: str, name: str = "prova_it", **changes: object) -> httpx.Response:
        document = {
            "friendly_name": name,
            "language": "it",
            "variables": {"1": "neve", "2": "oggi"},
            "types": {"twilio/text": {"body": body}},
            **changes,
        }
        return self.call("POST", "/v1/Content", json=document)

    def submit(self, sid: str, name: str = "prova_it", category: str = "UTILITY") -> httpx.Response:
        url = f"/v1/Content/{sid}/ApprovalRequests/whatsapp"
        return self.call("POST", url, json={"name": name, "category": category})

    def approval(self, sid: str) -> tuple[str, str]:
        said = self.call("GET", f"/v1/Content/{sid}/ApprovalRequests").json()["whatsapp"]
        return said["status"], said["rejection_reason"]


@pytest.fixture
def account() -> Account:
    return Account()


def test_a_content_is_approved_by_itself_after_it_was_submitted(account: Account) -> None:
    made = account.create("Comune: {{1}}, {{2}}. Fine")
    sid = made.json()["sid"]

    assert (made.status_code, sid[:2], len(sid)) == (201, "HX", 34)
    assert account.approval(sid) == ("unsubmitted", "")
    assert account.submit(sid).json()["status"] == "received"
    assert account.approval(sid) == ("approved", "")


def test_review_can_take_its_time(account: Account) -> None:
    account.call("POST", "/control/settings", json={"approving": False})
    sid = account.create("Comune: {{1}}. Fine").json()["sid"]

    account.submit(sid)

    assert account.approval(sid) == ("pending", "")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{{1}} dice il Comune", "INVALID_FORMAT"),
        ("Il Comune dice {{1}}", "INVALID_FORMAT"),
        ("Il Comune dice {{1}}\n", "INVALID_FORMAT"),
        ("Comune: {{1}} {{2}}. Fine", "INVALID_FORMAT"),  # nothing but a space between
        ("Comune: {{1}}, {{2}}, {{3}}. Fine", "Examples"),
    ],
)
def test_review_rejects_what_whatsapp_rejects(account: Account, body: str, reason: str) -> None:
    sid = account.create(body).json()["sid"]

    account.submit(sid)

    status, said = account.approval(sid)
    assert (status, said.startswith(reason)) == ("rejected", True)


def test_a_name_is_taken_once_a_language(account: Account) -> None:
    first, second = (account.create("Comune: {{1}}. Fine").json()["sid"] for _ in range(2))
    french = account.create("Commune: {{1}}. Fin", language="fr").json()["sid"]

    for sid in (first, second, french):
        account.submit(sid)

    statuses = [account.approval(sid)[0] for sid in (first, second, french)]
    assert statuses == ["approved", "rejected", "approved"]


@pytest.mark.parametrize(
    "changes",
    [
        {"language": None},
        {"types": None},
        {"types": {}},
        {"types": {"twilio/text": {}}},
        {"types": {"twilio/text": {"body": "  "}}},
        {"types": {"twilio/text": {"body": "x" * 1025}}},
        {"types": {"twilio/text": {"body": "Ciao {{2}} ciao"}}},  # not from 1
        {"types": {"twilio/text": {"body": "Ciao {{1}} e {{3}} ciao"}}},
        {"types": {"twilio/text": {"body": "Ciao {{nome}} ciao"}}},
        {"types": {"twilio/text": {"body": "Ciao {{1} ciao {{1}}"}}},
        {"variables": ["neve"]},
    ],
)
def test_a_content_that_lacks_something_is_refused(
    account: Account, changes: dict[str, Any]
) -> None:
    answer = account.create("Comune: {{1}}. Fine", **changes)

    assert (answer.status_code, answer.json()["code"]) == (400, 20001)
    assert not account.world.contents.by_sid


def card(*actions: object, **more: object) -> dict[str, Any]:
    given = {"actions": list(actions)} if actions else {}
    return {"types": {"whatsapp/card": {"body": "Comune", **given, **more}}}


def alone(kind: str, *actions: object) -> dict[str, Any]:
    return {"types": {kind: {"body": "Comune", "actions": list(actions)}}}


REPLY = {"type": "QUICK_REPLY", "title": "STOP", "id": "STOP"}
LINK = {"type": "URL", "title": "Leggi", "url": "https://c.example/"}
CALL = {"type": "PHONE_NUMBER", "title": "Chiama", "phone": "+390165000000"}


@pytest.mark.parametrize(
    ("changes", "taken"),
    [
        (alone("twilio/quick-reply", REPLY), True),
        (alone("twilio/quick-reply", {"title": "STOP", "id": "STOP"}), True),
        (alone("twilio/quick-reply", LINK), False),
        (alone("twilio/quick-reply"), False),
        (alone("twilio/quick-reply", {"title": "STOP"}), False),
        (alone("twilio/quick-reply", {**REPLY, "id": "x" * 200}), True),
        (alone("twilio/quick-reply", {**REPLY, "id": "x" * 201}), False),
        (alone("twilio/quick-reply", "STOP"), False),
        (alone("twilio/call-to-action", LINK, CALL), True),
        (alone("twilio/call-to-action", REPLY), False),
        (alone("twilio/call-to-action", {**LINK, "type": "VOICE_CALL"}), False),
        (alone("twilio/text", REPLY), False),
        (card(REPLY, LINK, CALL), True),
        (card(header_text="Comune"), True),
        (card(footer="Comune"), True),
        (card(), False),  # a body and one more field
        (card(title="Comune"), False),
        (card(header_text=["Comune"]), False),
        (card(media=["https://c.example/a.png"]), False),  # not in this simulator
        ({"types": {"twilio/carousel": {"body": "Comune"}}}, False),
    ],
)
def test_each_content_type_holds_its_own_fields(
    account: Account, changes: dict[str, Any], *, taken: bool
) -> None:
    assert account.create("x", **changes).status_code == (201 if taken else 400)


@pytest.mark.parametrize(
    ("changes", "approved"),
    [
        (card(LINK, CALL, REPLY), True),
        (card(REPLY, LINK, {**REPLY, "title": "ALT"}), False),  # replies do not stand together
        (card(header_text="x" * 60, footer="x" * 60), True),
        (card(header_text="x" * 61), False),
        (card(footer="x" * 61), False),
        (card(header_text="*Comune*"), False),
        (card(footer="Neve ⚠️"), False),
        (card({**REPLY, "title": "x" * 25}), True),
        (card({**LINK, "url": "https://c.example/{{1}}"}), True),
        (card({**LINK, "url": "https://c.example/{{1}}/a"}), False),
        (card(CALL, {**CALL, "title": "Altro"}), False),
    ],
)
def test_review_rejects_parts_as_whatsapp_does(
    account: Account, changes: dict[str, Any], *, approved: bool
) -> None:
    sid = account.create("x", **changes).json()["sid"]

    account.submit(sid)

    status, reason = account.approval(sid)
    assert (status, bool(reason)) == ("approved" if approved else "rejected", not approved)


@pytest.mark.parametrize(
    ("name", "category"), [("Prova", "UTILITY"), ("", "UTILITY"), ("prova", "utility")]
)
def test_a_submission_needs_a_plain_name_and_a_category(
    account: Account, name: str, category: str
) -> None:
    sid = account.create("Comune: {{1}}. Fine").json()["sid"]

    assert account.submit(sid, name, category).status_code == 400


@pytest.mark.parametrize("body", ["", "{", "[]", "friendly_name=x"])
def test_a_body_that_is_no_json_object_is_refused(account: Account, body: str) -> None:
    headers = {"content-type": "application/json"}

    assert account.call("POST", "/v1/Content", content=body, headers=headers).status_code == 400


def test_a_form_is_not_taken(account: Account) -> None:
    assert account.call("POST", "/v1/Content", data={"language": "it"}).status_code == 415


def test_the_list_leads_on_by_whole_addresses(account: Account) -> None:
    for number in range(3):
        account.create("Comune: {{1}}. Fine", f"prova_{number}")

    first = account.call("GET", "/v1/ContentAndApprovals", params={"PageSize": 2}).json()
    second = account.call("GET", first["meta"]["next_page_url"]).json()

    names = [c["friendly_name"] for page in (first, second) for c in page["contents"]]
    assert names == ["prova_0", "prova_1", "prova_2"]
    assert first["meta"]["next_page_url"].startswith("http://t/v1/ContentAndApprovals?")
    assert second["meta"]["next_page_url"] is None
    assert first["contents"][0]["approval_requests"]["status"] == "unsubmitted"


def test_a_content_is_fetched_and_deleted(account: Account) -> None:
    sid = account.create("Comune: {{1}}. Fine").json()["sid"]

    assert account.call("GET", f"/v1/Content/{sid}").json()["language"] == "it"
    assert account.call("DELETE", f"/v1/Content/{sid}").status_code == 204
    assert account.call("GET", f"/v1/Content/{sid}").json()["code"] == 20404


def replies(*titles: object, **more: object) -> dict[str, object]:
    actions = [{"type": "QUICK_REPLY", "title": title, "id": "x", **more} for title in titles]
    return {"twilio/quick-reply": {"body": "Confermi?", "actions": actions}}


@pytest.mark.parametrize(
    ("types", "status"),
    [
        (replies("CONFERMO"), 201),
        (replies(*map(str, range(10))), 201),
        (replies(*map(str, range(11))), 400),
        (replies(), 400),
        (replies("x" * 25), 201),
        (replies("x" * 26), 400),
        (replies(""), 400),
        (replies(None), 400),
        (replies("Sì", id="x" * 201), 400),
        ({"twilio/quick-reply": {"body": "x" * 1025, "actions": [{"title": "Sì"}]}}, 400),
    ],
)
def test_buttons_have_their_limits(account: Account, types: dict[str, object], status: int) -> None:
    assert account.create("", types=types).status_code == status


@pytest.mark.parametrize(
    ("types", "code"),
    [
        ({"twilio/text": {"body": "Ciao"}}, 0),
        (replies("1", "2", "3"), 0),
        (replies("x" * 20), 0),
        (replies("x" * 21), 63021),  # what is approved may have 25
        (replies("1", "2", "3", "4"), 63021),  # without approval there are three at most
        ({"whatsapp/card": {"body": "Ciao", "footer": "Comune"}}, 63016),
    ],
)
def test_within_the_window_some_contents_need_no_approval(
    account: Account, types: dict[str, object], code: int
) -> None:
    phone, town = "+393330000001", "+393389428034"
    sid = account.create("", types=types).json()["sid"]
    form = {"To": f"whatsapp:{phone}", "From": f"whatsapp:{town}", "ContentSid": sid}
    url = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"

    outside = account.call("POST", url, data=form)
    account.world.network.text(phone, town, "MI ISCRIVO")
    within = account.call("POST", url, data=form)

    assert outside.json()["code"] == 63027
    assert within.json().get("code", 0) == code
