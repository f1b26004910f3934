"""What an inbox holds becomes messages and reports, whatever the inbox does."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from banditore.adapters.meta.mailbox import MOST_REPEATED, Mailbox
from banditore.domain.errors import Unavailable
from banditore.domain.message import Address, Payload
from mailbag import Mailbag

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

TO = Address("+393330000001")
NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
TEXT = {"from": TO[1:], "id": "wamid.1", "timestamp": "1795453200", "type": "text"}


def payload(*, text: str = "", tags: Collection[object] = ()) -> bytes:
    said = [{**TEXT, "text": {"body": text}}] if text else []
    told = [{"id": "wamid.2", "status": "sent", "biz_opaque_callback_data": tag} for tag in tags]
    value = {"messages": said, "statuses": told}
    return json.dumps({"entry": [{"changes": [{"value": value}]}]}).encode()


def test_a_payload_with_both_goes_when_both_are_done_with() -> None:
    bag = Mailbag()
    bag.put(payload(text="STOP", tags=["x:r1"]), NOW)
    box = Mailbox(bag, "1")

    assert [one.text for one in box.inbound()] == ["STOP"]
    box.reported(lambda _: False)
    assert bag.waiting
    box.settled()
    assert bag.waiting
    box.reported(lambda _: False)
    assert bag.waiting == {}


def test_what_says_nothing_is_acknowledged_too() -> None:
    bag = Mailbag()
    bag.put(b"no payload at all")
    box = Mailbox(bag, "1")

    assert list(box.inbound()) == []
    box.settled()
    assert bag.waiting == {}


@pytest.mark.parametrize("tag", ["", "two words", "a\nline", "\x00", 7, None, "x" * 600])
def test_tags_that_are_none_of_ours_are_kept_apart_from_ours(tag: object) -> None:
    bag = Mailbag()
    bag.put(payload(tags=[tag, "x:r1"]))

    found = list(Mailbox(bag, "1").sent({"x:r1": TO}))

    assert [(row.to, row.tag) for row in found] == [(TO, "x:r1")]


def test_an_inbox_that_gives_the_same_for_ever_is_said_and_not_read_for_ever() -> None:
    class Endless(Mailbag):
        given = 0

        def pull(self) -> Iterator[Payload]:
            for self.given in itertools.count():
                yield Payload("1", payload(text="STOP"), NOW)

    bag = Endless()

    with pytest.raises(Unavailable, match="again and again"):
        Mailbox(bag, "1").inbound()

    assert bag.given <= MOST_REPEATED + 2


def photo(**more: object) -> bytes:
    image = {"id": "1234567", "mime_type": "image/jpeg", **more}
    said = {**TEXT, "type": "image", "image": image}
    return json.dumps({"entry": [{"changes": [{"value": {"messages": [said]}}]}]}).encode()


def test_a_file_is_known_by_the_message_that_it_came_with_and_given_once() -> None:
    bag = Mailbag()
    bag.put(photo(), NOW)
    box = Mailbox(bag, "1")
    box.inbound()
    box.settled()

    assert box.files(["wamid.other"]) == []
    assert box.files(["wamid.1", "wamid.1"]) == ["1234567"]
    assert box.files(["wamid.1"]) == []


@pytest.mark.parametrize("id_", ["", "../me", "1/../2", "12a", "1" * 41, None, 7, ["1"]])
def test_a_file_s_id_that_is_none_never_stands_in_a_path(id_: object) -> None:
    bag = Mailbag()
    bag.put(photo(id=id_), NOW)
    box = Mailbox(bag, "1")

    assert [one.what for one in box.inbound()] == ["image"]
    assert box.files(["wamid.1"]) == []
