"""The composition root's part for keys: who opens the list, and where its keyring lies."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from banditore import bootstrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from banditore.domain.keys.long_lived import KeyPair
    from banditore.domain.service import Service
    from banditore.ports import (
        EpochKeys,
        Files,
        KeyringStore,
        Repository,
        SubscriberStore,
        Vault,
    )
    from banditore.services.keeping.keyring import Keyrings
    from banditore.services.keeping.rotation import Rotation
    from banditore.settings import Settings

WRITERS = "policy/keyring-writers.txt"


def long_lived(files: Files, identity: str) -> Vault:
    """Seals to `policy/recipients.txt`, and opens with one of the keys that belong there."""
    from banditore.adapters.age_vault import AgeVault

    return AgeVault.of(files.read("policy/recipients.txt"), identity)


def store_of(keys: EpochKeys) -> SubscriberStore:
    """`subscribers.enc` and `subscribers.d` under these keys."""
    from banditore.adapters.age_list import AgeSubscriberStore
    from banditore.adapters.age_vault import AgeVault

    return AgeSubscriberStore(keys, AgeVault.of_identity, bootstrap.clock().now)


def vault_of(recipients_file: bytes, identity: str) -> Vault:
    """`long_lived` for a file that is not in its place yet."""
    from banditore.adapters.age_vault import AgeVault

    return AgeVault.of(recipients_file, identity)


def needs(config: Settings, *, met: bool = True) -> list[str]:
    """The settings without which there is no keyring; with `met` false, those that are missing."""
    on_github = ["GITHUB_TOKEN", "GITHUB_REPOSITORY"]
    named = [] if config.get("BANDITORE_KEYRING") else on_github
    return named if met else [name for name in named if not config.get(name)]


def first_place(files: Files, config: Settings, out: Path) -> KeyringStore:
    """Where the very first keyring goes: where others will, or into a folder, to be uploaded.

    Raises StoreError where there is one already.
    """
    from banditore.adapters.keyring_folder import FolderKeyrings
    from banditore.domain.errors import StoreError

    if needs(config, met=False):
        return FolderKeyrings(out, bootstrap.root())
    place = bootstrap.keyring_store(files, config)
    if place.slots():
        raise StoreError(
            f"there is a keyring in {place.place} already, and it may be the only key to a list",
            "if it is what an earlier try left behind, remove it yourself, then begin again",
        )
    return place


def keyring_store(files: Files, config: Settings) -> KeyringStore:
    """A folder, where one is named; else the draft release. Raises SettingsError."""
    config.require(needs(config))
    folder = config.get("BANDITORE_KEYRING")
    if folder:
        from banditore.adapters.keyring_folder import FolderKeyrings

        return FolderKeyrings(Path(folder), bootstrap.root())
    from banditore.adapters.keyring_github import connect

    return connect(
        config.get("GITHUB_API_URL"),
        config.get("GITHUB_REPOSITORY"),
        config.get("GITHUB_TOKEN"),
        writers=_lines(files.read(WRITERS)),
        now=bootstrap.clock().now,
        sleep=time.sleep,
        authorities=config.get("SSL_CERT_FILE"),
    )


def keyrings(
    files: Files, config: Settings, vault: Vault | None = None, *, by_anybody: bool = False
) -> Keyrings:
    """The town's keyring; `vault`: opened with another key than the workflow's."""
    from banditore.services.keeping.keyring import Keyrings

    return Keyrings(
        lambda: bootstrap.keyring_store(files, config),
        vault or bootstrap.vault(files, config),
        bootstrap.clock(),
        _warn(config),
        by_anybody,
    )


def rotation(
    config: Settings,
    origin: Repository,
    files: Files,
    service: Service,
    ring: Keyrings | None = None,
) -> Rotation:
    """Who gives the list a new key."""
    from banditore.services.keeping.rotation import Rotation

    ring = ring or keyrings(files, config)
    return Rotation(
        origin=origin,
        state=service.state_branch,
        main=config.get("BANDITORE_MAIN"),
        store=store_of(ring),
        store_of=store_of,
        keyrings=ring,
        clock=bootstrap.clock(),
        new_key=lambda: new_key().secret,
    )


def rotation_here(*, by_anybody: bool = False) -> Rotation:
    """That of the town in whose clone we stand, by the rules on main."""
    config = bootstrap.settings()
    origin = bootstrap.repository(config)
    files = bootstrap.on_main(config, origin)
    if not bootstrap.recipients(files).sample:
        config.require(["BANDITORE_IDENTITY", *needs(config)])
    ring = keyrings(files, config, by_anybody=by_anybody)
    return rotation(config, origin, files, bootstrap.town(files).service, ring)


def keyrings_of(identity: str, *, by_anybody: bool = False) -> Keyrings:
    """The keyring, opened with another key than the workflow's: the recovery key."""
    config, files = bootstrap.settings(), bootstrap.work_tree()
    return keyrings(files, config, long_lived(files, identity), by_anybody=by_anybody)


def state_here() -> Files:
    """The files that hold the list of the town in whose clone we stand."""
    config = bootstrap.settings()
    origin = bootstrap.repository(config)
    files = bootstrap.on_main(config, origin)
    return origin.tip(bootstrap.town(files).service.state_branch) or files


def new_key() -> KeyPair:
    """A fresh key."""
    from banditore.adapters.age_keys import make_key

    return make_key()


def _lines(content: bytes | None) -> list[str]:
    lines = (content or b"").decode("utf-8", "replace").splitlines()
    found = (line.partition("#")[0].strip() for line in lines)
    return [line for line in found if line]


def _warn(config: Settings) -> Callable[[str], None]:
    def warn(text: str) -> None:
        style = "github" if os.environ.get("GITHUB_ACTIONS") else "text"
        bootstrap.notices(config, style, "en").warn(text)

    return warn
