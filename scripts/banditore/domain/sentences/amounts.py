"""Numbers, durations and people as staff write them."""

from __future__ import annotations

from banditore.domain.sentences.labels import label

# Italian and English by their style guides; French by the Imprimerie nationale: a narrow no-break
# space.
_GROUPS = {"it": ".", "fr": "\u202f"}


def number(count: int, language: str) -> str:
    """3.400 in Italian, 3 400 in French, 3,400 in English."""
    return f"{count:,}".replace(",", _GROUPS.get(language, ","))


def people(count: int, language: str) -> str:
    """`1 persona`, `3.400 persone`."""
    if count == 1:
        return label("one-person", language)
    return label("people", language, count=number(count, language))


def span(seconds: float) -> str:
    """`40 s`, `2 min 5 s`, `1 h 20 min`: signs that our three languages share."""
    whole = max(0, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min")) if hours else ((minutes, "min"), (rest, "s"))
    return " ".join(f"{count} {sign}" for count, sign in parts if count) or "0 s"
