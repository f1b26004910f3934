"""The encrypted list of subscribers as an ordinary age file."""

from __future__ import annotations

from banditore.adapters.age_list.file import LIST
from banditore.adapters.age_list.store import AgeSubscriberStore

__all__ = ["LIST", "AgeSubscriberStore"]
