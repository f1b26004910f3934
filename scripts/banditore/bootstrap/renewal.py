"""The composition root's part for a changed notice: what is known of it here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore import bootstrap
from banditore.domain.errors import BanditoreError, RepositoryError

if TYPE_CHECKING:
    from banditore.domain.findings import Finding
    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Files
    from banditore.services.town import Town
    from banditore.settings import Settings


def standing(config: Settings, town: Town) -> list[Finding]:
    """How many have not accepted it; where no key is at hand, only until when they may.

    Nothing, where the origin cannot be reached: who asks for this came for something else.
    """
    if town.service.consent.accept_by is None:
        return []
    from banditore.services.receiving.renewing import change_of
    from banditore.services.receiving.renewing import standing as found

    origin = bootstrap.repository(config)
    try:
        state = origin.tip(town.service.state_branch) or bootstrap.on_main(config, origin)
    except RepositoryError:
        return []
    change = change_of(town, state, bootstrap.documents())
    return list(found(change, _list(config, state))) if change else []


def _list(config: Settings, state: Files) -> SubscriberList | None:
    from banditore.bootstrap import keys

    if config.missing(["BANDITORE_IDENTITY", *keys.needs(config)]):
        return None
    try:
        return bootstrap.store(bootstrap.work_tree(), config).load(state)
    except BanditoreError:  # who asks for the standing is told of this elsewhere
        return None
