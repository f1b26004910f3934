"""The two largest rooms say in their own docstrings where what stands in them."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "scripts" / "banditore"
PLACE = 28  # what is listed begins in this column, behind what it is about


@pytest.mark.parametrize("room", ["domain", "services"])
def test_each_module_of_a_large_room_stands_in_one_line_of_its_map(room: str) -> None:
    doc = import_module(f"banditore.{room}").__doc__ or ""
    listed = Counter(
        name
        for line in doc.splitlines()
        if line.startswith("    ")
        for name in line[PLACE:].split()
    )
    there = {
        path.stem for path in (PACKAGE / room).iterdir() if (path / "__init__.py").is_file()
    } | {path.stem for path in (PACKAGE / room).glob("*.py") if path.stem != "__init__"}

    assert listed == Counter(there)
