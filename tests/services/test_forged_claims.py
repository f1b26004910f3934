"""What somebody else wrote on a claim's branch sends nothing, and stops no other broadcast."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

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


def edited(crier: Crier, **fields: Any) -> bytes:  # noqa: ANN401 - anything that JSON holds
    """The claim, as somebody with an editor leaves it."""
    claim = json.loads(tree(crier).read("claim.json") or b"")
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


def words(crier: Crier) -> dict[str, Any]:
    """Other words than the town's."""
    content = json.loads(tree(crier).read("claim.json") or b"")["content"]
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
