"""publiccode.yml keeps the standard's rules (publiccode.yml 0.4, core), and tells the truth."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = {"type": "string", "minLength": 1}
LANGUAGE = {"type": "string", "pattern": r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$"}
DEPENDENCIES = {
    "type": "array",
    "items": {
        "required": ["name"],
        "additionalProperties": False,
        "properties": {
            **dict.fromkeys(("name", "version", "versionMin", "versionMax"), TEXT),
            "optional": {"type": "boolean"},
        },
    },
}
# The mandatory keys, lengths and closed lists of https://yml.publiccode.tools/schema.core.html.
STANDARD: dict[str, Any] = {
    "required": [
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    ],
    "properties": {
        "publiccodeYmlVersion": {"const": "0.4"},
        "name": TEXT,
        "url": {"type": "string", "pattern": r"^https://\S+\.git$"},
        "platforms": {"type": "array", "minItems": 1, "items": TEXT},
        "categories": {
            "type": "array",
            "minItems": 1,
            # Those of the controlled vocabulary that could ever fit us.
            "items": {"enum": ["communications", "instant-messaging", "digital-citizenship"]},
        },
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {
            "enum": [
                *(f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web")),
                *("standalone/backend", "standalone/other", "addon", "library"),
                "configurationFiles",
            ]
        },
        "releaseDate": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "description": {
            "propertyNames": LANGUAGE,
            "minProperties": 1,
            "additionalProperties": {
                "required": ["shortDescription", "longDescription", "features"],
                "properties": {
                    "localisedName": TEXT,
                    "shortDescription": {"type": "string", "minLength": 1, "maxLength": 150},
                    "longDescription": {"type": "string", "minLength": 150, "maxLength": 10000},
                    "features": {"type": "array", "minItems": 1, "items": TEXT},
                },
            },
        },
        "legal": {"required": ["license"], "properties": {"license": {"const": "EUPL-1.2"}}},
        "maintenance": {
            "required": ["type"],
            "properties": {"type": {"enum": ["internal", "contract", "community", "none"]}},
            "allOf": [
                {
                    "if": {"properties": {"type": {"enum": ["internal", "community"]}}},
                    "then": {"required": ["contacts"]},
                },
                {
                    "if": {"properties": {"type": {"const": "contract"}}},
                    "then": {"required": ["contractors"]},
                },
            ],
        },
        "localisation": {
            "required": ["localisationReady", "availableLanguages"],
            "properties": {
                "localisationReady": {"type": "boolean"},
                "availableLanguages": {"type": "array", "minItems": 1, "items": LANGUAGE},
            },
        },
        "dependsOn": {
            "propertyNames": {"enum": ["open", "proprietary", "hardware"]},
            "additionalProperties": DEPENDENCIES,
        },
    },
}


def described() -> dict[str, Any]:
    loaded = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_publiccode_yml_keeps_the_rules_of_the_standard() -> None:
    faults = jsonschema.Draft202012Validator(STANDARD).iter_errors(described())

    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


def test_publiccode_yml_and_pyproject_tell_the_same() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert described()["softwareVersion"] == project["version"]
    assert described()["legal"]["license"] == project["license"]


def test_the_licence_is_the_text_of_the_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert all(f"\n{article}." in text for article in range(1, 16))
    assert "according to Article 5 EUPL are:" in text


def test_every_language_of_the_description_is_one_the_software_speaks() -> None:
    assert set(described()["description"]) == set(described()["localisation"]["availableLanguages"])
