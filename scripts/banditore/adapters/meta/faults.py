"""What the codes of Meta's Cloud API mean to us, one row a code.

Source: Meta's pages *Error codes*, *Throughput* and *About the platform* (2026). Meta asks to
decide by `code`, never by title, subcode or HTTP status. What each means for a run is our inference
from the advice there. Codes come in the HTTP answer, or later in a status notification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.wire.answer import STATUSES

if TYPE_CHECKING:
    from banditore.domain.message import Fault

CODES: dict[int, tuple[Fault, str]] = {
    # Who we are
    0: ("stop-all", "the token is not accepted"),
    3: ("stop-all", "the app lacks a permission"),
    10: ("stop-all", "the app lacks a permission, or has lost it"),
    190: ("stop-all", "the token has expired"),
    33: ("stop-all", "the town's number was deleted or never was ours"),
    131005: ("stop-all", "access denied"),
    131037: ("stop-all", "the number's display name is not approved"),
    131045: ("stop-all", "the number is not registered"),
    133006: ("stop-all", "the number is not verified"),
    133010: ("stop-all", "the number is not registered on the platform"),
    133016: ("stop-all", "the number was registered and deregistered too often"),
    # What became of the account
    368: ("stop-all", "the account is restricted for breaking a policy"),
    131031: ("stop-all", "the account is locked"),
    131042: ("stop-all", "payment: no method, credit line, currency or time zone"),
    # How much is too much
    4: ("later", "the app's requests of this hour are used up"),
    80007: ("later", "the account's requests of this hour are used up"),
    130429: ("slow-down", "the number's throughput is reached"),
    131056: ("retry", "too many messages to this one person; others go on"),
    131057: ("later", "maintenance while the throughput is raised, some minutes"),
    # What may pass by itself
    1: ("retry-once", "a bad request, or an error of the server"),
    2: ("retry", "the service is down or overloaded"),
    131000: ("retry", "something went wrong, without further word"),
    131016: ("retry", "the service is overloaded"),
    133004: ("retry", "the server is temporarily unavailable"),
    # This broadcast
    131048: (
        "stop-broadcast",
        "the number is restricted: too many people blocked it or reported it",
    ),
    131051: ("stop-broadcast", "a kind of message that is not supported"),
    131053: ("stop-broadcast", "the media could not be taken"),
    131063: ("stop-broadcast", "marketing is switched off for this account"),
    131064: ("stop-broadcast", "restricted for a while: templates in the wrong category"),
    132000: ("stop-broadcast", "the template takes another number of parameters"),
    132001: ("stop-broadcast", "the template does not exist in this language, or is not approved"),
    132007: ("stop-broadcast", "the template's content breaks a policy"),
    132012: ("stop-broadcast", "a parameter has another format than the template's"),
    132015: ("stop-broadcast", "the template is paused"),
    132016: ("stop-broadcast", "the template is disabled for good"),
    132018: ("stop-broadcast", "a parameter breaks the template's rules"),
    132068: ("stop-broadcast", "the flow is blocked"),
    132069: ("stop-broadcast", "the flow is throttled"),
    134011: ("stop-broadcast", "the terms of payments are not accepted"),
    134100: ("stop-broadcast", "marketing messages only"),
    134101: ("stop-broadcast", "the template is still being synchronised for marketing messages"),
    134102: ("stop-broadcast", "the template cannot be used for marketing messages"),
    135000: ("stop-broadcast", "the message's parameters, without further word"),
    2388019: ("stop-broadcast", "too many templates"),
    2388023: ("stop-broadcast", "the template's name is still being deleted, for up to 30 days"),
    2388024: ("stop-broadcast", "the template exists already in this language"),
    2388039: ("stop-broadcast", "the template cannot be edited now"),
    2388040: ("stop-broadcast", "a field of the template is too long"),
    2388047: ("stop-broadcast", "the template's header is wrong"),
    2388072: ("stop-broadcast", "the template's body is wrong"),
    2388073: ("stop-broadcast", "the template's footer is wrong"),
    2388293: ("stop-broadcast", "the template has too many parameters for its words"),
    2388299: ("stop-broadcast", "the template begins or ends with a parameter"),
    # This person
    100: ("failed", "a parameter that is not known, or a number that is none"),
    130403: ("failed", "the town has blocked this person"),
    130472: ("failed", "the person is part of an experiment of Meta's"),
    130497: ("failed", "the account may not write to people of this country"),
    131008: ("failed", "a parameter is missing"),
    131009: ("failed", "a parameter's value is not valid"),
    131021: ("failed", "the recipient is the sender"),
    131026: ("failed", "not on WhatsApp, terms not accepted, or an old version"),
    131030: ("failed", "not on the list of people whom a test number may write to"),
    131047: ("failed", "free text outside the 24-hour window"),
    131049: ("failed", "held back for the person's sake; an early retry is punished"),
    131050: ("left", "the person wants no more marketing from us"),
    131052: ("failed", "media that the person sent could not be fetched"),
    131062: ("failed", "cannot be sent to a user id, only to a phone"),
    132005: ("failed", "the text is too long once filled in"),
}
"""One number abroad (130497) must not silence the town, though Meta counts it with the account."""
TEMPLATE_CODES = frozenset(code for code in CODES if code > 2_000_000)  # noqa: PLR2004 - Meta's
"""Of templates that are registered; they come under code 100, as its subcode."""
RANGES: tuple[tuple[range, tuple[Fault, str]], ...] = (
    (range(200, 300), ("stop-all", "a permission is missing, or there is no token")),
)


def fault_of(status: int, code: int | None) -> Fault:
    """What a refusal means.

    A 5xx may follow an accepted message, whatever code it carries: for none of them does Meta
    promise that nothing was sent, and there is no log to look it up in. `status` is 400 for a code
    of a status notification.
    """
    if not 400 <= status < 500:  # noqa: PLR2004 - HTTP
        return "unknown"
    known = _row(code)
    if known:
        return known[0]
    return STATUSES.get(status, "retry" if code is None else "failed")


def _row(code: int | None) -> tuple[Fault, str] | None:
    if code is None:
        return None
    ranged = (row for codes, row in RANGES if code in codes)
    return CODES.get(code) or next(ranged, None)
