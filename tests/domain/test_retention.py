"""The larger the list, the longer a rotation may wait, and never longer than the notice may say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from banditore.domain.retention import SLOWEST, pace


@pytest.mark.parametrize(
    ("size", "days"),
    [
        (0, 1),
        (384 * 1024, 1),
        (384 * 1024 + 1, 7),
        (5 * 1024 * 1024, 7),
        (5 * 1024 * 1024 + 1, 31),
        (10**9, 31),
    ],
)
def test_the_pace_of_rotation_follows_the_size_of_the_list(size: int, days: int) -> None:
    assert pace(size) == timedelta(days=days) <= SLOWEST
