"""The JSON Schemas of `policy/`: for an editor's completion and for our own validation.

Our YAML has only texts, an editor's has numbers too: a number is `["integer", "string"]` here.
`examples` and `x-keys` are what hints show (see the adapter that reads YAML).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from banditore.domain.hours import HOURS
from banditore.domain.moments import BOUND
from banditore.domain.service import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Collection

Schema: TypeAlias = "dict[str, Any]"

DURATION = r"^[0-9]{1,6} ?(s|min|h|day|days)$"
LANGUAGE = "^[a-z]{2,3}$"
LANGUAGES = "it, fr"
LONGEST_TEXT = 300
REACHES = (250, 2000, 10_000, 100_000)
"""WhatsApp's messaging limits below `unlimited` (Messaging limits, Cloud API)."""


def service_schema() -> Schema:
    """The schema of `policy/service.yaml`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Service",
        "description": "The rules of one municipality's service.",
        **_group(
            {
                "municipality": _municipality(),
                "languages": {
                    "description": "What citizens read; the first is the default.",
                    "type": "array",
                    "minItems": 1,
                    "uniqueItems": True,
                    "items": {"type": "string", "pattern": LANGUAGE, "examples": ["it"]},
                },
                "staff_language": _choice("What staff reads.", "it", "fr", "en"),
                "time_zone": _text("Of every date in the files.", "Europe/Rome"),
                "state_branch": _text("Where the list and the receipts lie.", "main"),
                "provider": _choice("Who carries the messages.", *PROVIDERS),
                "categories": {
                    "description": "What citizens subscribe to, in the order they see.",
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": False,
                    "x-keys": "emergenze, info, eventi",
                    "patternProperties": {"^[a-z][a-z0-9-]{1,30}$": _category()},
                },
                "commands": _commands(),
                "sending": _sending(),
                "paused": {
                    "description": "Why nothing is sent at all; no: it is not paused.",
                    "type": ["boolean", "string"],
                    "minLength": 1,
                    "maxLength": LONGEST_TEXT,
                    "examples": ["no"],
                },
                "silences": _silences(),
                "limits": _limits(),
            },
            optional=("paused", "silences", "limits"),
        ),
    }


def notice_schema() -> Schema:
    """The schema of the head of a privacy notice."""
    return _group(
        {
            "version": {
                "description": "Changes whenever the notice changes.",
                "type": "string",
                "pattern": r"^[0-9A-Za-z][0-9A-Za-z._-]{0,30}$",
                "examples": ["2026-11"],
            },
            "short": _text("The notice in a sentence, for the confirmation.", "…", longest=600),
        }
    )


def _municipality() -> Schema:
    return _group(
        {
            "name": _text("As citizens read it.", "Comune di Esempio", longest=60),
            "number": _text("The WhatsApp number.", "+39 333 000 0000"),
            "website": _link("The town's site.", "https://www.comune.esempio.it"),
            "notice_url": _link(
                "Where the privacy notice is published.", "https://www.comune.esempio.it/privacy"
            ),
            "channels": _by_language("Where somebody answers."),
        }
    )


def _category() -> Schema:
    return _group(
        {
            "names": _by_language("What citizens call it."),
            "about": _by_language("One sentence on what it brings."),
            "template": {
                "description": "The template of a broadcast that names no other.",
                "type": "string",
                "pattern": "^[a-z][a-z0-9_]*$",
                "examples": ["avviso"],
            },
            "urgent": _choice("Sent before everything else.", "yes", "no"),
            "expires_after": _duration("How long a broadcast may wait to be sent.", "7 days"),
            "when_unknown": _choice(
                "If nobody can tell whether a message was accepted.", "resend", "report"
            ),
            "hours": {
                "description": "When it may be sent, local time; urgent ones always.",
                "type": "string",
                "pattern": HOURS,
                "examples": ["08:00-19:00"],
            },
        },
        optional=("hours",),
    )


def _commands() -> Schema:
    phrases = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "minLength": 2, "maxLength": 60},
    }
    by_language = {
        "description": "Phrases by language; the first is the one that is taught.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "x-keys": LANGUAGES,
        "patternProperties": {LANGUAGE: phrases},
    }
    return _group(dict.fromkeys(("subscribe", "unsubscribe", "help"), by_language))


def _sending() -> Schema:
    number = {"type": ["integer", "string"], "pattern": "^[0-9]{1,6}$"}
    fields = {
        "rate": {"description": "Messages per second.", **number, "examples": ["20"]},
        "connections": {"description": "Requests at once.", **number, "examples": ["20"]},
        "lease": _duration("How long a silent run keeps its claim.", "90 s"),
        "call_timeout": _duration("How long one call may take.", "10 s"),
        "message_timeout": _duration("How long one message may take.", "35 s"),
    }
    return _group(fields, optional=fields)


def _silences() -> Schema:
    moment = {"type": "string", "pattern": BOUND}
    silence = _group(
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
            "reason": _text("What staff reads.", "elezioni comunali"),
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


def _limits() -> Schema:
    number = {"type": ["integer", "string"], "pattern": "^[0-9]{1,7}$"}
    fields = {
        "recipients_per_broadcast": {
            "description": "A broadcast to more people is not begun, unless it is urgent.",
            **number,
            "examples": ["10000"],
        },
        "broadcasts_per_day": {
            "description": "How many are begun in a day; urgent ones are never held back.",
            **number,
            "examples": ["6"],
        },
        "oldest_file": _duration("A broadcast of an older day is not sent.", "7 days"),
        "reach_per_day": {
            "description": "The number's messaging limit: different people in 24 hours.",
            "enum": [*map(str, REACHES), "unlimited", *REACHES],
            "examples": ["2000"],
        },
        "when_over": _choice("A broadcast to more people than that.", "split", "refuse"),
    }
    return _group(fields, optional=fields)


def _group(properties: dict[str, Schema], optional: Collection[str] = ()) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in properties if name not in optional],
        "properties": properties,
    }


def _text(description: str, example: str, longest: int = LONGEST_TEXT) -> Schema:
    return {
        "description": description,
        "type": "string",
        "minLength": 1,
        "maxLength": longest,
        "examples": [example],
    }


def _link(description: str, example: str) -> Schema:
    return {
        "description": description,
        "type": "string",
        "pattern": r"^https://[^\s/.]+\.\S+$",
        "examples": [example],
    }


def _choice(description: str, *values: str) -> Schema:
    return {"description": description, "enum": list(values), "examples": [values[0]]}


def _duration(description: str, example: str) -> Schema:
    return {
        "description": description,
        "type": "string",
        "pattern": DURATION,
        "examples": [example],
    }


def _by_language(description: str) -> Schema:
    return {
        "description": description,
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "x-keys": LANGUAGES,
        "patternProperties": {
            LANGUAGE: {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}
        },
    }
