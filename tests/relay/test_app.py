"""What the relay takes in, whom it hands it to, and what it refuses."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING

import pytest

from banditore.domain.errors import SettingsError
from banditore.relay.app import LONGEST, MOST
from banditore.relay.limits import BURST
from letters import APP_SECRET, BEARER, PHONE, TOKEN, VERIFY, Box, config, delivery, signature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HELLO = delivery("MI ISCRIVO")
SIGNED = signature(HELLO)
ASKED = f"hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token={VERIFY}"


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    with Box(tmp_path) as running:
        yield running
        traces = "\n".join(running.said).encode()
        assert not any(word in traces for word in (b"MI ISCRIVO", b"393330", b"wamid", b"Segreta"))


def stored(folder: Path) -> bytes:
    """Everything on the disk."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_what_meta_signed_is_kept_as_it_came(box: Box) -> None:
    assert box.post(HELLO).status == 200
    assert box.kept() == [HELLO]


def test_what_is_kept_can_be_read_by_nobody_there(box: Box, tmp_path: Path) -> None:
    box.post(HELLO)
    assert b"age-encryption.org" in stored(tmp_path)
    for word in (
        b"MI ISCRIVO",
        PHONE.encode(),
        b"wamid",
        SIGNED["x-hub-signature-256"][7:].encode(),
    ):
        assert word not in stored(tmp_path)


def test_a_signature_over_the_pieces_of_a_body_is_one_over_the_whole(box: Box) -> None:
    pieces = [HELLO[:1], b"", HELLO[1:100], HELLO[100:]]
    assert box.ask("POST", "/webhook", SIGNED, pieces).status == 200
    assert box.kept() == [HELLO]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, HELLO),
        (signature(HELLO, "another secret"), HELLO),
        (SIGNED, HELLO[:-1]),  # cut short
        (SIGNED, HELLO + b" "),
        (SIGNED, delivery("MI CANCELLO")),
        ({"x-hub-signature-256": ""}, HELLO),
        ({"x-hub-signature-256": SIGNED["x-hub-signature-256"].upper()}, HELLO),
        ({"x-hub-signature-256": SIGNED["x-hub-signature-256"][7:]}, HELLO),
        ({"x-hub-signature-256": "sha256=" + "é" * 64}, HELLO),
        ({"x-hub-signature-256": "sha1=" + "0" * 40}, HELLO),
        ({"x-hub-signature": SIGNED["x-hub-signature-256"]}, HELLO),
    ],
)
def test_what_meta_did_not_sign_is_refused_and_leaves_nothing(
    box: Box, tmp_path: Path, headers: dict[str, str], body: bytes
) -> None:
    before = stored(tmp_path)
    reply = box.ask("POST", "/webhook", headers, [body])
    assert (reply.status, reply.body) == (403, b"")
    assert stored(tmp_path) == before
    assert box.said == []


def test_a_body_that_announces_too_much_is_not_read(box: Box) -> None:
    headers = {**SIGNED, "content-length": str(LONGEST + 1)}
    assert box.ask("POST", "/webhook", headers, [HELLO]).status == 413
    assert box.ask("POST", "/webhook", {**SIGNED, "content-length": "9" * 5000}).status == 413
    assert box.kept() == []


def test_a_body_that_announces_nothing_is_read_up_to_the_bound(box: Box) -> None:
    whole = b"x" * LONGEST
    assert box.ask("POST", "/webhook", signature(whole), [whole]).status == 200
    long = whole + b"x"
    assert box.ask("POST", "/webhook", signature(long), [whole, b"x"]).status == 413
    assert box.kept() == [whole]


def test_who_hangs_up_half_way_leaves_nothing(box: Box) -> None:
    assert box.ask("POST", "/webhook", SIGNED, [HELLO[:50]], cut=True).status == 400
    assert box.kept() == []


def test_the_same_delivery_again_is_kept_once(box: Box) -> None:
    assert [box.post(HELLO).status for _ in range(3)] == [200] * 3
    assert {reply.status for reply in box.together([HELLO] * 5)} == {200}
    assert box.kept() == [HELLO]


def test_a_delivery_that_was_fetched_and_forgotten_does_not_come_back(box: Box) -> None:
    box.post(HELLO)
    (event,) = box.events()
    box.ask("POST", "/acknowledge", BEARER, [json.dumps({"cursors": [event["cursor"]]}).encode()])
    assert box.post(HELLO).status == 200
    assert box.kept() == []


def test_who_comes_together_shares_a_packet_and_loses_nothing(box: Box) -> None:
    bodies = [delivery("MI ISCRIVO", number) for number in range(300)]
    assert {reply.status for reply in box.together(bodies)} == {200}
    assert box.kept() == bodies
    assert len(box.events()) < 10


def test_while_the_secret_changes_both_are_good(tmp_path: Path) -> None:
    with Box(tmp_path, app_secrets=("new", "old")) as box:
        for secret in ("new", "old"):
            body = delivery(secret)
            assert box.ask("POST", "/webhook", signature(body, secret), [body]).status == 200
        assert box.ask("POST", "/webhook", SIGNED, [HELLO]).status == 403


def test_meta_is_told_that_this_is_the_right_place(box: Box) -> None:
    reply = box.ask("GET", f"/webhook?{ASKED}")
    assert (reply.status, reply.body) == (200, b"1158201444")
    assert reply.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "query",
    [
        "",
        ASKED.replace(VERIFY, "v" * 31),
        ASKED.replace(VERIFY, ""),
        ASKED.replace("subscribe", "unsubscribe"),
        ASKED.replace("1158201444", ""),
        ASKED.replace("1158201444", "x" * 300),
        ASKED.replace("1158201444", "%0d%0aset-cookie:a"),
    ],
)
def test_who_does_not_know_the_word_is_told_nothing(box: Box, query: str) -> None:
    assert (box.ask("GET", f"/webhook?{query}").status, box.said) == (403, [])


@pytest.mark.parametrize(
    "given", ["", "Bearer", f"Basic {TOKEN}", "Bearer " + "t" * 31, "Bearer é"]
)
@pytest.mark.parametrize(("method", "path"), [("GET", "/events"), ("POST", "/acknowledge")])
def test_only_the_town_fetches(box: Box, given: str, method: str, path: str) -> None:
    box.post(HELLO)
    reply = box.ask(method, path, {"authorization": given}, [b'{"cursors": [1]}'])
    assert (reply.status, reply.body) == (401, b"")
    assert reply.headers["www-authenticate"] == "Bearer"
    assert box.kept() == [HELLO]


def test_events_come_in_pages_by_cursor(box: Box) -> None:
    bodies = [delivery(str(number)) for number in range(5)]
    for body in bodies:
        box.post(body)
    first = box.ask("GET", "/events?limit=3", BEARER).json()
    rest = box.ask("GET", f"/events?after={first['events'][-1]['cursor']}&limit=3", BEARER).json()
    cursors = [event["cursor"] for event in first["events"] + rest["events"]]
    assert (first["more"], rest["more"]) == (True, False)
    assert (len(cursors), cursors) == (5, sorted(set(cursors)))
    assert {event["at"] for event in first["events"]} == {1_795_629_600}


def test_a_page_is_bounded_in_bytes_and_never_empty(box: Box) -> None:
    for number in range(4):
        box.post(bytes([number]) * LONGEST)
    page = box.ask("GET", "/events", BEARER).json()
    assert (len(page["events"]), page["more"]) == (1, True)
    assert len(box.events(page["events"][-1]["cursor"])) == 1


def test_only_what_is_named_is_forgotten(box: Box) -> None:
    for number in range(3):
        box.post(delivery(str(number)))
    cursors = [event["cursor"] for event in box.events()]
    body = json.dumps({"cursors": [cursors[0], cursors[2], 999]}).encode()
    assert box.ask("POST", "/acknowledge", BEARER, [body]).json() == {"forgotten": 2}
    assert box.ask("POST", "/acknowledge", BEARER, [body]).json() == {"forgotten": 0}
    assert box.kept() == [delivery("1")]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"\xff", b"{}", b'{"cursors": 1}', b'{"cursors": ["1"]}',
     b'{"cursors": [true]}', b'{"cursors": [-1]}', b'{"cursors": [1e3]}',
     b'{"cursors": [1000000000000000000]}', b"[" * 9000],
)  # fmt: skip
def test_an_acknowledgement_that_is_none_forgets_nothing(box: Box, body: bytes) -> None:
    box.post(HELLO)
    assert box.ask("POST", "/acknowledge", BEARER, [body]).status == 400
    assert box.kept() == [HELLO]


@pytest.mark.parametrize(
    "query", ["limit=0", f"limit={MOST + 1}", "limit=x", "after=-1", "after=", "after=" + "9" * 30]
)
def test_a_question_that_is_none_is_refused(box: Box, query: str) -> None:
    assert box.ask("GET", f"/events?{query}", BEARER).status == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/webhook/", 404),
        ("PUT", "/webhook", 405),
        ("DELETE", "/events", 405),
    ],
)
def test_there_is_nothing_else(box: Box, method: str, path: str, status: int) -> None:
    assert box.ask(method, path, BEARER).status == status


def test_health_says_ok_and_no_more(box: Box) -> None:
    box.post(HELLO)
    reply = box.ask("GET", "/health")
    assert (reply.status, reply.body) == (200, b"ok")
    assert box.ask("HEAD", "/health").status == 200


def test_a_disk_that_fails_is_no_200_and_meta_comes_again(box: Box) -> None:
    box.store.close()
    replies = [*box.together([HELLO, delivery("MI CANCELLO")]), box.ask("GET", "/health")]
    assert [(reply.status, reply.body) for reply in replies] == [(503, b"")] * 3
    assert set(box.said) == {"the store cannot be written (ProgrammingError)"}


def test_a_bug_is_told_by_kind_and_place_only(box: Box) -> None:
    def broken(_: object) -> None:
        raise ValueError(f"no content: {HELLO!r}")

    box.store.add = broken  # type: ignore[method-assign, assignment]
    assert box.post(HELLO).status == 500
    assert [line.split(" at ")[0] for line in box.said] == ["a bug: ValueError"]


def test_who_is_refused_too_often_is_not_heard_for_a_while(box: Box) -> None:
    hop = {"x-forwarded-for": "198.51.100.7"}
    statuses = [box.ask("POST", "/webhook", hop, [HELLO]).status for _ in range(BURST + 1)]
    assert statuses == [403] * BURST + [429]
    assert box.post(HELLO, **hop).status == 429
    assert box.post(HELLO, **{"x-forwarded-for": "198.51.100.8"}).status == 200
    box.now += 1
    assert box.post(delivery("MI CANCELLO"), **hop).status == 200


def test_what_is_signed_never_counts_against_who_sends_it(box: Box) -> None:
    replies = [box.post(HELLO) for _ in range(2 * BURST)]
    assert {reply.status for reply in replies} == {200}


def test_a_full_memory_is_no_refusal_of_somebody(box: Box) -> None:
    box.app._room.free = 10
    replies = [box.post(HELLO) for _ in range(2 * BURST)]
    assert {(reply.status, reply.headers["retry-after"]) for reply in replies} == {(503, "5")}
    box.app._room.free = LONGEST
    assert box.post(HELLO).status == 200
    assert box.app._room.free == LONGEST


def test_a_token_that_could_be_guessed_is_refused_at_the_start(tmp_path: Path) -> None:
    for weak in ({"tokens": ("short",)}, {"verify_token": "short"}):
        with pytest.raises(SettingsError, match="at least 32 characters"):
            config(tmp_path, **weak)


def test_the_configuration_shows_no_secret(tmp_path: Path) -> None:
    shown = repr(config(tmp_path))
    assert not any(secret in shown for secret in (APP_SECRET, TOKEN, VERIFY))


def test_a_failed_commit_keeps_none_of_its_deliveries_and_knows_none(box: Box) -> None:
    seal, box.store._seal = box.store._seal, lambda _: (_ for _ in ()).throw(sqlite3.DataError())
    assert {reply.status for reply in box.together([HELLO, delivery("2")])} == {503}
    box.store._seal = seal
    assert {reply.status for reply in box.together([HELLO, delivery("2")])} == {200}
    assert box.kept() == [HELLO, delivery("2")]
