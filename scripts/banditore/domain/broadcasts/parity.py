"""Facts that a text must say in every language: numbers, times, dates, phone numbers, links.

Each language writes them its own way; what is compared is what they mean: `18`, `18:00` and
`18 h` are one hour, `1.000` and `1 000` one number, `23 novembre` and `23/11` one day. Words
("due", "mezzogiorno") are not understood: staff write digits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_YEARS = (  # Italian, French, English
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "january february march april may june july august september october november december",
)
_MONTHS = {name: number for year in _YEARS for number, name in enumerate(year.split(), 1)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NAMED_DATE = re.compile(rf"(\d{{1,2}})(?:er|°|º)?\s+({_MONTH})\b", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SHORT_DATE = re.compile(r"(?<![\d/])([0-3]?\d)/(1[0-2]|0?[1-9])(?![\d/])")
_PHONE = re.compile(
    r"(?<!\d)(?:\+\d(?:[ ./-]?\d){7,14}|(?:0\d{2,3}|3\d{2}|80\d)(?:[ ./-]?\d){5,8})(?!\d)"
)
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4])\s?(?:[:.]|h\s?)([0-5]\d)(?!\d)")
_HOUR = re.compile(r"(?<!\d)([01]?\d|2[0-4])\s?h\b")
_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3})((?:[. \u00a0\u202f'\u2019]\d{3})+)(?!\d)")
_DECIMAL = re.compile(r"(?<!\d)(\d+)[.,](\d+)")  # from the start of a number only: else quadratic
_NUMBER = re.compile(r"\d+")


def facts_of(text: str) -> dict[str, str]:
    """What a text states: meaning → how it is written there."""
    found: dict[str, str] = {}

    def take(pattern: re.Pattern[str], meaning: Callable[[re.Match[str]], str], rest: str) -> str:
        def note(match: re.Match[str]) -> str:
            found.setdefault(meaning(match), match.group().strip())
            return " ; "

        return pattern.sub(note, rest)

    rest = take(_LINK, lambda m: f"link {m.group().rstrip('.,;:!?)»”').lower()}", text)
    rest = _ISO_DATE.sub(r"\3/\2/\1", rest)
    rest = _DATE.sub(r"\1/\2 \3", rest)
    rest = take(_NAMED_DATE, lambda m: _day(m[1], _MONTHS[m[2].lower()]), rest)
    rest = take(_SHORT_DATE, lambda m: _day(m[1], int(m[2])), rest)
    rest = take(_PHONE, lambda m: f"phone {_digits(m.group())}", rest)
    rest = take(_CLOCK, lambda m: _number(m[1], m[2]), rest)
    rest = take(_HOUR, lambda m: _number(m[1], ""), rest)
    rest = take(_THOUSANDS, lambda m: _number(re.sub(r"\D", "", m.group()), ""), rest)
    rest = take(_DECIMAL, lambda m: _number(m[1], m[2]), rest)
    take(_NUMBER, lambda m: _number(m.group(), ""), rest)
    return found


def differences(texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """What one language says and another does not: (written, language that has it, that lacks it).

    Every language is compared with the first.
    """
    facts = {language: facts_of(text) for language, text in texts.items()}
    first, *others = facts
    missing = []
    for other in others:
        for has, lacks in ((first, other), (other, first)):
            missing += [
                (written, has, lacks)
                for meaning, written in facts[has].items()
                if meaning not in facts[lacks]
            ]
    return missing


def _day(day: str, month: int) -> str:
    return f"day {int(day)}/{month}"


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)
    return digits.removeprefix("39") if phone.startswith("+") else digits


def _number(whole: str, fraction: str) -> str:
    # 18.30 may be an hour or a price: as long as both languages mean the same, it does not matter.
    # No int(): Python refuses to make one of thousands of digits.
    fraction = fraction.rstrip("0")
    return f"number {whole.lstrip('0') or '0'}" + (f".{fraction}" if fraction else "")
