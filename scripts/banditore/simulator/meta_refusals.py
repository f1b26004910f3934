"""The codes with which Meta's Cloud API refuses, and what a refusal looks like there.

Source: Meta's page *Error codes* (September 2026). The network speaks Twilio's codes; what
lies behind both is the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.simulator.wire import answer

if TYPE_CHECKING:
    from starlette.responses import Response

    from banditore.simulator.refusals import Refusal

CODES: dict[int, tuple[int, str]] = {
    0: (401, "AuthException"),
    4: (400, "Application request limit reached"),
    10: (403, "Application does not have permission for this action"),
    33: (400, "Unsupported request. Object does not exist"),
    100: (400, "Invalid parameter"),
    190: (401, "Invalid OAuth access token"),
    80007: (400, "Rate limit issues"),
    130429: (400, "Rate limit hit"),
    130472: (400, "User's number is part of an experiment"),
    130497: (403, "Business account is restricted from messaging users in this country"),
    131000: (500, "Something went wrong"),
    131008: (400, "Required parameter is missing"),
    131009: (400, "Parameter value is not valid"),
    131016: (500, "Service unavailable"),
    131021: (400, "Recipient cannot be sender"),
    131026: (400, "Message undeliverable"),
    131030: (400, "Recipient phone number not in allowed list"),
    131031: (403, "Business account has been locked"),
    131042: (400, "Business eligibility payment issue"),
    131047: (400, "Re-engagement message"),
    131048: (400, "Spam rate limit hit"),
    131049: (400, "This message was not delivered to maintain healthy ecosystem engagement"),
    131050: (400, "User has stopped marketing messages"),
    131051: (400, "Unsupported message type"),
    131053: (400, "Media upload error"),
    131056: (400, "(Business Account, Consumer Account) pair rate limit hit"),
    132000: (400, "Number of parameters does not match the expected number of params"),
    132001: (404, "Template name does not exist in the translation"),
    132005: (400, "Translated text too long"),
    132012: (400, "Parameter format does not match format in the created template"),
    132015: (400, "Template is paused"),
    132016: (400, "Template is disabled"),
    132018: (400, "Template parameter validation failed"),
}
_NOWHERE, _NO_OBJECT = 20404, 33
_OF_TWILIO = {
    20001: 100,
    20003: 190,
    20004: 100,
    20415: 100,
    20429: 130429,
    20500: 131000,
    21211: 100,
    21610: 131050,
    63003: 131026,
    63016: 131047,
    63018: 130429,
    63024: 131026,
    63049: 131049,
}


def meta_code(code: int) -> int:
    """Meta's code for what Twilio calls so; its own codes stay."""
    return _OF_TWILIO.get(code, code)


def refused(refusal: Refusal) -> Response:
    """A refusal as Meta writes it."""
    # A path that does not exist is an object that does not: Meta says that below code 100.
    nowhere = refusal.code == _NOWHERE
    code = 100 if nowhere else meta_code(refusal.code)
    subcode = _NO_OBJECT if nowhere else refusal.subcode
    status, title = CODES.get(code, (400, "Refused"))
    told: dict[str, object] = {
        "message": f"(#{code}) {title}",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": refusal.message},
        "fbtrace_id": "ASimulator",
    }
    if subcode:
        told["error_subcode"] = subcode
    # What was scripted says its own status; a code of Twilio's does not.
    response = answer({"error": told}, refusal.scripted or status)
    if refusal.retry_after is not None:
        response.headers["retry-after"] = f"{refusal.retry_after:g}"
    return response
