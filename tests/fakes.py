"""Fakes that satisfy the real ports, in one file. They hold state; they never sleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from banditore.domain.findings import Finding


class FakeFiles:
    """Files in memory."""

    def __init__(self, files: Mapping[str, bytes | str] | None = None) -> None:
        self.files = {
            path: content.encode() if isinstance(content, str) else content
            for path, content in (files or {}).items()
        }

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def paths(self, under: str = "") -> Sequence[str]:
        prefix = f"{under.rstrip('/')}/" if under else ""
        return sorted(path for path in self.files if path.startswith(prefix))


class FakeClock:
    """A clock that moves only when somebody waits."""

    def __init__(self, now: datetime = datetime(2026, 11, 23, 17, tzinfo=UTC)) -> None:
        self._start = now
        self._passed = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        self._passed += max(0.0, seconds)

    async def pause(self, seconds: float) -> None:
        self._passed += max(0.0, seconds)


class FakeNotices:
    """Keeps what was said."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.warnings: list[str] = []
        self.findings: list[Finding] = []
        self.summaries: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)

    def warn(self, line: str) -> None:
        self.warnings.append(line)

    def finding(self, finding: Finding) -> None:
        self.findings.append(finding)

    def summary(self, markdown: str) -> None:
        self.summaries.append(markdown)
