"""Months, days and languages by name."""

from __future__ import annotations

_NAMES = {
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SHORT = {
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def month_name(month: str, language: str, *, short: bool = False) -> str:
    """`2026-11` as `novembre 2026`, short `nov 26`."""
    year, number = month.split("-")
    names = (_SHORT if short else _NAMES).get(language) or (_SHORT if short else _NAMES)["en"]
    return f"{names.split()[int(number) - 1]} {year[2:] if short else year}"


def day_name(day: str, language: str) -> str:
    """`2026-11-05` as `5 novembre 2026`; French says `1er`."""
    year, month, number = day.split("-")
    shown = str(int(number))
    if language == "fr" and shown == "1":
        shown = "1er"
    return f"{shown} {month_name(f'{year}-{month}', language)}"


_LANGUAGES = {
    "it": ("italiano", "italien", "Italian"),
    "fr": ("francese", "français", "French"),
    "en": ("inglese", "anglais", "English"),
    "de": ("tedesco", "allemand", "German"),
}


def language_name(code: str, language: str) -> str:
    """What a language is called; its code where we have no name for it."""
    names = _LANGUAGES.get(code)
    return names[{"it": 0, "fr": 1}.get(language, 2)] if names else code
