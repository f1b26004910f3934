"""The schema of what a town decides about its subscribers (see `people_rules`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.schema_parts import DAY, choice, duration, group, phrases, text, whole

if TYPE_CHECKING:
    from banditore.domain.schema_parts import Schema


def consent() -> Schema:
    """How somebody says yes."""
    fields = {
        "opt_in": choice("Whether who asks to join must confirm.", "single", "double"),
        "words": phrases("The confirming words; the first is the one that is taught."),
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
    fields = {
        "suspend_after": whole("Broadcasts in a row that found it not to be there.", "3"),
        "remove_after": whole("The same, with those that would have gone there since.", "10"),
    }
    return group(fields, optional=fields)
