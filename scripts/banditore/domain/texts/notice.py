"""The privacy notice that citizens accept by joining."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from banditore.domain.sentences.labels import label
from banditore.domain.sentences.months import day_name

if TYPE_CHECKING:
    from banditore.domain.service import Service

FENCE = b"---"


@dataclass(frozen=True)
class Notice:
    """One version in one language."""

    version: str
    language: str
    text: str
    """What stands below the head, as it is published."""
    digest: str
    """`sha256:…` of the whole file with LF line ends: anybody can compute it again."""
    short: str = ""
    """The notice in a sentence or two, for the confirmation."""


def digest_of(content: bytes) -> str:
    """The digest of a notice's file; line ends do not count."""
    unix = content.replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(unix).hexdigest()}"


def first_line(content: bytes) -> int:
    """The line of the file on which the text begins; 1 where there is no head."""
    parts = split_head(content)
    if parts is None:
        return 1
    below = parts[1]
    blank = len(below) - len(below.lstrip())
    return parts[0].count(b"\n") + 3 + below[:blank].count(b"\n")


def split_head(content: bytes) -> tuple[bytes, bytes] | None:
    """The YAML between the two `---` lines and the text below; None where there is no head.

    The head begins with an empty line instead of its fence, so that lines keep their numbers.
    """
    lines = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n")
    if lines[0].rstrip() != FENCE:
        return None
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return b"\n".join([b"", *lines[1:index]]), b"\n".join(lines[index + 1 :])
    return None


def if_silent(service: Service, notice: Notice) -> str:
    """What becomes of who does not accept a changed notice: the program's words, as its doing."""
    end = service.consent.accept_by
    if not service.consent.renew or end is None or end.notice != notice.version:
        return label("if-silent-keep", notice.language)
    last = (end.end - timedelta(seconds=1)).astimezone(service.zone).date()
    return label("if-silent-until", notice.language, day=day_name(str(last), notice.language))
