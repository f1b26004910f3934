"""What is written of a claim is read again as it was."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message import Content, TemplateUse
from banditore.domain.sending.claim import (
    Claim,
    Decision,
    Session,
    branch_of,
    broadcast_of,
    read_claim,
)

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - as it asks
TEXTS = st.text(min_size=1, max_size=20)
LISTS = st.lists(TEXTS, max_size=3).map(tuple)
CONTENTS = st.builds(
    Content,
    text=TEXTS,
    template=st.none()
    | st.builds(TemplateUse, TEXTS, TEXTS, LISTS, LISTS, header=TEXTS, links=LISTS),
    whole=TEXTS,
)
DECISIONS = st.builds(
    Decision, MOMENTS, st.sampled_from(["resumed", "abandoned"]), TEXTS, st.integers(0, 99)
)
CLAIMS = st.builds(
    Claim,
    broadcast=st.just("2026-11-23-neve"),
    digest=TEXTS,
    category=TEXTS,
    content=st.dictionaries(TEXTS, CONTENTS, min_size=1, max_size=2),
    expires_at=MOMENTS,
    claimed_at=MOMENTS,
    audience=st.integers(90, 1000),
    block=st.integers(1, 9),
    intent=st.integers(0, 10),
    run=TEXTS,
    lease_until=MOMENTS,
    clean=st.booleans(),
    halted=st.text(max_size=9),
    parts=st.integers(3, 64),
    part=st.integers(0, 3),
    ready=st.booleans(),
    complete=st.booleans(),
    decisions=st.lists(DECISIONS, max_size=2).map(tuple),
    sessions=st.lists(st.builds(Session, MOMENTS, st.integers(0, 99)), max_size=2).map(tuple),
)


@given(CLAIMS)
def test_a_claim_is_read_as_it_was_written(claim: Claim) -> None:
    assert read_claim(claim.branch, claim.to_json()) == claim


@given(st.from_regex(r"[a-z0-9-]{1,30}", fullmatch=True), st.integers(0, 64))
def test_a_branch_tells_its_broadcast(broadcast: str, part: int) -> None:
    assert broadcast_of(branch_of(broadcast, part)) == broadcast
