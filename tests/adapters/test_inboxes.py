"""Which inbox a town gets, by its settings."""

from __future__ import annotations

from dataclasses import replace

import pytest

import small_town
from banditore.bootstrap import carrier
from banditore.domain.errors import SettingsError
from banditore.domain.service import InboxPlace
from banditore.settings import Settings
from letters import IDENTITY, TOKEN

RELAY = {
    "RELAY_URL": "https://relay.example",
    "RELAY_TOKEN": TOKEN,
    "BANDITORE_IDENTITY": str(IDENTITY),
}
QUEUE = {"SQS_QUEUE_URL": "https://sqs.eu-south-1.amazonaws.com/1/banditore"}


@pytest.mark.parametrize(
    ("settings", "inbox"), [({}, "None"), (RELAY, "RelayInbox()"), (QUEUE, "SqsInbox()")]
)
def test_the_settings_choose(settings: dict[str, str], inbox: str) -> None:
    assert repr(carrier.inbox(Settings(settings))) == inbox


@pytest.mark.parametrize(
    ("inbox", "settings", "expected"),
    [
        (InboxPlace("relay", "Aruba"), RELAY, []),
        (InboxPlace("aws"), QUEUE, []),
        (InboxPlace("aws"), RELAY, ["doctor-inbox-other"]),
        (InboxPlace("relay", "Aruba"), QUEUE, ["doctor-inbox-other"]),
        # Said by others: there is no inbox, there are two, or the rules name none.
        (InboxPlace("aws"), {}, []),
        (InboxPlace("aws"), RELAY | QUEUE, []),
        (None, RELAY, []),
    ],
)
def test_rules_by_which_the_notice_is_checked_name_the_inbox_that_is_used(
    inbox: InboxPlace | None, settings: dict[str, str], expected: list[str]
) -> None:
    service = small_town.service(provider="meta", inbox=inbox)
    found = carrier.inbox_findings(service, Settings(settings))

    assert [one.code for one in found] == expected
    assert carrier.inbox_findings(replace(service, provider="twilio"), Settings(settings)) == []


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (RELAY | QUEUE, "both set"),
        (RELAY | {"RELAY_TOKEN": "", "BANDITORE_IDENTITY": ""}, "RELAY_TOKEN .*BANDITORE_IDENTITY"),
    ],
)
def test_settings_that_contradict_or_miss_each_other_are_refused(
    settings: dict[str, str], words: str
) -> None:
    with pytest.raises(SettingsError, match=words):
        carrier.inbox(Settings(settings))
