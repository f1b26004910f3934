"""The whole list for another program, sealed to a key that a person names."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from banditore.domain.office.export import pieces
from banditore.services.office.office import Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from banditore.domain.subscribers import SubscriberList
    from banditore.ports import Vault
    from banditore.services.office.office import Office

_GZIP = 31
"""zlib's word for it."""


def export(office: Office, vault: Vault, reference: str, *, live: bool) -> tuple[int, bytes]:
    """How many people, and the sealed file; without `live` it is empty.

    It is handed out only once its line of the audit is pushed.
    """

    def look(subscribers: SubscriberList) -> tuple[SubscriberList, SubscriberList]:
        return subscribers, subscribers

    request = Request("export", reference)
    found = office.act(request, look, lambda everybody: len(everybody.subscribers), live=live)
    people = len(found.subscribers)
    if not live:
        return people, b""
    lines = pieces(found, office.town.service.name, office.clock.now())
    return people, vault.seal_pieces(_zipped(lines))


def _zipped(lines: Iterable[bytes]) -> Iterator[bytes]:
    engine = zlib.compressobj(level=6, wbits=_GZIP)
    for piece in lines:
        yield engine.compress(piece)
    yield engine.flush()
