"""The durable word "this broadcast is being sent": the first file of its branch `sending/<id>`.

It holds no personal data. Beside it lie the frozen audience and the outcomes, sealed:

    claim.json           this
    audience.age         the recipient refs, one a line, in order
    outcomes/00000.age   the outcomes of block 0 by recipient ref

A block is a slice of the frozen audience; blocks below `intent` may have been sent.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from banditore.domain.errors import Corrupted
from banditore.domain.message import Content, TemplateUse
from banditore.domain.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.broadcast import Broadcast

VERSION = 1
PREFIX = "sending/"
CLAIM, AUDIENCE = "claim.json", "audience.age"


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

    @property
    def branch(self) -> str:
        """Where it lives."""
        return PREFIX + self.broadcast

    @property
    def blocks(self) -> int:
        """How many blocks the audience makes."""
        return -(-self.audience // self.block)

    def to_json(self) -> bytes:
        """As it is pushed."""
        plain = asdict(self)
        for name in ("expires_at", "claimed_at", "lease_until"):
            plain[name] = plain[name].isoformat()
        text = json.dumps({"banditore": VERSION, **plain}, ensure_ascii=False, indent=1)
        return f"{text}\n".encode()


def claim_for(
    broadcast: Broadcast,
    *,
    audience: int,
    block: int,
    run: str,
    now: datetime,
    lease_until: datetime,
) -> Claim:
    """A new claim for the first block."""
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
    )


def read_claim(branch: str, content: bytes | None) -> Claim:
    """What a branch claims. Raises Corrupted, naming the branch, on anything else."""
    try:
        plain = json.loads(content or b"")
        if plain.pop("banditore") != VERSION:
            raise Corrupted(
                f"the claim on {branch} was made by a newer version of banditore",
                "run the version that made it",
            )
        for name in ("expires_at", "claimed_at", "lease_until"):
            plain[name] = _aware(plain[name])
        plain["content"] = {k: _content(v) for k, v in plain["content"].items()}
        return _checked(Claim(**plain), branch)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Corrupted(
            f"the claim on {branch} cannot be read",
            "nothing was sent; look who changed that branch before you remove it",
        ) from None


def _checked(claim: Claim, branch: str) -> Claim:
    numbers = (claim.audience, claim.block, claim.intent)
    whole = all(isinstance(n, int) and not isinstance(n, bool) for n in numbers)
    if claim.branch != branch or not whole or claim.audience < 0 or claim.block < 1:
        raise ValueError
    if not 0 <= claim.intent <= max(1, claim.blocks):
        raise ValueError
    return claim


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _content(plain: dict[str, Any]) -> Content:
    use = plain["template"]
    template = TemplateUse(**{**use, "parameters": tuple(use["parameters"])}) if use else None
    return Content(text=plain["text"], template=template)


def renewed(claim: Claim, *, run: str, lease_until: datetime, intent: int) -> Claim:
    """Held by `run` for another lease, going further."""
    return replace(claim, run=run, lease_until=lease_until, intent=intent, clean=False, halted="")


def outcomes_path(block: int) -> str:
    """Where the outcomes of a block lie."""
    return f"outcomes/{block:05d}.age"


def outcomes_to_json(outcomes: Mapping[str, Outcome]) -> bytes:
    """Ref → state and code, to be sealed."""
    return json.dumps({ref: [o.state, o.code] for ref, o in sorted(outcomes.items())}).encode()


def outcomes_from_json(content: bytes) -> dict[str, Outcome]:
    """What `outcomes_to_json` wrote. Raises Corrupted."""
    try:
        return {ref: Outcome(state, code) for ref, (state, code) in json.loads(content).items()}
    except (ValueError, TypeError, AttributeError):
        raise Corrupted("the outcomes of a block cannot be read") from None
