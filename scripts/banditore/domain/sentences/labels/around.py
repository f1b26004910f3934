"""Words of previews for what stands around a template's text."""

from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    "part-header": ("intestazione", "en-tête", "header"),
    "part-footer": ("piè di pagina", "pied de page", "footer"),
    "part-button": ("pulsante", "bouton", "button"),
    "button-writes": (
        "chi lo tocca scrive «{text}»",
        "qui le touche écrit « {text} »",
        "who taps it writes “{text}”",
    ),
}
