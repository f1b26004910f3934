"""Broadcasts that told of a changed notice, as if they had been sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from banditore.domain.reception.renewal import slug_of
from banditore.domain.sending.receipt import path_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from banditore.ports import Files, Repository, SubscriberStore


def tell(
    repository: Repository, store: SubscriberStore, now: datetime, category: str, version: str
) -> None:
    """All who get a category were told: there is a receipt, and the list knows of it."""
    id_ = f"{now:%Y-%m-%d}-{slug_of(version, category)}"
    receipt = f'category: "{category}"\nstate: closed\nclosed_at: "{now.isoformat()}"\nexpired: 0\n'

    def closed(files: Files) -> Mapping[str, bytes | None]:
        before = store.load(files)
        sealed = store.store(files, replace(before, sent=before.sent | {id_}))
        return {path_of(id_): receipt.encode(), **sealed}

    repository.change("main", closed, "state: receipt")
