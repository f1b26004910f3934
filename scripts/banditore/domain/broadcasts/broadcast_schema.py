"""The JSON Schemas of what stands under `messages/`, generated for the templates at hand.

One schema serves the check and the editor: what an author may type after `category: eventi` is what
the template of that category has placeholders for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from banditore.domain.broadcasts.layout import ID_PATTERN
from banditore.domain.moments import MOMENT
from banditore.domain.templates.registration import BUTTONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from banditore.domain.service import Service
    from banditore.domain.templates.template import Template

Schema: TypeAlias = dict[str, Any]


def template_schema(languages: Sequence[str]) -> Schema:
    """The schema of a `template.yaml`: what each language of the service says around its text."""
    said = {
        "type": "object",
        "additionalProperties": False,
        "required": list(languages),
        "properties": {language: {"type": "string", "minLength": 1} for language in languages},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Template",
        "type": "object",
        "additionalProperties": False,
        "required": ["whatsapp_category", "description"],
        "properties": {
            "whatsapp_category": {
                "description": "WhatsApp's: utility for what matters, marketing for invitations.",
                "enum": ["utility", "marketing"],
            },
            "description": {"type": "string", "minLength": 1},
            "header": {"description": "Above the text, bold: up to 60 characters.", **said},
            "footer": {"description": "Below the text, grey: up to 60 characters.", **said},
            "buttons": {"type": "array", "minItems": 1, "items": _button(said)},
        },
    }


def _button(said: Schema) -> Schema:
    address = {"type": "string", "minLength": 1, "examples": ["https://www.comune.example/avvisi"]}
    by_language = {"additionalProperties": False, "required": said["required"]}
    by_language["properties"] = dict.fromkeys(said["required"], address)
    targets: Schema = {
        "url": {**address, "type": ["string", "object"], **by_language},
        "phone_number": {**address, "examples": ["+39 0165 000 000"]},
    }
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["type", "text"],
        "properties": {
            "type": {"enum": list(BUTTONS)},
            "text": {"description": "On the button: up to 25 characters.", **said},
            **targets,
        },
        "allOf": [
            {
                "if": {"required": ["type"], "properties": {"type": {"const": kind}}},
                "then": {"required": [kind], "properties": {kind: targets[kind]}},
            }
            for kind in targets
        ],
    }


def broadcast_schema(service: Service, templates: Mapping[str, Template]) -> Schema:
    """The schema of a broadcast file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Broadcast",
        "type": "object",
        "additionalProperties": False,
        "required": ["category", *service.languages],
        "properties": {
            "category": _category(service),
            "template": {
                "description": "The template, where it is not the category's own.",
                "enum": sorted(templates),
            },
            "send_at": _moment("When to send, local time; without it: when the file is merged."),
            "expires_at": _moment("After this it is not sent any more, local time."),
            "corrects": {
                "description": "The id of a sent broadcast that this one corrects.",
                "type": "string",
                "pattern": ID_PATTERN,
                "examples": ["2026-11-23-allerta-neve"],
            },
            **{language: {"type": "object"} for language in service.languages},
        },
        "allOf": list(_conditions(service, templates)),
    }


def _category(service: Service) -> Schema:
    first = service.languages[0]
    listed = "; ".join(f"{c.id}: {c.about[first]}" for c in service.categories.values())
    return {"description": listed, "enum": list(service.categories)}


def _moment(description: str) -> Schema:
    return {
        "description": description,
        "type": "string",
        "pattern": MOMENT,
        "examples": ["2026-11-23 18:00"],
    }


def _conditions(service: Service, templates: Mapping[str, Template]) -> Iterable[Schema]:
    for category in service.categories.values():
        if category.template in templates:
            yield {
                "if": {
                    "required": ["category"],
                    "properties": {"category": {"const": category.id}, "template": False},
                },
                "then": _texts(service, templates[category.template]),
            }
    for template in templates.values():
        yield {
            "if": {"required": ["template"], "properties": {"template": {"const": template.name}}},
            "then": _texts(service, template),
        }


def _texts(service: Service, template: Template) -> Schema:
    return {
        "properties": {
            language: {
                "additionalProperties": False,
                "required": list(template.placeholders(language)),
                "properties": {
                    name: {"type": "string", "minLength": 1}
                    for name in template.placeholders(language)
                },
            }
            for language in service.languages
        }
    }
