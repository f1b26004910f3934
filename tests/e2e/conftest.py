"""The `world` fixture: a town, which at its end is searched for what must not be in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from world import World

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[World]:
    """A town with keys, no subscribers and no broadcasts; its provider is Twilio, or the param."""
    with World(tmp_path, getattr(request, "param", "twilio")) as town:
        yield town
        assert town.leaks() == []
