"""What can be printed."""

from __future__ import annotations

from typing import Literal, get_args

Sheet = Literal["poster-a4", "poster-a5", "card", "cards-a4"]
Form = Literal["pdf", "svg"]

SHEETS: tuple[Sheet, ...] = get_args(Sheet)
FORMS: tuple[Form, ...] = get_args(Form)
