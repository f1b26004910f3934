"""A sync of texts that try to do something: the whole process, its output, git and the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from injections import CANARY, TEXTS

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize(
    ("world", "style"),
    [("twilio", "text"), ("twilio", "github"), ("meta", "github")],
    indirect=["world"],
)
def test_texts_do_nothing_but_what_their_words_mean(world: World, style: str) -> None:
    sendable = {n: text for n, text in enumerate(TEXTS.values()) if "\ud800" not in text}
    for number, text in sendable.items():
        world.text(f"+3933300001{number:02}", text)
    world.text("+393330000200", "MI ISCRIVO")

    said = world.banditore("sync", "--live", "--format", style)

    assert CANARY not in said
    assert "\x1b" not in said
    assert CANARY.encode() not in world.objects()
    assert not [path for path in world.folder.rglob("*") if CANARY in path.name]
    assert [m["to"] for m in world.network.log() if "attiva" in m["text"]] == ["+393330000200"]


@pytest.mark.parametrize("world", ["meta"], indirect=True)
def test_a_photo_is_counted_and_deleted_at_meta(world: World) -> None:
    world.texted["+393330000001"] = world.network.text("+393330000001", kind="image")
    world.network.told()
    assert world.network.holds(1)

    said = world.banditore("sync", "--live")

    assert "image 1" in said
    assert not world.network.holds(1)
