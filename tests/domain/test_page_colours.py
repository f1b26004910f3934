"""Whoever sees little sees the letters, in the light and in the dark."""

from __future__ import annotations

import re

import pytest

from banditore.domain.texts.pages.style import DARK, LIGHT, PAIRS, stylesheet
from colours import contrast


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_letters_stand_out(colours: dict[str, str], front: str, back: str, least: float) -> None:
    assert contrast(colours[front], colours[back]) >= least


def test_the_stylesheet_uses_no_colour_but_those() -> None:
    rules = stylesheet().split("\n", 2)[2]

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", rules) == []
    assert set(re.findall(r"var\(--([a-z-]+)\)", rules)) == LIGHT.keys() == DARK.keys()
    assert {name for pair in PAIRS for name in pair[:2]} | {"line"} == LIGHT.keys()
