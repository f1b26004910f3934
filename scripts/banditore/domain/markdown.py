"""Untrusted text inside Markdown: shown as typed, never obeyed."""

from __future__ import annotations

import string

# CommonMark: a character reference is never read as the punctuation of a structure.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in string.punctuation}
_CHART_ENTITIES = {ord(sign): f"#{ord(sign)};" for sign in '"#;&<>{}%`\\'}


def literal(text: str) -> str:
    """One line of text in which nothing is markup, a link or an end of what surrounds it."""
    return " ".join(text.translate(_ENTITIES).splitlines())


def quoted(text: str) -> str:
    """Several lines as a block quote, character by character."""
    lines = [_indented(line).translate(_ENTITIES) for line in text.splitlines()]
    return "\n".join(f"> {line}<br>" if line else "> <br>" for line in lines)


def chart_label(text: str) -> str:
    """Between the quotes of a Mermaid label; what it would obey stands as its entity codes.

    Source: Mermaid, "Entity codes to escape characters": numbers are base 10, without `&`.
    """
    return " ".join(text.translate(_CHART_ENTITIES).splitlines())


def _indented(line: str) -> str:
    bare = line.lstrip(" ")
    return "\u00a0" * (len(line) - len(bare)) + bare
