"""A block's messages: when they leave, what their answers mean, and what a stop leaves behind."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import BroadcastRefused, Interrupted, Misconfigured, Unavailable
from banditore.domain.message import Address, Answer, Content, Outbound
from banditore.domain.sending.outcomes import ACCEPTED, Outcome
from banditore.domain.service import Sending
from banditore.services.sending.dispatch import Dispatcher
from banditore.services.sending.flight import GRACE
from banditore.services.sending.pacing import Pacer
from banditore.services.sending.stop import Stop
from fakes import FakeClock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

OK = Answer(message_id="SM1")
FOREVER = 1e9
CONTENT = Content("Neve")
WHY = Interrupted("stopped", "go on later")


class Line:
    """A sender that answers what the script says, or when `answer` is called."""

    def __init__(self) -> None:
        self.script: dict[str, list[Answer]] = {}
        self.open: dict[str, asyncio.Future[Answer]] = {}
        self.called: list[str] = []
        self.slow = False

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        ref = message.to[-1]
        self.called.append(ref)
        if self.slow:
            self.open[ref] = asyncio.get_running_loop().create_future()
            return await self.open[ref]
        answers = self.script.get(ref)
        return answers.pop(0) if answers else OK


class StandingClock(FakeClock):
    """Its pauses never end, as when somebody must wait for long."""

    async def pause(self, seconds: float) -> None:
        await asyncio.Event().wait()


@dataclass
class Stage:
    """A dispatcher and all that it works with."""

    connections: int = 20
    clock: FakeClock = field(default_factory=FakeClock)
    line: Line = field(default_factory=Line)
    stop: Stop = field(default_factory=Stop)

    def __post_init__(self) -> None:
        self.pacer = Pacer(1000, self.clock)
        limits = Sending(rate=1000, connections=self.connections)
        self.dispatcher = Dispatcher(self.line, self.pacer, self.clock, limits, self.stop)
        self.drawn: list[str] = []

    def block(self, refs: str) -> Iterator[tuple[str, Outbound]]:
        for ref in refs:
            self.drawn.append(ref)
            yield ref, Outbound(Address(f"+3933300000{ord(ref)}{ref}"), CONTENT)


def play(stage: Stage, story: Callable[[Stage], Awaitable[None]]) -> None:
    async def told() -> None:
        await story(stage)

    asyncio.run(told())


async def turns(count: int = 20) -> None:
    """Let other tasks run."""
    for _ in range(count):
        await asyncio.sleep(0)


REFS = "0123"


def test_a_block_is_sent_before_its_answers_are_in_so_that_the_next_may_follow() -> None:
    async def story(stage: Stage) -> None:
        stage.line.slow = True
        first = await stage.dispatcher.send(stage.block("01"), FOREVER)
        second = await stage.dispatcher.send(stage.block("23"), FOREVER)
        assert stage.line.called == [*REFS]
        assert first.outcomes == {}
        for answer in stage.line.open.values():
            answer.set_result(OK)
        assert await second == dict.fromkeys("23", ACCEPTED)
        assert await first == dict.fromkeys("01", ACCEPTED)
        assert stage.dispatcher.finished == 4

    play(Stage(), story)


def test_nobody_is_drawn_before_a_connection_is_free() -> None:
    async def story(stage: Stage) -> None:
        stage.line.slow = True
        sending = asyncio.create_task(stage.dispatcher.all(stage.block(REFS), FOREVER))
        await turns()
        assert stage.drawn == ["0", "1"]
        stage.line.open["0"].set_result(OK)
        await turns()
        assert stage.drawn == ["0", "1", "2"]
        sending.cancel()

    play(Stage(connections=2), story)


def test_nobody_is_drawn_before_the_turn_came() -> None:
    async def story(stage: Stage) -> None:
        sending = asyncio.create_task(stage.dispatcher.all(stage.block(REFS), FOREVER))
        await turns()
        assert stage.drawn == ["0"]  # the second turn never comes
        sending.cancel()

    play(Stage(clock=StandingClock()), story)


def test_once_the_time_is_over_nothing_leaves() -> None:
    async def story(stage: Stage) -> None:
        outcomes = await stage.dispatcher.all(stage.block(REFS), until=0.0015)
        assert outcomes == {"0": ACCEPTED, "1": ACCEPTED}
        assert stage.drawn == ["0", "1"]

    play(Stage(), story)


def test_a_stop_is_heeded_while_the_provider_wants_us_to_wait() -> None:
    async def story(stage: Stage) -> None:
        sending = asyncio.create_task(stage.dispatcher.all(stage.block(REFS), FOREVER))
        await turns()
        stage.stop.now(WHY)
        assert await sending == {"0": ACCEPTED}

    play(Stage(clock=StandingClock()), story)


def test_a_stop_is_heeded_while_no_connection_is_free() -> None:
    async def story(stage: Stage) -> None:
        stage.line.slow = True
        sending = asyncio.create_task(stage.dispatcher.send(stage.block("01"), FOREVER))
        await turns()
        stage.stop.now(WHY)
        flight = await sending
        stage.clock.sleep(GRACE)
        assert await flight == {"0": Outcome("unknown", "interrupted")}
        assert stage.drawn == ["0"]

    play(Stage(connections=1), story)


def test_what_is_under_way_at_a_stop_may_still_be_answered() -> None:
    async def story(stage: Stage) -> None:
        stage.line.slow = True
        flight = await stage.dispatcher.send(stage.block("01"), FOREVER)
        await turns()
        stage.stop.now(WHY)
        landing = asyncio.ensure_future(flight_of(flight))
        await turns()
        stage.line.open["0"].set_result(OK)
        await turns()
        assert not landing.done()
        stage.clock.sleep(GRACE)
        assert await landing == {"0": ACCEPTED, "1": Outcome("unknown", "interrupted")}

    play(Stage(), story)


async def flight_of(flight: Awaitable[dict[str, Outcome]]) -> dict[str, Outcome]:
    return await flight


def test_all_flights_share_one_grace() -> None:
    async def story(stage: Stage) -> None:
        stage.line.slow = True
        flights = [await stage.dispatcher.send(stage.block(ref), FOREVER) for ref in "01"]
        await turns()
        stage.stop.now(WHY)
        assert not (await stage.dispatcher.send(stage.block("2"), FOREVER)).outcomes
        stage.clock.sleep(GRACE)
        await flights[0]
        at = stage.clock.monotonic()
        await flights[1]
        assert stage.clock.monotonic() == at

    play(Stage(), story)


def test_who_waits_for_another_try_at_a_stop_was_surely_not_sent_to() -> None:
    async def story(stage: Stage) -> None:
        stage.line.script = {"0": [Answer("retry", "63012")]}
        sending = asyncio.create_task(stage.dispatcher.all(stage.block("0"), FOREVER))
        await turns()
        stage.stop.now(WHY)
        assert await sending == {}
        assert stage.line.called == ["0"]

    play(Stage(clock=StandingClock()), story)


@pytest.mark.parametrize(
    ("answers", "attempts", "outcome"),
    [
        ([], 1, ACCEPTED),
        ([Answer("failed", "63024")], 1, Outcome("failed", "63024")),
        ([Answer("left", "21610")], 1, Outcome("left", "21610")),
        ([Answer("unknown", "timeout")], 1, Outcome("unknown", "timeout")),  # never sent again
        ([Answer("retry", "63012")], 2, ACCEPTED),
        ([Answer("retry", "63012")] * 2, 3, ACCEPTED),
        ([Answer("retry", "63012")] * 3, 3, Outcome("failed", "63012")),
        ([Answer("retry-once", "63005")], 2, ACCEPTED),
        ([Answer("retry-once", "63005")] * 2, 2, Outcome("failed", "63005")),
        ([Answer("retry-once", "63005"), Answer("retry", "63012")], 3, ACCEPTED),
        # Throttling says nothing about the message: only its time is bounded.
        ([Answer("slow-down", "63018", retry_after=1)] * 9, 10, ACCEPTED),
        ([Answer("slow-down", "63018", retry_after=1), Answer("failed", "1")], 2, "failed"),
    ],
)
def test_each_answer_has_one_outcome(
    answers: list[Answer], attempts: int, outcome: Outcome | str
) -> None:
    async def story(stage: Stage) -> None:
        stage.line.script = {"0": list(answers)}
        found = (await stage.dispatcher.all(stage.block("0"), FOREVER))["0"]
        assert found.state == outcome if isinstance(outcome, str) else found == outcome
        assert stage.line.called == ["0"] * attempts
        assert not stage.stop

    play(Stage(), story)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([Answer("retry", "connection")] * 3, Unavailable),
        ([Answer("retry-once", "connection")] * 2, Unavailable),
        ([Answer("slow-down", "63018", retry_after=1)] * 99, Unavailable),
        ([Answer("slow-down", "63018", retry_after=60)], Unavailable),  # longer than a message
        ([Answer("later", "63112")], Unavailable),
        ([Answer("stop-broadcast", "63013")], BroadcastRefused),
        ([Answer("stop-all", "20003")], Misconfigured),
    ],
)
def test_where_nobody_can_be_sent_to_the_run_stops_and_the_person_is_open(
    answers: list[Answer], error: type[Exception]
) -> None:
    async def story(stage: Stage) -> None:
        stage.line.script = {"0": answers}
        assert await stage.dispatcher.all(stage.block("0"), FOREVER) == {}
        assert isinstance(stage.stop.error, error)
        assert await stage.dispatcher.all(stage.block("1"), FOREVER) == {}
        assert set(stage.line.called) == {"0"}
        assert stage.clock.monotonic() <= 35

    play(Stage(), story)


def test_throttling_holds_everybody_and_lowers_the_pace() -> None:
    async def story(stage: Stage) -> None:
        stage.line.script = {"0": [Answer("slow-down", "63018", retry_after=2)]}
        await stage.dispatcher.all(stage.block("0"), FOREVER)
        assert stage.clock.monotonic() >= 2
        assert stage.pacer.pace == pytest.approx(700)

    play(Stage(), story)


def test_who_was_withheld_in_the_last_moment_was_surely_not_sent_to() -> None:
    class Frozen(Line):
        """The machine stands still between our question and the bytes."""

        async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
            stage.clock.sleep(1000)
            assert still
            assert not still()
            return Answer("withheld")

    stage = Stage(line=Frozen())

    async def story(stage: Stage) -> None:
        assert await stage.dispatcher.all(stage.block("01"), until=900) == {}
        assert not stage.stop

    play(stage, story)


def test_our_own_mistake_is_not_taken_for_an_answer() -> None:
    class Broken(Line):
        async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
            raise ZeroDivisionError

    async def story(stage: Stage) -> None:
        flight = await stage.dispatcher.send(stage.block("0"), FOREVER)
        with pytest.raises(ZeroDivisionError):
            await flight

    play(Stage(line=Broken()), story)


def test_a_mistake_in_whom_to_send_to_comes_out_of_send() -> None:
    def broken() -> Iterator[tuple[str, Outbound]]:
        yield from Stage().block("0")
        raise ZeroDivisionError

    async def story(stage: Stage) -> None:
        with pytest.raises(ZeroDivisionError):
            await stage.dispatcher.send(broken(), FOREVER)

    play(Stage(), story)
