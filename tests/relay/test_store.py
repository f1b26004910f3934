"""The store: durable, private, of bounded age, and nobody else's file."""

from __future__ import annotations

import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from banditore.domain.errors import SettingsError, StoreError
from banditore.relay.limits import source_of
from banditore.relay.sealing import sealer
from banditore.relay.store import RETENTION, Store
from letters import IDENTITY, Box, config, delivery, opened

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86400


def test_what_is_older_than_two_weeks_is_gone_and_its_names_too(tmp_path: Path) -> None:
    with Box(tmp_path) as box:
        box.post(delivery("old"))
        box.now += RETENTION.total_seconds() - DAY
        box.post(delivery("new"))
        assert box.store.forget_old() == 0
        box.now += 2 * DAY
        assert box.store.forget_old() == 1
        assert box.kept() == [delivery("new")]
        box.post(delivery("old"))
        assert box.kept() == [delivery("new"), delivery("old")]


def test_a_cursor_never_comes_again(tmp_path: Path) -> None:
    with Box(tmp_path) as box:
        box.post(delivery("1"))
        (first,) = box.events()
        box.store.forget([first["cursor"]])
        box.post(delivery("2"))
        assert box.events()[0]["cursor"] > first["cursor"]


def test_what_is_forgotten_is_on_the_disk_no_more(tmp_path: Path) -> None:
    with Box(tmp_path) as box:
        box.post(delivery("1"))
        (page,) = box.store.after(0, 1).events
        assert page.blob[-200:-100] in on_disk(tmp_path)
        box.store.forget([page.cursor])
        assert page.blob[-200:-100] not in on_disk(tmp_path)


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_the_next_relay_finds_what_the_last_one_kept(tmp_path: Path) -> None:
    with Box(tmp_path) as box:
        box.post(delivery("1"))
    with Box(tmp_path) as box:
        box.post(delivery("1"))
        assert box.kept() == [delivery("1")]


def test_two_relays_may_overlap_while_one_takes_over(tmp_path: Path) -> None:
    with Box(tmp_path) as old, Box(tmp_path) as new:
        old.post(delivery("1"))
        new.post(delivery("2"))
        new.post(delivery("1"))
        assert old.kept() == new.kept() == [delivery("1"), delivery("2")]


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    with Box(tmp_path) as box:
        box.post(delivery("1"))
        rights = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
        assert rights == {0o600}


@pytest.mark.parametrize("kind", ["no database", "somebody's", "from the future", "no folder"])
def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "relay.db"
    if kind == "no database":
        path.write_bytes(b"x" * 5000)
    elif kind == "no folder":
        path = tmp_path / "nowhere" / "relay.db"
    else:
        with sqlite3.connect(path) as db:
            db.execute(
                "create table theirs (a)" if kind == "somebody's" else "pragma user_version=9"
            )
        db.close()
    before = path.read_bytes() if path.exists() else b""
    with pytest.raises(StoreError, match=r"relay\.db") as caught:
        Store(path, sealer([str(IDENTITY.to_public())]), lambda: 0.0)
    assert caught.value.hint
    assert (path.read_bytes() if path.exists() else b"") == before


@pytest.mark.parametrize("wrong", ["age1xyz", str(IDENTITY), "", "ssh-ed25519 AAAA"])
def test_a_recipient_that_is_none_is_refused_and_not_repeated(wrong: str) -> None:
    with pytest.raises(SettingsError) as caught:
        sealer([wrong])
    assert "policy/recipients.txt" in caught.value.hint
    assert not wrong or wrong not in f"{caught.value.message}{caught.value.hint}"


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "source"),
    [
        ("192.0.2.1", "", 1, "192.0.2.1"),
        ("10.0.0.1", "198.51.100.7", 1, "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7", 0, "10.0.0.1"),  # nobody stands in front: it is a lie
        ("10.0.0.1", "203.0.113.9, 198.51.100.7", 1, "198.51.100.7"),  # the first is a claim
        ("10.0.0.1", "203.0.113.9, 198.51.100.7", 2, "203.0.113.9"),
        ("10.0.0.1", "198.51.100.7", 2, "10.0.0.1"),
        ("10.0.0.1", "no address", 1, "10.0.0.1"),
        ("10.0.0.1", "2001:db8:1:2:3:4:5:6", 1, "2001:db8:1:2::/64"),
        ("2001:db8::1", "", 1, "2001:db8::/64"),
        ("", "", 1, ""),
    ],
)
def test_a_source_is_what_our_own_proxy_says(
    peer: str, forwarded: str, proxies: int, source: str
) -> None:
    assert source_of(peer, forwarded, proxies) == source


def test_sealed_for_two_opens_for_each(tmp_path: Path) -> None:
    other = x25519.Identity.generate()
    keys = (str(IDENTITY.to_public()), str(other.to_public()))
    with Box(tmp_path, recipients=keys) as box:
        box.post(delivery("1"))
        (event,) = box.events()
    assert opened(event) == opened(event, other) == [delivery("1")]
    assert config(tmp_path, recipients=keys).recipients == keys
