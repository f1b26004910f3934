"""The command line: thin commands, one error handler, commands imported when they are called."""

from __future__ import annotations

from banditore.cli.main import main

__all__ = ["main"]
