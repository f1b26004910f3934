"""The town's two long-lived keys, and the texts of the files that carry them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from banditore.domain.keys.chain import Head

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
            "workflow.key": secret_file(self.workflow, made),
            "recovery.key": secret_file(self.recovery, made),
        }


def secret_file(key: KeyPair, made: date) -> str:
    """The file of a secret key, as age-keygen writes it."""
    return f"# created: {made.isoformat()}\n# public key: {key.public}\n{key.secret}\n"


def with_workflow(recipients: str, recovery: str, workflow: str) -> str | None:
    """The file of recipients with another workflow key, all else as it was.

    That key is the first which is not the recovery key. None where one of the two is missing.
    """
    found = re.findall(r"(?m)^\s*(age1[a-z0-9]+)", recipients)
    others = [key for key in found if key != recovery]
    if recovery not in found or not others:
        return None
    return recipients.replace(others[0], workflow, 1)


_DRILL = "# The recovery key was last tried on {day:%Y-%m-%d}: it opened the keyring and the list."


def with_drill(recipients: str, day: date) -> str:
    """The file of recipients, saying when the recovery key was last tried."""
    kept = [line for line in recipients.splitlines() if last_drill(line) is None]
    return "\n".join([*kept, _DRILL.format(day=day)]) + "\n"


def last_drill(recipients: str) -> date | None:
    """When the recovery key was last tried, as the file says; None where it does not."""
    found = re.search(r"(?m)^# The recovery key was last tried on (\d{4}-\d\d-\d\d)", recipients)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
