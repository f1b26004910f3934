"""The schema of what a town decides about its subscribers (see `people_rules`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.schema_parts import DAY, LANGUAGE, LANGUAGES, choice, duration, group, text

if TYPE_CHECKING:
    from banditore.domain.schema_parts import Schema


def consent() -> Schema:
    """How somebody says yes."""
    words = {
        "description": "The confirming words; the first is the one that is taught.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "x-keys": LANGUAGES,
        "patternProperties": {
            LANGUAGE: {
                "type": "array",
                "minItems": 1,
                "items": {"type": "string", "minLength": 2, "maxLength": 60},
            }
        },
    }
    fields = {
        "opt_in": choice("Whether who asks to join must confirm.", "single", "double"),
        "words": words,
        "within": duration("How long it may be confirmed.", "24 h"),
        "new_notice": choice(
            "Whether who accepted an older notice is asked for the newer.", "keep", "ask"
        ),
        "accept_by": _accept_by(),
    }
    return group(fields, optional=fields)


def _accept_by() -> Schema:
    """When asking for a newer notice ends."""
    day = {
        "description": "The last day on which it may be accepted.",
        "type": "string",
        "pattern": DAY,
        "examples": ["2027-03-31"],
    }
    return group({"notice": text("The version of the notice.", "2027-01", 40), "day": day})


def dead_numbers() -> Schema:
    """When a number that is not on WhatsApp any more is left alone, and when forgotten."""
    number = {"type": ["integer", "string"], "pattern": "^[0-9]{1,6}$"}
    fields = {
        "suspend_after": {
            "description": "Broadcasts in a row that found it not to be there.",
            **number,
            "examples": ["3"],
        },
        "remove_after": {
            "description": "The same, with those that would have gone there since.",
            **number,
            "examples": ["10"],
        },
    }
    return group(fields, optional=fields)
