"""What every way of telling has in common."""

from __future__ import annotations

from banditore.domain.findings import Severity

WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
"""What a finding weighs, as labels, GitHub and programs call it."""


def flat(text: str) -> str:
    """On one line."""
    return " ".join(text.splitlines())
