"""Files and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]


class Limits(NamedTuple):
    """In lines."""

    module: int
    function: int


# A test's module may be longer: it is read from its middle, where a test failed.
LIMITS = {"scripts": Limits(module=250, function=40), "tests": Limits(module=500, function=50)}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


@pytest.mark.parametrize("folder", LIMITS)
def test_no_module_is_too_long(folder: str) -> None:
    lengths = {str(path.relative_to(ROOT)): _length(path) for path in modules(folder)}

    assert {name: n for name, n in lengths.items() if n > LIMITS[folder].module} == {}


@pytest.mark.parametrize("folder", LIMITS)
def test_no_function_is_too_long(folder: str) -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in modules(folder)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    }

    assert {name: n for name, n in lengths.items() if n > LIMITS[folder].function} == {}


def _length(path: Path) -> int:
    return len(path.read_text().splitlines())
