"""What ten thousand texts cost, in CPU: parsed, applied, sealed; and the reading of texts alone.

From half as many phones, each of which joins and then writes a text of tests/data/commands.tsv, as
both providers hand them over: Twilio's pages of records, and Meta's webhooks with a user id beside
each phone.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
from base64 import b64encode
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from banditore.adapters.age_keys import make_key
from banditore.adapters.age_list import AgeSubscriberStore
from banditore.adapters.age_vault import AgeVault
from banditore.adapters.meta.webhook import events
from banditore.adapters.twilio import records
from banditore.domain.commands import CommandReader
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Inbound
from banditore.domain.reception.joining import apply
from banditore.domain.subscribers import SubscriberList
from fakes import FakeFiles
from small_town import notices, service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MESSAGES = 10_000
LIMIT = 3.0
"""Seconds of CPU for all of them, from what the provider says to what is pushed."""
TEXTS = 50_000
"""Texts a second that are at least to be read."""
Row = TypeVar("Row")
PAGE, BATCH = 1000, 20
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
NUMBER_ID = "100000000000001"


def main() -> None:
    """Print a table; exit code 1 where it is slower than it may be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    number, slow = parser.parse_args().messages, False
    random.seed(1)
    for name, made, parsed in (
        ("Twilio", twilio_pages, from_twilio),
        ("Meta", meta_payloads, from_meta),
    ):
        slow |= intake(name, number, list(made(number)), parsed) > LIMIT * number / MESSAGES
    slow |= reading() < TEXTS
    if slow:
        sys.exit("slower than it may be")


def intake(
    name: str, number: int, raw: list[bytes], parsed: Callable[[list[bytes]], list[Inbound]]
) -> float:
    """The CPU that a provider's messages take, step by step."""
    key = make_key()
    store = AgeSubscriberStore(FixedKeys((key.secret,)), AgeVault.of_identity, lambda: NOW)
    before = SubscriberList(b"k" * 32, NOW - timedelta(days=1))
    found = store.found(before)
    files = FakeFiles({path: content for path, content in found.items() if content is not None})
    before = store.load(files)
    spent: list[float] = []
    with step(f"{name}: {number:,} parsed", spent):
        inbound = parsed(raw)
    assert len(inbound) == number
    ids = (f"{n:032x}" for n in itertools.count())
    town = service()
    with step(f"{name}: applied", spent):
        after, tally = apply(
            before, inbound, town, notices(), now=NOW, run="run", new_id=lambda: next(ids)
        )
    with step(f"{name}: sealed", spent):
        changes = store.store(files, after)
    size = sum(len(content) for content in changes.values() if content)
    total = sum(spent)
    print(f"{f'{name}: all':<28}{total:>8.2f} s CPU")  # noqa: T201
    print(  # noqa: T201
        f"  joined {tally.joined:,}, left {tally.left:,}, other {tally.other:,}, "
        f"replies owed {len(after.replies):,}, {size / 1024:,.0f} KiB to push"
    )
    return total


def reading() -> float:
    """Texts a second that the reader of commands gets through, of what citizens mostly write.

    Every other one is a phrase that they are taught; the rest, all the table's, is told alone, too.
    """
    reader, hard = CommandReader(service()), texts()
    easy = [phrase for by in service().commands.values() for some in by.values() for phrase in some]
    mixed = itertools.chain.from_iterable(zip(itertools.cycle(easy), itertools.cycle(hard)))
    paces = []
    for name, lines in (
        ("the table's texts", itertools.cycle(hard)),
        ("half of it phrases", mixed),
    ):
        many = list(itertools.islice(lines, 50_000))
        spent: list[float] = []
        with step(f"{len(many):,} texts read", spent):
            for text in many:
                reader.read(text)
        paces.append(len(many) / spent[0])
        print(f"{name:<28}{paces[-1]:>8,.0f} texts/s")  # noqa: T201
    return paces[-1]


@contextmanager
def step(name: str, spent: list[float]) -> Iterator[None]:
    """What happens inside is a step; its CPU is printed and kept."""
    began = time.process_time()
    yield
    spent.append(time.process_time() - began)
    print(f"{name:<28}{spent[-1]:>8.2f} s CPU")  # noqa: T201


def texts() -> list[str]:
    """The last column of the table of texts."""
    table = Path(__file__).parents[1] / "data/commands.tsv"
    rows = (line.split("\t") for line in table.read_text().splitlines() if line[:1] != "#")
    return [row[-1] for row in rows if len(row) > 1]


def spoken(number: int) -> Iterator[tuple[int, str, datetime]]:
    """Who writes what, and when: everybody joins, then each writes a text of the table."""
    people, lines = -(-number // 2), itertools.cycle(texts())
    for n in range(number):
        text = "MI ISCRIVO" if n < people else next(lines)
        yield n % people, text, NOW - timedelta(seconds=number - n)


def twilio_pages(number: int) -> Iterator[bytes]:
    """As Twilio lists them."""
    rows = (
        {
            "sid": f"SM{random.randbytes(16).hex()}",
            "direction": "inbound",
            "status": "received",
            "from": f"whatsapp:+3933300{n:05}",
            "to": f"whatsapp:{service().number}",
            "body": text,
            "num_media": "0",
            "date_created": format_datetime(at),
            "price": None,
            "error_code": None,
            "uri": "/2010-04-01/…",
        }
        for n, text, at in spoken(number)
    )
    for page in _batched(rows, PAGE):
        yield json.dumps({"messages": page}).encode()


def from_twilio(pages: list[bytes]) -> list[Inbound]:
    """As the adapter reads them."""
    town = service().number
    found = (records.inbound(row, town) for page in pages for row in json.loads(page)["messages"])
    return [one for one in found if one]


def meta_payloads(number: int) -> Iterator[bytes]:
    """As Meta pushes them."""
    for portion in _batched(spoken(number), BATCH):
        messages = [
            {
                "from": f"3933300{n:05}",
                "from_user_id": f"IT.{n:015}",
                "id": wamid(f"3933300{n:05}"),
                "timestamp": str(int(at.timestamp())),
                "type": "text",
                "text": {"body": text},
            }
            for n, text, at in portion
        ]
        value = {"metadata": {"phone_number_id": NUMBER_ID}, "messages": messages}
        yield json.dumps({"entry": [{"changes": [{"field": "messages", "value": value}]}]}).encode()


def from_meta(payloads: list[bytes]) -> list[Inbound]:
    """As the adapter reads them."""
    found = (event for payload in payloads for event in events(payload, NUMBER_ID))
    return [event for event in found if isinstance(event, Inbound)]


def wamid(number: str) -> str:
    """An id as Meta makes them."""
    inner = random.randbytes(10).hex().upper().encode()
    raw = b"\x1c\x18%c%b\x15\x02\x00\x12\x18%c%b\x00" % (
        len(number),
        number.encode(),
        len(inner),
        inner,
    )
    return "wamid." + b64encode(raw).decode()


def _batched(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while portion := list(itertools.islice(rows, size)):
        yield portion


if __name__ == "__main__":
    main()
