"""A WhatsApp network on this machine that speaks Twilio's REST API, as Twilio documents it.

It imports nothing else of ours: what it accepts, counts and logs is an independent judgement.
"""
