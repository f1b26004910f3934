"""The JSON Schemas of `policy/`: for an editor's completion and for our own validation.

Our YAML has only texts, an editor's has numbers too: a number is `["integer", "string"]` here.
`examples` and `x-keys` are what hints show (see the adapter that reads YAML).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.hours import HOURS
from banditore.domain.policy.commands_schema import commands, synonyms
from banditore.domain.policy.operations_schema import limits, silences
from banditore.domain.policy.people_schema import consent, dead_numbers
from banditore.domain.prices import prices_schema
from banditore.domain.schema_parts import (
    LANGUAGE,
    LONGEST_TEXT,
    by_language,
    choice,
    duration,
    group,
    link,
    text,
    whole,
)
from banditore.domain.service import PROVIDERS

if TYPE_CHECKING:
    from banditore.domain.schema_parts import Schema


def service_schema() -> Schema:
    """The schema of `policy/service.yaml`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Service",
        "description": "The rules of one municipality's service.",
        **group(
            {
                "municipality": _municipality(),
                "languages": _languages(),
                "staff_language": choice("What staff reads.", "it", "fr", "en"),
                "time_zone": text("Of every date in the files.", "Europe/Rome"),
                "state_branch": text("Where the list and the receipts lie.", "main"),
                "provider": choice("Who carries the messages.", *PROVIDERS),
                "categories": _categories(),
                "commands": commands(),
                "sending": _sending(),
                "paused": _paused(),
                "silences": silences(),
                "limits": limits(),
                "consent": consent(),
                "dead_numbers": dead_numbers(),
                "prices": prices_schema(),
                "inbox": _inbox(),
            },
            optional=(
                "commands",
                "paused",
                "silences",
                "limits",
                "consent",
                "dead_numbers",
                "prices",
                "inbox",
            ),
        ),
    }


def notice_schema() -> Schema:
    """The schema of the head of a privacy notice."""
    return group(
        {
            "version": {
                "description": "Changes whenever the notice changes.",
                "type": "string",
                "pattern": r"^[0-9A-Za-z][0-9A-Za-z._-]{0,30}$",
                "examples": ["2026-11"],
            },
            "short": text("The notice in a sentence, for the confirmation.", "…", longest=600),
        }
    )


def _municipality() -> Schema:
    return group(
        {
            "name": text("As citizens read it.", "Comune di Esempio", longest=60),
            "names": by_language("The same in each language, where it is not the same in all."),
            "number": text("The WhatsApp number.", "+39 333 000 0000"),
            "website": link("The town's site.", "https://www.comune.esempio.it"),
            "notice_url": link(
                "Where the privacy notice is published.", "https://www.comune.esempio.it/privacy"
            ),
            "channels": by_language("Where somebody answers."),
            "email": {
                "description": "The town's e-mail, for its contact card.",
                "type": "string",
                "maxLength": LONGEST_TEXT,
                "pattern": r"^[^\s@]+@[^\s@]+\.[^\s@.]+$",
                "examples": ["info@comune.esempio.it"],
            },
            "contact_card": {
                "description": "Where the contact card is published, for Twilio; no: none is sent.",
                "type": ["boolean", "string"],
                "maxLength": LONGEST_TEXT,
                "pattern": r"^(no|https://[^\s/.{}]+\.([^\s{}]|\{language\})+\.vcf)$",
                "examples": ["https://www.comune.esempio.it/comune.vcf"],
            },
        },
        optional=("names", "email", "contact_card"),
    )


def _languages() -> Schema:
    return {
        "description": "What citizens read; the first is the default.",
        "type": "array",
        "minItems": 1,
        "uniqueItems": True,
        "items": {"type": "string", "pattern": LANGUAGE, "examples": ["it"]},
    }


def _categories() -> Schema:
    return {
        "description": "What citizens subscribe to, in the order they see.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "x-keys": "emergenze, info, eventi",
        "patternProperties": {"^[a-z][a-z0-9-]{1,30}$": _category()},
    }


def _category() -> Schema:
    return group(
        {
            "names": by_language("What citizens call it."),
            "about": by_language("One sentence on what it brings."),
            "template": {
                "description": "The template of a broadcast that names no other.",
                "type": "string",
                "pattern": "^[a-z][a-z0-9_]*$",
                "examples": ["avviso"],
            },
            "urgent": choice("Sent before everything else.", "yes", "no"),
            "expires_after": duration("How long a broadcast may wait to be sent.", "7 days"),
            "when_unknown": choice(
                "If nobody can tell whether a message was accepted.", "resend", "report"
            ),
            "hours": {
                "description": "When it may be sent, local time; urgent ones always.",
                "type": "string",
                "pattern": HOURS,
                "examples": ["08:00-19:00"],
            },
            "synonyms": synonyms(),
        },
        optional=("hours", "synonyms"),
    )


def _paused() -> Schema:
    return {
        "description": "Why nothing is sent at all; no: it is not paused.",
        "type": ["boolean", "string"],
        "minLength": 1,
        "maxLength": LONGEST_TEXT,
        "examples": ["no"],
    }


def _inbox() -> Schema:
    fields = {
        "kind": choice("What keeps it until a run has used it.", "relay", "aws"),
        "host": text("Who has the relay's server, as the notice names them.", "Aruba", 60),
    }
    return group(fields, optional=["host"])


def _sending() -> Schema:
    fields = {
        "rate": whole("Messages per second.", "20"),
        "connections": whole("Requests at once.", "20"),
        "lease": duration("How long a silent run keeps its claim.", "90 s"),
        "call_timeout": duration("How long one call may take.", "10 s"),
        "message_timeout": duration("How long one message may take.", "35 s"),
    }
    return group(fields, optional=fields)
