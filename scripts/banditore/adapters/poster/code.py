"""QR codes as SVG."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET_ZONE = 4
"""Modules of white around the code: what ISO/IEC 18004 asks for."""


def qr_code(content: str) -> str:
    """An `<svg>` as large as its surroundings let it be: black on white, quiet zone included.

    Level Q: a quarter of it may be hidden by a drawing pin, rain or a fold. The next higher level
    is taken where it costs nothing.
    """
    drawn = BytesIO()
    segno.make_qr(content, error="q").save(
        drawn, kind="svg", border=QUIET_ZONE, light="#fff", omitsize=True, xmldecl=False, nl=False
    )
    return drawn.getvalue().decode()
