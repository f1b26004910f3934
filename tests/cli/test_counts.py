"""What `subscribers` and `sync` say: counts, never people."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from banditore.cli.subscribers.count import as_json, table
from banditore.cli.sync import explain, lines, reasons
from banditore.domain.message import Address
from banditore.domain.reception.joining import Tally
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.receiving.answering import Answered
from banditore.services.receiving.sync import Synced
from fakes import FakeNotices
from small_town import service

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)


def person(number: int, language: str, *categories: str) -> Subscriber:
    consent = Consent(NOW, f"SM{number}", "1", "sha256:1")
    address = Address(f"+39333000000{number}")
    return Subscriber(f"id{number}", address, language, frozenset(categories), consent)


PEOPLE = SubscriberList(
    b"k" * 32,
    NOW,
    {
        one.address: one
        for one in (person(1, "it", "info", "eventi"), person(2, "fr", "info"), person(3, "it"))
    },
)


def test_the_table_counts_per_category_and_language() -> None:
    assert [row.split() for row in table(PEOPLE, service()).splitlines()] == [
        ["it", "fr", "total"],
        ["emergenze", "0", "0", "0"],
        ["info", "1", "1", "2"],
        ["eventi", "1", "0", "1"],
        ["subscribers", "3"],
    ]


def test_the_json_says_the_same() -> None:
    assert json.loads(as_json(PEOPLE, service())) == {
        "total": 3,
        "categories": {
            "emergenze": {"it": 0, "fr": 0},
            "info": {"it": 1, "fr": 1},
            "eventi": {"it": 1, "fr": 0},
        },
    }


def test_nobody_is_named() -> None:
    shown = table(PEOPLE, service()) + as_json(PEOPLE, service())
    assert not [word for word in ("+39", "333", "SM1", "id1") if word in shown]


@pytest.mark.parametrize(
    ("synced", "live", "said"),
    [
        (Synced(Tally(), Answered()), True, ["no new messages"]),
        (
            Synced(Tally(chose=1, asked=2, other=3, kinds=Counter(image=2, audio=1)), Answered()),
            True,
            [
                "choices changed: 1",
                "requests to be confirmed: 2",
                "messages not understood: 3",
                "messages that are no text, not opened: audio 1, image 2",
            ],
        ),
        (
            Synced(Tally(joined=2, other=1), Answered(sent=3)),
            True,
            ["joined: 2", "messages not understood: 1", "replies sent: 3"],
        ),
        (
            Synced(Tally(left=1), Answered(waiting=1)),
            False,
            ["left: 1", "replies waiting: 1", "dry run: nothing was changed; --live does it"],
        ),
    ],
)
def test_a_sync_says_what_is_not_nothing(synced: Synced, *, live: bool, said: list[str]) -> None:
    assert lines(synced, "en", live=live) == said


def test_a_sync_can_tell_which_rules_decided_and_nothing_of_the_texts() -> None:
    synced = Synced(Tally(rules=Counter({"no-command": 2, "join-phrase": 5})), Answered())
    assert reasons(synced, "it") == [
        ("iscrizione: tutto il testo è una frase che insegniamo", 5),
        ("nessun comando: il testo parla d'altro", 2),
    ]


def test_the_page_of_a_run_that_explains_has_a_row_for_each_rule() -> None:
    notices = FakeNotices()
    explain(Synced(Tally(rules=Counter({"leave-phrase": 3})), Answered()), notices, "en")

    assert notices.lines == ["leave: the whole text is a taught phrase: 3"]
    assert "| leave: the whole text is a taught phrase | 3 |" in notices.summaries[0]
