"""A WhatsApp network on this machine that speaks Twilio's REST API, or Meta's, as they document it.

It imports nothing else of ours: what it accepts, counts and logs is an independent judgement.
"""
