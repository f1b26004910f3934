"""What goes wrong at a provider while a town sends: said in one sentence, and nothing half-sent."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.meta.mailbox import Mailbox
from banditore.domain.errors import Misconfigured, ProviderError, Unavailable
from banditore.domain.message import Answer, Inbound, Payload, Status
from banditore.domain.sending.tags import tag_of
from banditore.services.reports import hear
from crier import ID, Crier, everybody_once, phone
from mailbag import Mailbag

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = 30
TOKEN = [Answer("stop-all", "190"), Answer("stop-all", "20003")]
TEMPLATE = [
    Answer("stop-broadcast", "132001"),  # Meta: not there in this language, or not approved
    Answer("stop-broadcast", "132015"),  # paused
    Answer("stop-broadcast", "132016"),  # disabled
    Answer("stop-broadcast", "63027"),  # Twilio: not there, or not approved
    Answer("stop-broadcast", "63041"),  # paused
    Answer("stop-broadcast", "template"),  # the adapter: not among the approved ones
]


def one_sentence(error: ProviderError | None, *words: str) -> None:
    assert error is not None
    assert error.hint
    for line in (error.message, error.hint):
        assert "\n" not in line
        assert "0000" not in line
    assert all(word in f"{error.message} {error.hint}" for word in words)


def halted(crier: Crier) -> str:
    return " ".join(crier.notices.warnings)


@pytest.mark.parametrize("already", [0, 12])
@pytest.mark.parametrize("answer", TOKEN, ids=lambda answer: answer.code)
def test_a_token_that_expires_ends_the_run_and_the_next_one_sends_the_rest_once(
    answer: Answer, already: int
) -> None:
    crier = Crier(people=PEOPLE)
    crier.provider.script = [*[Answer(message_id="1")] * already, *[answer] * PEOPLE]
    crier.publish()

    one_sentence(crier.stop.error, answer.code, "credentials")  # type: ignore[arg-type]
    assert len(crier.deliveries()) == already
    assert crier.receipt() is None
    crier.provider.script = []
    crier.publish()
    assert crier.deliveries() == everybody_once(PEOPLE)


@pytest.mark.parametrize(
    "failure",
    [
        Misconfigured(
            "the provider does not accept our credentials (code 190)", "META_ACCESS_TOKEN"
        ),
        Misconfigured("the provider does not know the number (code 100)", "META_PHONE_NUMBER_ID"),
    ],
    ids=["token", "number"],
)
def test_a_wrong_token_or_number_is_found_before_anything_is_claimed(
    failure: Misconfigured,
) -> None:
    crier = Crier(people=PEOPLE)
    crier.provider.standing = failure

    with pytest.raises(Misconfigured) as raised:
        crier.publish()

    one_sentence(raised.value, failure.hint)
    assert (crier.provider.attempts, crier.repository.branches("sending/")) == (0, {})


@pytest.mark.parametrize("already", [0, 12])
@pytest.mark.parametrize("answer", TEMPLATE, ids=lambda answer: answer.code)
def test_a_template_that_is_paused_while_it_is_sent_ends_it_at_once_and_later_it_goes_on(
    answer: Answer, already: int
) -> None:
    crier = Crier(people=PEOPLE)
    crier.provider.script = [*[Answer(message_id="1")] * already, *[answer] * PEOPLE]
    result = crier.publish()

    assert result.halted == [ID]
    assert len(crier.deliveries()) == already
    assert answer.code in halted(crier)
    # One line to the provider: what was under way, and nobody after it.
    assert crier.provider.attempts <= already + crier.town.service.sending.connections
    crier.provider.script = []
    crier.publish()
    assert crier.deliveries() == everybody_once(PEOPLE)


ZONES = [timedelta(hours=hours) for hours in (-12, -3.5, 1, 5.75, 14)]


@pytest.mark.parametrize("offset", ZONES, ids=str)
def test_a_wish_to_leave_counts_whatever_zone_its_time_is_written_in(offset: timedelta) -> None:
    crier = Crier(people=3)
    at = crier.clock.now().astimezone(timezone(offset))
    crier.provider.inbox.append(Inbound("SM9", phone(1), at, "text", "MI CANCELLO"))
    crier.publish()

    assert crier.provider.texts(phone(1)) == []
    assert len(crier.deliveries()) == 2


def test_a_wish_to_leave_that_a_page_skipped_counts_as_soon_as_it_is_shown() -> None:
    crier = Crier(people=3)
    crier.clock.sleep(3600)
    skipped = Inbound("SM9", phone(1), crier.clock.now(), "text", "MI CANCELLO")
    crier.clock.sleep(3600)
    crier.provider.inbox.append(Inbound("SM10", phone(9), crier.clock.now(), "text", "Ciao"))
    crier.publish()
    assert len(crier.provider.texts(phone(1))) == 1
    crier.clock.sleep(20 * 3600)
    crier.provider.inbox.insert(0, skipped)
    crier.file("2026-11-24-acqua")
    crier.publish()

    assert len(crier.provider.texts(phone(1))) == 1
    assert len(crier.provider.texts(phone(2))) == 2


def test_messages_that_pages_repeat_are_handled_once() -> None:
    crier = Crier(people=3)
    wish = Inbound("SM9", phone(1), crier.clock.now(), "text", "MI CANCELLO")
    crier.provider.inbox += [wish, wish]
    crier.publish()
    before = crier.repository.heads["main"]
    crier.clock.sleep(3600)
    crier.provider.inbox += [wish]
    crier.publish()

    assert crier.provider.texts(phone(1)) == []
    assert crier.repository.heads["main"] == before


def test_reports_of_strangers_change_nothing_and_are_let_go() -> None:
    crier = Crier(people=3)
    crier.provider.capabilities = frozenset({"send", "inbound", "statuses"})
    crier.publish()
    before = crier.counts()
    now = crier.clock.now()
    crier.provider.news = [
        Status("failed", now, tag=tag_of(ID, "f" * 32), code="131050", to=phone(99)),
        Status("failed", now, tag="", code="131026", to=phone(0)),
        Status("read", now, tag=tag_of("2020-01-01-altro", "f" * 32)),
        Status("read", now, tag="not ours"),
    ]
    publisher = crier.publisher()
    hear(publisher.desk, publisher.steps.keeper())

    assert crier.counts() == before
    assert crier.provider.waiting == []


class Endless(Mailbag):
    """An inbox that gives the same payload again, under the same name or always a new one."""

    def __init__(self, *, renamed: bool) -> None:
        super().__init__()
        self._renamed = renamed
        self.given = 0

    def pull(self) -> Iterator[Payload]:
        text = {"from": "393330000001", "id": "wamid.1", "timestamp": "1795453200"}
        value = {"messages": [{**text, "type": "text", "text": {"body": "MI CANCELLO"}}]}
        content = json.dumps({"entry": [{"changes": [{"value": value}]}]}).encode()
        for self.given in itertools.count(1):
            name = str(self.given) if self._renamed else "1"
            yield Payload(name, content, datetime(2026, 11, 23, 17, tzinfo=UTC))


@pytest.mark.parametrize("renamed", [False, True])
def test_an_inbox_that_gives_the_same_for_ever_is_left_with_one_sentence(*, renamed: bool) -> None:
    bag = Endless(renamed=renamed)

    with pytest.raises(Unavailable) as raised:
        list(Mailbox(bag, "1").inbound())

    one_sentence(raised.value, "again and again", "relay")
    assert bag.given <= 20_000
