"""What Twilio's codes mean to us, one row a code.

Sources: Twilio's error dictionary and its table of WhatsApp's codes; Meta's page on error codes for
what lies behind 63xxx. 63038 is from general knowledge and was not read again.
Twilio writes that codes are not for programmatic use, and gives nothing else.
Where another try within a run is punished (63049) or cannot help, the recipient counts as failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from banditore.domain.errors import Misconfigured
from banditore.wire.answer import STATUSES

if TYPE_CHECKING:
    from banditore.domain.message import Fault

NOT_THERE = 20404
CODES: dict[int, tuple[Fault, str]] = {
    12300: ("stop-broadcast", "the file is called a kind that Twilio does not take"),
    20003: ("stop-all", "credentials not accepted"),
    20009: ("failed", "the message is not final yet; only a deletion is refused so"),
    20404: ("stop-all", "the account does not exist"),
    20429: ("slow-down", "too many requests; this one was not processed"),
    21211: ("failed", "not a phone number"),
    21602: ("stop-broadcast", "the message has no text"),
    21603: ("stop-all", "no sender was given"),
    21604: ("failed", "no recipient was given"),
    21610: ("left", "the recipient blocks us, or opted out at the provider"),
    21611: ("slow-down", "the sender's queue is full"),
    21614: ("failed", "the number cannot receive messages"),
    21617: ("stop-broadcast", "the text is longer than 1600 characters"),
    21620: ("stop-broadcast", "the file's address is wrong"),
    21623: ("stop-broadcast", "too many files"),
    21655: ("stop-broadcast", "the template's id is wrong"),
    21656: ("stop-broadcast", "the template's parameters are malformed"),
    21910: ("stop-all", "sender and recipient are of different channels"),
    30001: ("slow-down", "the queue overflows"),
    30029: ("stop-all", "asks for redaction, which the account does not have"),
    63001: ("stop-all", "the channel does not accept our credentials"),
    63003: ("failed", "the recipient is not on WhatsApp"),
    63005: ("retry-once", "the channel did not accept the content, without saying why"),
    63007: ("stop-all", "the town's number is not a WhatsApp sender of this account"),
    63010: ("retry-once", "an error between Twilio and WhatsApp"),
    63012: ("retry-once", "an error inside WhatsApp"),
    63013: ("stop-broadcast", "against WhatsApp's policy"),
    63015: ("failed", "the sandbox sends only to phones that have joined it"),
    63016: ("failed", "free text outside the 24-hour window"),
    63018: ("slow-down", "WhatsApp's rate limit is reached, or its limit of a day"),
    63019: ("failed", "the file could not be fetched"),
    63020: ("stop-all", "the business has not accepted WhatsApp's terms"),
    63021: ("failed", "content rejected, or longer than 1024 characters"),
    63022: ("stop-all", "the number's display name is not approved"),
    63023: ("retry-once", "a channel error without further word"),
    63024: ("failed", "the recipient is not on WhatsApp"),
    63025: ("failed", "the media exists already"),
    63027: ("stop-broadcast", "the template does not exist or is not approved"),
    63028: ("stop-broadcast", "the template takes another number of parameters"),
    63029: ("stop-broadcast", "the template could not be filled in"),
    63030: ("stop-broadcast", "a parameter that this kind of message does not take"),
    63032: ("failed", "the recipient is part of an experiment of Meta's"),
    63033: ("left", "the person wants no more marketing from us"),
    63038: ("later", "the account's messages of this day are used up"),
    63040: ("stop-broadcast", "the template is rejected"),
    63041: ("stop-broadcast", "the template is paused"),
    63042: ("stop-broadcast", "the template is disabled for good"),
    63049: ("failed", "Meta chose not to deliver a marketing message"),
    63051: ("stop-all", "the number is locked, as after weeks without a message"),
    63112: ("stop-all", "the WhatsApp account is disabled"),
    92002: ("stop-broadcast", "more parameters than a template can have"),
    92007: ("stop-broadcast", "the template's parameters are not valid, or hold a line break"),
}


def fault_of(status: int, code: int | None) -> Fault:
    """What a refusal means. A 5xx may follow an accepted message, whatever code it carries."""
    if status >= 500:  # noqa: PLR2004 - HTTP
        return "unknown"
    if code is not None:
        known = CODES.get(code)
        return known[0] if known else STATUSES.get(status, "failed")
    if 400 <= status < 500:  # noqa: PLR2004 - HTTP
        return STATUSES.get(status, "retry")
    return "unknown"


def no_account(status: int, code: int | None, said: str) -> Misconfigured | None:
    """Of a list, that it is not there says that the account is not."""
    if status != 404 or code != NOT_THERE:  # noqa: PLR2004 - HTTP
        return None
    return Misconfigured(
        f"the provider does not know the account ({said})", "check TWILIO_ACCOUNT_SID"
    )
