"""What we sent, found again in a log that is long, that moves, and whose dates come late."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.adapters.twilio import Twilio
from banditore.adapters.twilio.outbox import FEW
from banditore.domain.errors import Unavailable
from banditore.domain.message import Address
from fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.service import Service

TOWN = Address("+393389428034")
SINCE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SERVICE = cast(
    "Service",
    SimpleNamespace(
        number=TOWN, contact_card="", sending=SimpleNamespace(call_timeout=timedelta(seconds=1))
    ),
)


def phone(number: int) -> Address:
    return Address(f"+39333{number:07d}")


@dataclass
class Row:
    """A message as Twilio keeps it. Without `sent` it is still queued."""

    sid: str
    to: Address
    made: datetime | None
    sent: datetime | None
    text: str = "Comune: neve"

    def record(self) -> dict[str, object]:
        def date(moment: datetime | None) -> str | None:
            return format_datetime(moment) if moment else None

        return {
            "sid": self.sid,
            "to": f"whatsapp:{self.to}",
            "from": f"whatsapp:{TOWN}",
            "direction": "outbound-api",
            "status": "delivered" if self.sent else "queued",
            "body": self.text,
            "error_code": None,
            "date_created": date(self.made),
            "date_sent": date(self.sent),
        }


@dataclass
class Log:
    """Twilio's list.

    It is sorted by `date_sent`, the newest first, what has none in front; the filter by date lets
    nothing pass that has none. A page goes on where the last one ended; where it is `numbered`, it
    is merely the next so many rows, whatever has moved meanwhile.
    """

    rows: list[Row] = field(default_factory=list)
    between: list[Callable[[], object]] = field(default_factory=list)
    """What happens after each page, one by one."""
    most: int = 1000
    numbered: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)

    def add(self, number: int, at: datetime = SINCE, *, queued: bool = False) -> Row:
        row = Row(f"SM{len(self.rows):032x}", phone(number), at, None if queued else at)
        self.rows.append(row)
        return row

    @property
    def twilio(self) -> Twilio:
        url = "https://api.example"
        return Twilio(
            "AC1",
            "secret",
            SERVICE,
            api=url,
            content=url,
            transport=lambda: httpx.MockTransport(self._answer),
            now=FakeClock().now,
            sleep=lambda _: None,
        )

    def found(self, *numbers: int) -> list[str]:
        """The texts' recipients, as often as they are found."""
        to = {str(number): phone(number) for number in numbers}
        return sorted(sent.to for sent in self.twilio.log(to, SINCE))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        query = dict(request.url.params)
        self.asked.append(query)
        rows = [row for row in self.rows if query.get("To") in (None, f"whatsapp:{row.to}")]
        if day := query.get("DateSent>"):
            rows = [row for row in rows if row.sent and row.sent.date().isoformat() >= day]
        rows.sort(key=_place)
        size = min(self.most, int(query["PageSize"]))
        if self.numbered:
            rows = rows[int(query.get("PageToken", 0)) :]
            token = str(int(query.get("PageToken", 0)) + size)
        else:
            rows = [row for row in rows if repr(_place(row)) > query.get("PageToken", "")]
            token = repr(_place(rows[size - 1])) if len(rows) > size else ""
        shown = rows[:size]
        further = urlencode({**query, "PageToken": token})
        more = f"{request.url.path}?{further}" if len(rows) > size else None
        if self.between:
            self.between.pop(0)()
        return httpx.Response(
            200, json={"messages": [row.record() for row in shown], "next_page_uri": more}
        )


def _place(row: Row) -> tuple[int, str]:
    """Sorts as its `repr` does."""
    if row.sent is None:
        return (0, row.sid)
    return (1, f"{4_000_000_000 - row.sent.timestamp():014.3f}{row.sid}")


def test_few_are_asked_for_one_by_one() -> None:
    log = Log()
    for number in range(100):
        log.add(number)

    assert log.found(*range(FEW)) == sorted(phone(number) for number in range(FEW))
    assert [query.get("To") for query in log.asked] == [
        f"whatsapp:{phone(number)}" for number in range(FEW)
    ]
    # Twilio does not say whether a row without `date_sent` passes its filter: so no filter.
    assert not any("DateSent>" in query for query in log.asked)


def test_many_cost_pages_and_not_people() -> None:
    log = Log()
    for number in range(5000):
        log.add(number, SINCE + timedelta(seconds=number // 80))

    assert log.found(*range(0, 5000, 2)) == sorted(phone(n) for n in range(0, 5000, 2))
    assert len(log.asked) == 2 * 5
    assert all(query["From"] == f"whatsapp:{TOWN}" for query in log.asked)
    assert log.asked[0]["DateSent>"] == "2026-11-22"
    assert {query["PageSize"] for query in log.asked} == {"1000"}


def test_years_of_history_are_not_read() -> None:
    log = Log()
    for day in range(3, 60):
        for number in range(1000):
            log.add(number, SINCE - timedelta(days=day))
    for number in range(30):
        log.add(number)

    assert len(log.found(*range(30))) == 30
    assert len(log.asked) <= 5


def test_rows_are_handed_on_as_they_come() -> None:
    log = Log()
    for number in range(3000):
        log.add(number)

    first = next(iter(log.twilio.log({str(n): phone(n) for n in range(3000)}, SINCE)))

    assert first.text == "Comune: neve"
    assert len(log.asked) == 1


@pytest.mark.parametrize("number", [5, 50], ids=["few", "many"])
def test_the_second_of_the_claim_is_in_and_the_one_before_is_out(number: int) -> None:
    log = Log()
    log.add(1, SINCE - timedelta(seconds=1))
    log.add(2, SINCE)

    asked = {str(n): phone(n) for n in range(number)}
    found = list(log.twilio.log(asked, SINCE + timedelta(seconds=0.9)))

    assert [sent.to for sent in found] == [phone(2)]


def test_what_was_accepted_before_the_claim_and_left_after_it_is_out() -> None:
    log = Log()
    log.add(1, SINCE - timedelta(hours=3)).sent = SINCE + timedelta(minutes=1)

    assert log.found(1) == []


@pytest.mark.parametrize("number", [5, 50], ids=["few", "many"])
def test_what_is_queued_and_has_no_date_sent_is_found(number: int) -> None:
    log = Log()
    log.add(1, queued=True)

    assert log.found(*range(number)) == [phone(1)]


@pytest.mark.parametrize("number", [5, 50], ids=["few", "many"])
def test_of_what_has_no_date_created_the_date_sent_counts(number: int) -> None:
    log = Log()
    log.add(1).made = None

    assert log.found(*range(number)) == [phone(1)]


@pytest.mark.parametrize("number", [5, 50], ids=["few", "many"])
def test_one_of_ours_without_any_date_leaves_everything_undecided(number: int) -> None:
    log = Log()
    log.add(1).made = None
    log.rows[0].sent = None

    with pytest.raises(Unavailable, match="without a date"):
        log.found(*range(number))


def test_somebody_elses_row_without_a_date_does_not_matter() -> None:
    log = Log()
    log.add(900).made = None
    log.rows[0].sent = None
    log.add(1)

    assert log.found(*range(50)) == [phone(1)]


def test_new_messages_that_push_rows_to_later_pages_double_nothing() -> None:
    log = Log(most=10, numbered=True)
    for number in range(100):
        log.add(number)
    log.between = [lambda: [log.add(500, SINCE + timedelta(hours=1)) for _ in range(7)]] * 12

    assert log.found(*range(100)) == sorted(phone(n) for n in range(100))


def test_a_list_that_does_not_rest_leaves_everything_undecided() -> None:
    log = Log(most=10)
    log.between = [lambda: log.add(1)] * 100

    with pytest.raises(Unavailable, match="faster"):
        log.found(*range(50))


def test_a_row_that_moves_to_a_page_already_read_is_found() -> None:
    log = Log(most=10)
    for number in range(100):
        log.add(number, SINCE - timedelta(minutes=number))
    moving = log.add(200, SINCE)
    moving.sent = SINCE - timedelta(minutes=95)  # on the last page

    def move() -> None:
        moving.sent = SINCE + timedelta(hours=1)

    log.between = [lambda: None, move]

    assert phone(200) in log.found(*range(100), 200)


numbers = st.integers(min_value=0, max_value=40)
steps = st.lists(st.tuples(st.sampled_from(["arrive", "leave", "nothing"]), numbers), max_size=40)


@given(
    queued=st.lists(numbers, max_size=20),
    sent=st.lists(numbers, max_size=40),
    happens=steps,
    size=st.integers(min_value=1, max_value=9),
)
def test_whatever_moves_while_we_page_nobody_is_missed_or_doubled(
    queued: list[int], sent: list[int], happens: list[tuple[str, int]], size: int
) -> None:
    log = Log(most=size)
    for at, number in enumerate(sent):
        log.add(number, SINCE + timedelta(seconds=at))
    for number in queued:
        log.add(number, queued=True)
    before = sorted(row.to for row in log.rows)
    sids = {row.sid for row in log.rows}

    def step(what: str, number: int) -> None:
        waiting = [row for row in log.rows if row.sent is None]
        if what == "arrive":  # a message to somebody else
            log.add(900 + number, SINCE + timedelta(hours=1), queued=bool(number % 2))
        elif what == "leave" and waiting:  # a queued one gets its date
            waiting[number % len(waiting)].sent = SINCE + timedelta(minutes=number)

    log.between = [lambda w=what, n=number: step(w, n) for what, number in happens]  # type: ignore[misc]

    assert log.found(*range(41)) == before
    assert len(sids) == len(before)


def test_a_row_that_comes_twice_counts_once_with_or_without_an_id() -> None:
    log = Log()
    log.rows = [
        Row("SM1", phone(1), SINCE, SINCE),
        Row("SM1", phone(1), SINCE, SINCE),
        Row("", phone(2), SINCE, SINCE),
        Row("", phone(2), SINCE, SINCE),
        Row("", phone(2), SINCE + timedelta(seconds=1), SINCE),  # another one
    ]

    assert log.found(*range(50)) == [phone(1), phone(2), phone(2)]


def test_a_page_that_fails_on_the_way_leaves_everything_undecided() -> None:
    log = Log(most=10)
    for number in range(100):
        log.add(number)

    def fail() -> None:
        raise httpx.ReadError("reset")

    log.between = [lambda: None, lambda: None, fail, fail, fail]

    with pytest.raises(Unavailable):
        log.found(*range(100))


def test_nobody_is_asked_for_nobody() -> None:
    log = Log()

    assert log.found() == []
    assert log.asked == []
