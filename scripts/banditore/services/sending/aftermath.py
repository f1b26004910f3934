"""After a broadcast closed: `outcomes/<id>` keeps of whom more may become known, sealed.

    claim.json       as it was
    claim.sig        by which all of it is known again as ours
    account.json     the counts when it closed, and the marks of the keys that sealed what is here
    recipients.age   ref → outcome, of those accepted (where the provider reports) or unknown
    news/00001.age   what became known since, likewise

Who failed, left or came too late is only counted. What is found lies here first, and the receipt's
counts are always made anew from it; the branch goes away when the town's time for it is over.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from banditore.domain.errors import AlreadyExists, Corrupted
from banditore.domain.sending.claim import CLAIM, Claim, aware, read_claim
from banditore.domain.sending.deliveries import Deliveries, unpacked
from banditore.domain.sending.outcomes import Tally
from banditore.domain.sending.receipt import Receipt, path_of, receipt_for, to_yaml
from banditore.services.sending.signing import SIGNATURE, digests_of, signature, verified

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.compact.refs import Refs
    from banditore.ports import Files, Tree
    from banditore.services.sending.claim_desk import ClaimDesk

MESSAGE = "state: outcomes"
OUTCOMES = "outcomes/"
NO_TIME = timedelta()
ACCOUNT, RECIPIENTS, NEWS = "account.json", "recipients.age", "news/"


@dataclass
class Aftermath:
    """One closed broadcast with recipients of whom more may become known."""

    claim: Claim
    tree: Tree
    rest: Tally
    """Who is only counted."""
    closed_at: datetime
    people: Deliveries
    marks: frozenset[str]
    """Of the keys that it needs to be read."""
    digests: dict[str, str]
    """Of the files beside the claim, by path."""

    @property
    def branch(self) -> str:
        """Where it lives."""
        return OUTCOMES + self.claim.broadcast

    @property
    def unknown(self) -> list[str]:
        """Of whom nobody can tell even now."""
        return [ref for ref, outcome in self.people if outcome.state == "unknown"]

    def receipt(self) -> Receipt:
        """The account, as it is known now."""
        return receipt_for(self.claim, self.rest.plus(self.people.tally()), self.closed_at)


def remember(
    desk: ClaimDesk, claim: Claim, tally: Tally, reached: Refs, unknown: list[str]
) -> None:
    """Make the branch, in place of that of a run that died before its receipt."""
    people = Deliveries.of(reached, unknown)
    rest = Tally().plus(tally)
    rest.states.subtract(people.tally().states)
    plain = {
        "states": rest.states,
        "failures": rest.failures,
        "closed_at": desk.clock.now().isoformat(),
        "keys": [desk.vault.mark],
    }
    files = {ACCOUNT: json.dumps(plain).encode(), RECIPIENTS: desk.vault.seal(people.packed)}
    signed = signature(desk.vault, claim.to_json(), digests_of(files))
    files |= {CLAIM: claim.to_json(), SIGNATURE: signed}
    branch = OUTCOMES + claim.broadcast
    old = desk.repository.tip(branch)
    if old:  # what that run knew may be less than what we know
        desk.repository.delete(branch, old.commit)
    with suppress(AlreadyExists):
        desk.repository.create(branch, files, MESSAGE)


def read(desk: ClaimDesk, branch: str) -> Aftermath | None:
    """What a branch keeps; None where it is gone. Raises Corrupted."""
    tree = desk.repository.tip(branch)
    if tree is None:
        return None
    claim = read_claim(branch, tree.read(CLAIM), prefix=OUTCOMES)
    beside = verified(desk.vault, tree, branch)
    rest, closed, marks = _account(tree, branch)
    people = unpacked(desk.vault.open(beside.get(RECIPIENTS, b"")))
    for path in tree.paths(NEWS):
        people.merge(unpacked(desk.vault.open(beside[path])))
    people.changed()  # nothing of that is new
    return Aftermath(claim, tree, rest, closed, people, marks, digests_of(beside))


def keys_needed(tree: Files, branch: str) -> frozenset[str]:
    """The marks of the keys that a branch is sealed with. Raises Corrupted."""
    return _account(tree, branch)[2]


def closed_at(tree: Files, branch: str) -> datetime:
    """When the broadcast of a branch closed. Raises Corrupted."""
    return _account(tree, branch)[1]


def save(desk: ClaimDesk, one: Aftermath) -> bool:
    """Make durable what was heard since it was read; False: nothing. Raises Overtaken."""
    news = one.people.changed()
    if not len(news):
        return False
    account: dict[str, Any] = json.loads(one.tree.read(ACCOUNT) or b"")
    one.marks |= {desk.vault.mark}
    account["keys"] = sorted(one.marks)
    number = len(one.tree.paths(NEWS)) + 1
    files = {
        ACCOUNT: json.dumps(account).encode(),
        f"{NEWS}{number:05d}.age": desk.vault.seal(news.packed),
    }
    one.digests |= digests_of(files)
    signed = signature(desk.vault, one.tree.read(CLAIM) or b"", one.digests)
    made = {SIGNATURE: signed, **files}
    one.tree = desk.repository.append(one.branch, one.tree.commit, made, MESSAGE)
    return True


def put(
    desk: ClaimDesk,
    one: Aftermath,
    state_branch: str,
    *,
    reported_at: datetime | None = None,
    resolved_at: datetime | None = None,
    rest: timedelta = NO_TIME,
) -> Receipt:
    """Bring the receipt's counts up to date; it is left alone where they say the same.

    What it says of earlier looks stays, unless this is a later one. `rest`: so long after it was
    brought up to date by reports it is left alone, too.
    """
    receipt = one.receipt()
    path = path_of(one.claim.broadcast)

    def change(files: Files) -> Mapping[str, bytes | None]:
        before = files.read(path)
        # A receipt that was removed is for a person to bring back, not for us to make.
        if not before:
            return {}
        told, looked = _moment(before, "reported_at"), _moment(before, "resolved_at")
        soon = told and reported_at and reported_at - told < rest
        same = to_yaml(replace(receipt, reported_at=told, resolved_at=looked)) == before
        if soon or (same and (told or not receipt.delivered)):
            return {}
        news = replace(receipt, reported_at=reported_at or told, resolved_at=resolved_at or looked)
        return {path: to_yaml(news)}

    desk.repository.change(state_branch, change, "state: receipt")
    return receipt


def end(desk: ClaimDesk, one: Aftermath, kept: timedelta, *, reports: bool) -> bool:
    """Remove the branch where its time is over, or nothing more can become known; whether it was.

    Raises Overtaken.
    """
    over = desk.clock.now() - one.closed_at > kept
    if over or one.people.final(reports=reports):
        desk.repository.delete(one.branch, one.tree.commit)
        return True
    return False


def _moment(receipt: bytes, key: str) -> datetime | None:
    found = [line for line in receipt.decode().splitlines() if line.startswith(f"{key}: ")]
    with suppress(ValueError, IndexError):
        return datetime.fromisoformat(json.loads(found[0].partition(": ")[2]))
    return None


def _account(tree: Files, branch: str) -> tuple[Tally, datetime, frozenset[str]]:
    try:
        plain: dict[str, Any] = json.loads(tree.read(ACCOUNT) or b"")
        rest = Tally()
        rest.states.update({state: int(count) for state, count in plain["states"].items()})
        rest.failures.update({code: int(count) for code, count in plain["failures"].items()})
        return rest, aware(plain["closed_at"]), frozenset(plain["keys"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        raise Corrupted(
            f"the branch {branch} cannot be read", "look who changed it before you remove it"
        ) from None
