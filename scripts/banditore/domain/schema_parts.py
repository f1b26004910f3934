"""What JSON Schemas of `policy/` are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection

Schema: TypeAlias = "dict[str, Any]"

DURATION = r"^[0-9]{1,6} ?(s|min|h|day|days)$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
LANGUAGE = "^[a-z]{2,3}$"
LANGUAGES = "it, fr"
"""What a hint shows as an example of keys."""
LONGEST_TEXT = 300


def group(properties: dict[str, Schema], optional: Collection[str] = ()) -> Schema:
    """An object with these keys, all required but the optional ones."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def text(description: str, example: str, longest: int = LONGEST_TEXT) -> Schema:
    """A text of a bounded length."""
    return {
        "description": description,
        "type": "string",
        "minLength": 1,
        "maxLength": longest,
        "examples": [example],
    }


def link(description: str, example: str) -> Schema:
    """An address that begins with https."""
    return {
        "description": description,
        "type": "string",
        "pattern": r"^https://[^\s/.]+\.\S+$",
        "examples": [example],
    }


def choice(description: str, *values: str) -> Schema:
    """One of these words; the first is the example."""
    return {"description": description, "enum": list(values), "examples": [values[0]]}


def duration(description: str, example: str) -> Schema:
    """A number with a unit: `90 s`, `12 h`, `7 days`."""
    return {
        "description": description,
        "type": "string",
        "pattern": DURATION,
        "examples": [example],
    }


def by_language(description: str) -> Schema:
    """A text per language."""
    words = {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
    return _of_each_language(description, words)


def phrases(description: str) -> Schema:
    """What citizens may write, a list per language."""
    listed = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "minLength": 2, "maxLength": 60},
    }
    return _of_each_language(description, listed)


def _of_each_language(description: str, value: Schema) -> Schema:
    return {
        "description": description,
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "x-keys": LANGUAGES,
        "patternProperties": {LANGUAGE: value},
    }


def whole(description: str, example: str) -> Schema:
    """A whole number; our YAML has only texts, an editor's has numbers too."""
    return {
        "description": description,
        "type": ["integer", "string"],
        "pattern": "^[0-9]{1,7}$",
        "examples": [example],
    }
