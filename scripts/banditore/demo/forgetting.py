"""The story's proof that who left is gone, although git forgets nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from banditore.bootstrap import keys
from banditore.demo.proofs import expect
from banditore.demo.story import folders
from banditore.domain.errors import StoreError
from banditore.domain.keys.chain import BASE, SEGMENTS
from banditore.domain.keys.keyring import read_keyring

if TYPE_CHECKING:
    from banditore.demo.stage import Stage
    from banditore.demo.story import Cast
    from banditore.ports import Vault


def forgetting(cast: Cast) -> None:
    """Chapter 10."""
    narrator, stage = cast.narrator, cast.stage
    narrator.chapter("What git remembers, and what it can still read")
    versions = _versions(stage)
    opened = _opening(stage, versions)
    narrator.tell(
        f"Who left is off the list, but git keeps every version: {len(versions)} sealed files of "
        f"the list lie in its history. The town's keys and its keyring open {len(opened)} of them, "
        "and earlier ones still hold who left. A new key for the list ends that; a sync makes one "
        "by itself within a day of somebody's leaving, and at once on request:"
    )
    with cast.proofs.prove("After a new key no earlier version of the list opens to anybody."):
        expect(len(opened) == len(versions) > 1, "not every version opens before the rotation")
        cast.live("keys", "rotate", "--live")
        after = _opening(stage, _versions(stage))
        expect(len(after) == 1, f"{len(after)} versions of the list open after the rotation")
        expect(not after & opened, "a version from before the rotation opens after it")
    with cast.proofs.prove("The recovery key alone opens the new list."):
        narrator.command(("keys", "drill", "--recovery", "…/keys/recovery.key"))
        narrator.quote(stage.banditore("keys", "drill", "--recovery", str(stage.keys / RECOVERY)))
    narrator.commits([(subject, folders(files)) for subject, files in stage.new_commits()])
    narrator.command(("keys", "status"))
    narrator.quote(stage.banditore("keys", "status"))


RECOVERY = "recovery.key"


def _versions(stage: Stage) -> dict[str, bytes]:
    """Every file that ever held the list or a change of it: object id → content."""
    listed = stage.git(
        stage.origin, "log", "--all", "--raw", "--no-abbrev", "--format=", "--", BASE, SEGMENTS
    )
    ids = set(re.findall(r"(?m)^:\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [AM]", listed))
    return {one: stage.blob(stage.origin, one) for one in ids}


def _opening(stage: Stage, versions: dict[str, bytes]) -> set[str]:
    """Those that open with all that the town holds."""
    held = [stage.secret("workflow.key"), stage.secret(RECOVERY)]
    (newest,) = stage.keyring.iterdir()
    held += read_keyring(_vault(held[0]).open(newest.read_bytes())).identities
    vaults = [_vault(key) for key in held]
    return {one for one, content in versions.items() if _opens(vaults, content)}


def _vault(key: str) -> Vault:
    return keys.vault_of(b"", key)


def _opens(vaults: list[Vault], content: bytes) -> bool:
    for vault in vaults:
        try:
            vault.open(content)
        except StoreError:
            continue
        return True
    return False
