"""The judge of the campaign of kills notices what it is there for."""

from __future__ import annotations

from typing import Any

import pytest

from chaos.judge import VERDICTS, People, Said, judge

SAID = Said("2026-11-23-prova-0001", "Prova numero 0001", merged=10)
PHONES = [f"+3933300001{number:02}" for number in range(4)]
RECEIPT = (
    "audience: {audience}\naccepted: {accepted}\nfailed: 0\nleft: {left}\nexpired: 0\nunknown: 0\n"
)


def people(**left: int) -> People:
    """Four who joined at the beginning, of whom some left: `p0=15`."""
    gone = {PHONES[int(name[1:])]: at for name, at in left.items()}
    return People(dict.fromkeys(PHONES, 0), gone)


def message(to: str, number: int, words: str = SAID.words, template: str = "HX1") -> dict[str, Any]:
    return {"to": to, "number": number, "text": f"… {words}: …", "template": template}


def receipt(accepted: int = 4, left: int = 0, audience: int | None = None) -> str:
    whole = accepted + left if audience is None else audience
    return RECEIPT.format(audience=whole, accepted=accepted, left=left)


LOG = [message(to, 20 + place) for place, to in enumerate(PHONES)]
STARTS = [11]


def verdict(
    log: list[dict[str, Any]],
    *,
    who: People | None = None,
    starts: list[int] | None = None,
    text: str | None = None,
) -> dict[str, int]:
    """What is wrong, without what is not."""
    told = receipt() if text is None else text
    return dict(+judge(SAID, who or people(), starts or STARTS, log, told))


def test_a_broadcast_that_everybody_got_once_is_in_order() -> None:
    assert verdict(LOG) == {}


def test_who_shows_it_twice_is_doubled() -> None:
    assert verdict([*LOG, message(PHONES[2], 30)]) == {"doubled": 1}


def test_who_shows_it_three_times_is_one_person_that_is_doubled() -> None:
    assert verdict([*LOG, message(PHONES[2], 30), message(PHONES[2], 31)]) == {"doubled": 1}


def test_who_does_not_show_it_is_forgotten_though_the_receipt_says_otherwise() -> None:
    assert verdict(LOG[1:]) == {"forgotten": 1, "receipts": 1}


def test_another_broadcasts_message_and_a_reply_do_not_stand_for_it() -> None:
    others = [message(PHONES[0], 20, "Prova numero 0002"), message(PHONES[0], 21, template="")]
    assert verdict([*LOG[1:], *others]) == {"forgotten": 1, "receipts": 1}


def test_another_broadcasts_messages_double_nobody() -> None:
    assert verdict([*LOG, message(PHONES[0], 40, "Prova numero 0002")]) == {}


def test_who_joined_after_it_was_merged_need_not_have_it() -> None:
    late = People({**people().joined, "+393330000199": 12})

    assert verdict(LOG, who=late) == {}


def test_who_left_before_a_run_and_has_it_from_that_run_is_a_leaver() -> None:
    who = people(p1=15)

    assert verdict(LOG, who=who, starts=[11, 15]) == {"leavers": 1}


def test_who_had_it_before_leaving_or_from_the_run_under_way_is_none() -> None:
    assert verdict(LOG, who=people(p1=30), starts=[11, 40]) == {}
    assert verdict(LOG, who=people(p1=15)) == {}


def test_who_left_is_not_forgotten() -> None:
    assert verdict(LOG[:3], who=people(p3=15), text=receipt(3, 1)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        receipt(3),  # fewer than the log shows
        receipt(5),
        receipt(4, audience=5),  # does not add up
        receipt(4).replace("unknown: 0", "unknown: 1"),
        receipt(4, audience=5).replace("failed: 0", "failed: 1"),
        receipt(4, audience=5).replace("expired: 0", "expired: 1"),
        receipt(4).replace("left: 0\n", ""),
        receipt(4).replace("audience: 4\n", ""),
    ],
)
def test_a_receipt_that_is_missing_or_counts_otherwise_than_the_log_is_wrong(text: str) -> None:
    assert verdict(LOG, text=text) == {"receipts": 1}


def test_each_verdict_has_a_column() -> None:
    assert set(judge(SAID, people(), STARTS, LOG, receipt())) == set(VERDICTS)
