"""From a file's bytes to text that a YAML parser may see."""

from __future__ import annotations

import re
import unicodedata

from banditore.domain.findings import Finding, Place, error

LIMIT_KIB = 64
"""No broadcast or policy comes near it; a file beyond it is a mistake or an attack."""

# What YAML calls printable, less the characters that a parser counts as line breaks and no editor
# shows (NEL, U+2028, U+2029; a lone CR) and less the byte order mark inside a text.
_UNPRINTABLE = re.compile(
    "[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def clean(path: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text with LF line ends, None where it must not be parsed, and what is wrong.

    A byte order mark and CRLF are Windows' habit and harmless. An unprintable character or a tab
    inside a line is reported and becomes a space, so that the rest of the file is checked too.
    """
    if len(content) > LIMIT_KIB * 1024:
        size = -(-len(content) // 1024)
        return None, [error("file-too-big", Place(path), size=size, limit=LIMIT_KIB)]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        return None, [error("not-utf8", _place_of_byte(path, content, wrong.start))]
    lines = text.replace("\r\n", "\n").split("\n")
    findings = [
        finding for number, line in enumerate(lines, 1) for finding in _in_line(path, number, line)
    ]
    if any(_indented_by_tab(line) for line in lines):
        return None, findings  # what belongs to what is anybody's guess
    return _UNPRINTABLE.sub(" ", "\n".join(lines)).replace("\t", " "), findings


def _in_line(path: str, number: int, line: str) -> list[Finding]:
    """The first of each kind: a line full of them is one mistake."""
    found = []
    if at := _UNPRINTABLE.search(line):
        place = Place(path, number, at.start() + 1)
        found.append(error("control-character", place, name=_name(at.group())))
    if "\t" in line:
        found.append(error("tab", Place(path, number, line.index("\t") + 1)))
    return found


def _indented_by_tab(line: str) -> bool:
    rest = line.lstrip(" ")
    return rest.startswith("\t") and bool(rest.strip())


def _place_of_byte(path: str, content: bytes, at: int) -> Place:
    before = content[:at]
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8", errors="replace")) + 1
    return Place(path, before.count(b"\n") + 1, column)


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
