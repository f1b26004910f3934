"""Which files may stand where under `messages/`, and what is wrong with the others."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from banditore.domain.findings import Finding, Place, error
from banditore.domain.moments import plausible

Kind = Literal["broadcast", "template", "receipt", "other"]
ID_PATTERN = r"^\d{4}-\d{2}-\d{2}-[a-z0-9]+(-[a-z0-9]+)*$"
RECEIPTS = "messages/receipts/"
TEMPLATES = "messages/templates/"
_MISSPELT = re.compile(r"\.ya?ml(\..*)?$|\.ya?m?l?$|\.txt$|\.json$", re.IGNORECASE)


def kind_of(path: str, languages: tuple[str, ...]) -> tuple[Kind, list[Finding]]:
    """What a file under `messages/` is; findings where it cannot be anything."""
    if path.startswith(RECEIPTS):
        good = re.fullmatch(rf"{RECEIPTS}[^/]+\.yaml", path)
        return ("receipt", []) if good else ("other", [error("stray-file", Place(path))])
    if path in ("messages/README.md", f"{TEMPLATES}status.yaml"):
        return "other", []
    if path.startswith(TEMPLATES):
        return _template(path, languages)
    return _broadcast(path)


def id_of(path: str) -> str:
    """The id of the broadcast or receipt in a file."""
    return path.rsplit("/", 1)[-1].removesuffix(".yaml")


def day_of(broadcast_id: str) -> date | None:
    """The date that an id begins with; None where there is no such day."""
    try:
        day = date.fromisoformat(broadcast_id[:10])
    except ValueError:
        return None
    return day if plausible(day) else None


def _template(path: str, languages: tuple[str, ...]) -> tuple[Kind, list[Finding]]:
    parts = path.removeprefix(TEMPLATES).split("/")
    names = {"template.yaml", *(f"{language}.j2" for language in languages)}
    if len(parts) == 2 and parts[1] in names:  # noqa: PLR2004 - folder and file
        if re.fullmatch(r"[a-z][a-z0-9_]*", parts[0]):
            return "template", []
        return "other", [error("template-name", Place(path), name=parts[0])]
    if len(parts) == 2 and re.fullmatch(r"[a-z]{2,3}\.j2", parts[1]):  # noqa: PLR2004 - as above
        language = parts[1].removesuffix(".j2")
        listed = ", ".join(languages)
        return "other", [error("template-language", Place(path), language=language, known=listed)]
    return "other", [error("stray-file", Place(path))]


def _broadcast(path: str) -> tuple[Kind, list[Finding]]:
    here = Place(path)
    name = path.rsplit("/", 1)[-1]
    if not name.endswith(".yaml"):
        if _MISSPELT.search(name):
            good = _MISSPELT.sub("", name) + ".yaml"
            return "other", [error("wrong-extension", here, name=name, good=good)]
        return "other", [error("stray-file", here)]
    stem = id_of(path)
    if not re.match(ID_PATTERN, stem):
        return "other", [error("wrong-id", here, id=stem, good=_suggest(stem))]
    day = day_of(stem)
    if day is None:
        return "other", [error("no-such-day", here, day=stem[:10])]
    expected = f"messages/{day:%Y}/{name}"
    if path != expected:
        return "other", [error("wrong-folder", here, expected=expected)]
    return "broadcast", []


def _suggest(stem: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return slug if re.match(ID_PATTERN, slug) else "2026-11-23-allerta-neve"
