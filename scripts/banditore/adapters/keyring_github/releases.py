"""The draft release `banditore-keyring` and its assets.

Drafts are seen only by who may push, and only in the list of releases: GitHub's look-up by tag does
not find them. A name is taken once; an upload that broke off leaves an asset in the state `starter`
that holds the name, and a 502 may come after the upload was taken
(https://docs.github.com/en/rest/releases/assets).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NoReturn

from banditore.adapters.keyring_github.rest import ATTEMPTS, Rest, client
from banditore.domain.errors import (
    KeyringLost,
    KeyringRefused,
    KeyringTaken,
    KeyringUnreachable,
)
from banditore.domain.keys.keyring import Slot, name_of, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

TAG = "banditore-keyring"
BOT = "github-actions[bot]"
"""Whose uploads a workflow's token makes."""
DEAD = timedelta(minutes=2)
"""After so long an upload that has not ended never will: a keyring is under a kilobyte."""
_ABOUT = (
    "The key of the list of subscribers, encrypted. Do not publish, edit or delete this draft: "
    "without it nobody can open the list. See docs/subscriber-list.md."
)
_CREATED, _INVALID = 201, 422


def connect(
    api: str,
    repository: str,
    token: str,
    *,
    writers: Collection[str],
    now: Callable[[], datetime],
    sleep: Callable[[float], None],
    authorities: str = "",
) -> GitHubKeyrings:
    """The keyrings of a repository, `owner/name`. Raises SettingsError.

    `authorities`: a PEM file of certificates to trust beside the usual ones.
    """
    rest = Rest(api, repository, token, client(authorities), sleep)
    return GitHubKeyrings(rest, repository, writers=writers, now=now, sleep=sleep)


@dataclass(frozen=True)
class _Draft:
    id: int
    upload_url: str


class GitHubKeyrings:
    """The keyrings of one repository."""

    def __init__(
        self,
        rest: Rest,
        repository: str,
        *,
        writers: Collection[str],
        now: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        """`writers`: logins whose uploads are as good as the workflow's."""
        self._rest = rest
        self._repository = repository
        self._writers = {BOT, *writers}
        self._now = now
        self._sleep = sleep
        self._known: _Draft | None = None

    @property
    def place(self) -> str:
        """The draft."""
        return f"the draft release {TAG} of {self._repository}"

    def slots(self) -> Sequence[Slot]:
        """All keyrings that lie there, in the order of their numbers."""
        draft = self._draft()
        return [] if draft is None else sorted(self._slots(draft), key=lambda slot: slot.number)

    def read(self, slot: Slot) -> bytes | None:
        """The sealed keyring, or None where it has gone away since."""
        return self._rest.download(f"releases/assets/{slot.id}")

    def create(self, number: int, sealed: bytes, *, by_anybody: bool = False) -> None:
        """Put one there, whole or not at all. Raises KeyringTaken, KeyringLost."""
        draft = self._draft() or self._made(number)
        for attempt in range(1, ATTEMPTS + 1):
            answer = self._rest.upload(draft.upload_url, name_of(number), sealed)
            if answer is not None and answer.status_code not in {_CREATED, _INVALID}:
                break
            # Also after a 422: an answer that was lost may have been ours.
            slot = self._arrived(draft, number, sealed)
            if slot is not None:
                return self._trusted(slot, by_anybody=by_anybody or number == 1)
            self._sleep(attempt / 2)
        raise KeyringUnreachable(
            "GitHub does not take the keyring", "nothing is lost; run this again in a minute"
        )

    def delete(self, slot: Slot) -> None:
        """Remove one; nothing to do where it is gone."""
        self._rest.delete(f"releases/assets/{slot.id}")

    def _arrived(self, draft: _Draft, number: int, sealed: bytes) -> Slot | None:
        """What lies under that number, if it is what we sent. Raises KeyringTaken if not.

        An upload that broke off long ago is removed, as it holds the name.
        """
        slot = next((slot for slot in self._slots(draft) if slot.number == number), None)
        if slot is None:
            return None
        if slot.whole:
            if self.read(slot) == sealed:
                return slot
            raise KeyringTaken(f"{name_of(number)} is there already")
        if slot.at is None or self._now() - slot.at > DEAD:
            self.delete(slot)
        return None

    def _trusted(self, slot: Slot, *, by_anybody: bool) -> None:
        if slot.ours or by_anybody:
            return
        self.delete(slot)
        raise KeyringRefused(
            f"what {slot.by} puts there later runs would refuse, so it was taken away again",
            "let the workflow do this, or write that login into policy/keyring-writers.txt, "
            "in a pull request",
        )

    def _draft(self) -> _Draft | None:
        if self._known is None:
            # Of several drafts with that tag the oldest counts: nobody can make an older one.
            found = [r for r in self._rest.pages("releases") if r.get("tag_name") == TAG]
            chosen = min(found, key=lambda release: _draft(release).id, default=None)
            if chosen and not chosen.get("draft"):
                raise KeyringRefused(
                    f"the release {TAG} is published: whoever sees the repository can keep a copy",
                    f"make it a draft again (gh release edit {TAG} --draft), "
                    "then: banditore keys rotate --live",
                )
            self._known = _draft(chosen) if chosen else None
        return self._known

    def _made(self, number: int) -> _Draft:
        if number != 1:
            self._gone()
        about = {"tag_name": TAG, "name": "Banditore: keyring", "body": _ABOUT, "draft": True}
        self._known = _draft(self._rest.post("releases", about))
        return self._known

    def _gone(self) -> NoReturn:
        raise KeyringLost(
            f"{self.place} is gone", "it held the only key to the list: who deleted it, and when?"
        )

    def _slots(self, draft: _Draft) -> list[Slot]:
        found = []
        for asset in self._rest.pages(f"releases/{draft.id}/assets"):
            number = number_of(str(asset.get("name")))
            if number is not None:
                found.append(self._slot(number, asset))
        return found

    def _slot(self, number: int, asset: dict[str, Any]) -> Slot:
        try:
            by = str((asset["uploader"] or {}).get("login", ""))
            return Slot(
                number,
                str(int(asset["id"])),
                whole=asset["state"] == "uploaded",
                ours=by in self._writers,
                by=by,
                at=datetime.fromisoformat(asset["created_at"]).astimezone(UTC),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise _nonsense("an asset") from None


def _draft(release: dict[str, Any]) -> _Draft:
    try:
        return _Draft(int(release["id"]), str(release["upload_url"]))
    except (KeyError, TypeError, ValueError):
        raise _nonsense("a release") from None


def _nonsense(what: str) -> KeyringUnreachable:
    return KeyringUnreachable(
        f"GitHub describes {what} in a way that we do not understand",
        "is GITHUB_API_URL right? if so, update the software",
    )
