"""Delivery reports with whole processes, on both APIs: what phones do reaches the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from town import snow

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e

READER, HOLDER, DEAD, ASLEEP = (f"+39333000{number:04}" for number in range(801, 805))


@pytest.mark.parametrize("world", ["twilio", "meta"], indirect=True)
def test_what_phones_do_is_told_by_the_receipt_and_then_forgotten(world: World) -> None:
    world.join(READER, HOLDER, DEAD, ASLEEP)
    files = snow()
    (path,) = files
    receipt = path.replace("messages/2026/", "messages/receipts/")
    world.merge(files)
    world.banditore("publish", "--live")
    name = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    assert world.branches("outcomes/") == [f"outcomes/{name}"]
    ids = {m["to"]: m["sid"] for m in world.network.log() if m["template"]}
    world.network.become(ids[READER], "read")
    world.network.become(ids[DEAD], "failed", 131026 if world.network.meta else 63024)
    world.network.become(ids[ASLEEP], "sent")

    world.banditore("sync", "--live")

    told = world.at_origin(receipt).splitlines()
    expected = {"audience: 4", "unknown: 0", "left: 0", "expired: 0"}
    # Meta's phones had all said "delivered" before; Twilio's log only knows what is true now.
    counts = ("4", "0", "4") if world.network.meta else ("3", "1", "2")
    expected |= {f"accepted: {counts[0]}", f"failed: {counts[1]}", f"delivered: {counts[2]}"}
    assert expected | {"read: 1"} <= set(told)
    assert world.banditore("sync", "--live")  # once more: nothing is counted twice
    assert world.at_origin(receipt).splitlines() == told


@pytest.mark.parametrize("world", ["meta"], indirect=True)
def test_a_webhook_that_meta_cannot_reach_is_told_by_the_next_sync(world: World) -> None:
    world.join(READER)
    said = world.banditore("sync", "--live")
    assert "Meta non è riuscita" not in said
    world.network.webhooks(url="")
    world.text(READER, "AIUTO")  # nobody hears it

    assert "Meta non è riuscita a consegnarci" in world.banditore("sync", "--live")


def test_what_citizens_wrote_is_deleted_at_twilio_once_it_is_handled(world: World) -> None:
    world.join(READER)
    world.text(HOLDER, "MI ISCRIVO")
    world.banditore("sync")
    assert world.network.inbox() == ["MI ISCRIVO"]  # a dry run takes nothing away
    world.banditore("sync", "--live")

    assert world.network.inbox() == []
    assert "emergenze" in world.banditore("subscribers", "count").lower()
