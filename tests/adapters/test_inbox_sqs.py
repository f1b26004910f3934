"""Emptying a queue at AWS: moto's queue at the other end, or answers that are none."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, NoCredentialsError
from hypothesis import given
from hypothesis import strategies as st
from moto import mock_aws

from banditore.adapters.inbox_sqs import AT_ONCE, HIDDEN, PATIENCE, SqsInbox
from banditore.adapters.meta.webhook import events
from banditore.domain.errors import (
    Misconfigured,
    ProviderError,
    SettingsError,
    Throttled,
    Unavailable,
)
from banditore.domain.message import Inbound
from letters import delivery
from shapes import spoilt

if TYPE_CHECKING:
    from collections.abc import Iterator

MESSAGES = sorted((Path(__file__).parents[1] / "data" / "aws").glob("message-*.json"))
REGION = "eu-south-1"
HELLO = delivery("MI ISCRIVO")
SECRET_WORDS = ("MI ISCRIVO", "393330000001", "wamid", "Segreta")


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty queue's address."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with mock_aws():
        client = boto3.client("sqs", REGION, aws_access_key_id="a", aws_secret_access_key="b")
        yield str(client.create_queue(QueueName="banditore")["QueueUrl"])


def at(queue: str) -> SqsInbox:
    inbox = SqsInbox.at(queue, "key", "secret")
    inbox._wait = 0
    return inbox


def put(queue: str, body: str) -> None:
    client = boto3.client("sqs", REGION, aws_access_key_id="a", aws_secret_access_key="b")
    client.send_message(QueueUrl=queue, MessageBody=body)


def waiting(queue: str) -> int:
    """How many are in the queue, seen by us or not."""
    client = boto3.client("sqs", REGION, aws_access_key_id="a", aws_secret_access_key="b")
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = client.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(int(found[name]) for name in names)


def eum(body: bytes) -> str:
    """What End User Messaging Social makes of Meta's webhook: each entry an event, as text."""
    (entry,) = json.loads(body)["entry"]
    return json.dumps(
        {
            "context": {"MetaWabaIds": [{"wabaId": "200", "arn": "arn:aws:…"}]},
            "whatsAppWebhookEntry": json.dumps(entry),
            "aws_account_id": "000000000000",
            "message_timestamp": "2026-11-25T10:00:00.000Z",
            "messageId": "0e…",
        }
    )


def sns(message: str) -> str:
    """SNS's envelope."""
    return json.dumps(
        {"Type": "Notification", "MessageId": "1", "TopicArn": "arn", "Message": message}
    )


@pytest.mark.parametrize("raw", [True, False], ids=["raw delivery", "in an envelope"])
def test_meta_s_own_document_comes_out_of_aws_s_envelopes(queue: str, *, raw: bool) -> None:
    put(queue, eum(HELLO) if raw else sns(eum(HELLO)))
    (payload,) = at(queue).pull()
    assert json.loads(payload.content) == json.loads(HELLO)
    assert payload.at.year >= 2026


def test_more_than_one_answer_holds_are_all_given_and_each_once(queue: str) -> None:
    for number in range(2 * AT_ONCE + 3):
        put(queue, sns(eum(delivery(str(number)))))
    inbox = at(queue)
    given_ = list(inbox.pull())
    assert len({payload.id for payload in given_}) == len(given_) == 2 * AT_ONCE + 3
    assert list(inbox.pull()) == []


def test_only_what_was_acknowledged_is_deleted(queue: str) -> None:
    for number in range(AT_ONCE + 3):
        put(queue, sns(eum(delivery(str(number)))))
    inbox = at(queue)
    ids = [payload.id for payload in inbox.pull()]
    assert waiting(queue) == AT_ONCE + 3
    inbox.acknowledge([*ids[1:], "unknown"])
    assert waiting(queue) == 1
    inbox.acknowledge(ids)
    assert waiting(queue) == 0


@pytest.mark.parametrize(
    "body", ["", "MI ISCRIVO", "[]", "{}", sns("{"), sns("7"), '{"Message": 1}', "[" * 9000]
)
def test_what_is_no_event_is_given_as_it_is_so_that_it_can_go(body: str) -> None:
    inbox = SqsInbox(
        "https://queue", Script([{"MessageId": "1", "ReceiptHandle": "r", "Body": body}])
    )
    (payload,) = inbox.pull()
    assert payload.content == body.encode()


def test_an_event_that_is_no_text_is_understood_too(queue: str) -> None:
    (entry,) = json.loads(HELLO)["entry"]
    put(queue, json.dumps({"whatsAppWebhookEntry": entry}))
    (payload,) = at(queue).pull()
    assert json.loads(payload.content) == json.loads(HELLO)


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_each_message_of_the_queue_says_what_its_file_says(path: Path) -> None:
    case = json.loads(path.read_text())

    given_ = list(SqsInbox("https://queue", Answer({"Messages": [case["message"]]})).pull())

    told = [event for one in given_ for event in events(one.content, "106540352242922", one.at)]
    assert len(given_) == case["given"]
    assert [one.text for one in told if isinstance(one, Inbound)] == case["texts"]
    if "at" in case:
        assert [one.at.isoformat() for one in given_] == [case["at"]]


class Script:
    """A client that answers with these messages for ever, or fails."""

    def __init__(self, messages: list[dict[str, Any]], failure: Exception | None = None) -> None:
        self._messages = messages
        self._failure = failure
        self.calls: list[dict[str, Any]] = []

    def receive_message(self, **words: Any) -> dict[str, Any]:  # noqa: ANN401 - boto3's own
        self.calls.append(words)
        if self._failure:
            raise self._failure
        return {"Messages": self._messages}

    def delete_message_batch(self, **words: Any) -> dict[str, Any]:  # noqa: ANN401
        self.calls.append(words)
        if self._failure:
            raise self._failure
        return {"Failed": [{"Id": "0"}]}


def test_a_queue_that_gives_the_same_for_ever_is_left_after_a_while() -> None:
    client = Script([{"MessageId": "1", "ReceiptHandle": "r", "Body": "{}"}])
    inbox = SqsInbox("https://queue", client)
    assert [payload.id for payload in inbox.pull()] == ["1"]
    assert list(inbox.pull()) == []
    assert len(client.calls) == 1 + 2 * PATIENCE
    assert {call["VisibilityTimeout"] for call in client.calls} == {HIDDEN}


def test_the_newest_receipt_deletes() -> None:
    client = Script([{"MessageId": "1", "ReceiptHandle": "old", "Body": "{}"}])
    inbox = SqsInbox("https://queue", client)
    next(inbox.pull())
    client._messages = [{"MessageId": "1", "ReceiptHandle": "new", "Body": "{}"}]
    list(inbox.pull())
    with pytest.raises(Unavailable, match="did not delete what we had used"):
        inbox.acknowledge(["1"])
    assert client.calls[-1]["Entries"] == [{"Id": "0", "ReceiptHandle": "new"}]


def refusal(code: object, status: int) -> ClientError:
    words = f"MI ISCRIVO {code}"
    answer: Any = {
        "Error": {"Code": code, "Message": words},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    return ClientError(answer, "ReceiveMessage")


@pytest.mark.parametrize(
    ("failure", "kind", "words"),
    [
        (
            refusal("AWS.SimpleQueueService.NonExistentQueue", 400),
            Misconfigured,
            "NonExistentQueue",
        ),
        (refusal("InvalidClientTokenId", 403), Misconfigured, "InvalidClientTokenId"),
        (refusal("RequestThrottled", 403), Throttled, "slow down"),
        (refusal("InternalError", 500), Unavailable, "InternalError"),
        (refusal("+393330000001", 400), Misconfigured, r"\(\?\)"),
        (refusal(None, 400), Misconfigured, r"\(\?\)"),
        (ConnectTimeoutError(endpoint_url="https://sqs"), Unavailable, "ConnectTimeoutError"),
        (NoCredentialsError(), Misconfigured, "NoCredentialsError"),
    ],
)
def test_what_aws_answers_becomes_one_of_our_errors(
    failure: Exception, kind: type[ProviderError], words: str
) -> None:
    inbox = SqsInbox("https://queue", Script([], failure))
    with pytest.raises(kind, match=words) as caught:
        list(inbox.pull())
    assert caught.value.hint
    assert not any(word in caught.value.message for word in SECRET_WORDS)


def test_a_queue_that_is_not_there_is_said_so(queue: str) -> None:
    with pytest.raises(Misconfigured):
        list(at(queue + "-of-somebody-else").pull())


@pytest.mark.parametrize(
    "url",
    [
        "queue",
        "https://",
        "http://sqs.eu-south-1.amazonaws.com/1/queue",
        "https://sqs.eu-south-1.amazonaws.com.example/1/queue",
        "https://queue.example/1/queue",
        "https://sqs.eu-south-1.amazonaws.com",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="SQS_QUEUE_URL"):
        SqsInbox.at(url)


def test_without_boto3_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(SettingsError, match="boto3 is not installed") as caught:
        SqsInbox.at("https://sqs.eu-south-1.amazonaws.com/1/queue")
    assert "BANDITORE_LOCK=sqs" in caught.value.hint


WILD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["Message", "whatsAppWebhookEntry", "Type"]), inner)
    ),
    max_leaves=8,
)
BODY = st.text() | WILD.map(json.dumps) | WILD.map(lambda inner: sns(json.dumps(inner)))


@given(BODY)
def test_no_body_of_a_message_brings_anything_but_a_payload(body: str) -> None:
    message = {
        "MessageId": "1",
        "ReceiptHandle": "r",
        "Body": body,
        "Attributes": {"SentTimestamp": "1"},
    }
    (payload,) = SqsInbox("https://queue", Script([message])).pull()
    assert isinstance(payload.content, bytes)


RECEIVED: dict[str, Any] = {
    "Messages": [
        {
            "MessageId": "1",
            "ReceiptHandle": "r",
            "Body": sns(eum(HELLO)),
            "Attributes": {"SentTimestamp": "1795629600000"},
        },
        {"MessageId": "2", "ReceiptHandle": "s", "Body": eum(HELLO), "Attributes": {}},
    ]
}


class Answer(Script):
    """A client that answers once with this document, then with nothing."""

    def __init__(self, document: dict[str, Any]) -> None:
        super().__init__([])
        self._documents = [document]

    def receive_message(self, **words: Any) -> dict[str, Any]:  # noqa: ANN401
        self.calls.append(words)
        return self._documents.pop() if self._documents else {}


@pytest.mark.thorough
@given(spoilt(RECEIVED))
def test_no_answer_of_aws_brings_anything_but_payloads(document: dict[str, Any]) -> None:
    for payload in SqsInbox("https://queue", Answer(document)).pull():
        assert isinstance(payload.content, bytes)
        assert payload.at.tzinfo is not None
    oldest = SqsInbox("https://queue", Answer(document)).oldest()
    assert oldest is None or oldest.tzinfo is not None


def test_how_long_something_waits_is_told_without_hiding_it(queue: str) -> None:
    inbox = at(queue)
    assert inbox.oldest() is None
    put(queue, eum(HELLO))
    told = inbox.oldest()

    assert told is not None
    assert abs(datetime.now(UTC) - told) < timedelta(minutes=1)
    assert len(list(inbox.pull())) == 1
