"""What this machine's clock counts."""

from __future__ import annotations

import time

import pytest

from banditore.adapters.clock import SystemClock


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="only Linux counts its sleep")
def test_what_the_machine_slept_counts_because_a_lease_does_not_sleep() -> None:
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    told = SystemClock().monotonic()
    after = time.clock_gettime(time.CLOCK_BOOTTIME)

    assert before <= told <= after
