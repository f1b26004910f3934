"""A letter box for Meta's webhooks: takes them in, seals them at once, keeps them until fetched.

The only part of the service that stands on a server, and only where Meta is the provider: Meta
has no way to ask for what citizens wrote. It stands alone as the simulator does, and can read
nothing of what it keeps. What it promises, and how its sealed packets look, is in docs/relay.md.
"""
