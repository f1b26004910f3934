"""The stylesheet of a page that stands alone: the colours of Italian public sites, light and dark.

It needs nothing from elsewhere: no font, no script, no request that tells who reads.
"""

from __future__ import annotations

LIGHT = {
    "page": "#ffffff",
    "text": "#19191a",
    "quiet": "#455a64",
    "link": "#0059b3",
    "band": "#0066cc",
    "on-band": "#ffffff",
    "soft": "#f0f4f9",
    "line": "#c5cfdb",
    "focus": "#b35900",
}
"""Names → colours where a reader asks for nothing else."""

DARK = {
    "page": "#12181f",
    "text": "#eef2f6",
    "quiet": "#b3c0cc",
    "link": "#8cc4ff",
    "band": "#0b2a4a",
    "on-band": "#ffffff",
    "soft": "#1b2530",
    "line": "#3d4d5c",
    "focus": "#ffbf47",
}
"""The same where the reader's device is dark."""

PAIRS = (
    ("text", "page", 7.0),
    ("quiet", "page", 4.5),
    ("link", "page", 4.5),
    ("on-band", "band", 4.5),
    ("text", "soft", 7.0),
    ("quiet", "soft", 4.5),
    ("link", "soft", 4.5),
    ("focus", "page", 3.0),
)
"""Foreground, background, and the least contrast that they owe each other (WCAG 2.1, 1.4)."""

_RULES = """\
*, *::before, *::after { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 1.125rem/1.6 "Titillium Web", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: break-word;
}
a { color: var(--link); text-decoration: underline; text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .15em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
.container { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
.skiplinks a { position: absolute; left: -100vw; }
.skiplinks a:focus {
  left: 1rem; top: 1rem; z-index: 1; padding: .75rem 1.25rem;
  background: var(--page); color: var(--link); outline: 3px solid var(--focus);
}
.it-header-wrapper { background: var(--band); color: var(--on-band); }
.it-header-wrapper a { color: inherit; }
.it-header-wrapper :focus-visible { outline-color: var(--on-band); }
.it-header-slim-wrapper-content {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between;
  gap: .25rem 1.5rem; padding: .5rem 0;
}
.navbar-brand { font-size: 1.25rem; font-weight: 700; text-decoration: none; padding: .5rem 0; }
.navbar-brand:hover { text-decoration: underline; }
.it-header-wrapper ul {
  display: flex;
  flex-wrap: wrap;
  gap: 1.25rem;
  list-style: none;
  margin: 0;
  padding: 0;
}
.it-header-wrapper li > * { display: inline-block; padding: .6rem 0; }
.it-header-wrapper [aria-current] {
  font-weight: 700;
  text-decoration: none;
  border-bottom: 2px solid;
}
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; scroll-margin-top: 1rem; }
h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.75rem); margin: 2.5rem 0 1.25rem; }
h2 { font-size: clamp(1.3rem, 1.1rem + .8vw, 1.625rem); margin: 2.25rem 0 .75rem; }
h3, h4, h5, h6 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
p, ul, ol { margin: 0 0 1rem; max-width: 42rem; }
article ul, article ol { padding-left: 1.5rem; }
article li { margin-bottom: .5rem; }
article li::marker { color: var(--link); }
.banditore-contents {
  background: var(--soft);
  border-left: 4px solid var(--link);
  margin-bottom: 1.5rem;
  padding: 1rem 1.25rem;
}
.banditore-contents p { font-weight: 700; margin-bottom: .5rem; }
.banditore-contents ul { list-style: none; margin: 0; padding: 0; }
.banditore-contents a { display: inline-block; padding: .3rem 0; }
.banditore-proof {
  border-top: 1px solid var(--line); color: var(--quiet); font-size: .95rem;
  margin-top: 3rem; padding: 1.25rem 0 0;
}
.banditore-proof dl {
  display: grid;
  grid-template-columns: max-content 1fr;
  gap: .25rem 1rem;
  margin: 0 0 1rem;
}
.banditore-proof dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.banditore-proof code { font-size: .9em; }
.it-footer {
  background: var(--soft);
  border-top: 1px solid var(--line);
  margin-top: 3rem;
  padding: 1.5rem 0;
}
.it-footer p { margin: 0; max-width: none; }
@media (min-width: 62rem) {
  .banditore-columns {
    display: grid;
    grid-template-columns: 17rem minmax(0, 1fr);
    gap: 3.5rem;
    align-items: start;
  }
  .banditore-contents { position: sticky; top: 1.5rem; margin-top: .5rem; }
  .banditore-columns article > :first-child {
    margin-top: 0;
  }
}
@media (max-width: 30rem) {
  .banditore-proof dl { grid-template-columns: 1fr; }
  .banditore-proof dt { font-weight: 700; }
}
@media print {
  .skiplinks, .banditore-contents, .it-header-wrapper nav { display: none; }
  .it-header-wrapper, .it-footer { background: none; color: inherit; }
  body { font-size: 11pt; }
}
"""


def stylesheet() -> str:
    """The whole of it."""
    return (
        f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n{_RULES}"
    )


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())
