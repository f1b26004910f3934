"""The line `paused:` of `policy/service.yaml`, changed without touching anything else."""

from __future__ import annotations

import json
import re

from banditore.domain.policy.building import NOT_PAUSED
from banditore.domain.text import oneline

# The value may be quoted, span lines (indented, or a block), and be followed by a comment.
_LINE = re.compile(
    r"""(?mx)^paused:[ \t]*
    (?P<value> "(?:\\.|[^"\\])*" | '(?:''|[^'])*' | (?:(?![ \t]\#)[^\r\n])*? )
    (?P<comment> [ \t]+\#[^\r\n]* )? [ \t]*
    (?P<more> (?: \r?\n [ \t]+ [^\s\#] [^\r\n]* )* ) (?= \r?\n | \Z )"""
)
_PLAIN = re.compile(r"[^\W\d_][\w ,.;()'-]*")
# What other readers of YAML take for a truth value.
_BENT = {"no", "n", "yes", "y", "on", "off", "true", "false", "null"}


def line_for(reason: str) -> str:
    """The line that pauses, in words that any reader of YAML takes for a text; `""` resumes."""
    words = oneline(reason)
    if not words:
        return f"paused: {NOT_PAUSED}"
    plain = _PLAIN.fullmatch(words) and words.casefold() not in _BENT
    return f"paused: {words if plain else json.dumps(words, ensure_ascii=False)}"


def with_pause(text: str, reason: str) -> str:
    """The file with that line in place of its own, or at its end where it had none.

    Comments and line ends stay.
    """
    line = line_for(reason)
    found = _LINE.search(text)
    if found:
        return text[: found.start()] + line + (found["comment"] or "") + text[found.end() :]
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else end
    return f"{text}{gap}{end}{line}{end}"
