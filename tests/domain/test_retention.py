"""The larger the list, the longer a rotation may wait, and never longer than the notice may say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from banditore.adapters.age_list.sealed import base_size
from banditore.domain.keys.retention import SLOWEST, pace

SEALED = 2048
"""More than age adds to the largest of these."""
SIZES = {size: size + SEALED for size in map(base_size, (384 << 10, 448 << 10, 5 << 20, 6 << 20))}
"""Of a base before it is sealed, and after it."""


@pytest.mark.parametrize(
    ("size", "days"),
    [
        (0, 1),
        (SIZES[384 * 1024], 1),
        (SIZES[448 * 1024], 7),
        (SIZES[5 * 1024 * 1024], 7),
        (SIZES[6 * 1024 * 1024], 31),
        (10**9, 31),
    ],
)
def test_the_pace_of_rotation_follows_the_size_of_the_list(size: int, days: int) -> None:
    assert pace(size) == timedelta(days=days) <= SLOWEST
