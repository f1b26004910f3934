"""The town's real rules and templates in memory, and broadcasts to put beside them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from fakes import FakeFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
PATH = "messages/2026/2026-11-23-prova.yaml"
GOOD = dedent("""\
    category: info
    expires_at: 2026-11-24 12:00
    it:
      titolo: Acqua sospesa a Chevrot
      testo: |
        Martedì 24 novembre 2026 l'acqua sarà sospesa dalle 8:30 alle 12:30 nella frazione.

        I lavori durano 4 ore.
    fr:
      titolo: Coupure d'eau à Chevrot
      testo: |
        Le mardi 24 novembre 2026 l'eau sera coupée de 8 h 30 à 12 h 30 dans le hameau.

        Les travaux durent 4 heures.
    """)


def town_files(messages: Mapping[str, str | bytes] | None = None) -> FakeFiles:
    """`policy/` and the templates as they are, and these files."""
    files: dict[str, str | bytes] = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for folder in ("policy", "messages/templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    return FakeFiles(files | dict(messages or {}))
