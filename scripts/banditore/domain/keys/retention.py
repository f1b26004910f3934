"""By when who left can be read in no version of the list: the pace of new keys, and its bound.

Who makes the keys and who checks the notice read the same table, so that the notice cannot promise
what the program does not keep.
"""

from __future__ import annotations

from datetime import timedelta

DAY, WEEK, MONTH = timedelta(days=1), timedelta(days=7), timedelta(days=31)
SLOWEST = MONTH
"""True for a list of any size, and at least so often in any case."""

_PACES = ((400 * 1024, DAY), (5250 * 1024, WEEK))
"""Bytes of the list's base → how long a rotation after somebody left may wait.

The sizes 384 KiB and 5 MiB, and a little for age's own bytes: about 7,000 people, and 90,000. A
rewrite costs history that much each time.
"""


def pace(size: int) -> timedelta:
    """How long a rotation may wait where the base has that many bytes."""
    return next((wait for limit, wait in _PACES if size <= limit), SLOWEST)
