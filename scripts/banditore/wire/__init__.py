"""HTTP as the adapters speak it: connections of our own for messages, httpx's for lists.

One rule: an answer is read up to a bound and never unpacked, so that a provider that goes mad, or
somebody who speaks in its place, can fill no memory; and no error repeats what an answer said.
"""
