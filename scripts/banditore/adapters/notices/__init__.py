"""Where a job tells people what it does: a terminal, GitHub's run page, or a program."""

from __future__ import annotations

import secrets
import sys
from typing import TYPE_CHECKING

from banditore.adapters.notices.github import LARGEST_SUMMARY, GitHubNotices, Summary
from banditore.adapters.notices.program import JsonNotices
from banditore.adapters.notices.terminal import TextNotices

if TYPE_CHECKING:
    from banditore.ports import Notices

__all__ = [
    "LARGEST_SUMMARY",
    "GitHubNotices",
    "JsonNotices",
    "Summary",
    "TextNotices",
    "make_notices",
]


def make_notices(style: str, language: str, summary_file: str) -> Notices:
    """`text`, `github` or `json`; `summary_file` is where GitHub reads the run's page, or `""`."""
    if style == "github":
        summary = Summary(summary_file, language)
        return GitHubNotices(sys.stdout, summary, language, secrets.token_hex(16))
    if style == "json":
        return JsonNotices(sys.stdout, language)
    return TextNotices(sys.stderr, language)
