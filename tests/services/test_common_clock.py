"""All machines go by the provider's time, whatever their own clocks say or are set to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from banditore.services.sending.common_clock import CommonClock
from fakes import FakeClock, FakeProvider

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_before_the_provider_has_said_anything_our_own_time_counts() -> None:
    own = FakeClock(NOON)

    assert CommonClock(own, FakeProvider(own)).now() == NOON


def test_two_machines_that_differ_by_minutes_agree() -> None:
    shown = set()
    for off in (timedelta(seconds=-100), timedelta(seconds=100)):
        own = FakeClock(NOON + off)
        provider = FakeProvider(own)
        provider.skew = -off
        shown.add(CommonClock(own, provider).now())

    assert shown == {NOON}


def test_a_clock_that_is_set_while_we_run_changes_nothing_until_the_provider_is_heard_again() -> (
    None
):
    own = FakeClock(NOON)
    provider = FakeProvider(own)
    provider.skew = timedelta(seconds=1)
    common = CommonClock(own, provider)
    common.now()
    own.jump(timedelta(days=1))
    own.sleep(10)
    assert common.now() == NOON + timedelta(seconds=11)

    provider.skew = timedelta(seconds=1) - timedelta(days=1)
    assert common.now() == NOON + timedelta(seconds=11)
