"""The codes with which Twilio refuses, their HTTP status and sentence.

Source: Twilio's *Error dictionary* and the OpenAPI file of its message API (2026).
"""

from __future__ import annotations

MORE_INFO = "https://www.twilio.com/docs/errors/"

CODES: dict[int, tuple[int, str]] = {
    12300: (400, "Invalid Content-Type"),
    20001: (400, "Invalid parameter"),
    20003: (401, "Authenticate"),
    20004: (405, "Method not allowed"),
    20009: (409, "The message is not final yet"),
    20404: (404, "The requested resource was not found"),
    20415: (415, "Unsupported Media Type"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    21211: (400, "Invalid 'To' Phone Number"),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21611: (400, "This 'From' number has exceeded the maximum number of queued messages"),
    21620: (400, "Invalid media URL(s)"),
    21623: (400, "Number of media files exceeds allowed limit"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    21656: (400, "The ContentVariables parameter is invalid"),
    21910: (400, "Invalid From and To pair. From and To should be of the same channel"),
    30001: (400, "Queue overflow"),
    63003: (400, "Channel could not find To address"),
    63005: (400, "Channel did not accept given content"),
    63007: (400, "Twilio could not find a Channel with the specified From address"),
    63012: (400, "Channel provider returned an internal service error"),
    63013: (400, "Message send failed because this message violates Channel provider's policy"),
    63016: (
        400,
        "Failed to send freeform message because you are outside the allowed window",
    ),
    63018: (429, "Rate limit exceeded for Channel"),
    63019: (400, "Media failed to download"),
    63020: (400, "Business has not accepted the terms of service"),
    63021: (400, "Channel invalid content error"),
    63023: (400, "Channel generic error"),
    63024: (400, "Invalid message recipient"),
    63027: (400, "Template does not exist for a language and locale"),
    63028: (400, "Number of parameters provided does not match the expected number of parameters"),
    63032: (400, "We cannot send this message to this user because of a WhatsApp limitation"),
    63049: (400, "Meta chose not to deliver this WhatsApp marketing message"),
    63112: (
        400,
        "The Meta and/or WhatsApp Business Accounts connected to this Sender were disabled",
    ),
}


class Refusal(Exception):  # noqa: N818 - reads as a sentence: "raise Refusal"
    """A request that is not carried out."""

    def __init__(
        self,
        code: int,
        detail: str = "",
        *,
        status: int = 0,
        retry_after: float | None = None,
        subcode: int = 0,
    ) -> None:
        known_status, sentence = CODES.get(code, (400, "Refused"))
        super().__init__(code)
        self.code = code
        self.status = status or known_status
        self.scripted = status
        """The HTTP status that a script wants; 0: the code's own."""
        self.subcode = subcode
        self.message = f"{sentence}: {detail}" if detail else sentence
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """As Twilio writes it."""
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"{MORE_INFO}{self.code}",
            "status": self.status,
        }
