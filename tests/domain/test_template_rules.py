"""What reviewers of WhatsApp look at: doubles, and whether the declared category fits."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from banditore.domain.templates.template import Template
from banditore.domain.templates.template_pieces import Slot
from banditore.domain.templates.template_rules import template_rules

if TYPE_CHECKING:
    from banditore.domain.service import Service
    from banditore.domain.templates.template import WhatsAppCategory

TEXT = Slot("testo")


def template(name: str, fixed: str, category: WhatsAppCategory = "utility") -> Template:
    return Template(name, category, "", {"it": (fixed, TEXT, " MI CANCELLO per uscire.")})


def codes(*templates: Template, urgent: str = "") -> list[tuple[str, str]]:
    category = SimpleNamespace(id="emergenze", urgent=True, template=urgent)
    service = cast("Service", SimpleNamespace(categories={"emergenze": category}))
    found = template_rules({one.name: one for one in templates}, service)
    return [(one.code, one.place.file.rsplit("/", 2)[1]) for one in found]


def test_two_templates_of_the_same_words_are_an_error() -> None:
    assert codes(template("a", "Avviso: "), template("b", "Avviso: ")) == [("template-twice", "b")]
    assert codes(template("a", "Avviso: "), template("b", "Allerta: ")) == []


@pytest.mark.parametrize(
    "fixed",
    [
        "Siete invitati: ",
        "La FESTA del paese: ",
        "Événement : ",
        "Concerto in piazza: ",
        "Sconti: ",
    ],
)
def test_an_invitation_that_is_declared_utility_is_doubtful(fixed: str) -> None:
    assert codes(template("a", fixed)) == [("template-promotes", "a")]
    assert codes(template("a", fixed, "marketing")) == []


@pytest.mark.parametrize(
    "fixed", ["Allerta neve: ", "Strada chiusa per lavori: ", "Avis à la population : "]
)
def test_danger_service_and_disruption_are_utility(fixed: str) -> None:
    assert codes(template("a", fixed), urgent="a") == []


def test_what_is_urgent_must_not_be_held_back_as_marketing() -> None:
    assert codes(template("a", "Allerta: ", "marketing"), urgent="a") == [("urgent-marketing", "a")]
