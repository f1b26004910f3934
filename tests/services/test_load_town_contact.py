"""What the rules may say of the town's contact card and of questions with buttons."""

from __future__ import annotations

import pytest

from banditore.adapters.yaml_files import YamlDocuments
from banditore.services.town import load_town
from fakes import FakeFiles
from towns import edited, town_files

RULES = "policy/service.yaml"
LINE = "  website: https://www.comune.esempio.it\n"
DOUBLE = """
consent:
  opt_in: double
  words: { it: [CONFERMO], fr: [JE CONFIRME] }
"""


def found(*lines: str) -> tuple[str | None, str, list[str]]:
    """The card's address, the e-mail, and the codes of what is wrong."""
    more = "".join(f"  {line}\n" for line in lines)
    town, findings = load_town(FakeFiles(edited(RULES, LINE, LINE + more)), YamlDocuments())
    codes = [one.code for one in findings]
    return (town.service.contact_card, town.service.email, codes) if town else ("", "", codes)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], ("", "", [])),  # Meta is told it, Twilio has none
        (["contact_card: https://c.example/town.vcf"], ("https://c.example/town.vcf", "", [])),
        (["contact_card: no"], (None, "", [])),
        (
            ["contact_card: https://c.example/{language}.vcf"],
            ("https://c.example/{language}.vcf", "", []),
        ),
        (["contact_card: https://c.example/{lingua}.vcf"], ("", "", ["wrong-form"])),
        (["email: info@comune.esempio.it"], ("", "info@comune.esempio.it", [])),
        (["contact_card: yes"], ("", "", ["wrong-form"])),
        (["contact_card: http://c.example/town.vcf"], ("", "", ["wrong-form"])),
        (["contact_card: https://c.example/town"], ("", "", ["wrong-form"])),  # of what type?
        (["email: comune.esempio.it"], ("", "", ["wrong-form"])),
        (["mail: info@comune.esempio.it"], ("", "", ["unknown-key-similar"])),
    ],
)
def test_the_card_is_as_the_rules_say(
    lines: list[str], expected: tuple[str | None, str, list[str]]
) -> None:
    assert found(*lines) == expected


@pytest.mark.parametrize(
    ("rules", "text", "codes"),
    [
        (DOUBLE, "", []),
        (DOUBLE, "x" * 1100, ["reply-too-long-for-buttons"]),
        (DOUBLE.replace("CONFERMO", "CONFERMO DI VOLERMI ISCRIVERE"), "", ["button-too-long"]),
        ("", "x" * 1100, []),  # nobody is asked
    ],
)
def test_who_asks_a_question_is_told_where_its_buttons_have_no_room(
    rules: str, text: str, codes: list[str]
) -> None:
    path = "policy/replies/confirm.it.j2"
    files = town_files()
    said = files[path].decode() + text
    files = town_files({RULES: files[RULES].decode() + rules, path: said})

    assert [one.code for one in load_town(FakeFiles(files), YamlDocuments())[1]] == codes
