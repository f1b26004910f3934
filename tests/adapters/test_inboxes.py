"""Which inbox a town gets, by its settings."""

from __future__ import annotations

import pytest

from banditore.bootstrap import carrier
from banditore.domain.errors import SettingsError
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
