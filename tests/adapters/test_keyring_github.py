"""The draft release as a store of keyrings, against a faithful fake of GitHub's API."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from banditore.adapters.keyring_github import GitHubKeyrings
from banditore.adapters.keyring_github.rest import NO_CONNECTION_IS_KEPT, Rest
from banditore.domain.errors import (
    KeyringError,
    KeyringLost,
    KeyringRefused,
    KeyringTaken,
    KeyringUnreachable,
)
from github import BOT, PERSON, REPOSITORY, GitHub, Release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from banditore.domain.keys.keyring import Slot

CLIENT = httpx.Client(trust_env=False, timeout=5, limits=NO_CONNECTION_IS_KEPT)


pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server() -> Iterator[GitHub]:
    with GitHub() as server:
        yield server


@pytest.fixture
def github(server: GitHub) -> GitHub:
    server.reset()
    return server


def store(
    github: GitHub, token: str = "", writers: tuple[str, ...] = (), waits: list[float] | None = None
) -> GitHubKeyrings:
    slept: list[float] = [] if waits is None else waits
    rest = Rest(github.url, REPOSITORY, token or github.token, CLIENT, slept.append)
    return GitHubKeyrings(rest, REPOSITORY, writers=writers, now=github.now, sleep=slept.append)


def only(found: GitHubKeyrings) -> Slot:
    (slot,) = found.slots()
    return slot


def test_what_is_put_there_comes_back_and_goes_away(github: GitHub) -> None:
    keyrings = store(github)
    assert keyrings.slots() == []
    keyrings.create(1, b"sealed")
    slot = only(keyrings)
    assert (slot.number, slot.whole, slot.ours, slot.by) == (1, True, True, BOT)
    assert keyrings.read(slot) == b"sealed"
    keyrings.delete(slot)
    keyrings.delete(slot)
    assert (keyrings.slots(), keyrings.read(slot)) == ([], None)
    assert not github.leaked


def test_the_release_is_a_draft_that_others_find_by_listing(github: GitHub) -> None:
    store(github).create(1, b"sealed")
    assert [release.draft for release in github.releases] == [True]
    assert only(store(github)).number == 1
    assert len(github.releases) == 1


def test_another_number_than_the_first_makes_no_release(github: GitHub) -> None:
    with pytest.raises(KeyringLost, match="gone"):
        store(github).create(2, b"sealed")
    assert github.releases == []


def test_a_number_is_taken_once(github: GitHub) -> None:
    store(github).create(1, b"sealed")
    with pytest.raises(KeyringTaken):
        store(github).create(1, b"another")
    assert store(github).read(only(store(github))) == b"sealed"


def test_of_ten_at_once_one_gets_the_number(github: GitHub) -> None:
    store(github).create(1, b"sealed")
    got: list[int] = []

    def race(number: int) -> None:
        try:
            store(github).create(2, b"%d" % number)
        except KeyringTaken:
            return
        got.append(number)

    threads = [threading.Thread(target=race, args=(number,)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = got
    assert store(github).read(store(github).slots()[-1]) == b"%d" % winner


@pytest.mark.parametrize("how", ["502", "lost", "503", "403/2", "429/1"])
@pytest.mark.parametrize("times", [1, 3])
def test_an_upload_whose_answer_is_bad_is_looked_for_and_tried_again(
    github: GitHub, how: str, times: int
) -> None:
    keyrings = store(github)
    keyrings.create(1, b"first")
    github.fault("upload", how, times)
    keyrings.create(2, b"second")
    assert [keyrings.read(slot) for slot in keyrings.slots()] == [b"first", b"second"]


def test_an_upload_that_broke_off_just_now_may_be_somebody_s(github: GitHub) -> None:
    keyrings = store(github)
    keyrings.create(1, b"first")
    github.fault("upload", "starter")
    with pytest.raises(KeyringUnreachable, match="does not take"):
        keyrings.create(2, b"second")
    assert [slot.whole for slot in keyrings.slots()] == [True, False]


def test_an_upload_that_broke_off_long_ago_makes_room(github: GitHub) -> None:
    keyrings = store(github)
    keyrings.create(1, b"first")
    github.put("keyring-00000002.age", b"half", BOT, "starter")
    github.ahead = timedelta(minutes=5)
    keyrings.create(2, b"second")
    assert [keyrings.read(slot) for slot in keyrings.slots()] == [b"first", b"second"]


@pytest.mark.parametrize("kind", ["releases", "assets", "download", "delete"])
@pytest.mark.parametrize("how", ["500", "502", "429/1", "403/3"])
def test_what_only_fails_now_and_then_is_asked_again(github: GitHub, kind: str, how: str) -> None:
    waits: list[float] = []
    store(github).create(1, b"sealed")
    github.fault(kind, how, 2)
    keyrings = store(github, waits=waits)
    slot = only(keyrings)
    assert keyrings.read(slot) == b"sealed"
    keyrings.delete(slot)
    assert (keyrings.slots(), len(waits)) == ([], 2)
    if "/" in how:
        assert waits == [float(how.partition("/")[2])] * 2


def test_a_removal_that_is_reported_failed_is_done(github: GitHub) -> None:
    keyrings = store(github)
    keyrings.create(1, b"sealed")
    github.fault("delete", "lost")
    keyrings.delete(only(keyrings))
    assert keyrings.slots() == []


@pytest.mark.parametrize(
    ("kind", "how", "match"),
    [
        ("releases", "500", "HTTP 500"),
        ("assets", "nonsense", "nothing that we understand"),
        ("releases", "limit", "slow down"),
        ("download", "503", "HTTP 503"),
    ],
)
def test_what_goes_on_failing_is_said(github: GitHub, kind: str, how: str, match: str) -> None:
    store(github).create(1, b"sealed")
    github.fault(kind, how, 9)
    keyrings = store(github)
    with pytest.raises(KeyringUnreachable, match=match) as failure:
        keyrings.read(only(keyrings))
    assert failure.value.hint


def test_a_revoked_token_is_named_without_being_shown(github: GitHub) -> None:
    with pytest.raises(KeyringRefused, match="revoked, or has expired") as failure:
        store(github, token="ghs_revoked").slots()
    assert "ghs_revoked" not in f"{failure.value}{failure.value.hint}"


def test_a_token_that_may_not_write_is_told_which_right_is_missing(github: GitHub) -> None:
    store(github).create(1, b"sealed")
    github.readers.add(github.token)
    # Without the right to push there are no drafts, as if there were no keyring.
    assert store(github).slots() == []
    with pytest.raises(KeyringRefused) as failure:
        store(github).create(1, b"sealed")
    assert "contents: write" in failure.value.hint


def test_more_assets_than_a_page_holds_are_all_seen(github: GitHub) -> None:
    for number in range(1, 251):
        github.put(f"keyring-{number:08}.age", b"", BOT)
    assert [slot.number for slot in store(github).slots()] == list(range(1, 251))


def test_other_releases_and_other_files_are_none_of_our_business(github: GitHub) -> None:
    github.releases += [Release(n, f"v{n}", draft=n % 2 == 0) for n in range(1, 140)]
    github.releases.append(Release(200, "banditore-keyring", draft=True))
    store(github).create(1, b"sealed")
    github.releases[-1].assets.append(github.put("notes.txt", b"", PERSON))
    assert [release.id for release in github.releases if release.assets][-1] == 200
    assert only(store(github)).number == 1


def test_of_two_drafts_the_older_one_counts(github: GitHub) -> None:
    store(github).create(1, b"ours")
    github.releases.append(Release(99999, "banditore-keyring", draft=True))
    assert store(github).read(only(store(github))) == b"ours"


def test_a_published_keyring_is_not_used(github: GitHub) -> None:
    store(github).create(1, b"sealed")
    github.releases[0].draft = False
    with pytest.raises(KeyringRefused, match="published") as failure:
        store(github).slots()
    assert "keys rotate" in failure.value.hint


def test_the_first_may_be_a_person_s_and_no_other(github: GitHub) -> None:
    person = store(github, token=github.person)
    person.create(1, b"birth")
    assert (only(person).ours, only(person).by) == (False, PERSON)
    with pytest.raises(KeyringRefused, match=PERSON) as failure:
        person.create(2, b"second")
    assert "keyring-writers.txt" in failure.value.hint
    assert github.names() == ["keyring-00000001.age"]
    person.create(2, b"second", by_anybody=True)
    assert [slot.ours for slot in store(github).slots()] == [False, False]


def test_a_person_whom_the_town_names_is_as_good_as_the_workflow(github: GitHub) -> None:
    person = store(github, token=github.person, writers=(PERSON,))
    person.create(1, b"birth")
    person.create(2, b"second")
    assert [slot.ours for slot in person.slots()] == [True, True]


@pytest.mark.parametrize("host", ["https://uploads.example", "http://uploads.example"])
def test_the_token_goes_to_no_host_that_an_answer_names(github: GitHub, host: str) -> None:
    rest = Rest(github.url, REPOSITORY, github.token, CLIENT)
    with pytest.raises(KeyringUnreachable, match="another host"):
        rest.upload(f"{host}/assets{{?name}}", "keyring-00000009.age", b"")


def test_the_token_does_not_go_in_the_clear_where_the_api_does_not() -> None:
    rest = Rest("https://api.github.com", REPOSITORY, "t", CLIENT)
    with pytest.raises(KeyringUnreachable, match="another host"):
        rest.upload("http://uploads.github.com/assets{?name}", "keyring-00000009.age", b"")


def test_nobody_listening_is_an_error_with_a_way_out() -> None:
    rest = Rest("http://127.0.0.1:9", REPOSITORY, "t", CLIENT, lambda _: None)
    with pytest.raises(KeyringError, match="no answer") as failure:
        list(rest.pages("releases"))
    assert "nothing is lost" in failure.value.hint
