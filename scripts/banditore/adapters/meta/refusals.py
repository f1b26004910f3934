"""What a refusal of a list, a template or a look at the number means for the whole job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.adapters.meta.faults import CODES, TEMPLATE_CODES, fault_of
from banditore.adapters.meta.shapes import code_of, mapping
from banditore.domain.errors import Misconfigured, Throttled, Unavailable
from banditore.wire.rest import Dialect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from banditore.domain.errors import ProviderError

CREDENTIALS = "META_ACCESS_TOKEN"
UNKNOWN_OBJECT = frozenset({33, 100, 803})
_TOO_MUCH = frozenset({"slow-down", "later"})


def _code(document: Mapping[str, object]) -> int | None:
    """The code; of templates the subcode, which alone says what is wrong with them."""
    subcode = mapping(document.get("error")).get("error_subcode")
    known = isinstance(subcode, int) and subcode in TEMPLATE_CODES
    return subcode if known else code_of(document)


def _refusal(status: int, code: int | None, said: str) -> ProviderError | None:
    if code is None or not 400 <= status < 500:  # noqa: PLR2004 - HTTP
        return None
    if code in UNKNOWN_OBJECT:
        return Misconfigured(
            f"the provider does not know the number or the account ({said})",
            "check META_PHONE_NUMBER_ID and META_WABA_ID, and that the token may see them",
        )
    fault = fault_of(status, code)
    if fault in _TOO_MUCH:
        return Throttled(
            f"the provider keeps asking us to slow down ({said})", "run it again in an hour"
        )
    if fault == "stop-all":
        meaning = CODES[code][1] if code in CODES else "a permission is missing"
        return Misconfigured(
            f"the provider does not accept our credentials ({said}): {meaning}",
            f"check {CREDENTIALS}; a token of a system user does not expire",
        )
    return None


def _refusal_of_template(status: int, code: int | None, said: str) -> ProviderError | None:
    meaning = CODES[code][1] if code in TEMPLATE_CODES else "a part of it is not valid"
    if code in TEMPLATE_CODES or code in UNKNOWN_OBJECT:
        return Unavailable(
            f"the provider does not take a template ({said}): {meaning}",
            "correct it in messages/templates, then: banditore templates push --live",
        )
    return _refusal(status, code, said)


DIALECT = Dialect(CREDENTIALS, _code, _refusal)
TEMPLATE_DIALECT = Dialect(CREDENTIALS, _code, _refusal_of_template)
"""Of a template that is submitted."""
