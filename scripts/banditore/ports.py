"""What the services ask of the outside world, in our words, and what each may raise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta
    from typing import Any

    from banditore.domain.capabilities import Capability, Health
    from banditore.domain.chain import Head, Standing
    from banditore.domain.document import Mapping as DocumentMapping
    from banditore.domain.findings import Finding
    from banditore.domain.invitation import Invitation
    from banditore.domain.keyring import Slot
    from banditore.domain.message import Address, Answer, Inbound, Outbound, Payload, Sent, Status
    from banditore.domain.phones import NumberFault, Phone
    from banditore.domain.registration import Registered, Submission
    from banditore.domain.sheets import Form, Sheet
    from banditore.domain.subscribers import SubscriberList


class Files(Protocol):
    """A tree of files: the work tree, or one commit."""

    def read(self, path: str) -> bytes | None:
        """The content, or None where there is no such file."""

    def paths(self, under: str = "") -> Sequence[str]:
        """All files below a folder, as sorted paths from the root, `/` between."""

    def identity(self, path: str) -> str:
        """A name of the content, got without reading much: the same name, the same content.

        Empty where there is no such file.
        """


class Folder(Protocol):
    """Where files are put that somebody asked for."""

    def has(self, name: str) -> bool:
        """Whether a file of that name is there already."""

    def write(self, name: str, content: bytes) -> str:
        """Put a file there, whole or not at all, and say where. Raises FolderError."""


class Printer(Protocol):
    """Puts an invitation on paper."""

    def code(self, content: str) -> str:
        """A QR code as an `<svg>`, quiet zone included."""

    def sheet(self, sheet: Sheet, form: Form, invitation: Invitation, code: str) -> bytes:
        """One sheet, with the code on it. Raises DoesNotFit."""


class SitePage(Protocol):
    """A page as somebody reads it."""

    @property
    def text(self) -> str:
        """Its visible words, one space between them."""

    @property
    def others(self) -> Sequence[str]:
        """Addresses, on the same host, of the same page in other languages."""


class Site(Protocol):
    """The town's public site."""

    def page(self, url: str) -> SitePage:
        """Fetch a page. Raises PageUnknown."""


@runtime_checkable
class Streams(Protocol):
    """Files that can give what is too large to be in memory as a whole."""

    def stream(self, path: str) -> Iterator[bytes]:
        """The content in pieces; none where there is no such file."""


class Tree(Files, Protocol):
    """The files of one commit."""

    @property
    def commit(self) -> str:
        """The commit's id."""


Changes = "Mapping[str, bytes | None]"
"""Path → new content, or None to delete it. Empty: nothing to do."""


class Repository(Protocol):
    """The town's origin, seen fresh at each call. The work tree is never touched.

    Every method raises RepositoryError when git does not answer after the retries that make sense,
    and PushRefused when the server will not take a push however often it is tried.
    """

    def tip(self, branch: str) -> Tree | None:
        """The newest commit of a branch, or None where it does not exist."""

    def base(self, branch: str) -> Tree | None:
        """The commit of a branch that the checked-out proposal grew from."""

    def branches(self, prefix: str) -> Mapping[str, str]:
        """Branch name → commit, of all branches whose name begins so."""

    def change(
        self, branch: str, mutate: Callable[[Files], Mapping[str, bytes | None]], message: str
    ) -> str:
        """Re-apply a pure, idempotent change to the newest tip until the push is taken.

        Returns the commit now at the tip: the old one where `mutate` returned nothing. A missing
        branch is an empty tree and is made by the first push.
        """

    def create(self, branch: str, files: Mapping[str, bytes], message: str) -> Tree:
        """Make a branch that must not exist: the create-once lock. Raises AlreadyExists."""

    def append(
        self, branch: str, onto: str, files: Mapping[str, bytes | None], message: str
    ) -> Tree:
        """Commit on top of exactly that tip. Raises Overtaken where the branch has moved."""

    def delete(self, branch: str, at: str) -> None:
        """Remove a branch whose tip is still `at`; nothing to do where it is gone.

        Raises Overtaken where it has moved.
        """


class Documents(Protocol):
    """Reads YAML without surprises and validates it against a JSON Schema."""

    def read(
        self, path: str, content: bytes, schema: Mapping[str, Any]
    ) -> tuple[DocumentMapping | None, list[Finding]]:
        """The document (None where it cannot be parsed at all) and everything wrong with it."""


class Numbers(Protocol):
    """Reads phone numbers as the town's people write them."""

    def read(self, text: str) -> Phone | NumberFault:
        """The number, or what is wrong with it. Never raises."""


class Vault(Protocol):
    """Seals for ourselves: small files whole, the list in pieces. Raises WrongKey and Corrupted."""

    @property
    def sample(self) -> bool:
        """Whether the keys are still those of the shipped sample, which nobody can open."""

    def seal(self, content: bytes) -> bytes:
        """Encrypted to the town's keys."""

    def open(self, sealed: bytes) -> bytes:
        """What was sealed."""

    def seal_pieces(self, pieces: Iterable[bytes]) -> bytes:
        """`seal` for what need not be in memory as a whole."""

    def open_into(self, sealed: Iterable[bytes], take: Callable[[bytes], object]) -> None:
        """`open` piece by piece. What `take` raises ends it and is raised.

        Each piece is authentic; that none is missing is sure only at the end.
        """


class EpochKeys(Protocol):
    """The keys of the list, and the newest state that was seen: both are kept outside git.

    Both are read before the files that they are held against, never after: a list that another run
    writes meanwhile would look like one that was rolled back. Raises StoreError where they cannot
    be had, SampleInPlace while the town has none.
    """

    @property
    def identities(self) -> Sequence[str]:
        """Identities of age, the newest last: one, or two while the list is being rewritten."""

    @property
    def anchor(self) -> Head | None:
        """What the list's chain must contain; None where no list was seen yet."""

    def refresh(self) -> bool:
        """Look again, as another run may have rewritten the list; whether anything is new."""


class KeyringStore(Protocol):
    """Where keyrings lie, outside git: numbered, never changed, made once, then removed.

    Methods raise KeyringRefused and KeyringUnreachable.
    """

    @property
    def place(self) -> str:
        """Where that is, for people."""

    def slots(self) -> Sequence[Slot]:
        """All that lie there, in the order of their numbers."""

    def read(self, slot: Slot) -> bytes | None:
        """The sealed keyring, or None where it has gone away since."""

    def create(self, number: int, sealed: bytes, *, by_anybody: bool = False) -> None:
        """Put one there, whole or not at all: the create-once lock. Raises KeyringTaken.

        `by_anybody`: also where later runs will ask a person to answer for it. Raises KeyringLost
        where the place itself is gone; number 1 makes it.
        """

    def delete(self, slot: Slot) -> None:
        """Remove one; nothing to do where it is gone."""


class SubscriberStore(Protocol):
    """The encrypted list in a tree of files: a base, and a segment for each change.

    Every method that reads verifies all of it and raises WrongKey, Corrupted, ChainBroken,
    RolledBack, SampleInPlace, or StoreError where there is no list. A list is seen as the newest
    by this process from then on: an older one is refused.
    """

    def load(self, files: Files) -> SubscriberList:
        """The list. What was opened before, also as the beginning of a longer chain, is kept."""

    def store(self, files: Files, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """One segment that makes the list in `files` this one, for `Repository.change`.

        Empty where it is this one already. However many segments there are, no rewrite: that
        takes a new key (`Standing.segments`, `MANY`).
        """

    def rewrite(
        self, files: Files, subscribers: SubscriberList, key: str
    ) -> Mapping[str, bytes | None]:
        """A base in place of all files that hold the list, under another age identity.

        The keys must know that identity before this is pushed, and the anchor must be `head`.
        """

    def found(self, subscribers: SubscriberList) -> Mapping[str, bytes | None]:
        """The first base of all, under the newest key."""

    def held(self, files: Files) -> Mapping[str, bytes]:
        """The files that hold the list, as they are: to be carried to another branch."""

    def head(self, files: Files) -> Head:
        """The newest file of the verified chain: an anchor for later."""

    def standing(self, files: Files) -> Standing:
        """What there is to know about the verified chain."""


class Sender(Protocol):
    """A way to the provider that is open. Never raises for one message: it answers."""

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        """One attempt, bounded in time. No retry, no pacing: those are ours to decide.

        `still`: asked as the last thing before the message leaves; where it says no, nothing does
        (fault `withheld`). A machine may have stood still since we asked.
        """


class Inbox(Protocol):
    """Where webhook payloads wait for us, for providers that only push: a relay, a queue.

    Methods raise Unavailable, Throttled and Misconfigured, and WrongKey or Corrupted where what
    waits does not open.
    """

    def pull(self) -> Iterator[Payload]:
        """What this object has not given yet and nobody acknowledged, the oldest first."""

    def acknowledge(self, ids: Collection[str]) -> None:
        """Nobody needs these any more; nothing happens where they are gone."""


class Carrier(Protocol):
    """Capability `send`, which every provider has."""

    def sender(self, connections: int) -> AbstractAsyncContextManager[Sender]:
        """Opens that many connections."""

    def ahead(self) -> timedelta | None:
        """By how much its clock was ahead of ours at its last answer; None before any."""

    def health(self) -> Health:
        """How we stand with it, by a call that changes nothing."""


class Mailbox(Protocol):
    """Capability `inbound`: what citizens sent can be asked for."""

    def pull(self, since: datetime) -> Iterator[Inbound]:
        """What citizens sent since then, each at least once, in any order; may reach further back.

        What cannot be understood is skipped.
        """

    def acknowledge(self) -> None:
        """All that `pull` gave is kept by us: who stored it on its way may forget it."""


class Reports(Protocol):
    """Capability `statuses`: what became of messages that were accepted."""

    def statuses(self, since: datetime) -> Iterator[Status]:
        """What was reported since then, each at least once, in any order."""

    def reported(self, before: datetime) -> None:
        """What was reported before then is kept by us, or of no use any more."""


class Log(Protocol):
    """What the provider remembers of what we sent.

    With the capability `look-up` it is complete: whoever is not in it was not sent to. Without, it
    tells of some messages that they were accepted, and of the others nothing.
    """

    def log(self, asked: Mapping[str, Address], since: datetime) -> Iterable[Sent]:
        """What we sent since then, in any order; `asked`: our tag of each message → to whom.

        A provider that does not know tags answers by address, with all that went there. The cost
        grows with the smaller of the messages asked for and the log.
        """


class TemplateDesk(Protocol):
    """Capability `templates`: templates are registered here, too."""

    def templates(self) -> Mapping[str, Registered]:
        """All that are registered, by name; asked anew at each call."""

    def register(self, submission: Submission) -> None:
        """Submit a template; nothing is done where its name is registered already."""

    def unregister(self, name: str) -> None:
        """Remove a template; nothing is done where there is none of this name."""


class Eraser(Protocol):
    """Capability `deletion`: contents can be deleted at the provider."""

    def erase(self, ids: Collection[str]) -> None:
        """Delete messages, by the provider's ids; what cannot be deleted yet stays."""


class Provider(Carrier, Mailbox, Reports, Log, TemplateDesk, Eraser, Protocol):
    """Who carries messages: Twilio, Meta, the simulator as either.

    Methods raise Unavailable, Throttled and Misconfigured; those of a capability that is not
    declared raise NotOffered. docs/adding-a-provider.md says how to make another.
    """

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What it can do, as it is set up. Whoever can do with less asks here first."""


class Clock(Protocol):
    """Time, passed in."""

    def now(self) -> datetime:
        """Aware, UTC."""

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never jumps."""

    def sleep(self, seconds: float) -> None:
        """Wait."""

    async def pause(self, seconds: float) -> None:
        """Wait, and let other work go on."""


class Notices(Protocol):
    """Where a job tells people what it does, line by line. A failure here never fails the job."""

    def say(self, line: str) -> None:
        """One line of progress."""

    def progress(self, done: int, total: int, words: str) -> None:
        """How far it is, redrawn in place where somebody watches; `words` says pace and rest."""

    def warn(self, line: str) -> None:
        """One line that somebody should act on."""

    def finding(self, finding: Finding) -> None:
        """A finding, where its author will look."""

    def summary(self, markdown: str) -> None:
        """A paragraph for the run's page."""
