"""What is kept of a provider's message id never holds a number."""

from __future__ import annotations

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banditore.domain.message_ids import inner_id

NUMBER = b"393330000001"


def wamid(inner: bytes, *, before: bytes = b"\x15\x02\x00\x12\x18", after: bytes = b"\0") -> str:
    raw = b"\x1c\x18" + bytes([len(NUMBER)]) + NUMBER + before + bytes([len(inner)]) + inner + after
    return "wamid." + b64encode(raw).decode()


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("SM0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
        ("MM0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
        (wamid(b"3A4A6599AEE03810144F"), "3a4a6599aee03810144f"),
        (wamid(b"3A4A6599AEE03810144F", after=b""), "3a4a6599aee03810144f"),
        (wamid(b"3EB0" + b"5" * 28), "3eb0" + "5" * 28),
        (wamid(b"3A4A6599AEE03810144F").rstrip("="), "3a4a6599aee03810144f"),
        # The page of Meta that shows a whole one.
        (
            "wamid.HBgLMTY1MDM4Nzk0MzkVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=",
            "3a4a6599aee03810144f",
        ),
        (wamid(b""), ""),
        (wamid(b"3A4A6599AEE03810144F", after=b"more"), ""),
        (wamid(b"3A4A6599AEE03810144F", before=b"0"), "3a4a6599aee03810144f"),
        ("wamid.", ""),
        ("wamid.é", ""),
        ("wamid.A", ""),
        ("SM-a", ""),
        ("+393330000001", ""),
        ("", ""),
    ],
)
def test_the_part_that_names_the_message_is_kept(message: str, kept: str) -> None:
    assert inner_id(message) == kept


@given(st.binary(max_size=8), st.binary(max_size=30), st.binary(max_size=8))
def test_no_number_is_kept_whatever_surrounds_it(before: bytes, inner: bytes, after: bytes) -> None:
    assert NUMBER.decode() not in inner_id(wamid(inner, before=before, after=after))
