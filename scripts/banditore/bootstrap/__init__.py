"""The composition root: the only place that names a concrete adapter.

Imports stand inside the functions: a command pays only for what it uses.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.domain.errors import ContentError
from banditore.settings import VARIABLES, Settings

if TYPE_CHECKING:
    from banditore.ports import (
        Clock,
        Documents,
        Files,
        KeyringStore,
        Notices,
        Repository,
        SubscriberStore,
        Tree,
        Vault,
    )
    from banditore.services.keeping.rotation import Rotation
    from banditore.services.pausing import Brake
    from banditore.services.publishing.orders import Orders
    from banditore.services.publishing.publish import Publisher
    from banditore.services.receiving.inbound import Desk
    from banditore.services.sending.claim_desk import ClaimDesk
    from banditore.services.sending.working import WorkingVault
    from banditore.services.town import Town

SECRETS = frozenset(variable.name for variable in VARIABLES if variable.secret)


def settings() -> Settings:
    """What the environment says."""
    return Settings(os.environ)


def root() -> Path:
    """The repository we stand in: the nearest folder upwards that has a `policy/`."""
    here = Path.cwd()
    return next((p for p in (here, *here.parents) if (p / "policy").is_dir()), here)


def work_tree(folder: Path | None = None) -> Files:
    """The files as they lie in a folder; ours, if none is named."""
    from banditore.adapters.worktree import WorkTree

    return WorkTree(folder or root())


def clock() -> Clock:
    """This machine's clock."""
    from banditore.adapters.clock import SystemClock

    return SystemClock()


def repository(config: Settings) -> Repository:
    """The origin of the clone we stand in."""
    from banditore.adapters.git import GitRepository

    return GitRepository(
        root(),
        {name: value for name, value in os.environ.items() if name not in SECRETS},
        token=config.get("GITHUB_TOKEN"),
        server=config.get("GITHUB_SERVER_URL"),
    )


def documents() -> Documents:
    """YAML without surprises."""
    from banditore.adapters.yaml_files import YamlDocuments

    return YamlDocuments()


def vault(files: Files, config: Settings) -> Vault:
    """Seals to `policy/recipients.txt` and opens with the workflow's key."""
    from banditore.bootstrap import keys

    return keys.long_lived(files, config.get("BANDITORE_IDENTITY"))


def recipients(files: Files) -> Vault:
    """`policy/recipients.txt` alone: it seals, and opens nothing."""
    from banditore.bootstrap import keys

    return keys.long_lived(files, "")


def store(files: Files, config: Settings) -> SubscriberStore:
    """The list, to be read."""
    from banditore.bootstrap import keys

    return keys.store_of(keys.keyrings(files, config))


def working_vault(desk: Desk) -> WorkingVault:
    """Seals what belongs to claims and doubts, with the keys in the list."""
    from banditore.adapters.age_vault import AgeVault
    from banditore.services.sending.working import WorkingVault
    from banditore.services.tips import load_list

    return WorkingVault(
        lambda: load_list(desk.repository, desk.store, desk.state, desk.main),
        AgeVault.of_identity,
    )


def keeper(desk: Desk) -> ClaimDesk:
    """What outcomes of closed broadcasts are read and written with."""
    from banditore.services.sending.claim_desk import ClaimDesk

    sending = desk.town.service.sending
    vault = working_vault(desk)
    return ClaimDesk(desk.repository, vault, desk.store, desk.clock, sending, desk.run)


def keyring_store(files: Files, config: Settings) -> KeyringStore:
    """Where keyrings lie: in a folder, where one is named, else on GitHub."""
    from banditore.bootstrap import keys

    return keys.keyring_store(files, config)


def notices(config: Settings, style: str, language: str) -> Notices:
    """Where a job tells people what it does: `text`, `github` or `json`."""
    from banditore.adapters.notices import make_notices

    return make_notices(style, language, config.get("GITHUB_STEP_SUMMARY"))


def town(files: Files) -> Town:
    """The town's rules. Raises ContentError where `policy/` does not pass."""
    from banditore.services.town import load_town

    found, findings = load_town(files, documents())
    if found is None:
        raise ContentError(
            "the town's rules in policy/ do not pass", findings, "see them all: banditore check"
        )
    return found


def on_main(config: Settings, origin: Repository) -> Tree:
    """The files on the tip of main: a checkout may be old. Raises RepositoryError."""
    from banditore.services.tips import on_main as newest

    return newest(origin, config.get("BANDITORE_MAIN"))


def desk(config: Settings, origin: Repository, files: Files | None = None) -> Desk:
    """Who receives citizens, by the rules in these files; on the tip of main, if none are given."""
    return desk_and_rotation(config, origin, files)[0]


def desk_and_rotation(
    config: Settings, origin: Repository, files: Files | None = None
) -> tuple[Desk, Rotation]:
    """The desk, and who gives the list that it works on a new key."""
    from banditore.bootstrap import carrier, keys
    from banditore.services.keeping.anchoring import Anchored
    from banditore.services.receiving.inbound import Desk

    files = files or on_main(config, origin)
    ours = town(files)
    if not recipients(files).sample:  # with the sample, the way on is another
        needs = ["BANDITORE_IDENTITY", *keys.needs(config), *carrier.credentials(ours.service)]
        config.require(needs)
    rotation = keys.rotation(config, origin, files, ours.service)
    where = Desk(
        town=ours,
        repository=Anchored(origin, rotation.state, rotation.store, rotation.keyrings),
        store=rotation.store,
        provider=carrier.provider(ours.service, config),
        clock=clock(),
        run=run_name(config),
        new_id=lambda: uuid.uuid4().hex,
        main=config.get("BANDITORE_MAIN"),
    )
    return where, rotation


def publisher(style: str, orders: Orders | None = None) -> Publisher:
    """One run of `publish`; without orders, of all that is due."""
    from banditore.services.publishing.orders import Orders
    from banditore.services.publishing.publish import Publisher
    from banditore.services.publishing.publish_report import Report
    from banditore.services.sending.stop import Stop

    config = settings()
    origin = repository(config)
    where, rotation = desk_and_rotation(config, origin)
    language = where.town.service.staff_language
    return Publisher(
        desk=where,
        vault=working_vault(where),
        documents=documents(),
        stop=Stop(),
        report=Report(
            notices(config, style, language), language, where.clock, where.town.service.zone
        ),
        orders=orders or Orders(),
        settle=rotation.keyrings.settle,
    )


def brake() -> Brake:
    """Pauses and resumes the service."""
    from banditore.services.pausing import Brake

    config = settings()
    return Brake(repository(config), documents(), config.get("BANDITORE_MAIN"))


def run_name(config: Settings) -> str:
    """Names this process in claims, so that it knows its own: run, attempt and a random part."""
    run = config.get("GITHUB_RUN_ID") or "local"
    return f"{run}/{config.get('GITHUB_RUN_ATTEMPT')}/{uuid.uuid4().hex[:8]}"
