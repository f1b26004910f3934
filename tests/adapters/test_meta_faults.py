"""What each code of Meta's Cloud API means to us."""

from __future__ import annotations

from typing import get_args

import pytest

from banditore.adapters.meta.faults import CODES, RANGES, fault_of
from banditore.domain.message import Fault

MEANS: dict[int, Fault] = {
    # The token, a permission, the number, the account: nothing can be sent until a person acts.
    0: "stop-all",  # as `OAuthException` without a code of its own; not "no error"
    190: "stop-all",
    3: "stop-all",
    10: "stop-all",
    200: "stop-all",  # the first of a hundred; also what a request without a token gets
    255: "stop-all",  # inside the range
    299: "stop-all",  # the last
    131005: "stop-all",
    33: "stop-all",
    131045: "stop-all",
    133010: "stop-all",
    133006: "stop-all",
    131037: "stop-all",
    133016: "stop-all",
    368: "stop-all",
    131031: "stop-all",
    131042: "stop-all",
    # Meta counts it with the account, yet it speaks of the recipient's country: one subscriber with
    # a number abroad must not keep an emergency from everybody else.
    130497: "failed",
    # Marketing only: a warning may still go out.
    131063: "stop-broadcast",
    # Too much: of requests, for the number, for one person; and maintenance of some minutes.
    4: "later",
    80007: "later",
    130429: "slow-down",
    131056: "retry",  # this person waits, others go on
    131057: "later",
    # Temporary.
    2: "retry",
    131000: "retry",
    131016: "retry",
    133004: "retry",
    1: "retry-once",
    # This broadcast will not do.
    131048: "stop-broadcast",
    131064: "stop-broadcast",
    132001: "stop-broadcast",
    132007: "stop-broadcast",
    132015: "stop-broadcast",
    132016: "stop-broadcast",
    132000: "stop-broadcast",  # the count of parameters is the same for everybody
    132012: "stop-broadcast",
    132018: "stop-broadcast",
    135000: "stop-broadcast",
    131051: "stop-broadcast",
    131053: "stop-broadcast",
    # This person only. 100 and 131009 may speak of a number that is none; where they mean the
    # message, the halt at ten permanent failures ends it.
    100: "failed",
    131008: "failed",
    131009: "failed",
    132005: "failed",
    131021: "failed",
    131030: "failed",
    131026: "failed",
    131047: "failed",
    131049: "failed",  # worth a try a day later; earlier ones are punished
    130403: "failed",
    130472: "failed",
    131052: "failed",
    131062: "failed",
    131050: "left",  # of marketing, which is all that Meta lets people leave
    # Not used by us: flows, payments, Marketing Messages, and the making of templates.
    132068: "stop-broadcast",
    132069: "stop-broadcast",
    134011: "stop-broadcast",
    134100: "stop-broadcast",
    134101: "stop-broadcast",
    134102: "stop-broadcast",
    2388019: "stop-broadcast",
    2388023: "stop-broadcast",
    2388024: "stop-broadcast",
    2388039: "stop-broadcast",
    2388040: "stop-broadcast",
    2388047: "stop-broadcast",
    2388072: "stop-broadcast",
    2388073: "stop-broadcast",
    2388293: "stop-broadcast",
    2388299: "stop-broadcast",
}


@pytest.mark.parametrize(("code", "fault"), MEANS.items())
def test_each_code_of_metas_page_has_one_meaning(code: int, fault: Fault) -> None:
    assert fault_of(400, code) == fault


def test_there_is_no_row_beyond_those() -> None:
    assert set(CODES) == {code for code in MEANS if not 200 <= code < 300}


@pytest.mark.parametrize(
    ("status", "code", "fault"),
    [
        # A 5xx may follow an accepted message, and Meta has no log to look it up in.
        (500, 131000, "unknown"),
        (503, 131016, "unknown"),
        (503, 2, "unknown"),
        (500, 190, "unknown"),
        (502, None, "unknown"),
        (599, 130429, "unknown"),
        # Neither is what is no refusal at all: a redirect, a success in disguise.
        (301, None, "unknown"),
        (200, 131026, "unknown"),
        # A code that nobody knows speaks of this one message; a proxy's page of none.
        (400, 999_999, "failed"),
        (400, 300, "failed"),  # just after the range
        (400, -1, "failed"),
        (429, 999_999, "slow-down"),
        (400, None, "retry"),
        (401, None, "stop-all"),
        (403, None, "stop-all"),
        (404, None, "stop-all"),
        (407, None, "stop-all"),
        (408, None, "unknown"),
        (429, None, "slow-down"),
    ],
)
def test_the_http_status_decides_where_the_code_cannot(
    status: int, code: int | None, fault: Fault
) -> None:
    assert fault_of(status, code) == fault


def test_no_status_of_500_or_more_is_ever_tried_again() -> None:
    for status in range(500, 600):
        for code in (None, *CODES, 255):
            assert fault_of(status, code) == "unknown"


def test_every_row_says_why_in_a_word_that_the_dispatcher_knows() -> None:
    for fault, why in [*CODES.values(), *(row for _, row in RANGES)]:
        assert fault in get_args(Fault)
        assert why
