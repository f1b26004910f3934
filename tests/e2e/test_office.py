"""Each right of a citizen, end to end: real git, real age files, commands as the office runs them.

What the commands print is searched for numbers, but for the letters, which are to the citizen.
"""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pyrage import decrypt, x25519

from strongroom import opened_with
from town import NEWS, news
from world import run_git

if TYPE_CHECKING:
    from world import World

pytestmark = pytest.mark.e2e

ANNA, BRUNO, CARLA, DINA = (f"+39333000000{number}" for number in range(1, 5))
WHY = ("--reference", "prot. 4711/2026", "--live")


def reaches(world: World, phone: str) -> bool:
    """Whether the news came to a phone."""
    return any(NEWS in text for text in world.network.messages(phone))


def opened(world: World) -> list[bytes]:
    """All of the origin's history that opens with every key that the town holds."""
    long_lived = [
        line
        for path in world.safe.glob("*.key")
        for line in path.read_text().splitlines()
        if line.startswith("AGE-SECRET-KEY")
    ]
    (ring,) = world.keyring.glob("keyring-*.age")
    held = opened_with(long_lived, ring.read_bytes()) or b""
    keys = [*long_lived, *re.findall(r"AGE-SECRET-KEY-1\w+", held.decode())]
    found = []
    for id_ in run_git(world.origin, "rev-list", "--objects", "--all").splitlines():
        blob = ["git", "-C", str(world.origin), "cat-file", "blob", id_.split()[0]]
        content = subprocess.run(blob, capture_output=True, check=False).stdout
        plain = opened_with(keys, content)
        if plain is not None:
            found.append(gunzipped(plain))
    return found


def gunzipped(padded: bytes) -> bytes:
    """Zeros behind it are padding."""
    return zlib.decompressobj(31).decompress(padded)


def test_access_restriction_and_erasure_from_the_request_to_the_certificate(world: World) -> None:
    world.join(ANNA, BRUNO, CARLA)

    # Access: nothing without --live; then all there is, in the citizen's language.
    would = world.banditore("subscribers", "show", *WHY[:2], typed=f"{ANNA}\n")
    assert "prova" in would
    letter = world.banditore(
        "subscribers", "show", "--language", "fr", *WHY, typed="333 000 0001\n", told=False
    )
    assert "333 000 0001" in letter
    assert "par un message WhatsApp" in letter
    shown = world.banditore(
        "subscribers", "show", "--format", "json", *WHY, typed=f"{ANNA}\n", told=False
    )
    assert json.loads(shown)["subscriber"]["address"] == ANNA

    # Restriction: the data stays, and nothing arrives.
    world.banditore("subscribers", "restrict", *WHY, typed=f"{BRUNO}\n")
    world.merge(news())
    world.banditore("publish", "--live")
    assert [reaches(world, phone) for phone in (ANNA, BRUNO, CARLA)] == [True, False, True]

    # Erasure: gone from the list, and no key that is left opens what lies in the history.
    assert any(ANNA.encode() in plain for plain in opened(world))
    certificate = world.banditore("subscribers", "erase", *WHY, typed=f"{ANNA}\n")
    assert "Si attesta quanto segue" in certificate
    again = world.banditore("subscribers", "erase", *WHY, typed=f"{ANNA}\n")
    assert "non c'era nulla" in again
    nothing = world.banditore("subscribers", "show", *WHY, typed=f"{ANNA}\n", told=False)
    assert "cancellazione" in nothing  # the mark, which the certificate names
    assert "con un messaggio WhatsApp" not in nothing
    assert ANNA.encode() not in b"".join(opened(world))
    assert any(CARLA.encode() in plain for plain in opened(world))


def test_forms_and_a_list_from_elsewhere_and_what_can_be_told_of_them(world: World) -> None:
    world.join(ANNA)
    world.text(BRUNO, "MI ISCRIVO")
    world.banditore("sync", "--live")
    world.text(BRUNO, "MI CANCELLO")
    world.banditore("sync", "--live")

    # As Excel in Italian saves it: Bruno has left, a landline, and Carla twice.
    rows = ("Però;333 0000002", "A;333 0000003", "B;+39 333 000 0003", "C;0165 250113")
    table = world.safe / "elenco.csv"
    table.write_bytes("\r\n".join(["Nome;Cellulare", *rows]).encode("cp1252"))
    words = ["subscribers", "import", str(table), "--source", "elenco 2018"]
    words += ["--date", "2018-05-01"]
    would = world.banditore(*words, *WHY[:2])
    assert "elenco.csv:5:2" in would
    assert "nuovi iscritti: 1" in would
    done = world.banditore(*words, *WHY)
    assert "si erano cancellati, e restano fuori: 1" in done
    assert "was imported on" in world.banditore(*words, *WHY, code=1)

    form = ("--date", "2026-11-20", "--language", "fr", *WHY)
    for wrong in ("0165 250113\n", "333 0000\n", "\n", ""):
        world.banditore("subscribers", "add", *form, typed=wrong, code=2)
    world.banditore("subscribers", "add", *form, typed=f"{DINA}\n")
    world.banditore("subscribers", "remove", *WHY, typed=f"{DINA}\n")
    assert "non aggiunto" in world.banditore("subscribers", "add", *form, typed=f"{DINA}\n")

    # Counts, a picture, the record of it all, and the list itself for who may read it.
    picture = world.folder / "growth.svg"
    stats = ("subscribers", "stats", "--format", "json", "--least", "1", "--plot", str(picture))
    counts = json.loads(world.banditore(*stats).partition("\n}\n")[0] + "}")
    assert counts["joined"] == {"import": 1, "text": 1}
    assert ET.fromstring(picture.read_text()).get("role") == "img"  # noqa: S314 - our own
    log = world.banditore("subscribers", "log", "--format", "json").splitlines()
    assert [json.loads(line)["what"] for line in log] == ["import", "add", "remove", "add"]

    key = x25519.Identity.generate()
    moved = world.safe / "list.age"
    to = ("--to", str(key.to_public()), "--out", str(moved))
    world.banditore("subscribers", "export", *to, *WHY)
    lines = zlib.decompress(decrypt(moved.read_bytes(), [key]), 31).splitlines()
    assert [json.loads(line).get("address") for line in lines] == [None, ANNA, CARLA, None]

    # Carla was never told of the notice in force: a draft for everybody, and nothing is sent.
    drafted = world.banditore("subscribers", "renotify", "--live")
    assert "raggiunge 1 dei 1" in drafted
    (draft,) = world.work.glob("messages/*/*-informativa-*.yaml")
    assert "MI CANCELLO" in draft.read_text()
    world.banditore("check", str(draft.relative_to(world.work)))
    assert not world.network.messages(CARLA)
