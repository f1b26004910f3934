"""The durable word "this broadcast is being sent": the first file of its branch `sending/<id>`.

It holds no personal data. Beside it lie the frozen audience and the outcomes, sealed (the latter
are written and read in `block_outcomes`):

    claim.json               this
    claim.sig                by which we know all of it again as ours (sending/signing.py)
    audience.age             the recipient refs, 16 bytes each, in order
    outcomes/000/00000.age   the outcomes of block 0 by recipient ref

A block is a slice of the frozen audience; blocks below `intent` may have been sent.

A broadcast may be split into parts that several machines send at once. Then `sending/<id>` keeps
the whole audience and sends nothing, and each of `sending/<id>+1`, `sending/<id>+2` … is a claim of
its own for one part of it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from banditore.domain.errors import Corrupted
from banditore.domain.message import Content, TemplateUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.broadcasts.broadcast import Broadcast

VERSION = 2
PREFIX = "sending/"
CLAIM, AUDIENCE = "claim.json", "audience.age"
MOST_PARTS = 64
"""Into so many a broadcast may be split."""


@dataclass(frozen=True)
class Decision:
    """What a person decided about a broadcast under way, and why."""

    at: datetime
    what: str
    """`resumed` or `abandoned`."""
    reason: str
    failed: int = 0
    """How many had failed for good by then: who resumes has seen them."""
    accepted: int = 0
    """How many messages had been accepted by then."""


@dataclass(frozen=True)
class Session:
    """What one run sent of a claim: what the number may reach in 24 hours is counted from it."""

    until: datetime
    """When it last said how far it was."""
    accepted: int


@dataclass(frozen=True)
class Claim:
    """Who sends a broadcast, until when they may, and how far they may have got."""

    broadcast: str
    digest: str
    category: str
    content: Mapping[str, Content]
    """Per language, what the phone shows: the record does not change when the files do."""
    expires_at: datetime
    claimed_at: datetime
    audience: int
    """How many recipients."""
    block: int
    """How many recipients a block has."""
    intent: int
    """Blocks below this may have been sent."""
    run: str
    """Who holds it."""
    lease_until: datetime
    """When another run may take it over."""
    clean: bool = False
    """Let go in order: who has no outcome was surely not sent to."""
    halted: str = ""
    """Why a person must look before it goes on."""
    parts: int = 1
    """Into how many parts the audience is split."""
    part: int = 0
    """Which of them this is, from 1; 0: the whole."""
    ready: bool = True
    """Whether all parts have their branches."""
    complete: bool = False
    """Of a part: everybody in it has an outcome."""
    decisions: tuple[Decision, ...] = ()
    sessions: tuple[Session, ...] = ()

    @property
    def branch(self) -> str:
        """Where it lives."""
        return branch_of(self.broadcast, self.part)

    @property
    def split(self) -> bool:
        """Whether its parts are sent, and not it."""
        return self.parts > 1 and not self.part

    @property
    def blocks(self) -> int:
        """How many blocks the audience makes."""
        return -(-self.audience // self.block)

    def to_json(self) -> bytes:
        """As it is pushed."""
        plain = {"banditore": VERSION, **asdict(self)}
        text = json.dumps(plain, ensure_ascii=False, indent=1, default=datetime.isoformat)
        return f"{text}\n".encode()


def branch_of(broadcast: str, part: int = 0) -> str:
    """The branch of a broadcast's claim, or of one of its parts."""
    return f"{PREFIX}{broadcast}" + (f"+{part}" if part else "")


def broadcast_of(branch: str) -> str:
    """Whose claim, or part of a claim, a branch holds."""
    return branch.removeprefix(PREFIX).partition("+")[0]


def claim_for(
    broadcast: Broadcast,
    *,
    audience: int,
    block: int,
    run: str,
    now: datetime,
    lease_until: datetime,
    parts: int = 1,
) -> Claim:
    """A new claim for the first block; of several parts, none of which is there yet."""
    return Claim(
        broadcast=broadcast.id,
        digest=broadcast.digest,
        category=broadcast.category,
        content={language: r.content() for language, r in broadcast.rendered.items()},
        expires_at=broadcast.expires_at,
        claimed_at=now,
        audience=audience,
        block=block,
        intent=1,
        run=run,
        lease_until=lease_until,
        parts=parts,
        ready=parts == 1,
    )


def part_of(claim: Claim, part: int, *, audience: int, block: int) -> Claim:
    """The claim of one part, which nobody has begun."""
    return replace(
        claim,
        part=part,
        audience=audience,
        block=block,
        intent=0,
        lease_until=claim.claimed_at,
        clean=True,
        ready=True,
    )


def read_claim(branch: str, content: bytes | None, *, prefix: str = PREFIX) -> Claim:
    """What a branch claims. Raises Corrupted, naming the branch, on anything else."""
    try:
        plain = json.loads(content or b"")
        if plain.pop("banditore") != VERSION:
            raise Corrupted(
                f"the claim on {branch} was made by another version of banditore",
                "nothing was sent; run the version that made it",
            )
        for name in ("expires_at", "claimed_at", "lease_until"):
            plain[name] = aware(plain[name])
        plain["content"] = {k: _content(v) for k, v in plain["content"].items()}
        plain["decisions"] = tuple(map(_decision, plain["decisions"]))
        plain["sessions"] = tuple(
            Session(aware(s["until"]), int(s["accepted"])) for s in plain["sessions"]
        )
        return _checked(Claim(**plain), branch.removeprefix(prefix))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        raise Corrupted(
            f"the claim on {branch} cannot be read",
            "nothing was sent; look who changed that branch before you remove it",
        ) from None


def _checked(claim: Claim, name: str) -> Claim:
    numbers = (claim.audience, claim.block, claim.intent, claim.parts, claim.part)
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in numbers)
    texts = (claim.broadcast, claim.digest, claim.category, claim.run, claim.halted)
    flags = (claim.clean, claim.ready, claim.complete)
    typed = all(isinstance(t, str) for t in texts) and all(isinstance(f, bool) for f in flags)
    if not (whole and typed and claim.content) or claim.branch != PREFIX + name:
        raise ValueError
    if claim.audience < 0 or claim.block < 1 or not 0 <= claim.part <= claim.parts <= MOST_PARTS:
        raise ValueError
    if not 0 <= claim.intent <= max(1, claim.blocks):
        raise ValueError
    return claim


def aware(text: str) -> datetime:
    """A time as we write it. Raises ValueError, also where it has no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _decision(plain: dict[str, Any]) -> Decision:
    words = str(plain["what"]), str(plain["reason"])
    return Decision(aware(plain["at"]), *words, int(plain["failed"]), int(plain["accepted"]))


def _content(plain: dict[str, Any]) -> Content:
    use = plain["template"]
    lists = {k: tuple(use.get(k, ())) for k in ("parameters", "names", "links")} if use else {}
    template = TemplateUse(**{**use, **lists}) if use else None
    return Content(text=plain["text"], template=template, whole=plain.get("whole", ""))


def renewed(claim: Claim, *, run: str, lease_until: datetime, intent: int) -> Claim:
    """Held by `run` for another lease, going further."""
    return replace(claim, run=run, lease_until=lease_until, intent=intent, clean=False, halted="")
