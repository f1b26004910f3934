"""The composition root's part for the office."""

from __future__ import annotations

import getpass
import uuid
from typing import TYPE_CHECKING

from banditore import bootstrap
from banditore.domain.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from banditore.domain.service import Service
    from banditore.ports import Numbers, Vault
    from banditore.services.office.office import Office


def office() -> Office:
    """The office of the town in whose clone we stand, by the rules on main."""
    from banditore.bootstrap import keys
    from banditore.services.keeping.anchoring import Anchored
    from banditore.services.office.office import Office

    config = bootstrap.settings()
    origin = bootstrap.repository(config)
    files = bootstrap.on_main(config, origin)
    ours = bootstrap.town(files)
    if not bootstrap.recipients(files).sample:  # with the sample, the way on is another
        config.require(["BANDITORE_IDENTITY", *keys.needs(config)])
    rotation = keys.rotation(config, origin, files, ours.service)
    return Office(
        town=ours,
        files=files,
        repository=Anchored(origin, rotation.state, rotation.store, rotation.keyrings),
        store=rotation.store,
        clock=bootstrap.clock(),
        rotate=rotation.rotate,
        by=_login(),
        new_id=lambda: uuid.uuid4().hex,
        main=config.get("BANDITORE_MAIN"),
    )


def numbers(service: Service) -> Numbers:
    """Numbers as they are written in the town's country."""
    from banditore.adapters.phone_numbers import PhoneNumbers

    return PhoneNumbers(service.number)


def vault_to(recipients: Sequence[str]) -> Vault:
    """Seals to keys that a person named, and opens nothing. Raises StoreError."""
    from banditore.adapters.age_vault import AgeVault

    try:
        return AgeVault.of("\n".join(recipients).encode(), "")
    except StoreError:
        raise StoreError(
            "that is no public age key", "it begins with age1: age-keygen -y shows that of a key"
        ) from None


def write_private(path: Path, content: bytes) -> None:
    """A new file for its owner's eyes only. Raises StoreError."""
    from banditore.adapters.private_files import write_private

    write_private(path, content, outside=bootstrap.root())


def write_into_work_tree(files: Mapping[str, bytes]) -> None:
    """Files of ours, for a person to propose."""
    from banditore.adapters.age_keys import write_files

    write_files(bootstrap.root(), files)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no such user, as in some containers
        return "?"
