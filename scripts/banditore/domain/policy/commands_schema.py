"""The schema of what citizens may write (see `banditore.domain.commands`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.schema_parts import group, phrases

if TYPE_CHECKING:
    from banditore.domain.schema_parts import Schema

_ABOUT = {
    "subscribe": "The whole of a text that joins; the first is the one that is taught.",
    "unsubscribe": "Texts that leave, beside all that clearly wish it; the first is taught.",
    "help": "Texts that ask for help, beside those we know; the first is taught.",
    "access": "Texts that ask what the town knows of one, beside those we know.",
    "language": "What a language is called: by the language that is chosen.",
    "only": "Before categories: these and no others.",
    "also": "Before or after categories: these too.",
    "without": "Before or after categories: no more of these.",
    "except": "Before categories: all others.",
    "everything": "All categories.",
}


def commands() -> Schema:
    """What citizens may write; what is left out is as `banditore.domain.wordlists` has it."""
    return group({name: phrases(about) for name, about in _ABOUT.items()}, optional=_ABOUT)


def synonyms() -> Schema:
    """What else citizens call a category."""
    return phrases("What else citizens call it.")
