"""Sentences on joining and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banditore.domain.sentences.base import Sentence

ROWS: dict[str, Sentence] = {}
