"""What somebody else wrote on a claim's branch sends nothing, and stops no other broadcast."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from banditore.domain.errors import Corrupted, Interrupted
from banditore.domain.message import Answer
from crier import ID, Crier, Death, everybody_once, mortal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from fakes import FakeTree

pytestmark = pytest.mark.thorough  # each test reads a whole town
BRANCH = f"sending/{ID}"
OTHER = "2026-11-23-acqua"
HOAX = "2026-11-23-scherzo"
PEOPLE = 30
HOUR = 3600


def stopped(sends: int = 12) -> Crier:
    """A town whose run has died in the second block."""
    crier, left = Crier(people=PEOPLE), [sends]

    def die(call: str) -> None:
        left[0] -= call == "send"
        if left[0] == 0:
            raise Death

    with mortal(crier, die), suppress(Death):
        crier.publish()
    return crier


def tree(crier: Crier, branch: str = BRANCH) -> FakeTree:
    return crier.repository.commits[crier.repository.heads[branch]]


def edited(crier: Crier, branch: str = BRANCH, **fields: Any) -> bytes:  # noqa: ANN401 - JSON's
    """The claim, as somebody with an editor leaves it."""
    claim = json.loads(tree(crier, branch).read("claim.json") or b"")
    return json.dumps({**claim, **fields}).encode()


def put(crier: Crier, files: Mapping[str, bytes | None], branch: str = BRANCH) -> None:
    """Somebody who may push does."""
    crier.repository.change(branch, lambda _: files, "by hand")


def nothing_more(crier: Crier, halted: str = ID) -> None:
    """A run an hour later sends another broadcast, and of this one nothing."""
    sent = len(crier.provider.sent)
    crier.file(OTHER)
    crier.clock.sleep(HOUR)

    result = crier.publish()

    assert result.halted == [halted]
    assert crier.counts(OTHER) == {"audience": PEOPLE, "accepted": PEOPLE}
    assert len(crier.provider.sent) == sent + PEOPLE
    assert crier.receipt(halted) is None
    assert not any("+39" in line for line in (*crier.notices.warnings, *crier.notices.lines))


def words(crier: Crier, branch: str = BRANCH) -> dict[str, Any]:
    """Other words than the town's."""
    content = json.loads(tree(crier, branch).read("claim.json") or b"")["content"]
    return {key: {**one, "text": "Tutti in piazza!"} for key, one in content.items()}


@pytest.mark.parametrize(
    "change",
    [
        lambda crier: {"content": words(crier)},  # what nobody has approved
        lambda crier: {"expires_at": "2030-01-01T00:00:00+00:00"},
        lambda crier: {"claimed_at": "2026-11-23T20:00:00+00:00"},  # the log is asked from then
        lambda crier: {"intent": 1},  # the second block was never begun
        lambda crier: {"clean": True, "lease_until": "2026-11-23T17:00:00+00:00"},
        lambda crier: {"category": "info"},
        lambda crier: {"digest": "sha256:0"},
        lambda crier: {"run": "somebody"},
        lambda crier: {"decisions": [{"at": "2026-11-23T17:00:00+00:00", "what": "resumed",
                                      "reason": "me", "failed": 0, "accepted": 0}]},
        lambda crier: {"sessions": []},
    ],
)  # fmt: skip
def test_a_claim_that_somebody_edited_sends_nothing(
    change: Callable[[Crier], dict[str, Any]],
) -> None:
    crier = stopped()
    put(crier, {"claim.json": edited(crier, **change(crier))})

    nothing_more(crier)


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"banditore": 2, "sessions": ' + b'[{"a":' * 50_000,
        b"\xff\xfe",
        b"null",
        b'"claim"',
        b"1e999",
    ],
    ids=["deep", "deeper", "no text", "null", "a word", "infinite"],
)
def test_a_claim_that_is_no_claim_sends_nothing(content: bytes) -> None:
    crier = stopped()
    put(crier, {"claim.json": content})

    nothing_more(crier)


@pytest.mark.parametrize(
    "fields",
    [
        {"lease_until": "9999-12-31T23:59:59+00:00"},
        {"lease_until": "2026-11-24T18:00:00+00:00"},
        {"sessions": [{"until": "9999-12-31T23:59:59+00:00", "accepted": 1e400}]},
        {"sessions": [{"until": "9999-12-31T23:59:59+00:00", "accepted": 10**30}]},
        {"audience": 10**18, "block": 1, "intent": 10**18},
        {"parts": 10**9, "ready": True},
        {"content": {"it": {"text": 5, "template": 7}}},
        {"content": {"it": {"text": "x", "template": {"name": 7, "language": []}}}},
        {"halted": ["x"]},
        {"lease_until": "2026-11-23"},
        {"broadcast": "2026-11-23-altra"},
        {"part": -1},
        {"more": "than we know"},
    ],
)
def test_a_claim_from_the_future_or_of_absurd_numbers_is_neither_waited_for_nor_sent(
    fields: dict[str, Any],
) -> None:
    crier = stopped()
    put(crier, {"claim.json": edited(crier, **fields)})

    nothing_more(crier)


def test_a_claim_that_is_copied_under_another_name_sends_nothing() -> None:
    """Whoever may push a branch has seen the sealed audience; main's reviewer has seen nothing."""
    crier = stopped()
    hoax = edited(crier, broadcast=HOAX, content=words(crier), clean=True, intent=0)
    put(crier, {**tree(crier).files, "claim.json": hoax}, f"sending/{HOAX}")
    crier.clock.sleep(HOUR)
    crier.publish()

    assert crier.deliveries() == everybody_once(PEOPLE)
    assert crier.counts() == {"audience": PEOPLE, "accepted": PEOPLE}


def test_outcomes_that_somebody_took_away_send_nothing() -> None:
    crier = stopped(sends=25)
    assert tree(crier).read("outcomes/000/00000.age")
    put(crier, {"outcomes/000/00000.age": None})

    nothing_more(crier)


def test_the_name_of_a_file_does_not_stand_for_the_file_after_it() -> None:
    """With a line break in it, a name could read as two rows of what is signed."""
    crier = Crier(people=PEOPLE)

    def stop(call: str) -> None:
        if call == "send" and len(crier.provider.sent) == 25:
            crier.stop.now(Interrupted("a signal"))

    crier.provider.hook = stop
    crier.publish()
    crier.provider.hook = lambda _: None
    first, second = "outcomes/000/00000.age", "outcomes/000/00001.age"
    files = tree(crier).files
    row = f"{hashlib.sha256(files[second]).hexdigest()} {second}"
    put(crier, {first: None, second: None, f"{first}\n{row}": files[first]})

    nothing_more(crier)


def test_outcomes_of_another_moment_send_nothing() -> None:
    crier = stopped(sends=25)
    before = tree(crier).files
    crier.clock.sleep(HOUR)
    with suppress(Death), mortal(crier, _die_at_the_next_message):
        crier.publish()
    put(crier, {path: before.get(path) for path in tree(crier).files if path.endswith(".age")})

    nothing_more(crier)


def _die_at_the_next_message(call: str) -> None:
    if call == "send":
        raise Death


def test_a_signature_that_is_gone_or_of_another_key_sends_nothing() -> None:
    for signature in (None, b"", b"00000000 0", b"\xff"):
        crier = stopped(sends=25)
        put(crier, {"claim.sig": signature})

        nothing_more(crier)


def test_a_foreign_branch_among_the_claims_stops_nothing() -> None:
    crier = Crier(people=PEOPLE)
    put(crier, {"README.md": b"my notes"}, "sending/notes")

    result = crier.publish()

    assert result.halted == ["notes"]
    assert crier.deliveries() == everybody_once(PEOPLE)


def test_a_split_claim_that_somebody_removed_while_its_parts_stay_is_not_passed_over() -> None:
    crier = Crier(people=130)
    crier.publish(parts=4)
    crier.publish(part=1, of=4)
    del crier.repository.heads[BRANCH]
    sent = len(crier.provider.sent)

    result = crier.publish()

    assert result.halted == [ID]
    assert len(crier.provider.sent) == sent


# --- what is kept of closed broadcasts -------------------------------------------------------

KEPT = f"outcomes/{ID}"


def closed() -> Crier:
    """A town of which more may become known: one of three is unknown."""
    crier = Crier(people=3, category="info")
    lost = Answer("unknown", "timeout")
    crier.provider.script = [Answer(), lost, Answer(), lost]
    crier.publish()
    assert crier.repository.branches("outcomes/")
    return crier


@pytest.mark.parametrize(
    "account",
    [
        b"[" * 100_000,
        b"[]",
        b"null",
        b'{"states": {}, "failures": {}, "closed_at": "2026-11-23T18:00:00", "keys": []}',
        b'{"states": {"failed": "x"}, "failures": {}, "closed_at": "2026-11-23", "keys": []}',
        b'{"states": 7, "failures": {}, "closed_at": "2026-11-23T18:00:00+00:00", "keys": []}',
        b'{"states": {}, "failures": {"1": 1e999}, "closed_at": "2026-11-23T18:00:00+00:00"}',
        b'{"states": {}, "failures": {}, "closed_at": "0001-01-01T00:00:00+14:00", "keys": []}',
    ],
)
def test_what_is_kept_of_a_closed_broadcast_and_was_edited_stops_no_other(account: bytes) -> None:
    crier = closed()
    before = crier.receipt()
    put(crier, {"account.json": account}, KEPT)
    crier.file(OTHER, "emergenze")
    crier.publish()

    assert crier.counts(OTHER)["audience"] == 3
    assert crier.receipt() == before


def test_a_receipt_is_not_made_anew_from_what_somebody_else_wrote() -> None:
    crier = closed()
    before = crier.receipt()
    put(crier, {"claim.json": edited(crier, KEPT, content=words(crier, KEPT))}, KEPT)
    crier.clock.sleep(2 * HOUR)
    with pytest.raises(Corrupted, match="changed by somebody else"):
        crier.publisher().resolve(frozenset(), live=True)

    assert crier.receipt() == before


def test_a_foreign_branch_among_what_is_kept_is_told_once_the_others_are_looked_up() -> None:
    crier = closed()
    put(crier, {"README.md": b"my notes"}, "outcomes/2026-11-23-aaa")
    crier.clock.sleep(2 * HOUR)
    with pytest.raises(Corrupted):
        crier.publisher().resolve(frozenset(), live=True)

    assert "unknown" not in crier.counts()
