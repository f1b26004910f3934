"""Posters and cards: codes by segno, sheets by Typst, both in this process and without a network.

The layouts (`*.typ`) take every word as data, and only the fonts that come with Typst.
"""

from banditore.adapters.poster.press import TypstPress

__all__ = ["TypstPress"]
