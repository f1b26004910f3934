"""Breaks the invariants on purpose, one after the other, and shows that a test fails for each.

Every row of mutations.toml is applied to a copy of the tracked files, and only the tests that it
names run there. Exit code 1 where one survives, or no longer fits the code.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = Path(__file__).with_suffix(".toml")
PATIENCE = 300  # seconds
AT_ONCE = 2


@dataclass(frozen=True)
class Mutation:
    """One thing broken on purpose."""

    breaks: str
    """What it does, in words."""
    invariant: int
    """Its number, as in README."""
    file: str
    """Below scripts/banditore/."""
    swaps: tuple[tuple[str, str], ...]
    """What stands there exactly once → what stands there instead."""
    tests: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether each passage still stands exactly once in its file."""
        text = self._path(ROOT).read_text()
        return all(text.count(old) == 1 for old, _ in self.swaps)

    def apply(self, copy: Path) -> None:
        """Break it there."""
        path = self._path(copy)
        text = path.read_text()
        for old, new in self.swaps:
            text = text.replace(old, new)
        path.write_text(text)

    def _path(self, root: Path) -> Path:
        return root / "scripts" / "banditore" / self.file


def mutations() -> list[Mutation]:
    """All of them."""
    rows = tomllib.loads(ROWS.read_text())["mutation"]
    return [
        Mutation(
            breaks=row["breaks"],
            invariant=row["invariant"],
            file=row["file"],
            swaps=tuple((swap["old"], swap["new"]) for swap in row["swaps"]),
            tests=tuple(f"tests/{name}" for name in row["tests"]),
        )
        for row in rows
    ]


def copy_to(folder: Path) -> None:
    """The tracked files, as they lie here."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)


def failure(folder: Path, tests: tuple[str, ...]) -> str | None:
    """The first test that fails there, or None where all pass."""
    words = ["-q", "-n0", "-x", "--tb=no", "--timeout=60", *tests]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": f"{folder}/scripts", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "it comes to no end"
    if done.returncode == 0:
        return None
    found = re.search(r"(?m)^(?:FAILED|ERROR) \S*?([^/\s]+::\S+)", done.stdout)
    return found[1] if found else done.stdout[-200:].strip()


def tried(mutation: Mutation) -> tuple[bool, str]:
    """Whether a test noticed, and which."""
    if not mutation.fits:
        return False, "its passage does not stand exactly once in the file"
    with tempfile.TemporaryDirectory() as name:
        copy_to(Path(name))
        mutation.apply(Path(name))
        noticed = failure(Path(name), mutation.tests)
    return noticed is not None, noticed or "SURVIVED"


def main() -> None:
    """Print which test noticed each; exit code 1 where none did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--invariant", type=int, help="only the ones of this invariant")
    chosen = parser.parse_args()
    rows = [m for m in mutations() if chosen.invariant in (None, m.invariant)]
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        copy_to(Path(name))
        whole = failure(Path(name), tuple(sorted({test for m in rows for test in m.tests})))
    if whole:
        sys.exit(f"without any mutation, a test fails already: {whole}")
    caught = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for mutation, (noticed, word) in zip(rows, pool.map(tried, rows), strict=True):
            caught += noticed
            mark = "caught  " if noticed else "NOT OK  "
            print(f"{mark} {mutation.invariant}  {mutation.breaks}: {word}", flush=True)  # noqa: T201
    print(f"{caught} of {len(rows)} noticed; {time.monotonic() - began:,.0f} s")  # noqa: T201
    sys.exit(0 if caught == len(rows) else 1)


if __name__ == "__main__":
    main()
