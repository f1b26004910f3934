"""The encrypted list of subscribers as a chain of ordinary age files."""

from __future__ import annotations

from banditore.adapters.age_list.store import AgeSubscriberStore

__all__ = ["AgeSubscriberStore"]
