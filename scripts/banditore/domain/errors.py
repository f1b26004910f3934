"""Why the software could not do its work. Wrong *content* is a finding, never an exception.

BanditoreError                  message for people, a hint, an exit code
├─ SettingsError                variables missing or unusable, all named at once
├─ ContentError                 the town's files do not pass: carries the findings
├─ StoreError                   the encrypted list or a sealed file cannot be used
│  ├─ WrongKey                  sealed to other keys
│  ├─ Corrupted                 truncated, foreign, forged, or from the future
│  │  └─ ChainBroken            a file of the list is missing, swapped, or one too many
│  ├─ RolledBack                the list is older than, or beside, one that was in use
│  ├─ SampleInPlace             the repository still ships the sample of an empty list
│  └─ KeyringError              the keys of the list, which lie outside git, cannot be used
│     ├─ KeyringLost            there is none, or only a half of one
│     ├─ KeyringTaken           the next number is there: another run was faster
│     ├─ KeyringForeign         a person put it there, not this software
│     ├─ KeyringRefused         we may not: a token was revoked, or lacks a right
│     └─ KeyringUnreachable     no answer, or none that makes sense
├─ RepositoryError              git did not do it
│  ├─ PushRefused               the server will refuse again
│  ├─ AlreadyExists             a create-once branch is there
│  └─ Overtaken                 somebody else moved the branch we build on
├─ ProviderError                the message provider as a whole, not one recipient
│  ├─ Unavailable               no answer, or an answer that is no answer
│  ├─ Throttled                 too many requests for longer than we wait
│  ├─ Misconfigured             credentials, account or number: needs a person
│  ├─ NotOffered                this provider cannot do that, as it is set up
│  └─ BroadcastRefused          this broadcast is not accepted; another may be
├─ ReceiptsMissing              receipts that the list remembers are gone
├─ ImportedBefore               a list from elsewhere that was taken over already
├─ DoesNotFit                   a town's words are too long for a sheet of paper
├─ FolderError                  a folder that somebody named cannot be written
├─ PackageMissing               a command's own packages are not installed
├─ PageUnknown                  a page of the town's site cannot be read
├─ NotUnderWay                  a broadcast that somebody named is not being sent
├─ TimeUp                       the run's own time is over; what is left is for the next
└─ Interrupted                  SIGINT or SIGTERM, after tidying up
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from banditore.domain.findings import Finding


class BanditoreError(Exception):
    """A failure with a sentence for people and, where the cause is known, the way out."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingsError(BanditoreError):
    """Environment variables are missing or unusable; the message names all of them."""


class ContentError(BanditoreError):
    """The town's own files block the work; the findings say where and why."""

    exit_code = 10

    def __init__(self, message: str, findings: Sequence[Finding], hint: str = "") -> None:
        super().__init__(message, hint)
        self.findings = tuple(findings)


class StoreError(BanditoreError):
    """The encrypted list, or another sealed file, cannot be used."""


class WrongKey(StoreError):  # noqa: N818 - reads as a sentence: "raise WrongKey"
    """The file is sealed to other keys than ours."""


class Corrupted(StoreError):  # noqa: N818
    """The file is truncated, foreign, forged, or written by a newer version."""


class ChainBroken(Corrupted):
    """The files of the list do not follow each other: one is missing, swapped, or too many."""


class RolledBack(StoreError):  # noqa: N818
    """The list is older than one that was in use, or another line of its history."""


class SampleInPlace(StoreError):  # noqa: N818
    """The repository still ships the sample of an empty list, sealed to nobody's key."""


class KeyringError(StoreError):
    """The keys of the list, which lie outside git, cannot be used."""


class KeyringLost(KeyringError):  # noqa: N818
    """There is no keyring where it should be, or only a half of one."""


class KeyringTaken(KeyringError):  # noqa: N818
    """A keyring with that number is there already: another run was faster."""


class KeyringForeign(KeyringError):  # noqa: N818
    """A person put the keyring there, not this software: a person must answer for it."""


class KeyringRefused(KeyringError):  # noqa: N818
    """The keyring's place does not let us in: a token was revoked, or lacks a right."""


class KeyringUnreachable(KeyringError):  # noqa: N818
    """The keyring's place does not answer, or answers nothing that makes sense."""


class RepositoryError(BanditoreError):
    """git did not do what was asked, after the retries that make sense."""


class PushRefused(RepositoryError):  # noqa: N818
    """The server refuses this push and would refuse it again (protection, hook, rights)."""


class AlreadyExists(RepositoryError):  # noqa: N818
    """The create-once branch exists: somebody else holds it."""


class Overtaken(RepositoryError):  # noqa: N818
    """The branch moved since we read it: our compare-and-swap lost."""


class ProviderError(BanditoreError):
    """The message provider failed as a whole. One recipient's failure is an outcome."""


class Unavailable(ProviderError):  # noqa: N818
    """No answer came, or one that makes no sense."""


class Throttled(ProviderError):  # noqa: N818
    """The provider asked us to slow down for longer than we wait."""


class Misconfigured(ProviderError):  # noqa: N818
    """Credentials, account or number are not accepted: nothing works until a person acts."""


class NotOffered(ProviderError):  # noqa: N818
    """This provider, as it is set up, does not have the capability that was used."""


class BroadcastRefused(ProviderError):  # noqa: N818
    """The provider accepts nothing of this broadcast, for instance its template is unknown."""


class ReceiptsMissing(BanditoreError):  # noqa: N818
    """Broadcasts were sent and their receipts are gone: sending now might send them again."""


class ImportedBefore(BanditoreError):  # noqa: N818
    """A list from elsewhere was taken over before: who has left since would come back."""


class DoesNotFit(BanditoreError):  # noqa: N818
    """The town's words are too long for a sheet of paper."""


class FolderError(BanditoreError):
    """The folder that somebody named cannot be written."""


class PackageMissing(BanditoreError):  # noqa: N818
    """A command needs packages that are not installed."""


class PageUnknown(BanditoreError):  # noqa: N818
    """A page of the town's site cannot be read."""


class NotUnderWay(BanditoreError):  # noqa: N818
    """A person named a broadcast that there is nothing to decide about."""


class TimeUp(BanditoreError):  # noqa: N818
    """The time that the run was given is over; everything is in order."""

    exit_code = 20


class Interrupted(BanditoreError):  # noqa: N818
    """SIGINT or SIGTERM arrived; what was in flight is finished and recorded."""

    exit_code = 130
