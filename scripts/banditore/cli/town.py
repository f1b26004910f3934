"""The town's rules for a command that cannot work without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore import bootstrap
from banditore.domain.errors import ContentError

if TYPE_CHECKING:
    from banditore.ports import Files
    from banditore.services.content import Town


def town_of(files: Files) -> Town:
    """The town. Raises ContentError where `policy/` does not pass."""
    from banditore.services.content import load_town  # noqa: PLC0415 - keeps `--help` fast

    town, findings = load_town(files, bootstrap.documents())
    if town is None:
        raise ContentError(
            "the town's rules in policy/ do not pass", findings, "see them all: banditore check"
        )
    return town
