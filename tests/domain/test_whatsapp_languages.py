"""WhatsApp takes templates in its own languages only."""

from __future__ import annotations

import pytest
from pywa.types.templates import TemplateLanguage

from banditore.adapters.yaml_files import YamlDocuments
from banditore.domain.templates.whatsapp_languages import whatsapp_language
from banditore.services.town import load_town
from fakes import FakeFiles
from towns import edited

KNOWN = {str(code.value) for code in TemplateLanguage} - {"UNKNOWN", "None"}


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("it", "it"),
        ("fr", "fr"),
        ("de", "de"),
        ("sl", "sl"),
        ("fil", "fil"),
        ("pt", "pt_PT"),  # by country only
        ("no", "nb"),
        ("frp", ""),  # Francoprovençal: spoken in the Aosta Valley, unknown to WhatsApp
        ("lld", ""),
        ("xx", ""),
        ("", ""),
    ],
)
def test_a_language_has_whatsapps_code_or_none(language: str, code: str) -> None:
    assert whatsapp_language(language) == code
    assert not code or code in KNOWN


def test_every_language_that_others_know_to_be_there_is_known_to_us() -> None:
    for code in KNOWN:
        assert whatsapp_language(code.partition("_")[0]), code


def test_a_town_that_speaks_another_is_told_on_its_line() -> None:
    files = edited("policy/service.yaml", "languages: [it, fr]", "languages: [it, frp]")

    _, findings = load_town(FakeFiles(files), YamlDocuments())

    told = [(f.facts["language"], f.place.file) for f in findings
            if f.code == "language-not-at-whatsapp"]  # fmt: skip
    assert told == [("frp", "policy/service.yaml")]
