"""The invitations of the town in this repository, on paper: what people will see is tried."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from banditore.adapters.poster import TypstPress
from banditore.adapters.worktree import WorkTree
from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.texts.invitation import Invitation, invitation_of
from banditore.services.public import load_public
from banditore.services.town import load_town
from paper import Printed

if TYPE_CHECKING:
    from banditore.domain.texts.sheets import Sheet

ROOT = Path(__file__).parents[1]


def invitations() -> dict[str, Invitation]:
    """By language."""
    files, documents = WorkTree(ROOT), YamlDocuments()
    town, _ = load_town(files, documents)
    assert town is not None
    words = load_public(files, documents, town).require()
    return {one: invitation_of(town.service, one, words[one]) for one in town.service.languages}


OURS = invitations()
PRESS = TypstPress()


def pdf(sheet: Sheet, invitation: Invitation) -> Printed:
    """A sheet."""
    return Printed(PRESS.sheet(sheet, "pdf", invitation, PRESS.code(invitation.link)))


def svg(sheet: Sheet, invitation: Invitation) -> bytes:
    """The same as a drawing."""
    return PRESS.sheet(sheet, "svg", invitation, PRESS.code(invitation.link))
