"""What waits in a queue at AWS: End User Messaging Social → SNS → SQS, without code of the town's.

Sources: AWS's guide *Message and event destinations* of End User Messaging Social (the event's
form), *Amazon SNS message formats* and *Amazon SQS visibility timeout*. boto3 is an extra: without
it, an error says what to install.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from banditore.domain.errors import Misconfigured, SettingsError, Throttled, Unavailable
from banditore.domain.message import Payload
from banditore.wire.reply import moment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

AT_ONCE = 10
"""Messages that SQS gives, or deletes, at a time."""
HIDDEN = 60
"""Seconds for which others do not see what we were given: after a crash, the next run waits so
long for it."""
LONG_POLL = 1
"""Seconds. A short poll asks only some of SQS's servers."""
PATIENCE = 10
"""Answers without anything new after which the rest is for another time."""
MOST = 200_000
"""Messages in one go: SQS hides 120,000 at most."""
MOST_ENVELOPES = 3
_QUEUE = re.compile(r"https://sqs\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/[0-9]+/[\w-]+$")
"""The region need not be said twice."""
_SLOW_DOWN = frozenset({"RequestThrottled", "ThrottlingException", "Throttling", "OverLimit"})
_REFUSED = "check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and SQS_QUEUE_URL"
_WRAPPED = b'{"object":"whatsapp_business_account","entry":[%b]}'


class SqsInbox:
    """The port Inbox on a queue. A message comes back unless it was acknowledged."""

    def __init__(self, url: str, client: Any) -> None:  # noqa: ANN401 - boto3 makes its classes
        self._url = url
        self._client = client
        self._wait = LONG_POLL
        self._handles: dict[str, str] = {}
        """What SQS wants to see for deleting a message: its newest receipt."""

    def __repr__(self) -> str:
        return "SqsInbox()"

    @classmethod
    def at(cls, url: str, key: str = "", secret: str = "") -> SqsInbox:
        """With boto3's own client; without key and secret, AWS's usual places are looked at.

        Raises SettingsError where boto3 is missing or the address is none.
        """
        try:
            import boto3  # noqa: PLC0415 - an extra
            from botocore.config import Config  # noqa: PLC0415
        except ModuleNotFoundError:
            raise SettingsError(
                "SQS_QUEUE_URL is set, and boto3 is not installed",
                "run it in its own environment: BANDITORE_LOCK=sqs scripts/run …",
            ) from None
        found = _QUEUE.match(url)
        if not found:
            raise SettingsError(
                "SQS_QUEUE_URL is no queue's address",
                "AWS shows it on the queue's page: https://sqs.REGION.amazonaws.com/…",
            )
        client = boto3.client(
            "sqs",
            region_name=found[1],
            aws_access_key_id=key or None,
            aws_secret_access_key=secret or None,
            # Its own defaults wait for minutes where nobody answers.
            config=Config(connect_timeout=10, read_timeout=30, retries={"total_max_attempts": 3}),
        )
        return cls(url, client)

    def pull(self) -> Iterator[Payload]:
        """What this object has not given yet, in no sure order. Raises ProviderError."""
        stale = given = 0
        while stale < PATIENCE and given < MOST:
            messages = self._received(HIDDEN)
            if not messages:
                return
            fresh = [message for message in messages if message["MessageId"] not in self._handles]
            self._handles |= {m["MessageId"]: m["ReceiptHandle"] for m in messages}
            stale = 0 if fresh else stale + 1
            given += len(fresh)
            yield from map(_payload, fresh)

    def oldest(self) -> datetime | None:
        """Of some that wait, as a queue does not tell which is the oldest. Raises ProviderError."""
        return min((_sent_at(message) for message in self._received(0)), default=None)

    def acknowledge(self, ids: Collection[str]) -> None:
        """Delete these. Raises ProviderError; what could not be deleted comes again."""
        known = [id_ for id_ in dict.fromkeys(ids) if id_ in self._handles]
        for start in range(0, len(known), AT_ONCE):
            some = known[start : start + AT_ONCE]
            entries = [
                {"Id": str(n), "ReceiptHandle": self._handles[id_]} for n, id_ in enumerate(some)
            ]
            answer = self._call(self._client.delete_message_batch, Entries=entries)
            if answer.get("Failed"):
                raise Unavailable("the queue did not delete what we had used", "run it again")
            for id_ in some:
                del self._handles[id_]

    def _received(self, hidden: int) -> list[dict[str, Any]]:
        """`hidden`: for so many seconds nobody else sees them."""
        answer = self._call(
            self._client.receive_message,
            MaxNumberOfMessages=AT_ONCE,
            WaitTimeSeconds=self._wait,
            VisibilityTimeout=hidden,
            MessageSystemAttributeNames=["SentTimestamp"],
        )
        messages = answer.get("Messages")
        return [one for one in messages if _whole(one)] if isinstance(messages, list) else []

    def _call(self, act: Callable[..., dict[str, Any]], **words: object) -> dict[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - an extra

        try:
            return act(QueueUrl=self._url, **words)
        except ClientError as failure:
            code = _plain(failure.response.get("Error", {}).get("Code"))
            status = failure.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        except BotoCoreError as failure:
            code, status = type(failure).__name__, 0
        raise _meaning(code, status)


def _meaning(code: str, status: int) -> Exception:
    if code.removeprefix("AWS.SimpleQueueService.") in _SLOW_DOWN:
        return Throttled("AWS keeps asking us to slow down", "run it again in a minute")
    if 400 <= status < 500 or code in {"NoCredentialsError", "PartialCredentialsError"}:  # noqa: PLR2004 - HTTP's own
        return Misconfigured(f"AWS does not let us use the queue ({code})", _REFUSED)
    return Unavailable(f"AWS's queue does not answer ({code})", "run it again")


def _plain(code: object) -> str:
    """AWS's name of an error: what else may stand there is not repeated."""
    return code if isinstance(code, str) and re.fullmatch(r"[A-Za-z.]{1,80}", code) else "?"


def _whole(message: object) -> bool:
    """Whether it can be told apart from others, and deleted."""
    if not isinstance(message, dict):
        return False
    names = (message.get("MessageId"), message.get("ReceiptHandle"))
    return all(isinstance(name, str) and name for name in names)


def _payload(message: dict[str, Any]) -> Payload:
    body = _unwrapped(str(message.get("Body", "")))
    return Payload(message["MessageId"], body, _sent_at(message))


def _sent_at(message: dict[str, Any]) -> datetime:
    attributes = message.get("Attributes")
    sent = attributes.get("SentTimestamp") if isinstance(attributes, dict) else None
    return moment(sent) or datetime.now(UTC)


def _unwrapped(body: str) -> bytes:
    """Meta's own document out of AWS's envelopes; what is none of these, as it is."""
    event = _object(body)
    # SNS's envelope, unless raw delivery is on; one in another where a topic feeds a topic.
    for _ in range(MOST_ENVELOPES):
        message = event.get("Message")
        inner = _object(message) if isinstance(message, str) else {}
        if not inner:
            break
        body, event = str(message), inner
    entry = event.get("whatsAppWebhookEntry")
    if isinstance(entry, dict):
        entry = json.dumps(entry)
    return (
        _WRAPPED % entry.encode("utf-8", "replace")
        if isinstance(entry, str)
        else body.encode("utf-8", "replace")
    )


def _object(text: str) -> dict[str, Any]:
    try:
        parsed = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}
