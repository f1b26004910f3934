"""The town of the story: this repository's own policy and messages, made ready for today."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from banditore import bootstrap
from banditore.demo.proofs import expect
from banditore.services.broadcasts import load_broadcasts

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from banditore.domain.broadcasts.broadcast import Broadcast
    from banditore.domain.service import Service

COPIED = ("policy", "messages/templates", ".gitattributes", ".gitignore")
KEYS = "recipients.txt"
SERVICE = "policy/service.yaml"
LEASE = 12  # seconds; the shortest that the rules allow
# What the demonstration changes in its copy of the rules, whatever a town has there.
SENDING = f"""\
sending:
  rate: 40
  connections: 20
  lease: {LEASE} s
  call_timeout: 3 s
  message_timeout: 5 s
"""
STORIES = 3
SOON = timedelta(hours=2)  # a broadcast must stay valid longer than the story takes


@dataclass(frozen=True)
class Draft:
    """A broadcast as the office writes it today."""

    id: str
    path: str
    text: str
    category: str


def copy_rules(source: Path, target: Path, provider: str = "simulator") -> Service:
    """Copy policy and templates, less the keys; returns the town's rules."""
    for name in COPIED:
        if (source / name).is_dir():
            ignored = shutil.ignore_patterns(KEYS)
            shutil.copytree(source / name, target / name, ignore=ignored)
        elif (source / name).exists():
            shutil.copy(source / name, target / name)
    rules = target / SERVICE
    text = rules.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^provider:.*$", f"provider: {provider}", text)
    text = re.sub(r"(?ms)^(sending|silences|limits|paused):.*?(?=^\S|\Z)", "", text)
    text = re.sub(r"(?m)^ +hours:.*\n", "", text)  # it is played at night, too
    text = re.sub(r"(?m)^( +)(urgent:.*)$", r"\1\2\n\1hours: always", text)
    rules.write_text(f"{text.rstrip()}\n{SENDING}", encoding="utf-8")
    return bootstrap.town(bootstrap.work_tree(target)).service


def drafts(source: Path, service: Service, now: datetime) -> list[Draft]:
    """Three broadcasts of different categories, the newest of each, re-dated; an urgent one last.

    Where the town has fewer, it says the same again.
    """
    files, documents = bootstrap.work_tree(source), bootstrap.documents()
    found, _ = load_broadcasts(files, documents, service)
    newest = {b.category: b for b in sorted(found, key=lambda b: b.id) if not b.corrects}
    expect(newest, "messages/ holds no valid broadcast", "see what is wrong: banditore check")
    calm_first = sorted(newest.values(), key=lambda b: service.categories[b.category].urgent)
    made = [_redated(one, files.read(one.path) or b"", service, now) for one in calm_first]
    while len(made) < STORIES:
        made.insert(0, _again(made[0]))
    return [*made[: STORIES - 1], made[-1]]


def _redated(broadcast: Broadcast, content: bytes, service: Service, now: datetime) -> Draft:
    """Its id and its expiry moved by the same number of days, and due at once."""
    first = date.fromisoformat(broadcast.id[:10])
    days = now.astimezone(service.zone).date() - first
    while broadcast.expires_at + days < now + SOON:
        days += timedelta(days=1)

    def moved(match: re.Match[str]) -> str:
        return match[1] + (date.fromisoformat(match[2]) + days).isoformat()

    text = re.sub(r"(?m)^send_at:.*\n", "", content.decode("utf-8").replace("\r\n", "\n"))
    text = re.sub(r"(?m)^(expires_at:\s*['\"]?)(\d{4}-\d\d-\d\d)", moved, text)
    day = first + days
    id_ = f"{day}{broadcast.id[10:]}"
    return Draft(id_, f"messages/{day.year}/{id_}.yaml", text, broadcast.category)


def _again(draft: Draft) -> Draft:
    id_ = f"{draft.id}-again"
    return Draft(id_, draft.path.replace(draft.id, id_), draft.text, draft.category)


def spoilt(draft: Draft, language: str) -> str:
    """The draft with two honest mistakes: a misspelt word of the file, and an impossible date."""
    line = re.compile(rf"(?ms)(^{language}:\n.*?^ +\w+)(:)")
    text = line.sub(r"\1x\2", draft.text, count=1)
    text = re.sub(r"(?m)^expires_at:.*\n", "", text)
    return re.sub(r"(?m)^(category:.*)$", r"\1\nexpires_at: 2026-02-30 12:00", text, count=1)
