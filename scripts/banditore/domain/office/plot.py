"""How many people there were over the months, as an SVG that says the same to eyes and ears.

It has no script, no font and no picture from elsewhere; its title and description are read aloud;
its colours follow the reader's light or dark page and keep WCAG's contrast on both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from banditore.domain.sentences.amounts import number
from banditore.domain.sentences.labels import label
from banditore.domain.sentences.months import month_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Months = Sequence[tuple[str, int]]

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 76, 28, 74, 52
MOST_LABELS = 8
"""Months that are named below."""
_STEPS = (1, 2, 2.5, 5, 10)

# No variables: what office programs draw SVG with knows none.
_STYLE = """\
    text { font-family: system-ui, sans-serif; font-size: 14px; fill: #56636f; }
    .name { font-size: 19px; font-weight: 600; fill: #1b2733; }
    .last { font-size: 16px; font-weight: 600; fill: #1b2733; }
    .ground { fill: #ffffff; }
    .grid { stroke: #d9dfe5; }
    .line { fill: none; stroke: #0b6b74; stroke-width: 2.5; stroke-linejoin: round; }
    .area { fill: #0b6b74; fill-opacity: .13; }
    .dot { fill: #0b6b74; stroke: #ffffff; stroke-width: 2; }
    @media (prefers-color-scheme: dark) {
      text { fill: #a9b6c1; }
      .name, .last { fill: #eef2f5; }
      .ground { fill: #11181f; }
      .grid { stroke: #2c3843; }
      .line { stroke: #5fd0c5; }
      .area { fill: #5fd0c5; }
      .dot { fill: #5fd0c5; stroke: #11181f; }
    }"""


def plot(months: Months, town: str, language: str) -> str:
    """The picture; at least one month."""
    first, last = months[0], months[-1]
    name = label("plot-title", language, town=town)
    told = label(
        "plot-description",
        language,
        first=month_name(first[0], language),
        before=number(first[1], language),
        last=month_name(last[0], language),
        now=number(last[1], language),
    )
    top = _ceiling(max(count for _, count in months))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        f'  role="img" aria-labelledby="name told" lang="{escape(language)}">',
        f'  <title id="name">{escape(name)}</title>',
        f'  <desc id="told">{escape(told)}</desc>',
        f"  <style>\n{_STYLE}\n  </style>",
        f'  <rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="10"/>',
        f'  <text class="name" x="24" y="38">{escape(name)}</text>',
        *_grid(top, language),
        *_curve(months, top, language),
        *_names(months, language),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _ceiling(most: int) -> int:
    """A round number that the highest month stays below, divisible by four."""
    size = 1
    while size * 40 < most:
        size *= 10
    return next(int(4 * step * size) for step in _STEPS if 4 * step * size >= max(most, 4))


def _grid(top: int, language: str) -> Iterator[str]:
    for quarter in range(5):
        count = top * quarter // 4
        y = _y(count, top)
        yield f'  <path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>'
        yield (
            f'  <text x="{LEFT - 12}" y="{y + 5:.1f}" text-anchor="end">{number(count, language)}'
            "</text>"
        )


def _curve(months: Months, top: int, language: str) -> Iterator[str]:
    points = [(_x(at, len(months)), _y(count, top)) for at, (_, count) in enumerate(months)]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    (start, _), (end, height) = points[0], points[-1]
    floor = HEIGHT - BOTTOM
    yield f'  <path class="area" d="M{start:.1f} {floor}L{path}L{end:.1f} {floor}Z"/>'
    yield f'  <path class="line" d="M{path}"/>'
    yield f'  <circle class="dot" cx="{end:.1f}" cy="{height:.1f}" r="5.5"/>'
    above = max(height - 14, TOP - 8)
    count = number(months[-1][1], language)
    yield f'  <text class="last" x="{end + 5:.1f}" y="{above:.1f}" text-anchor="end">{count}</text>'


def _names(months: Months, language: str) -> Iterator[str]:
    every = -(-len(months) // MOST_LABELS)
    last = len(months) - 1
    for at in range(last % every, len(months), every):
        x = _x(at, len(months))
        # The last must not stand outside the picture.
        anchor = "end" if at == last else "middle"
        yield (
            f'  <text x="{x + 5 if anchor == "end" else x:.1f}" y="{HEIGHT - BOTTOM + 26}" '
            f'text-anchor="{anchor}">{escape(month_name(months[at][0], language, short=True))}'
            "</text>"
        )


def _x(at: int, months: int) -> float:
    """A single month stands at the right, as the last one does."""
    return LEFT + 14 + (WIDTH - LEFT - RIGHT - 28) * (at / (months - 1) if months > 1 else 1.0)


def _y(count: int, top: int) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * count / top
