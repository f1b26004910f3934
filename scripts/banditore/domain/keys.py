"""The town's two long-lived keys, and the texts of the files that carry them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from banditore.domain.chain import Head

RECIPIENTS = "policy/recipients.txt"


@dataclass(frozen=True)
class KeyPair:
    """An age key."""

    public: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class FixedKeys:
    """Keys of the list that nothing changes: the port EpochKeys for one list that is at hand."""

    identities: tuple[str, ...] = field(repr=False)
    anchor: Head | None = None

    def refresh(self) -> bool:
        """Never anything new."""
        return False


@dataclass(frozen=True)
class TownKeys:
    """The workflow's key opens the list every day; the recovery key when that one is lost."""

    workflow: KeyPair
    recovery: KeyPair

    def recipients(self) -> str:
        """`policy/recipients.txt`."""
        return (
            "# Who can open the list of subscribers: one age public key a line.\n"
            "# Public keys only. The secret keys that belong to them never enter this repository.\n"
            "# A change here decides who can read every citizen's number: two people should look.\n"
            "\n"
            "# The workflow's: its secret key is the secret BANDITORE_IDENTITY.\n"
            f"{self.workflow.public}\n"
            "# The recovery key: its secret key lies on paper, in a safe.\n"
            f"{self.recovery.public}\n"
        )

    def secret_files(self, made: date) -> dict[str, str]:
        """File name → content, as age-keygen writes it."""
        return {
            "workflow.key": _file(self.workflow, made),
            "recovery.key": _file(self.recovery, made),
        }


def _file(key: KeyPair, made: date) -> str:
    return f"# created: {made.isoformat()}\n# public key: {key.public}\n{key.secret}\n"
