"""A town with as many subscribers as a benchmark wants: a real bare origin, real age files."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banditore.adapters.keyring_folder import FolderKeyrings
from banditore.bootstrap import keys
from banditore.domain.keys.keyring import Keyring
from banditore.domain.keys.long_lived import FixedKeys
from banditore.domain.message import Address
from banditore.domain.subscribers import Consent, Subscriber, SubscriberList
from banditore.services.keeping.anchoring import Patched
from fakes import FakeFiles
from towns import SERVICE, town_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
ENGINE = Path(__file__).with_name("engine.py")
USUAL_LEASE = 90  # seconds
RECIPIENTS = "policy/recipients.txt"
LIMITS = """\
limits:
  recipients_per_broadcast: 5000000
  reach_per_day: unlimited
"""
TEXT = """\
category: emergenze
it:
  titolo: Allerta arancione per neve
  testo: Dalle 18 di oggi neve oltre i 500 metri. Evitate di mettervi in viaggio se potete.
fr:
  titolo: Alerte orange pour la neige
  testo: Dès 18 h neige au-dessus de 500 mètres. Évitez de prendre la route si vous le pouvez.
"""


class Town:
    """One town in a folder of its own."""

    def __init__(
        self,
        folder: Path,
        people: int,
        *,
        rate: int = 20,
        connections: int = 200,
        lease: int = USUAL_LEASE,
    ) -> None:
        """`rate`, `connections` and `lease` (seconds) as its service.yaml says them."""
        self.people = people
        here = Path(tempfile.mkdtemp(dir=folder))
        self._work, self._origin = here / "town", here / "origin.git"
        self._numbers = itertools.count(1)
        key, epoch, working = (keys.new_key() for _ in range(3))
        self._identity, self._keyring = key.secret, here / "keyring"
        recipients = f"{key.public}\n".encode()
        service = re.sub(r"rate: .*", f"rate: {rate}", SERVICE) + LIMITS
        service = re.sub(r"connections: .*", f"connections: {connections}", service)
        if lease < USUAL_LEASE:  # it must outlast a message
            service = re.sub(r"call_timeout: .*", "call_timeout: 3 s", service)
            service = re.sub(r"message_timeout: .*", "message_timeout: 5 s", service)
        service = re.sub(r"lease: .*", f"lease: {lease} s", service)
        files = town_files({"policy/service.yaml": service})
        store = keys.store_of(FixedKeys((epoch.secret,)))
        listed = store.found(replace(subscribers(people), working_keys=(working.secret,)))
        ring = Keyring((epoch.secret,), store.head(Patched(FakeFiles(), listed)))
        sealed = keys.vault_of(recipients, "").seal(ring.to_json())
        FolderKeyrings(self._keyring, self._work).create(1, sealed)
        self._git("init", "-q", "--bare", "-b", "main", str(self._origin), at=folder)
        self._git("init", "-q", "-b", "main", str(self._work), at=folder)
        self._git("remote", "add", "origin", self._origin.as_uri())
        self._merge({**encoded(files), **encoded(listed), RECIPIENTS: recipients})

    def file(self, category: str = "emergenze") -> str:
        """Merge one more broadcast; returns its id."""
        number = next(self._numbers)
        id_ = f"{datetime.now(UTC):%Y-%m-%d}-neve-{number}"
        # The very text of another broadcast would be refused as sent by mistake.
        text = TEXT.replace("emergenze", category, 1).replace("500", str(500 + number))
        self._merge({f"messages/{id_[:4]}/{id_}.yaml": text.encode()})
        return id_

    def begin(self, place: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """A `publish` that runs beside us."""
        return subprocess.Popen(
            [sys.executable, "-m", "banditore", "publish", "--live"],
            cwd=self._work,
            env=self.environment(place),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def at_origin(self, branch: str) -> Mapping[str, str]:
        """The text files of a branch of the origin, by path; sealed ones are empty."""
        names = self._git("ls-tree", "-r", "--name-only", branch, at=self._origin).split()
        return {
            name: "" if name.endswith((".age", ".enc")) else self._shown(f"{branch}:{name}")
            for name in names
        }

    def _shown(self, what: str) -> str:
        return self._git("show", what, at=self._origin)

    def environment(self, place: Mapping[str, str]) -> dict[str, str]:
        """What a process of ours needs to know."""
        keyring = {"BANDITORE_KEYRING": str(self._keyring)}
        return {**place, **keyring, "BANDITORE_IDENTITY": self._identity}

    def register(self, place: Mapping[str, str]) -> None:
        """Have the templates approved."""
        self._run([sys.executable, "-m", "banditore", "templates", "push", "--live"], place)

    def publish(self, place: Mapping[str, str], **how: object) -> dict[str, Any]:
        """Send one more broadcast by the real engine in a process of its own: its figures."""
        self.file()
        said = self._run([sys.executable, str(ENGINE), json.dumps(how)], place)
        figures: dict[str, Any] = json.loads(said.splitlines()[-1])
        return figures

    def command(self, place: Mapping[str, str]) -> None:
        """Send one more broadcast by the workflow's own command."""
        self._run([str(ROOT / "scripts" / "run"), "publish", "--live"], place)

    def _run(self, words: list[str], place: Mapping[str, str]) -> str:
        done = subprocess.run(
            words,
            cwd=self._work,
            env=self.environment(place),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{words[-1]} ended with {done.returncode}:\n{done.stderr[-3000:]}")
        return done.stdout

    def _merge(self, files: Mapping[str, bytes]) -> None:
        if self._git("ls-remote", "--heads", "origin", "main"):  # with what runs have pushed
            self._git("fetch", "-q", "origin")
            self._git("checkout", "-q", "-B", "main", "origin/main")
        for name, content in files.items():
            path = self._work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        who = ["-c", "user.name=Ufficio", "-c", "user.email=ufficio@example.invalid"]
        self._git("add", "-A")
        self._git(*who, "commit", "-q", "-m", "a change")
        self._git("push", "-q", "origin", "HEAD:main")

    def _git(self, *words: str, at: Path | None = None) -> str:
        command = ["git", "-C", str(at or self._work), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def subscribers(people: int) -> SubscriberList:
    """A list of so many."""
    now = datetime.now(UTC)
    consent = Consent(now, "SM1", "2026-11", "sha256:0")
    joined = {one.address: one for one in _people(people, consent)}
    return SubscriberList(b"k" * 32, now - timedelta(minutes=5), joined)


def _people(people: int, consent: Consent) -> Iterator[Subscriber]:
    everything = frozenset({"emergenze", "info", "eventi"})
    for number in range(people):
        # Made here and gone with the folder: no number of this range is written anywhere.
        address = Address(f"+39333{number:07d}")
        language = ("it", "fr")[number % 2]
        yield Subscriber(f"{number:032x}", address, language, everything, consent)


def encoded(files: Mapping[str, bytes | str | None]) -> dict[str, bytes]:
    """As bytes."""
    return {
        path: content.encode() if isinstance(content, str) else content
        for path, content in files.items()
        if content is not None
    }
