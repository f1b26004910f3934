"""The JSON Schema of what holds broadcasts back: silences and limits in `policy/service.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.moments import BOUND
from banditore.domain.schema_parts import choice, duration, group, text, whole

if TYPE_CHECKING:
    from banditore.domain.schema_parts import Schema

REACHES = (250, 2000, 10_000, 100_000)
"""WhatsApp's messaging limits below `unlimited` (Messaging limits, Cloud API)."""


def silences() -> Schema:
    """Of `silences`."""
    moment = {"type": "string", "pattern": BOUND}
    silence = group(
        {
            "from": {
                "description": "Its first day, or moment; local time.",
                **moment,
                "examples": ["2027-05-01"],
            },
            "until": {
                "description": "Its last day, or the moment at which it ends.",
                **moment,
                "examples": ["2027-06-14 15:00"],
            },
            "reason": text("What staff reads.", "elezioni comunali"),
            "categories": {
                "description": "What is not sent; without it: all that is not urgent.",
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {"type": "string", "minLength": 1, "examples": ["eventi"]},
            },
        },
        optional=("categories",),
    )
    return {
        "description": "Times in which some categories are not sent, such as before a vote.",
        "type": "array",
        "items": silence,
    }


def limits() -> Schema:
    """Of `limits`."""
    fields = {
        "recipients_per_broadcast": whole(
            "A broadcast to more people is not begun, unless it is urgent.", "10000"
        ),
        "broadcasts_per_day": whole(
            "How many are begun in a day; urgent ones are never held back.", "6"
        ),
        "oldest_file": duration("A broadcast of an older day is not sent.", "7 days"),
        "reach_per_day": {
            "description": "The number's messaging limit: different people in 24 hours.",
            "enum": [*map(str, REACHES), "unlimited", *REACHES],
            "examples": ["2000"],
        },
        "when_over": choice("A broadcast to more people than that.", "split", "refuse"),
        "texts_at_provider": choice(
            "What becomes at the provider of what citizens wrote, once it is handled.",
            "delete",
            "keep",
        ),
        "outcomes_kept": duration(
            "For how long it is kept, sealed, what became of single messages. 3 to 90 days.",
            "7 days",
        ),
    }
    return group(fields, optional=fields)
