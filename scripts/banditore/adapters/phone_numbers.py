"""Google's rules of every country's numbers, through `phonenumbers`.

Which numbers are mobiles changes with its releases: it is pinned, and our tests hold the numbers
that matter to us.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import PhoneNumberType, ValidationResult

from banditore.domain.message import Address
from banditore.domain.phones import NumberFault, Phone, seen_at_once, tidied

# In some countries, the United States among them, nobody can tell a mobile by its number.
_MOBILES = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_DOUBLED = re.compile(r"^\+\s*00")


class PhoneNumbers:
    """Reads numbers as they are written in the country of the town's own number."""

    def __init__(self, own: Address) -> None:
        number = phonenumbers.parse(own)
        self._code = number.country_code or 0
        self._region = phonenumbers.region_code_for_number(number) or "ZZ"

    def read(self, text: str) -> Phone | NumberFault:
        """The number, or what is wrong with it."""
        tidy = _DOUBLED.sub("+", tidied(text))
        fault = seen_at_once(tidy)
        if fault:
            return fault
        found = self._read(tidy)
        if isinstance(found, str) and not tidy.startswith(("+", "00")):
            # Nearly right: the international prefix without its sign.
            again = self._read(f"+{tidy}")
            return again if isinstance(again, Phone) else found
        return found

    def _read(self, tidy: str) -> Phone | NumberFault:
        try:
            number = phonenumbers.parse(tidy, self._region)
        except phonenumbers.NumberParseException as wrong:
            return _UNPARSED.get(wrong.error_type, "too-short")
        kind = phonenumbers.number_type(number)
        if kind == PhoneNumberType.UNKNOWN:
            reason = phonenumbers.is_possible_number_with_reason(number)
            return _IMPOSSIBLE.get(reason, "no-prefix")
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return Phone(
            Address(e164), mobile=kind in _MOBILES, foreign=number.country_code != self._code
        )


_UNPARSED: dict[int, NumberFault] = {
    phonenumbers.NumberParseException.INVALID_COUNTRY_CODE: "no-prefix",
    phonenumbers.NumberParseException.TOO_LONG: "too-long",
}
_IMPOSSIBLE: dict[int, NumberFault] = {
    ValidationResult.TOO_SHORT: "too-short",
    ValidationResult.TOO_LONG: "too-long",
}
