"""Plays the whole story."""

from __future__ import annotations

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from banditore.demo import crash, story
from banditore.demo.forgetting import forgetting
from banditore.demo.narrator import Narrator
from banditore.demo.outside import network
from banditore.demo.proofs import Proofs
from banditore.demo.stage import Stage
from banditore.domain.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

NEXT = """\
What to read next: README.md (for staff, reviewers, whoever sets up a town, engineers);
messages/README.md (how a broadcast is written); policy/service.yaml (the town's rules)."""


def play(*, plain: bool, keep: Path | None, provider: str = "simulator") -> None:
    """Raises ProofFailed where something is not as the story says."""
    began = time.monotonic()
    narrator = Narrator(plain=plain)
    proofs = Proofs(narrator)
    narrator.title("Banditore: a town crier on WhatsApp, from a Git repository")
    with _folder(keep) as folder:
        stage = Stage(folder)
        try:
            service, drafts = story.prepare(stage, narrator, provider)
            with network(stage, service.number, provider) as phones:
                _chapters(story.Cast(narrator, proofs, stage, service, drafts, phones))
        finally:
            stage.close()
    narrator.chapter("What was proven")
    narrator.table(proofs.held)
    narrator.title(f"All of it held, in {time.monotonic() - began:.0f} seconds.")
    narrator.tell(NEXT)
    if keep:
        narrator.tell(f"Look around: {keep} (origin.git, office, old-checkout, keys, keyring).")


def _chapters(cast: story.Cast) -> None:
    story.templates(cast)
    story.joining(cast)
    story.reviewing(cast)
    story.sending(cast)
    story.again(cast)
    mark = crash.dying(cast)
    hasty = crash.meanwhile(cast, mark)
    story.correcting(cast)
    crash.resuming(cast, mark, hasty)
    story.leaving(cast)
    forgetting(cast)
    crash.searching(cast)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="banditore-demo-") as made:
            yield Path(made).resolve()
        return
    if keep.exists() and any(keep.iterdir()):
        raise SettingsError(f"{keep} is not empty", "name a new folder: --keep DIR")
    keep.mkdir(parents=True, exist_ok=True)
    yield keep.resolve()
