"""Meta's Cloud API as a provider, as documented.

It pushes what citizens write and what became of messages: both wait in an inbox for us. It has no
log: of a message whose answer was lost, only a report with our tag can tell.
"""

from banditore.adapters.meta.provider import Account, Meta

__all__ = ["Account", "Meta"]
