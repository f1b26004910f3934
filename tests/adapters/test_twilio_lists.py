"""Lists of Twilio: what is kept, what is skipped, and which failures are the whole job's."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import httpx
import pytest

from banditore.adapters.twilio import Twilio
from banditore.domain.errors import Misconfigured, ProviderError, Throttled, Unavailable
from banditore.domain.message import Address, Status
from banditore.domain.templates.registration import Submission
from fakes import FakeClock
from providers import replay

if TYPE_CHECKING:
    from banditore.domain.service import Service

DATA = Path(__file__).parents[1] / "data" / "twilio"
INBOUND, STATUSES, PAGES, CONTENTS, ERASED = (
    sorted(DATA.glob(f"{kind}-*.json"))
    for kind in ("inbound", "status", "page", "content", "erase")
)
ERRORS: dict[str, type[ProviderError]] = {
    kind.__name__: kind for kind in (Misconfigured, Throttled, Unavailable)
}
TEXT = json.loads((DATA / "inbound-text.json").read_text())["record"]
TO = Address("+393330000001")
SINCE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
PATH = f"/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
LIMITS = SimpleNamespace(call_timeout=timedelta(seconds=1))
TOWN = SimpleNamespace(number=Address("+393389428034"), contact_card="", sending=LIMITS)
SERVICE = cast("Service", TOWN)


class Line:
    """Answers in turn, and keeps what was asked and how long we waited."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.waited: list[float] = []
        self.twilio = Twilio(
            f"AC{'0' * 32}",
            "secret",
            SERVICE,
            api="https://api.example",
            content="https://content.example",
            transport=lambda: httpx.MockTransport(self._answer),
            sleep=self.waited.append,
            now=FakeClock().now,
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def page(*messages: object, following: object = None) -> httpx.Response:
    return httpx.Response(200, json={"messages": list(messages), "next_page_uri": following})


def text(sid: str = "SM1", **changes: object) -> dict[str, object]:
    return {**TEXT, "sid": sid, **changes}


@pytest.mark.parametrize("path", INBOUND, ids=lambda path: path.stem)
def test_each_record_of_the_inbox_is_understood_or_skipped(path: Path) -> None:
    case = json.loads(path.read_text())
    found = [
        {"kind": one.kind, "text": one.text, "from": str(one.sender), "at": one.at.isoformat()}
        for one in Line(page(case["record"])).twilio.pull(SINCE)
    ]

    assert found == ([case["inbound"]] if case["inbound"] else [])


@pytest.mark.parametrize("path", STATUSES, ids=lambda path: path.stem)
def test_each_record_of_ours_is_a_report_or_says_nothing(path: Path) -> None:
    case = json.loads(path.read_text())
    found = [
        {
            "state": one.state,
            "code": one.code,
            "to": str(one.to),
            "text": one.text,
            "at": one.at.isoformat(),
        }
        for one in Line(page(case["record"])).twilio.statuses(SINCE)
    ]

    assert found == ([case["status"]] if case["status"] else [])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_course_of_a_list_gives_messages_or_one_clear_error(path: Path) -> None:
    case = json.loads(path.read_text())
    line = Line(*map(replay, case["answers"]))

    if "error" not in case:
        assert [one.id for one in line.twilio.pull(SINCE)] == case["ids"]
        return
    with pytest.raises(ERRORS[case["error"]]) as caught:
        list(line.twilio.pull(SINCE))
    assert "0000" not in f"{caught.value.message}{caught.value.hint}"
    assert caught.value.hint


@pytest.mark.parametrize("path", CONTENTS, ids=lambda path: path.stem)
def test_each_content_is_a_template_or_skipped(path: Path) -> None:
    case = json.loads(path.read_text())

    known = Line(contents(case["content"])).twilio.templates()

    told = ("status", "category", "reason", "body")
    assert {name: {key: getattr(one, key) for key in told} for name, one in known.items()} == case[
        "templates"
    ]


@pytest.mark.parametrize("path", ERASED, ids=lambda path: path.stem)
def test_each_answer_to_a_deletion_ends_it_or_lets_the_next_one_be_deleted(path: Path) -> None:
    case = json.loads(path.read_text())
    line = Line(*[replay(case["answer"])] * 3, httpx.Response(204))
    both = [SID, SID.replace("a", "b")]
    if case["then"] == "next":
        line.twilio.erase(both)
        assert len(line.asked) == 2
        return
    with pytest.raises(ERRORS[case["then"]]) as caught:
        line.twilio.erase(both)
    assert SID not in f"{caught.value.message}{caught.value.hint}"


def test_one_record_that_is_nonsense_keeps_no_other_from_being_read() -> None:
    cases = [json.loads(path.read_text()) for path in INBOUND]

    found = list(Line(page(*(case["record"] for case in cases))).twilio.pull(SINCE))

    assert len(found) == sum(case["inbound"] is not None for case in cases)


def test_asks_for_the_towns_number_from_a_day_before() -> None:
    line = Line(page())

    assert list(line.twilio.pull(SINCE)) == []
    assert line.asked[0].url.path == PATH
    assert dict(line.asked[0].url.params) == {
        "To": "whatsapp:+393389428034",
        "DateSent>": "2026-11-22",
        "PageSize": "1000",
    }


def test_follows_relative_pages_on_the_configured_host() -> None:
    line = Line(
        page(text("SM2"), following=f"{PATH}?Page=1&PageToken=PA1"),
        page(text("SM1")),
    )

    assert [one.id for one in line.twilio.pull(SINCE)] == ["SM2", "SM1"]
    assert [request.url.host for request in line.asked] == ["api.example", "api.example"]
    assert dict(line.asked[1].url.params) == {"Page": "1", "PageToken": "PA1"}


@pytest.mark.parametrize(
    "following",
    [
        "https://elsewhere.example/steal?Page=1",  # our credentials must not go there
        "//elsewhere.example/steal",
        "http://api.example/plain",  # nor in the clear
        "https://api.example:8443/",
        "https://[broken",
        17,
        {"uri": "/x"},
    ],
    ids=str,
)
def test_never_leaves_the_configured_host(following: object) -> None:
    line = Line(page(text(), following=following))

    with pytest.raises(Unavailable):
        list(line.twilio.pull(SINCE))
    assert len(line.asked) == 1


def test_a_list_that_leads_back_to_itself_ends() -> None:
    line = Line(page(text(), following=f"{PATH}?Page=1"))

    with pytest.raises(Unavailable, match="without end"):
        list(line.twilio.pull(SINCE))
    assert len(line.asked) == 2


@pytest.mark.parametrize(
    "nonsense",
    [
        httpx.Response(200, text="<html>Welcome</html>"),
        httpx.Response(200, text='{"messages": [{"sid": "SM'),
        httpx.Response(200, text=""),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={"message": "no list"}),
        httpx.Response(200, json={"messages": "none"}),
        httpx.Response(200, text="[" * 100_000),  # deeper than a parser can go
        httpx.Response(302, headers={"location": "https://elsewhere.example"}),
        httpx.Response(404, json={"code": 20999, "message": "for whatsapp:+393330000001"}),
        httpx.Response(500, text="whatsapp:+393330000001"),
        httpx.ConnectError("no route to +393330000001"),
        httpx.ReadTimeout("whatsapp:+393330000001"),
    ],
    ids=range(12),
)
def test_a_list_that_makes_no_sense_is_unavailable_and_says_nothing_personal(
    nonsense: httpx.Response | Exception,
) -> None:
    line = Line(nonsense)

    with pytest.raises(Unavailable) as caught:
        list(line.twilio.log({"": TO}, SINCE))

    assert "39333" not in f"{caught.value.message} {caught.value.hint}"
    assert len(line.asked) <= 3


def test_a_moment_of_trouble_is_waited_out() -> None:
    line = Line(
        httpx.ReadTimeout("slow"),
        httpx.Response(429, headers={"retry-after": "4"}),
        page(text()),
    )

    assert len(list(line.twilio.pull(SINCE))) == 1
    assert line.waited == [0.5, 4.0]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(401, json={"code": 20003}), Misconfigured),
        (httpx.Response(403), Misconfigured),
        (httpx.Response(429, headers={"retry-after": "86400"}), Throttled),
    ],
)
def test_refusals_of_the_whole_job_have_their_kind(
    answer: httpx.Response, error: type[ProviderError]
) -> None:
    line = Line(answer)

    with pytest.raises(error) as caught:
        list(line.twilio.pull(SINCE))

    assert caught.value.hint
    assert all(seconds <= 30 for seconds in line.waited)


def test_the_log_holds_what_we_sent_to_one_address_since_then() -> None:
    def out(sid: str, at: str, **changes: object) -> dict[str, object]:
        record = text(sid, direction="outbound-api", status="delivered", to=f"whatsapp:{TO}")
        return {**record, "date_created": f"Mon, 23 Nov 2026 {at} +0000", **changes}

    line = Line(
        page(
            out("SM1", "09:30:00", body="Comune: neve"),
            out("SM2", "09:30:01", body="Ciao", status="undelivered", error_code=63016),
            out("SM3", "09:29:59"),  # before
            out("SM4", "10:00:00", direction="inbound"),
            {**out("SM5", "10:00:00"), "to": "whatsapp:+393330000999"},  # somebody else's
            {**out("SM6", "10:00:00"), "body": None},  # redacted: it may have been this one
            out("MM7", "10:00:00", body="", num_media="1"),  # a card, and surely no broadcast
            "nonsense",
        )
    )

    # Twilio knows seconds only.
    found = list(line.twilio.log({"": TO}, SINCE.replace(microsecond=700_000)))

    assert [(s.text, s.failed, s.code) for s in found] == [
        ("Comune: neve", False, ""),
        ("Ciao", True, "63016"),
        ("", False, ""),
    ]
    assert dict(line.asked[0].url.params)["From"] == "whatsapp:+393389428034"


def test_numbers_in_addresses_of_calls_reach_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    list(Line(page()).twilio.log({"": TO}, SINCE))

    assert "393330000001" not in caplog.text


def content(name: str, status: str | None, sid: str = "HX1") -> dict[str, object]:
    approval = {"approval_requests": {"status": status}} if status else {}
    return {"sid": sid, "friendly_name": name, "language": "it", **approval}


GREETING = Submission("x_it", "it", "utility", "Comune: {{1}}. Fine", ("neve",))


def contents(*items: object, following: object = None) -> httpx.Response:
    return httpx.Response(200, json={"contents": items, "meta": {"next_page_url": following}})


def test_each_template_has_its_status_and_of_two_of_a_name_the_approved_one_counts() -> None:
    line = Line(
        contents(
            content("a", "approved"), content("b", "pending"), content("c", None), "nonsense",
            {"sid": 1, "friendly_name": "d"}, content("e", "rejected"),
            following="https://content.example/v1/ContentAndApprovals?Page=1",
        ),
        contents(content("e", "approved", "HX2")),  # a second try of the same name
    )  # fmt: skip

    known = line.twilio.templates()
    assert {name: one.status for name, one in known.items()} == {
        "a": "approved",
        "b": "pending",
        "c": "unsubmitted",
        "e": "approved",
    }


@pytest.mark.parametrize(
    ("known", "posts"),
    [
        (None, ["/v1/Content", "/v1/Content/HX9/ApprovalRequests/whatsapp"]),
        # The last run died between the two steps.
        (content("x_it", None, "HX5"), ["/v1/Content/HX5/ApprovalRequests/whatsapp"]),
        (content("x_it", "unsubmitted", "HX5"), ["/v1/Content/HX5/ApprovalRequests/whatsapp"]),
        (content("x_it", "pending"), []),
        (content("x_it", "approved"), []),
        (content("x_it", "rejected"), []),
    ],
)
def test_registering_does_only_what_is_still_to_be_done(
    known: dict[str, object] | None, posts: list[str]
) -> None:
    line = Line(contents(*([known] if known else [])), httpx.Response(201, json={"sid": "HX9"}))

    for _ in range(2):
        line.twilio.register(GREETING)

    assert [request.url.path for request in line.asked if request.method == "POST"] == posts


def test_a_registration_whose_answer_is_lost_is_not_made_twice() -> None:
    line = Line(contents(), httpx.ReadError("reset"))

    with pytest.raises(Unavailable):
        line.twilio.register(GREETING)

    assert [request.method for request in line.asked] == ["GET", "POST"]


@pytest.mark.parametrize(
    "url", ["", "api.example", "ftp://api.example", "https://a:port", "http://"]
)
def test_an_address_that_is_none_is_said_at_once(url: str) -> None:
    with pytest.raises(Misconfigured):
        Twilio(
            "AC",
            "secret",
            SERVICE,
            api=url,
            content="https://content.example",
            now=FakeClock().now,
        )


@pytest.mark.parametrize(
    ("dates", "seconds"),
    [
        # Asked at 17:00:00, answered at 17:00:04: the middle is 17:00:02, and the header's second
        # is half over.
        (["Mon, 23 Nov 2026 17:00:02 GMT"], 0.5),
        (["Mon, 23 Nov 2026 19:00:01 GMT"], 7199.5),
        (["Mon, 23 Nov 2026 16:59:01 GMT"], -60.5),
        (["Monday, 23-Nov-26 17:00:02 GMT"], 0.5),  # RFC 850, obsolete and still to be read
        ([None], None),
        (["now"], None),
        ([""], None),
        (["Mon, 99 Nov 2026 17:00:02 GMT"], None),
        (["Mon, 23 Nov 99999 17:00:02 GMT"], None),
        # The last answer counts, also where it does not tell.
        (["Mon, 23 Nov 2026 19:00:01 GMT", None], None),
        ([None, "Mon, 23 Nov 2026 17:00:06 GMT"], 0.5),
    ],
)
def test_the_clock_of_the_provider_is_told_by_its_last_answer(
    dates: list[str | None], seconds: float | None
) -> None:
    clock = FakeClock()

    def answer(_: httpx.Request) -> httpx.Response:
        clock.sleep(4)
        date = dates.pop(0)
        return httpx.Response(
            200, json={"messages": []}, headers={"date": date} if date is not None else {}
        )

    url = "https://api.example"
    twilio = Twilio(
        "AC1",
        "secret",
        SERVICE,
        api=url,
        content=url,
        transport=lambda: httpx.MockTransport(answer),
        now=clock.now,
    )
    assert twilio.ahead() is None

    while dates:
        list(twilio.pull(SINCE))

    assert twilio.ahead() == (None if seconds is None else timedelta(seconds=seconds))


# --- reports, and deleting ---------------------------------------------------------------------

SID = f"SM{'a' * 32}"


def ours(status: object, **changes: object) -> dict[str, object]:
    outbound = {
        "direction": "outbound-api",
        "from": "whatsapp:+393389428034",
        "to": "whatsapp:+393330000001",
        "body": "Allerta neve",
        "date_created": "Mon, 23 Nov 2026 09:30:00 +0000",
    }
    return {**text(), **outbound, "status": status, **changes}


def test_a_report_is_told_by_address_text_and_time() -> None:
    (found,) = Line(page(ours("read"))).twilio.statuses(SINCE)
    to = Address("+393330000001")

    assert found == Status("read", SINCE, to=to, text="Allerta neve")
    assert "Allerta" not in repr(found)


def test_reports_are_asked_for_by_the_towns_number_from_a_day_before() -> None:
    line = Line(page())
    list(line.twilio.statuses(SINCE))

    assert dict(line.asked[0].url.params) == {
        "From": "whatsapp:+393389428034",
        "DateSent>": "2026-11-22",
        "PageSize": "1000",
    }


def test_each_message_is_deleted_by_its_id() -> None:
    line = Line(httpx.Response(204))
    line.twilio.erase([SID])

    assert [(one.method, one.url.path) for one in line.asked] == [
        ("DELETE", PATH.replace(".json", f"/{SID}.json"))
    ]


@pytest.mark.parametrize("id_", ["", "../Accounts", "SM1/Media", "SM1.json?x", "wamid.HBgL"])
def test_an_id_that_is_none_is_never_part_of_an_address(id_: str) -> None:
    line = Line(httpx.Response(204))
    line.twilio.erase([id_])

    assert line.asked == []
