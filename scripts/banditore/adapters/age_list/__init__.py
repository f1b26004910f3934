"""The encrypted list of subscribers as an ordinary age file."""

from __future__ import annotations

from banditore.adapters.age_list.file import LIST, AgeSubscriberStore

__all__ = ["LIST", "AgeSubscriberStore"]
