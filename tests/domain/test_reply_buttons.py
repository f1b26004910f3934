"""A question has buttons where WhatsApp takes them, and whoever writes it is told where not."""

from __future__ import annotations

import pytest

from banditore.domain.texts.reply_buttons import button_findings, buttons_of

VALUES = {"confirm": "CONFERMO", "join": "MI ISCRIVO", "leave": "MI CANCELLO"}


@pytest.mark.parametrize(
    ("kind", "changed", "length", "buttons", "codes"),
    [
        ("confirm", {}, 1024, ("CONFERMO",), []),
        ("confirm", {}, 1025, (), ["reply-too-long-for-buttons"]),
        ("renew", {}, 10, ("MI ISCRIVO", "MI CANCELLO"), []),
        ("renew", {"leave": "x" * 20}, 10, ("MI ISCRIVO", "x" * 20), []),
        # Of two answers one would not be there to tap: then neither is.
        ("renew", {"leave": "x" * 21}, 10, (), ["button-too-long"]),
        ("confirm", {"confirm": ""}, 10, (), []),  # a town that asks nobody has no such word
        ("help", {}, 2000, (), []),
    ],
)
def test_buttons_fit_or_are_left_out(
    kind: str, changed: dict[str, str], length: int, buttons: tuple[str, ...], codes: list[str]
) -> None:
    values, text = {**VALUES, **changed}, "x" * length

    assert buttons_of(kind, values, text) == buttons
    assert [f.code for f in button_findings(kind, "p", values, text)] == codes
