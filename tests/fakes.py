"""Fakes that satisfy the real ports, in one file. They hold state; they never sleep."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from banditore.domain.capabilities import Capability, Health
from banditore.domain.errors import (
    AlreadyExists,
    Corrupted,
    KeyringLost,
    KeyringTaken,
    NotOffered,
    Overtaken,
    ProviderError,
    PushRefused,
    RepositoryError,
    WrongKey,
)
from banditore.domain.keys.keyring import Slot
from banditore.domain.message import Answer, Inbound, Outbound, Sent
from banditore.domain.templates.registration import Registered, Submission

if TYPE_CHECKING:
    from collections.abc import (
        AsyncIterator,
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from banditore.domain.findings import Finding
    from banditore.domain.message import Address, Status
    from banditore.ports import Clock, Files, Sender


class FakeFiles:
    """Files in memory."""

    def __init__(self, files: Mapping[str, bytes | str] | None = None) -> None:
        self.files = {
            path: content.encode() if isinstance(content, str) else content
            for path, content in (files or {}).items()
        }

    def read(self, path: str) -> bytes | None:
        return self.files.get(path)

    def paths(self, under: str = "") -> Sequence[str]:
        prefix = f"{under.rstrip('/')}/" if under else ""
        return sorted(path for path in self.files if path.startswith(prefix))

    def identity(self, path: str) -> str:
        content = self.files.get(path)
        return "" if content is None else sha256(content).hexdigest()


class FakeClock:
    """A clock that moves only when somebody waits."""

    def __init__(self, now: datetime = datetime(2026, 11, 23, 17, tzinfo=UTC)) -> None:
        self._start = now
        self._passed = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def jump(self, by: timedelta) -> None:
        """Somebody sets the clock; no time passes."""
        self._start += by

    def sleep(self, seconds: float) -> None:
        self._passed += max(0.0, seconds)

    async def pause(self, seconds: float) -> None:
        self._passed += max(0.0, seconds)


class FakeNotices:
    """Keeps what was said."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.words: list[str] = []
        self.warnings: list[str] = []
        self.findings: list[Finding] = []
        self.summaries: list[str] = []

    def say(self, line: str) -> None:
        self.lines.append(line)

    def progress(self, done: int, total: int, words: str) -> None:
        self.steps.append((done, total))
        self.words.append(words)

    def warn(self, line: str) -> None:
        self.warnings.append(line)

    def finding(self, finding: Finding) -> None:
        self.findings.append(finding)

    def summary(self, markdown: str) -> None:
        self.summaries.append(markdown)


class FakeTree(FakeFiles):
    """The files of one commit."""

    def __init__(self, commit: str, files: Mapping[str, bytes]) -> None:
        super().__init__(files)
        self._commit = commit

    @property
    def commit(self) -> str:
        return self._commit


class FakeRepository:
    """An origin in memory.

    `rivals` run one by one between a change's reading and its push: whatever they push first is a
    conflict. `lost_answers` counts pushes that arrive though git reports that they failed.
    `refuses` makes every push be refused. `hook` is called after each call that came through with
    its name and branch (`change state`): raise in it to die there. `gate` is called before anything
    is pushed or deleted: raise in it, too, as the dead do nothing more.
    """

    def __init__(self, branches: Mapping[str, Mapping[str, bytes | str]] | None = None) -> None:
        self.heads: dict[str, str] = {}
        self.commits: dict[str, FakeTree] = {}
        self.messages: list[tuple[str, str]] = []
        self.rivals: list[Callable[[], object]] = []
        self.lost_answers = 0
        self.refuses = False
        self.hook: Callable[[str], object] = lambda _: None
        self.gate: Callable[[], object] = lambda: None
        for branch, files in (branches or {}).items():
            self._push(branch, FakeFiles(files).files, "as it began")

    def tip(self, branch: str) -> FakeTree | None:
        head = self.heads.get(branch)
        self.hook(f"tip {branch}")
        return self.commits[head] if head else None

    def base(self, branch: str) -> FakeTree | None:
        return self.tip(branch)

    def branches(self, prefix: str) -> dict[str, str]:
        found = {name: head for name, head in self.heads.items() if name.startswith(prefix)}
        self.hook(f"branches {prefix}")
        return found

    def change(
        self, branch: str, mutate: Callable[[Files], Mapping[str, bytes | None]], message: str
    ) -> str:
        for _ in range(10):
            head = self.heads.get(branch, "")
            changes = mutate(self.commits[head] if head else FakeTree("", {}))
            if not changes:
                return head
            if self.rivals:
                self.rivals.pop(0)()
            if self.heads.get(branch, "") != head:
                continue
            pushed = self._push(branch, self._with(head, changes), message)
            if self.lost_answers:
                self.lost_answers -= 1
                continue
            self.hook(f"change {branch}")
            return pushed.commit
        raise RepositoryError("the branch moved at every try")

    def create(self, branch: str, files: Mapping[str, bytes], message: str) -> FakeTree:
        if self.rivals:
            self.rivals.pop(0)()
        if branch in self.heads:
            raise AlreadyExists(f"{branch} exists")
        tree = self._push(branch, files, message)
        self.hook(f"create {branch}")
        return tree

    def append(
        self, branch: str, onto: str, files: Mapping[str, bytes | None], message: str
    ) -> FakeTree:
        if self.rivals:
            self.rivals.pop(0)()
        if self.heads.get(branch) != onto:
            raise Overtaken(f"{branch} has moved")
        tree = self._push(branch, self._with(onto, files), message)
        self.hook(f"append {branch}")
        return tree

    def delete(self, branch: str, at: str) -> None:
        self.gate()
        if self.refuses:
            raise PushRefused("the server refuses")
        if self.heads.get(branch, at) != at:
            raise Overtaken(f"{branch} has moved")
        self.heads.pop(branch, None)
        self.hook(f"delete {branch}")

    def _with(self, head: str, changes: Mapping[str, bytes | None]) -> dict[str, bytes]:
        files = {**(self.commits[head].files if head else {}), **changes}
        return {path: content for path, content in files.items() if content is not None}

    def _push(self, branch: str, files: Mapping[str, bytes], message: str) -> FakeTree:
        self.gate()
        if self.refuses:
            raise PushRefused("the server refuses")
        tree = FakeTree(f"{len(self.commits) + 1:040x}", files)
        self.commits[tree.commit] = tree
        self.heads[branch] = tree.commit
        self.messages.append((branch, message))
        return tree


class FakeProvider:
    """A provider that keeps an inbox and remembers what it sent.

    `shown` is what phones got, with cards and buttons. `script` holds the next answers, first to
    last; an answer without a fault, or an empty script, delivers. `lost` of them are delivered
    though the answer says `unknown`. `hook` is called after each call (`pull`, `send`, `log`),
    `gate` before a message is taken. Without the capability `look-up` its log is made of `reports`
    alone, which come by our tags while `reporting`.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.inbox: list[Inbound] = []
        self.sent: list[Sent] = []
        self.shown: list[Outbound] = []
        self.script: list[Answer] = []
        self.lost = 0
        self.skew: timedelta | None = None
        self.attempts = 0
        self.registered: dict[str, Registered] = {}
        self.capabilities: frozenset[Capability] = frozenset({"send", "inbound", "look-up"})
        self.standing: Health | ProviderError = Health()
        self.reports: list[Sent] = []
        self.reporting = True
        self.news: list[Status] = []
        self.waiting: list[Status] = []
        """News that were still needed when an inbox was allowed to forget the others."""
        self.past: dict[str, Status] | ProviderError = {}
        """What a look by id tells."""
        self.asked: list[str] = []
        self.unbrought: int | ProviderError = 0
        self.erased: list[str] = []
        self.hook: Callable[[str], object] = lambda _: None
        self.gate: Callable[[], object] = lambda: None

    def texts(self, to: str) -> list[str]:
        """What one phone shows."""
        return [sent.text for sent in self.sent if sent.to == to and not sent.failed]

    @asynccontextmanager
    async def sender(self, connections: int) -> AsyncIterator[Sender]:
        yield self

    async def send(self, message: Outbound, still: Callable[[], bool] | None = None) -> Answer:
        if still and not still():
            return Answer("withheld")
        self.gate()
        self.attempts += 1
        answer = self.script.pop(0) if self.script else Answer(message_id=f"SM{self.attempts}")
        if answer.fault == "unknown" and self.lost:
            self.lost -= 1
            self._deliver(message)
        if answer.fault is None:
            self._deliver(message)
        self.hook("send")
        return answer

    def _deliver(self, message: Outbound) -> None:
        row = Sent(message.to, message.content.text, self._clock.now(), failed=False)
        self.sent.append(row)
        self.shown.append(message)
        if self.reporting:
            self.reports.append(replace(row, text="", tag=message.tag))

    def pull(self, since: datetime) -> Iterator[Inbound]:
        """Reaches a day further back than asked, as Twilio's dates do."""
        found = [inbound for inbound in self.inbox if inbound.at >= since - timedelta(days=1)]
        self.hook("pull")
        return iter(found)

    def acknowledge(self) -> None:
        self.hook("acknowledge")

    def log(self, asked: Mapping[str, Address], since: datetime) -> list[Sent]:
        """With a complete log, by address; else what was reported, by our tag."""
        if "look-up" not in self.capabilities:
            found = [sent for sent in self.reports if sent.tag in asked]
        else:
            found = [s for s in self.sent if s.to in set(asked.values()) and s.at >= since]
        self.hook("log")
        return found

    def ahead(self) -> timedelta | None:
        return self.skew

    def health(self) -> Health:
        if isinstance(self.standing, ProviderError):
            raise self.standing
        return self.standing

    def statuses(self, since: datetime) -> Iterator[Status]:
        self.hook("statuses")
        return iter(self.news)

    def reported(self, needed: Callable[[Status], bool]) -> None:
        self.hook("reported")
        self.waiting = [status for status in self.news if needed(status)]

    def history(self, ids: Iterable[str]) -> Iterator[tuple[str, Status]]:
        for id_ in ids:
            self.hook("history")
            self.asked.append(id_)
            self._closed_by(self.past)
            if isinstance(self.past, dict) and id_ in self.past:
                yield id_, self.past[id_]

    def unheard(self, since: datetime) -> int:
        self.hook("unheard")
        self._closed_by(self.unbrought)
        return self.unbrought if isinstance(self.unbrought, int) else 0

    def _closed_by(self, told: object) -> None:
        if isinstance(told, NotOffered):
            self.capabilities -= {"history"}
        if isinstance(told, ProviderError):
            raise told

    def templates(self) -> dict[str, Registered]:
        return dict(self.registered)

    def register(self, submission: Submission) -> None:
        one = submission
        self.registered[one.name] = Registered(
            one.name, one.language, "approved", one.category, body=one.body, parts=one.parts
        )

    def erase(self, ids: Collection[str]) -> None:
        self.hook("erase")
        self.erased += ids


class FakeVault:
    """Seals so that nobody reads it at a glance. Of several keys, one a line, the last seals."""

    def __init__(self, key: str = "ours", *, sample: bool = False) -> None:
        self.key = key
        self.sample = sample

    def seal(self, content: bytes) -> bytes:
        return b"sealed:" + self.key.encode().split(b"\n")[-1] + b":" + content[::-1]

    def open(self, sealed: bytes) -> bytes:
        mark, _, rest = sealed.partition(b":")
        key, _, content = rest.partition(b":")
        if mark != b"sealed":
            raise Corrupted("not a sealed file")
        if key not in self.key.encode().split(b"\n"):
            raise WrongKey("sealed to other keys")
        return content[::-1]

    def seal_pieces(self, pieces: Iterable[bytes]) -> bytes:
        return self.seal(b"".join(pieces))

    def open_into(self, sealed: Iterable[bytes], take: Callable[[bytes], object]) -> None:
        take(self.open(b"".join(sealed)))


class FakeKeyrings:
    """Keyrings in memory. `by` puts them there; only `BOT`'s are ours.

    `hook` is called before and after each call that changes something: raise in it to die there.
    """

    BOT = "bot"
    place = "memory"

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self.kept: dict[int, tuple[Slot, bytes]] = {}
        self.by = self.BOT
        self.made = 0
        self.hook: Callable[[str], object] = lambda _: None
        self._now = now or FakeClock().now
        self._ids = iter(range(1, 10**6))

    def slots(self) -> list[Slot]:
        return [slot for _, (slot, _) in sorted(self.kept.items())]

    def read(self, slot: Slot) -> bytes | None:
        kept = self.kept.get(slot.number)
        return kept[1] if kept and kept[0].id == slot.id else None

    def create(self, number: int, sealed: bytes, *, by_anybody: bool = False) -> None:
        self.hook(f"before create {number}")
        if number in self.kept:
            raise KeyringTaken("taken")
        if number > 1 and not self.kept:
            raise KeyringLost("gone")
        ours = self.by == self.BOT
        slot = Slot(number, str(next(self._ids)), ours=ours, by=self.by, at=self._now())
        self.kept[number] = slot, sealed
        self.made += 1
        self.hook(f"create {number}")

    def delete(self, slot: Slot) -> None:
        self.hook(f"before delete {slot.number}")
        if self.read(slot) is not None:
            del self.kept[slot.number]
        self.hook(f"delete {slot.number}")
