"""Twilio as a provider: WhatsApp through its REST API, as documented.

The adapter cannot tell Twilio from the simulator. It follows one rule where an answer is missing
or strange: what may have been accepted is `unknown`, never `retry`.
"""

from banditore.adapters.twilio.provider import Twilio

__all__ = ["Twilio"]
